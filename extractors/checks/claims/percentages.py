"""Percentages recomputed from printed amounts, to the digits printed."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from extractors.checks.claims.figures import Figure

Fit = Literal["fits", "truncated", "near", "wrong"]
_HUNDRED = Decimal(100)


class Span(NamedTuple):
    """What a recomputed value may be, given that every figure was rounded."""

    low: Decimal
    high: Decimal

    @property
    def middle(self) -> Decimal:
        """The value of the figures as printed, nearly."""
        return (self.low + self.high) / 2


def span_of(figure: Figure) -> Span:
    """The interval a printed figure stands for."""
    return Span(figure.low, figure.high)


def plus(one: Span, other: Span, sign: int = 1) -> Span:
    """Sum, or difference with sign -1."""
    return Span(one.low + other.low, one.high + other.high) if sign > 0 else Span(one.low - other.high, one.high - other.low)


def percent(part: Span, whole: Span) -> Span | None:
    """part / whole in percent; None where the whole may be zero or negative."""
    if whole.low <= 0:
        return None
    ends = [_HUNDRED * a / b for a in part for b in whole]
    return Span(min(ends), max(ends))


def fit_of(printed: Figure, span: Span) -> Fit:
    """How a printed percentage stands to the recomputed one."""
    unit = 2 * printed.half
    if printed.low <= span.high and printed.high >= span.low:
        return "fits"
    if printed.amount <= span.high and printed.amount + unit > span.low:
        return "truncated"
    near = printed.low - unit <= span.high and printed.high + unit >= span.low
    return "near" if near else "wrong"
