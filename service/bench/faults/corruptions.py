"""Ways in which a reader of the narrative goes wrong, as pure functions of claims.

A corrupted field keeps boxes that exist: the worst case of a reader that points at real words while saying something else.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from extractors.model import Claim, ClaimField

Claims = Sequence[Claim]


class Fault(NamedTuple):
    """Claim number `at` as corrupted, and the fields of it that are wrong now."""

    at: int
    claim: Claim
    wrong: tuple[str, ...]


Corruption = Callable[[random.Random, Claims, int], Fault | None]
_OTHER_ROLE = (
    ("current", "change"),
    ("current", "prior"),
    ("prior", "change"),
    ("budget", "actual"),
    ("actual", "change"),
    ("budget", "executed"),
    ("amount", "vs_prior_change"),
    ("vs_budget_change", "vs_prior_change"),
    ("vs_budget_pct", "vs_prior_pct"),
    ("change_pct", "completion_pct"),
    ("opening", "closing"),
    ("revenue", "amount"),
    ("goods", "services"),
    ("sme_amount", "micro_amount"),
    ("sme_share_pct", "micro_share_pct"),
    ("delegations", "persons"),
    ("vehicles_kept", "vehicles_purchased"),
)
_WORDS = ("reason", "use", "outputs", "problems", "improvements", "content_and_goals", "completion")
_NAMES = ("part", "scope", "class_name", "section_name", "project", "item")
_TURNED = {"up": "down", "down": "up", "flat": "up", "above": "below", "below": "above", "equal": "above"}
_MEANT = {"up": "增加", "down": "减少", "above": "大于", "below": "小于"}


def digit_changed(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """One digit of a figure read as another; the reader insists on its place."""
    name = _pick(rng, [n for n, f in claims[index].fields.items() if is_number(f)])
    if name is None:
        return None
    value = str(claims[index].fields[name].value)
    at = rng.choice([i for i, character in enumerate(value) if character.isdigit()])
    other = rng.choice([digit for digit in "0123456789" if digit != value[at]])
    return _said(claims, index, name, value[:at] + other + value[at + 1 :])


def digits_swapped(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Two neighbouring digits of a figure the other way round."""
    options = [(n, i) for n, f in claims[index].fields.items() if is_number(f) for i in _unlike_neighbours(str(f.value))]
    if not options:
        return None
    name, at = rng.choice(options)
    value = str(claims[index].fields[name].value)
    return _said(claims, index, name, value[:at] + value[at + 1] + value[at] + value[at + 2 :])


