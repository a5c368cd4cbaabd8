"""A doubtful character is settled by identities only where exactly one reading lets independent ones hold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.checks import judge
from extractors.model import Fact, FormRead, Reading
from tests.checks.books import book, outline
from tests.checks.test_verdicts import fact, with_fact

LEAF = ("FA05", "2010301", "basic")
RECEPTION = ("FA09", "actual", "reception")
SPARED = ("FA06", "30102", "amount")


def doubtful(read: str, *others: str, key: tuple[str, str, str] = LEAF, sound: bool = False) -> tuple[FormRead, ...]:
    reading = Reading(source="ocr", sound=sound, note="it may be 0", others=tuple(map(Decimal, others)))
    return with_fact(book(), key, value=Decimal(read), text=read, reading=reading)


def found(forms: tuple[FormRead, ...], key: tuple[str, str, str] = LEAF) -> Fact:
    return fact(judge(outline(), forms, ()), key)


@pytest.mark.parametrize(("read", "other"), [("108.00", "100.00"), ("100.00", "108.00")])
def test_the_reading_that_identities_bear_out_is_taken_and_the_proof_says_so(read: str, other: str) -> None:
    settled = found(doubtful(read, other))
    assert (settled.value, settled.verdict) == (Decimal("100.00"), "accepted")
    assert settled.text == read
    assert "reading.settled:2010301" in settled.proofs
    assert f"read as {read} or {other}: only 100.00 lets FA05.row:2010301" in settled.reasons[1]


def test_where_no_reading_is_borne_out_it_stays_flagged() -> None:
    left = found(doubtful("108.00", "103.00"))
    assert (left.value, left.verdict) == (Decimal("108.00"), "flagged")


def test_one_identity_alone_settles_nothing() -> None:
    """With the other forms unread only the total of 三公 speaks of the reception."""
    alone = tuple(form for form in doubtful("8.00", "3.00", key=RECEPTION) if form.form == "FA09")
    left = found(alone, RECEPTION)
    assert (left.value, left.verdict) == (Decimal("8.00"), "flagged")


def test_a_doubt_without_another_reading_stays_a_doubt() -> None:
    assert found(doubtful("100.00")).verdict == "flagged"


def test_a_figure_that_nothing_doubts_is_left_alone() -> None:
    standing = found(doubtful("108.00", "100.00", sound=True))
    assert (standing.value, standing.verdict) == (Decimal("108.00"), "flagged")


def test_a_figure_from_a_picture_does_not_stand_only_because_another_is_to_blame() -> None:
    changed = book({("FA06", "30101", "amount"): "07.00", SPARED: "20.10"})
    assert found(changed, SPARED).verdict == "accepted"
    assert found(with_fact(changed, SPARED, reading=Reading(source="ocr")), SPARED).verdict == "flagged"
