"""What a fault is, and the moves that all of them are made of.

A corrupted field keeps boxes that exist: the worst case of a reader that points at real words while saying something else.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from extractors.model import Claim, ClaimField
from service.evaluation.normalise import number, text

Claims = Sequence[Claim]
NAMES = ("part", "scope", "class_name", "section_name", "project", "item")


class Fault(NamedTuple):
    """Claim number `at` as corrupted (None: an invented claim), and the fields of it that are wrong now."""

    at: int | None
    claim: Claim
    wrong: tuple[str, ...]


Corruption = Callable[[random.Random, Claims, int], Fault | None]
Fits = Callable[[ClaimField | None], bool]


def is_number(field: ClaimField | None) -> bool:
    """Amounts, percentages and counts."""
    return field is not None and isinstance(field.value, str) and bool(re.fullmatch(r"-?[\d.]*\d", field.value))


def is_words(field: ClaimField | None) -> bool:
    """Running words of some length."""
    return field is not None and isinstance(field.value, str) and len(field.value) > 3 and not is_number(field)


def is_name(field: ClaimField | None) -> bool:
    """A name, or several."""
    return field is not None and not is_number(field) and bool(field.value) and not isinstance(field.value, Mapping)


def unlike(one: ClaimField, other: ClaimField) -> bool:
    """Another figure in value, not merely in print; other words."""
    return text(one.value) != text(other.value) and number(one.value) != number(other.value)


def picked(rng: random.Random, options: Sequence[str]) -> str | None:
    """Any of them."""
    return rng.choice(options) if options else None


def taken(rng: random.Random, claims: Claims, index: int, options: Sequence[tuple[str, int, str]], fits: Fits) -> Fault | None:
    """Field `name` says what field `from_name` of another claim says, with its place; `options`: (name, claim, from_name)."""
    fields = claims[index].fields
    usable = [
        (name, claims[i].fields[from_name])
        for name, i, from_name in options
        if fits(fields.get(name)) and fits(claims[i].fields.get(from_name)) and unlike(fields[name], claims[i].fields[from_name])
    ]
    if not usable:
        return None
    name, source = rng.choice(usable)
    return replaced(claims, index, {name: as_in(fields[name], source)})


def as_in(field: ClaimField, source: ClaimField) -> ClaimField:
    """The field with what another says, and its place."""
    return field.model_copy(update={"value": source.value, "text": source.text, "boxes": source.boxes})


def said(claims: Claims, index: int, name: str, value: str) -> Fault | None:
    """The field says something else, and insists on its place."""
    field = claims[index].fields[name]
    changed = field.model_copy(update={"value": value, "text": value})
    return replaced(claims, index, {name: changed}) if unlike(field, changed) else None


def replaced(claims: Claims, index: int, fields: Mapping[str, ClaimField]) -> Fault:
    """The claim with these fields instead, all of them wrong."""
    claim = claims[index]
    return Fault(index, claim.model_copy(update={"fields": {**claim.fields, **fields}}), tuple(fields))
