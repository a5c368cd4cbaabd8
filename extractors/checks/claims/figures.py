"""Amounts and percentages of a claim as printed: value, what its last digit may hide, and the unit its sentence gives it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts import fold_width, half_unit, parse_amount, plain
from extractors.checks.cells import YUAN
from extractors.model import Claim, Unit


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


def amount_of(claim: Claim, field: str) -> Figure | None:
    """A stated amount of money in yuan."""
    value = printed_value(claim, field)
    if value is None:
        return None
    return stated_amount(field, value, unit_said(claim.quote, value) or claim.unit)


def stated_amount(field: str, value: Decimal, unit: Unit = "万元") -> Figure:
    """An amount of money as printed."""
    return Figure(field, value, value * YUAN[unit], half_unit(value) * YUAN[unit], unit)


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
    found = set(re.findall(rf"(?<![\d.]){re.escape(plain(value))}(万元|元)", folded))
    if found == {"万元"}:
        return "万元"
    return "元" if found == {"元"} else None
