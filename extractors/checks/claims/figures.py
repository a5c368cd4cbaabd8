"""Amounts and percentages of a claim as printed: value, what its last digit may hide, and the unit its sentence gives it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts import decimals, fold_width, half_unit, parse_amount, plain
from extractors.checks.cells import YUAN
from extractors.model import Claim, Unit

_FEW = 6
MONEY = {"current", "prior", "change", "amount", "budget", "actual", "opening", "revenue", "closing", "executed"}
MONEY |= {"total", "goods", "works", "services", "sme_amount", "micro_amount", "vs_budget_change", "vs_prior_change"}


class Figure(NamedTuple):
    """`amount` and `half` in yuan for amounts; as printed for percentages and counts."""

    field: str
    printed: Decimal
    amount: Decimal
    half: Decimal
    unit: Unit

    @property
    def text(self) -> str:
        """The figure as printed."""
        return plain(self.printed)

    @property
    def low(self) -> Decimal:
        """Least value the print stands for."""
        return self.amount - self.half

    @property
    def high(self) -> Decimal:
        """Greatest value the print stands for."""
        return self.amount + self.half


def printed_value(claim: Claim, field: str) -> Decimal | None:
    """The field as a number, None where it states none."""
    value = claim.get(field)
    if not isinstance(value, str):
        return None
    return parse_amount(value.replace("%", "").replace("％", ""))


class Amounts:
    """Reads amounts of money. A text that prints two decimals and drops zeros means 30.80 by 30.8, not something near it."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.places = _usual_places(claims)

    def of(self, claim: Claim, field: str) -> Figure | None:
        """A stated amount in yuan."""
        value = printed_value(claim, field)
        if value is None:
            return None
        return self.stated(field, value, unit_said(claim.quote, value) or claim.unit)

    def stated(self, field: str, value: Decimal, unit: Unit = "万元") -> Figure:
        """An amount as printed, in yuan."""
        places = max(decimals(value), self.places if unit == "万元" else 0)
        return Figure(field, value, value * YUAN[unit], Decimal(5).scaleb(-places - 1) * YUAN[unit], unit)


def _usual_places(claims: Iterable[Claim]) -> int:
    """The decimals of the most amounts in 万元; 0 where there are too few to tell."""
    values = (printed_value(claim, field) for claim in claims if claim.unit == "万元" for field in MONEY & claim.fields.keys())
    counts = Counter(decimals(value) for value in values if value)
    if counts.total() < _FEW:
        return 0
    places, count = counts.most_common(1)[0]
    return places if count * 2 > counts.total() else 0


def stated_number(field: str, value: Decimal) -> Figure:
    """A percentage or count as printed."""
    return Figure(field, value, value, half_unit(value), "元")


def number_of(claim: Claim, field: str) -> Figure | None:
    """A stated percentage or count, in its own unit."""
    value = printed_value(claim, field)
    return None if value is None else stated_number(field, value)


def unit_said(quote: str, value: Decimal) -> Unit | None:
    """The unit that stands right behind this figure in the sentence, if the figure is there once with one unit."""
    folded = re.sub(r"[\s,]", "", fold_width(quote))
    found = set(re.findall(rf"(?<![\d.]){re.escape(plain(value))}(万元|亿元|元)", folded))
    return next((unit for unit in YUAN if found == {unit}), None)
