from __future__ import annotations

from decimal import Decimal

from extractors.checks.golden import compared, judged_by_golden
from tests.checks.books import book

FACTS = book()[4].facts
KEY = ("FA05", "2010301", "basic")
EXPECTED = {fact.key: fact.value for fact in FACTS}


def test_the_same_figures_are_equal() -> None:
    comparison = compared(FACTS, EXPECTED)
    assert comparison.clean
    assert len(comparison.equal) == len(FACTS)


def test_every_difference_is_told_once() -> None:
    expected = {**EXPECTED, KEY: Decimal("100.0"), ("FA05", "299", "total"): Decimal("1.00")}
    del expected["FA05", "208", "total"]
    comparison = compared(FACTS, expected)
    assert [(fact.key, meant) for fact, meant in comparison.different] == [(KEY, Decimal("100.0"))]
    assert comparison.missing == (("FA05", "299", "total"),)
    assert [fact.key for fact in comparison.extra] == [("FA05", "208", "total")]


def test_golden_accepts_and_rejects() -> None:
    expected = {**EXPECTED, KEY: Decimal("1.00")}
    verdicts = {fact.key: fact for fact in judged_by_golden(FACTS, expected, "case")}
    assert verdicts[KEY].verdict == "rejected"
    other = verdicts["FA05", "208", "total"]
    assert (other.verdict, other.proofs) == ("accepted", ("golden:case",))
    assert judged_by_golden(FACTS, {}, "case") == FACTS
