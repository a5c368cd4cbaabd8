from __future__ import annotations

import pytest

from extractors.checks import judge
from extractors.model import Claim, Finding, FormRead
from tests.checks.books import book, claim, outline, tables


def without(*absent: str, forms: tuple[FormRead, ...] | None = None) -> tuple[FormRead, ...]:
    return tuple(form for form in forms or book() if form.form not in absent)


def told(forms: tuple[FormRead, ...], *claims: Claim) -> list[Finding]:
    return [finding for finding in judge(outline(), forms, claims).findings if finding.rule.startswith("form.")]


def no_state_capital() -> tuple[FormRead, ...]:
    changes: dict[tuple[str, str, str], str | None] = {
        ("FA04", row, "state_capital"): None for row, cells in tables()["FA04"].items() if "state_capital" in cells
    }
    return book(changes)


def test_all_forms_there() -> None:
    assert told(book()) == []


def test_a_missing_form_whose_amounts_are_printed_elsewhere_is_an_error() -> None:
    (finding,) = told(
        without("FA06"), claim("fund_use", "6", scope="一般公共预算财政拨款基本支出", part="人员经费", amount="95.10")
    )
    assert (finding.rule, finding.severity, finding.form, finding.section) == ("form.missing", "error", "FA06", "6")
    assert "95.10" in finding.message


@pytest.mark.parametrize(("said", "count"), [("本部门没有国有资本经营预算财政拨款支出", 0), ("本部门没有政府性基金预算支出", 1)])
def test_a_missing_form_is_explained_by_a_sentence_or_warned_about(said: str, count: int) -> None:
    found = told(without("FA08", forms=no_state_capital()), claim("statement", "8", text=said))
    assert [finding.severity for finding in found] == ["warning"] * count


def test_a_form_that_did_not_exist_yet_is_not_missed() -> None:
    forms = tuple(
        form.model_copy(update={"columns": ("amount", "total", "general", "fund")}) if form.form == "FA04" else form
        for form in no_state_capital()
    )
    assert told(without("FA08", forms=forms)) == []


def test_forms_that_are_pictures_are_not_missing() -> None:
    assert told((FormRead(form="FA01", title="", unit="万元", status="picture", pages=(1,)),)) == []
