"""Rows and columns that moved as a whole, and names that tell."""

from __future__ import annotations

from extractors.checks import judge
from extractors.model import Address, Fact, FormRead, Reading
from tests.checks.books import book, form_read, outline
from tests.checks.budgets import OUTLINE, budget_form

Move = dict[str, str]


def moved(
    forms: tuple[FormRead, ...], form: str, axis: str, move: Move
) -> tuple[tuple[FormRead, ...], set[tuple[str, str, str]]]:
    """A form whose rows or columns are exchanged, and the places that now print another's figure."""
    read = next(f for f in forms if f.form == form)
    before = {fact.key: fact.value for fact in read.facts}

    def shift(item: object) -> object:
        value = getattr(item, axis)
        return item.model_copy(update={axis: move.get(value, value)})  # type: ignore[attr-defined]

    changed = read.model_copy(update={"facts": tuple(map(shift, read.facts)), "blanks": tuple(map(shift, read.blanks))})
    wrong = {fact.key for fact in changed.facts if before.get(fact.key) != fact.value}
    return tuple(changed if f is read else f for f in forms), wrong


def accepted_wrongly(forms: tuple[FormRead, ...], wrong: set[tuple[str, str, str]]) -> list[Fact]:
    return [fact for fact in judge(outline(), forms, ()).facts if fact.key in wrong and fact.verdict == "accepted"]


def test_exchanged_columns_are_not_accepted_though_every_sum_holds() -> None:
    for form, one, other in (
        ("FA05", "basic", "project"),
        ("FA03", "basic", "project"),
        ("FA02", "fiscal", "business"),
        ("FA02", "business", "superior_subsidy"),
        ("FA07", "opening", "revenue"),
    ):
        forms, wrong = moved(book(own=form != "FA03"), form, "column", {one: other, other: one})
        assert wrong
        assert accepted_wrongly(forms, wrong) == [], (form, one, other)


def test_exchanged_rows_are_not_accepted_though_every_sum_holds() -> None:
    for form in ("FA05", "FA03", "FA02"):
        forms, wrong = moved(book(own=False), form, "row", {"2010301": "2010302", "2010302": "2010301"})
        assert wrong
        assert accepted_wrongly(forms, wrong) == [], form


def test_a_name_that_belongs_to_another_code_puts_the_row_in_doubt() -> None:
    forms = book()
    names = {"2010301": "一般行政管理事务", "2010302": "行政运行"}

    def renamed(form: FormRead) -> FormRead:
        rows = tuple(row.model_copy(update={"label": names.get(row.key, row.label)}) for row in form.rows)
        return form.model_copy(update={"rows": rows}) if form.form == "FA05" else form

    result = judge(outline(), tuple(map(renamed, forms)), ())
    assert any(finding.rule == "address.misnamed" and finding.fault == "extraction" for finding in result.findings)
    assert all(f.verdict == "flagged" for f in result.facts if f.form == "FA05" and f.row in names)


def test_a_shortened_name_is_no_doubt() -> None:
    def renamed(form: FormRead) -> FormRead:
        rows = tuple(row.model_copy(update={"label": row.label[:4]}) for row in form.rows)
        return form.model_copy(update={"rows": rows}) if form.form == "FA05" else form

    result = judge(outline(), tuple(map(renamed, book())), ())
    assert not any(finding.rule.startswith("address") for finding in result.findings)


WHOLE = {"total": "100.00 60.00 40.00", "201": "100.00 60.00 40.00", "20103": "60.00 60.00 -", "20104": "40.00 - 40.00"}
PARTS = {"total": "100.00 60.00 - 40.00", "201": "100.00 60.00 - 40.00", "20103": "60.00 60.00 - -", "20104": "40.00 - - 40.00"}


def crossed(*forms: FormRead) -> list[str]:
    return [str(finding.message) for finding in judge(OUTLINE, forms, ()).findings if finding.rule == "address.exchanged"]


def test_a_part_that_is_all_of_its_column_is_no_exchange() -> None:
    whole = budget_form("BG05", ("total", "basic", "project"), WHOLE)
    assert crossed(whole, budget_form("BG03", ("total", "personnel", "operating", "project"), PARTS)) == []
    assert crossed(whole, budget_form("BG03", ("total", "project", "personnel", "basic"), PARTS))


def _scanned(form: FormRead, *, drawn: bool) -> FormRead:
    seen = {"reading": Reading(source="ocr"), "address": Address(kind="ruled_cell" if drawn else "aligned_column")}
    return form.model_copy(update={"facts": tuple(fact.model_copy(update=seen) for fact in form.facts)})


def test_a_column_that_no_rule_draws_in_a_picture_wants_more_than_rows() -> None:
    items = {
        "2010301": {"total": "30.00", "basic": "18.90", "subsidy_to_affiliated": "11.10"},
        "2010302": {"total": "20.00", "basic": "20.00"},
    }
    for drawn, verdict in ((True, "accepted"), (False, "flagged")):
        judged = judge(outline(), (_scanned(form_read("FA03", items), drawn=drawn),), ())
        assert {fact.verdict for fact in judged.facts if fact.column == "subsidy_to_affiliated"} == {verdict}


def test_a_column_of_a_picture_whose_total_is_confirmed_needs_no_rules() -> None:
    codes = ("total", "201", "20103", "2010301")
    items = {code: {"total": "30.00", "basic": "18.90", "project": "11.10"} for code in codes}
    judged = judge(outline(), (_scanned(form_read("FA03", items), drawn=False),), ())
    assert {fact.verdict for fact in judged.facts} == {"accepted"}
