from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from extractors.amounts import half_unit
from extractors.checks.tolerance import agreement_of, weigh

YUAN = st.integers(min_value=0, max_value=10**9).map(lambda cents: Decimal(cents) / 100)


def printed(yuan: Decimal) -> Decimal:
    """As a form in 万元 prints it."""
    return (yuan / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP)


def terms(total: Decimal, parts: list[Decimal]) -> list[tuple[int, Decimal, Decimal]]:
    return [(1, total, half_unit(total)), *((-1, part, half_unit(part)) for part in parts)]


@given(st.lists(YUAN, min_size=1, max_size=40))
def test_rounding_alone_never_contradicts(parts: list[Decimal]) -> None:
    assert weigh(terms(printed(sum(parts, Decimal(0))), [printed(part) for part in parts])).agreement != "contradicts"


@given(st.lists(YUAN, min_size=1, max_size=40), st.booleans())
def test_an_error_beyond_twice_the_slack_always_contradicts(parts: list[Decimal], more: bool) -> None:
    slack = Decimal("0.005") * (len(parts) + 1)
    error = 2 * slack + Decimal("0.01")
    total = printed(sum(parts, Decimal(0))) + (error if more else -error)
    assert weigh(terms(total, [printed(part) for part in parts])).agreement == "contradicts"


def test_the_three_outcomes() -> None:
    slack = Decimal("0.01")
    assert agreement_of(Decimal("0.00"), slack) == "exact"
    assert agreement_of(Decimal("-0.01"), slack) == "within_rounding"
    assert agreement_of(Decimal("0.02"), slack) == "contradicts"


def test_difference_keeps_its_sign() -> None:
    weighed = weigh(terms(Decimal("3.00"), [Decimal("1.00"), Decimal("1.50")]))
    assert (weighed.difference, weighed.slack) == (Decimal("0.50"), Decimal("0.015"))