def neighbours_figure(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The same field of a neighbouring item, from its own place."""
    near = [i for i in (index - 1, index + 1) if 0 <= i < len(claims) and claims[i].kind == claims[index].kind]
    return _taken(rng, claims, index, [(n, near_one, n) for near_one in near for n in claims[index].fields], is_number)


def other_role(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Another year's, budget's or part's figure of the same item."""
    pairs = [pair for one, two in _OTHER_ROLE for pair in ((one, index, two), (two, index, one))]
    return _taken(rng, claims, index, pairs, is_number)


def another_of_the_page(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Any other figure printed on the same page, of whatever item."""
    page = claims[index].page
    there = [(i, n) for i, claim in enumerate(claims) if claim.page == page for n in claim.fields]
    wanted = [name for name, field in claims[index].fields.items() if is_number(field)]
    return _taken(rng, claims, index, [(name, i, n) for name in wanted for i, n in there], is_number)


def words_paraphrased(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """A reason, use or result in other words; the reader insists on its place."""
    name = _pick(rng, [n for n in _WORDS if is_words(claims[index].fields.get(n))])
    if name is None:
        return None
    value = str(claims[index].fields[name].value)
    at = rng.randrange(len(value) - 1)
    changed = rng.choice([value[:at] + value[at + 1] + value[at] + value[at + 2 :], value[:at] + value[at + 1 :], f"因{value}"])
    return None if changed == value else _said(claims, index, name, changed)


def words_of_another(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The reason, use or result of another item, from its own place."""
    others = [i for i, claim in enumerate(claims) if i != index and claim.kind == claims[index].kind]
    return _taken(rng, claims, index, [(n, i, n) for i in others for n in _WORDS], is_words)


def name_of_another(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """An item that the passage does not speak of: another item's name over these figures."""
    others = [i for i, claim in enumerate(claims) if i != index and claim.kind == claims[index].kind]
    return _taken(rng, claims, index, [(n, i, n) for i in others for n in (*_NAMES, "item_names", "category")], _is_name)


def item_dropped(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """One of several names, or one of several counts, left out."""
    fields = claims[index].fields
    name = _pick(rng, [n for n, f in fields.items() if isinstance(f.value, tuple | Mapping) and len(f.value) > 1])
    if name is None:
        return None
    value = fields[name].value
    if isinstance(value, tuple):
        left = rng.randrange(len(value))
        return _replaced(claims, index, name, fields[name].model_copy(update={"value": (*value[:left], *value[left + 1 :])}))
    assert isinstance(value, Mapping)
    counted = [label for label, count in value.items() if count.strip("0")]
    label = _pick(rng, counted)
    if label is None:
        return None
    kept = {key: count for key, count in value.items() if key != label}
    return _replaced(claims, index, name, fields[name].model_copy(update={"value": kept}))


def direction_turned(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The opposite direction: the word misunderstood, or misread as well."""
    options = [n for n, f in claims[index].fields.items() if isinstance(f.value, str) and f.value in _TURNED]
    name = _pick(rng, options)
    if name is None:
        return None
    field = claims[index].fields[name]
    value = _TURNED[str(field.value)]
    text = rng.choice([field.text, _MEANT[value]])
    return _replaced(claims, index, name, field.model_copy(update={"value": value, "text": text}))


CORRUPTIONS: Mapping[str, Corruption] = {
    "digit changed": digit_changed,
    "digits swapped": digits_swapped,
    "neighbouring item's figure": neighbours_figure,
    "other year's or role's figure": other_role,
    "another figure of the page": another_of_the_page,
    "words paraphrased": words_paraphrased,
    "words of another item": words_of_another,
    "name of another item": name_of_another,
    "one of several dropped": item_dropped,
    "direction turned": direction_turned,
}


def is_number(field: ClaimField | None) -> bool:
    """Amounts, percentages and counts."""
    return field is not None and isinstance(field.value, str) and bool(re.fullmatch(r"-?[\d.]*\d", field.value))


def is_words(field: ClaimField | None) -> bool:
    """Running words of some length."""
    return field is not None and isinstance(field.value, str) and len(field.value) > 3 and not is_number(field)


def _is_name(field: ClaimField | None) -> bool:
    return field is not None and not is_number(field) and bool(field.value) and not isinstance(field.value, Mapping)


def _unlike_neighbours(value: str) -> list[int]:
    return [i for i in range(len(value) - 1) if value[i : i + 2].isdigit() and value[i] != value[i + 1]]


def _pick(rng: random.Random, options: Sequence[str]) -> str | None:
    return rng.choice(options) if options else None


def _taken(
    rng: random.Random,
    claims: Claims,
    index: int,
    options: Sequence[tuple[str, int, str]],
    fits: Callable[[ClaimField | None], bool],
) -> Fault | None:
    """Field `name` says what field `from_name` of another claim says, with its place; `options`: (name, claim, from_name)."""
    fields = claims[index].fields
    usable = [
        (name, claims[i].fields[from_name])
        for name, i, from_name in options
        if fits(fields.get(name)) and fits(claims[i].fields.get(from_name)) and _unlike(fields[name], claims[i].fields[from_name])
    ]
    if not usable:
        return None
    name, source = rng.choice(usable)
    taken = fields[name].model_copy(update={"value": source.value, "text": source.text, "boxes": source.boxes})
    return _replaced(claims, index, name, taken)


def _unlike(one: ClaimField, other: ClaimField) -> bool:
    """Another figure in value, not merely in print; other words."""
    if is_number(one) and is_number(other):
        return float(str(one.value)) != float(str(other.value))
    return _squeezed(one) != _squeezed(other)


def _squeezed(field: ClaimField) -> str:
    return re.sub(r"\s", "", str(field.value))


def _said(claims: Claims, index: int, name: str, value: str) -> Fault | None:
    field = claims[index].fields[name]
    changed = field.model_copy(update={"value": value, "text": value})
    return _replaced(claims, index, name, changed) if _unlike(field, changed) else None


def _replaced(claims: Claims, index: int, name: str, field: ClaimField) -> Fault:
    claim = claims[index]
    return Fault(index, claim.model_copy(update={"fields": {**claim.fields, name: field}}), (name,))
