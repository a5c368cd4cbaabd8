"""Figures misread, or taken from somewhere else."""

from __future__ import annotations

import random
import re

from extractors.model import UNITS, ClaimField
from service.bench.faults.fault import Claims, Fault, as_in, is_number, picked, replaced, said, taken, unlike
from service.evaluation.kinds import amount_fields

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
    ("opening", "revenue"),
    ("revenue", "amount"),
    ("amount", "share_pct"),
    ("goods", "services"),
    ("goods", "works"),
    ("total", "sme_amount"),
    ("sme_amount", "micro_amount"),
    ("sme_share_pct", "micro_share_pct"),
    ("delegations", "persons"),
    ("vehicles_kept", "vehicles_purchased"),
    ("vehicles_total", "equipment_over_1m"),
    ("completion_pct", "score"),
)
_NUMBER = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")


def digit_changed(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """One digit of a figure read as another; the reader insists on its place."""
    name = picked(rng, _numbers(claims, index))
    if name is None:
        return None
    value = str(claims[index].fields[name].value)
    at = rng.choice([i for i, character in enumerate(value) if character.isdigit()])
    other = rng.choice([digit for digit in "0123456789" if digit != value[at]])
    return said(claims, index, name, value[:at] + other + value[at + 1 :])


def digits_swapped(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Two neighbouring digits of a figure the other way round."""
    fields = claims[index].fields
    options = [(name, at) for name in _numbers(claims, index) for at in _unlike_neighbours(str(fields[name].value))]
    if not options:
        return None
    name, at = rng.choice(options)
    value = str(fields[name].value)
    return said(claims, index, name, value[:at] + value[at + 1] + value[at] + value[at + 2 :])


def digit_lost(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The first or last digit of a figure left out, as at the end of a line."""
    name = picked(rng, _numbers(claims, index))
    if name is None:
        return None
    value = str(claims[index].fields[name].value)
    shorter = rng.choice([value[1:], value[:-1]]).strip(".")
    return said(claims, index, name, shorter) if shorter else None


def point_moved(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The decimal point one place off, or lost."""
    name = picked(rng, [name for name in _numbers(claims, index) if "." in str(claims[index].fields[name].value)])
    if name is None:
        return None
    value = str(claims[index].fields[name].value)
    digits, at = value.replace(".", ""), value.index(".")
    moved = rng.choice([at - 1, at + 1, len(digits)])
    return said(claims, index, name, f"{digits[:moved] or '0'}.{digits[moved:]}".rstrip("."))


def sign_turned(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """A figure with the opposite sign; the printed span as it was, or with the sign as well."""
    name = picked(rng, [name for name in _numbers(claims, index) if str(claims[index].fields[name].value).strip("0.-")])
    if name is None:
        return None
    field = claims[index].fields[name]
    value = str(field.value)
    turned = value[1:] if value.startswith("-") else f"-{value}"
    return replaced(claims, index, {name: field.model_copy(update={"value": turned, "text": rng.choice([field.text, turned])})})


def unit_changed(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The claim's amounts in another unit: every amount of money is wrong."""
    claim = claims[index]
    money = tuple(
        name for name in _numbers(claims, index) if name in amount_fields() and str(claim.fields[name].value).strip("0.")
    )
    unit = rng.choice([unit for unit in UNITS if unit != claim.unit])
    return Fault(index, claim.model_copy(update={"unit": unit}), money) if money else None


def neighbours_figure(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The same field of a neighbouring item, from its own place."""
    near = [i for i in (index - 1, index + 1) if 0 <= i < len(claims) and claims[i].kind == claims[index].kind]
    return taken(rng, claims, index, [(n, near_one, n) for near_one in near for n in claims[index].fields], is_number)


def other_role(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Another year's, budget's or part's figure of the same item."""
    pairs = [pair for one, two in _OTHER_ROLE for pair in ((one, index, two), (two, index, one))]
    return taken(rng, claims, index, pairs, is_number)


def roles_exchanged(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Two figures of an item in each other's place: budget and actual, this year and last."""
    fields = claims[index].fields
    options = [
        (one, two)
        for one, two in _OTHER_ROLE
        if is_number(fields.get(one)) and is_number(fields.get(two)) and unlike(fields[one], fields[two])
    ]
    if not options:
        return None
    one, two = rng.choice(options)
    return replaced(claims, index, {one: as_in(fields[one], fields[two]), two: as_in(fields[two], fields[one])})


def another_of_the_sentence(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Any other figure printed in what is quoted, of whatever role; it is said to stand where the quote does."""
    claim = claims[index]
    name = picked(rng, _numbers(claims, index))
    printed = {found.replace(",", "") for found in _NUMBER.findall(claim.quote)}
    if name is None:
        return None
    others = [_printed(claim.fields[name], value, claim.boxes[:1]) for value in sorted(printed)]
    usable = [other for other in others if unlike(claim.fields[name], other)]
    return replaced(claims, index, {name: rng.choice(usable)}) if usable else None


def another_of_the_page(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Any other figure printed on the same page, of whatever item."""
    page = claims[index].page
    there = [(i, n) for i, claim in enumerate(claims) if claim.page == page for n in claim.fields]
    return taken(rng, claims, index, [(name, i, n) for name in _numbers(claims, index) for i, n in there], is_number)


def _numbers(claims: Claims, index: int) -> list[str]:
    return [name for name, field in claims[index].fields.items() if is_number(field)]


def _unlike_neighbours(value: str) -> list[int]:
    return [i for i in range(len(value) - 1) if value[i : i + 2].isdigit() and value[i] != value[i + 1]]


def _printed(field: ClaimField, value: str, boxes: object) -> ClaimField:
    return field.model_copy(update={"value": value, "text": value, "boxes": boxes or field.boxes})
