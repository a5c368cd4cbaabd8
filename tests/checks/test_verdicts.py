"""Acceptance in three parts, suspects, and blanks, unread cells and absent forms."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.checks import Judged, judge
from extractors.checks.tolerance import weigh
from extractors.model import Address, Fact, Finding, FormRead, Reading
from tests.checks.books import book, form_read, outline, tables

Key = tuple[str, str, str]
LEAF: Key = ("FA05", "2010301", "basic")


def judged(changes: dict[Key, str | None] | None = None, *, own: bool = True) -> Judged:
    return judge(outline(), book(changes, own=own), ())


def fact(result: Judged, key: Key) -> Fact:
    return next(fact for fact in result.facts if fact.key == key)


def errors(result: Judged) -> list[Finding]:
    return [finding for finding in result.findings if finding.severity == "error"]


def with_fact(forms: tuple[FormRead, ...], key: Key, **changes: object) -> tuple[FormRead, ...]:
    def changed(form: FormRead) -> FormRead:
        facts = tuple(f.model_copy(update=changes) if f.key == key else f for f in form.facts)
        return form.model_copy(update={"facts": facts})

    return tuple(changed(form) for form in forms)


def test_an_accepted_figure_names_its_proofs_as_rule_and_row() -> None:
    accepted = fact(judged(), LEAF)
    assert accepted.verdict == "accepted"
    assert {"FA05.row:2010301", "FA05.rollup:20103", "FA05=FA03:2010301.basic"} <= set(accepted.proofs)
    assert accepted.reasons == ()


@pytest.mark.parametrize(
    "doubt",
    [{"reading": Reading(sound=False, note="two figures in the cell")}, {"address": Address(sound=False, note="no rules")}],
    ids=["reading", "address"],
)
def test_arithmetic_does_not_heal_a_doubtful_reading_or_address(doubt: dict[str, object]) -> None:
    result = fact(judge(outline(), with_fact(book(), LEAF, **doubt), ()), LEAF)
    assert result.verdict == "flagged"
    assert "in doubt" in result.reasons[0]
    assert result.proofs


def test_a_figure_that_no_identity_reaches_stays_flagged() -> None:
    result = fact(judged(), ("FA09", "budget", "training"))
    assert (result.verdict, result.proofs) == ("flagged", ())
    assert result.reasons == ("no identity with other figures proves it",)


def test_a_lost_last_digit_is_doubted_even_where_sums_allow_it() -> None:
    lost = {("FA05", code, "basic"): text for code, text in {"2080505": "20.1", "20805": "20.1", "208": "20.1"}.items()}
    result = judged(lost)
    assert all(fact(result, key).verdict == "flagged" for key in lost)
    assert "fewer decimals" in fact(result, ("FA05", "208", "basic")).reasons[0]


def test_a_printer_that_drops_trailing_zeros_is_not_doubted() -> None:
    def trimmed(text: str) -> str:
        return f"{Decimal(text).normalize():f}"

    forms = tuple(
        form_read(name, {row: {c: trimmed(t) for c, t in cells.items()} for row, cells in rows.items()})
        for name, rows in tables().items()
    )
    result = judge(outline(), forms, ())
    assert errors(result) == []
    assert fact(result, LEAF).verdict == "accepted"


def test_one_wrong_total_is_one_finding_that_names_it() -> None:
    result = judged({("FA04", "income.subtotal", "amount"): "183.35"})
    (finding,) = errors(result)
    assert (finding.form, finding.row, finding.column) == ("FA04", "income.subtotal", "amount")
    assert finding.fault == "document"
    assert "203.35" in finding.message and "183.35" in finding.message
    assert (finding.difference, finding.slack) == ("-20.00", "0.01")
    assert fact(result, ("FA04", "income.subtotal", "amount")).verdict == "flagged"
    assert fact(result, ("FA04", "income.general", "amount")).verdict == "accepted"


def test_the_contradiction_of_a_doubtful_reading_is_the_extraction_s_fault() -> None:
    key = ("FA04", "income.subtotal", "amount")
    forms = with_fact(book({key: "183.35"}), key, reading=Reading(sound=False))
    (finding,) = [each for each in judge(outline(), forms, ()).findings if each.severity != "info"]
    assert finding.fault == "extraction"
    assert finding.severity == "warning"  # nothing is proven of the document


def test_exchanged_digits_settle_which_leaf_is_wrong() -> None:
    result = judged({("FA06", "30101", "amount"): "07.00", ("FA06", "30102", "amount"): "20.10"})
    assert fact(result, ("FA06", "30101", "amount")).verdict == "flagged"
    spared = fact(result, ("FA06", "30102", "amount"))
    assert spared.verdict == "accepted"
    assert spared.reasons[0].startswith("stands as printed")


def test_a_figure_shifted_into_an_empty_column_is_found_with_the_blank_it_left() -> None:
    result = judged({("FA05", "2010302", "project"): None, ("FA05", "2010302", "basic"): "50.25"}, own=False)
    assert fact(result, ("FA05", "2010302", "basic")).verdict == "flagged"
    assert len([f for f in errors(result) if f.row == "2010302"]) == 1


def test_a_printed_zero_needs_only_zeros() -> None:
    zeros = {("FA07", "total", "basic"): "0.00", ("FA07", "212", "basic"): "0.00"}
    assert fact(judged(zeros), ("FA07", "212", "basic")).verdict == "accepted"


def test_an_unread_cell_is_neither_zero_nor_a_pass() -> None:
    forms = book({LEAF: None})
    unread = tuple(
        form.model_copy(update={"blanks": tuple(b for b in form.blanks if (form.form, b.row, b.column) != LEAF)})
        for form in forms
    )
    result = judge(outline(), unread, ())
    assert not any(proof.startswith("FA05.row:2010301") for f in result.facts for proof in f.proofs)
    assert not any(finding.rule == "FA05.row" and finding.severity == "error" for finding in result.findings)


def test_a_figure_that_only_its_column_confirms_may_stand_in_another_s() -> None:
    """Total and basic were not read: nothing tells whether the column is project's."""
    forms = book(own=True)
    unread = {("FA03", code, column) for code in ("205", "20501", "2050199") for column in ("total", "basic")}

    def narrowed(form: FormRead) -> FormRead:
        facts = tuple(f for f in form.facts if f.key not in unread)
        return form.model_copy(update={"facts": facts})

    result = fact(judge(outline(), tuple(map(narrowed, forms)), ()), ("FA03", "2050199", "project"))
    assert result.verdict == "flagged"
    assert any("only its column" in reason for reason in result.reasons)


