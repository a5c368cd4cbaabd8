"""Sums of printed figures compared as intervals: each figure stands for itself ± half of its last digit."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

Agreement = Literal["exact", "within_rounding", "contradicts"]
_ZERO = Decimal(0)


class Weighed(NamedTuple):
    """`difference` of both sides, `slack` that rounding allows (same scale), and what follows."""

    difference: Decimal
    slack: Decimal
    agreement: Agreement


def weigh(terms: Iterable[tuple[int, Decimal, Decimal]]) -> Weighed:
    """Terms are (sign, amount, half of the last printed digit); they should add to zero."""
    difference = slack = _ZERO
    for sign, amount, half in terms:
        difference += amount if sign > 0 else -amount
        slack += half
    return Weighed(difference, slack, agreement_of(difference, slack))


def agreement_of(difference: Decimal, slack: Decimal) -> Agreement:
    """Intervals that touch agree."""
    if not difference:
        return "exact"
    return "within_rounding" if abs(difference) <= slack else "contradicts"
