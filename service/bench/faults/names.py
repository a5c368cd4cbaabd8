"""Items named wrong, in part, or invented."""

from __future__ import annotations

import random
from collections.abc import Mapping

from extractors.model import ClaimField
from service.bench.faults.fault import NAMES, Claims, Fault, as_in, is_name, picked, replaced, said, taken, unlike

_LISTED = (*NAMES, "item_names", "category", "topic")


def name_of_another(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """An item that the passage does not speak of: another item's name over these figures."""
    return taken(rng, claims, index, [(n, i, n) for i in _alike(claims, index) for n in _LISTED], is_name)


def name_cut(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Only the beginning or the end of a name; whether the word 项目 belongs to it is a matter of taste."""
    fields = claims[index].fields
    name = picked(rng, [n for n in NAMES if is_name(fields.get(n)) and len(str(fields[n].value)) > 3])
    if name is None:
        return None
    value = str(fields[name].value)
    at = rng.randrange(1, len(value) - 1)
    part = rng.choice([value[:at], value[at:]])
    return said(claims, index, name, part) if part != value.removesuffix("项目") else None


def one_dropped(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """One of several names, or one of several counts, left out."""
    fields = claims[index].fields
    name = picked(rng, [n for n, f in fields.items() if isinstance(f.value, tuple | Mapping) and len(f.value) > 1])
    if name is None:
        return None
    value = fields[name].value
    if isinstance(value, tuple):
        left = rng.randrange(len(value))
        return replaced(claims, index, {name: _valued(fields[name], (*value[:left], *value[left + 1 :]))})
    assert isinstance(value, Mapping)
    label = picked(rng, [label for label, count in value.items() if count.strip("0")])
    if label is None:
        return None
    return replaced(claims, index, {name: _valued(fields[name], {key: count for key, count in value.items() if key != label})})


def counts_exchanged(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Two counts of a list at each other's label."""
    options = [
        (name, one, two)
        for name, field in claims[index].fields.items()
        if isinstance(field.value, Mapping)
        for one, first in field.value.items()
        for two, second in field.value.items()
        if first != second
    ]
    if not options:
        return None
    name, one, two = rng.choice(options)
    field = claims[index].fields[name]
    assert isinstance(field.value, Mapping)
    return replaced(claims, index, {name: _valued(field, {**field.value, one: field.value[two], two: field.value[one]})})


def item_invented(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """One item told twice: a further claim under its name with all that another item says."""
    others = _alike(claims, index)
    if not others:
        return None
    other, own = claims[rng.choice(others)], claims[index]
    fields = {name: own.fields[name] if name in _LISTED and name in own.fields else field for name, field in other.fields.items()}
    names = {name: field for name, field in own.fields.items() if name in _LISTED}
    wrong = tuple(
        name
        for name, field in fields.items()
        if field.value is not None and name not in names and (name not in own.fields or unlike(own.fields[name], field))
    )
    invented = own.model_copy(update={"fields": {**fields, **names}})
    return Fault(None, invented, wrong) if names and wrong else None


def section_mistaken(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """All figures of an item's claim from another item's sentence, name and quote its own."""
    others = [i for i in _alike(claims, index) if claims[i].quote != claims[index].quote]
    if not others:
        return None
    own, other = claims[index].fields, claims[rng.choice(others)].fields
    fields = {
        name: as_in(own[name], field)
        for name, field in other.items()
        if name not in _LISTED and name in own and None not in (field.value, own[name].value) and unlike(own[name], field)
    }
    return replaced(claims, index, fields) if fields else None


def _alike(claims: Claims, index: int) -> list[int]:
    return [i for i, claim in enumerate(claims) if i != index and claim.kind == claims[index].kind]


def _valued(field: ClaimField, value: object) -> ClaimField:
    return field.model_copy(update={"value": value})