def test_a_form_said_to_hold_nothing_is_zero_and_an_absent_one_is_not() -> None:
    forms = tuple(form for form in book() if form.form != "FA07")
    stated = FormRead(form="FA07", title="", unit="万元", status="stated_none", pages=(1,))
    assert any(f.rule.startswith("FA04=FA07") for f in errors(judge(outline(), (*forms, stated), ())))
    absent = errors(judge(outline(), forms, ()))
    assert [finding.rule for finding in absent] == ["form.missing"]


@pytest.mark.parametrize(("off", "agrees"), [("7.00", True), ("949.00", False)])
def test_forms_in_different_units_are_compared_in_yuan(off: str, agrees: bool) -> None:
    """FA06 in 元 with some yuan that FA05 in 万元 rounds away."""
    rows = {row: {c: f"{Decimal(t) * 10000:.2f}" for c, t in cells.items()} for row, cells in tables()["FA06"].items()}
    for row in ("operating_total", "302", "30201", "total"):
        rows[row]["amount"] = str(Decimal(rows[row]["amount"]) + Decimal(off))
    fa06 = form_read("FA06", rows)
    in_yuan = fa06.model_copy(update={"unit": "元", "facts": tuple(f.model_copy(update={"unit": "元"}) for f in fa06.facts)})
    result = judge(outline(), tuple(in_yuan if form.form == "FA06" else form for form in book()), ())
    assert (errors(result) == []) is agrees


def test_a_figure_read_from_a_picture_needs_an_exact_identity() -> None:
    near = {LEAF: "100.01"}
    ocr = Reading(source="ocr")
    assert fact(judge(outline(), with_fact(book(near), LEAF), ()), LEAF).verdict == "accepted"
    assert fact(judge(outline(), with_fact(book(near), LEAF, reading=ocr), ()), LEAF).verdict == "flagged"


def test_judging_twice_gives_the_same() -> None:
    assert judged({LEAF: "101.00"}) == judged({LEAF: "101.00"})


def zeros(form: FormRead) -> FormRead:
    """Every figure of the form printed as zero."""
    return form.model_copy(update={"facts": tuple(f.model_copy(update={"value": Decimal("0.00")}) for f in form.facts)})


def test_identities_of_zeros_prove_zeros_and_nothing_else() -> None:
    forms = tuple(zeros(form) if form.form == "FA08" else form for form in book())
    result = judge(outline(), forms, ())
    row_of_zeros = [f for f in result.facts if f.form == "FA08" and f.row == "2230105"]
    assert row_of_zeros
    assert all(f.value == 0 for f in row_of_zeros)
    alone = with_fact(forms, ("FA08", "2230105", "opening"), value=Decimal("7.00"))
    assert fact(judge(outline(), alone, ()), ("FA08", "2230105", "opening")).verdict == "flagged"


@given(st.lists(st.integers(1, 10**9), min_size=40, max_size=40))
@settings(max_examples=25, deadline=None)
def test_a_column_of_forty_correctly_rounded_figures_is_never_contradicted(yuan_cents: list[int]) -> None:
    parts = [(Decimal(cents) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP) for cents in yuan_cents]
    total = (Decimal(sum(yuan_cents)) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    half = Decimal("0.005")
    weighed = weigh([(1, total, half), *((-1, part, half) for part in parts)])
    assert weighed.agreement != "contradicts"


def test_reading_address_and_value_are_each_recorded() -> None:
    doubtful = {"reading": Reading(sound=False, note="two digits"), "address": Address(sound=False, note="no rule")}
    result = fact(judge(outline(), with_fact(book(), LEAF, **doubtful), ()), LEAF)
    assert [reason.split(":")[0] for reason in result.reasons][:2] == ["reading in doubt", "address in doubt"]
    assert result.proofs


def test_a_blank_cell_can_be_the_suspect() -> None:
    forms = book({LEAF: None})
    (finding, *_) = errors(judge(outline(), forms, ()))
    assert (finding.form, finding.row, finding.column) == LEAF
    assert "is empty and would have to be" in finding.message
