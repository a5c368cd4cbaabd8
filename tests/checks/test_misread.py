"""Row after row that does not add up tells of the reading; one row tells of the document."""

from __future__ import annotations

import pytest

from extractors.checks import judge
from extractors.checks.evaluators import identities_of
from extractors.checks.misread import misread_forms
from tests.checks.books import book, ledger, outline


@pytest.mark.parametrize(("count", "misread"), [(1, set()), (2, set()), (6, {"FA05"})])
def test_forms_of_which_many_rows_fail(count: int, misread: set[str]) -> None:
    wrong = {("FA05", row, "project"): "777.77" for row in printed("FA05")[:count]}
    assert misread_forms(identities_of(ledger(wrong))) == misread


@pytest.mark.parametrize(("count", "misread"), [(2, set()), (3, {"FA05"})])
def test_a_row_and_those_above_it_that_lack_the_same_amount(count: int, misread: set[str]) -> None:
    """The column of one figure is lost in the item, in what it is part of, and in the sum of all."""
    plain = ledger()
    rows = [row for row in printed("FA05") if plain.cell("FA05", row, "total").amount][:count]
    wrong = {("FA05", row, "total"): f"{plain.cell('FA05', row, 'total').amount / 10000 + 900}" for row in rows}
    assert misread_forms(identities_of(ledger(wrong))) == misread


def test_contradictions_of_a_misread_form_are_warnings_about_the_reading() -> None:
    wrong = {("FA05", row, "project"): "777.77" for row in printed("FA05")[:6]}
    found = [f for f in judge(outline(), book(wrong), ()).findings if f.form == "FA05" and f.rule == "FA05.row"]
    assert found
    assert {(f.severity, f.fault) for f in found} == {("warning", "extraction")}
    (one,) = [f for f in judge(outline(), book(dict(list(wrong.items())[:1])), ()).findings if f.severity == "error"]
    assert one.fault == "document"


def printed(form: str) -> list[str]:
    return list(ledger().rows(form))
