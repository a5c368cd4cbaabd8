"""Every rule of the budget forms holds on forms that agree, fails where its total is changed, and keeps out of what it is
not for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.checks import judge, rulebook
from extractors.checks.evaluators import EVALUATORS, identities_of
from extractors.checks.identities import Evaluated
from extractors.checks.rulebook import Rule
from extractors.checks.trees import children_of
from extractors.model import Fact, FormRead
from tests.checks.budgets import BOTH, BOTH_COLUMNS, CASES, FUNCTIONAL, OUTLINE, SPENT, SUMS, budget_form, changed, ledger_of

BUDGET = [rule for rule in rulebook() if rule.id.startswith("BG")]
DECLARATIVE = [rule for rule in BUDGET if rule.kind in EVALUATORS and rule.id in CASES]


def _of(rule: Rule, forms: Sequence[FormRead]) -> list[Evaluated]:
    return [each for each in identities_of(ledger_of(forms)) if each.identity.rule is rule and not each.trivial]


def _verdicts(*forms: FormRead) -> dict[tuple[str, str, str], str]:
    return {fact.key: fact.verdict for fact in judge(OUTLINE, forms, ()).facts}


@pytest.mark.parametrize("rule", DECLARATIVE, ids=lambda rule: rule.id)
def test_a_budget_rule_holds_on_forms_that_agree(rule: Rule) -> None:
    found = _of(rule, CASES[rule.id])
    assert found, f"{rule.id} says nothing"
    assert all(each.holds for each in found)


@pytest.mark.parametrize("rule", DECLARATIVE, ids=lambda rule: rule.id)
def test_a_budget_rule_fails_when_its_total_is_changed(rule: Rule) -> None:
    forms = CASES[rule.id]
    lead = next(
        each for each in _of(rule, forms) if rule.kind != "equal_funds" or each.identity.lead.row != "total"
    ).identity.lead
    before = sum(each.holds for each in _of(rule, forms))
    after = _of(rule, changed(forms, lead.key, "100.00"))
    assert sum(each.holds for each in after) < before
    assert not rule.binding or any(each.contradicts for each in after)


def test_forms_that_agree_are_accepted_whole_and_silently() -> None:
    judged = judge(OUTLINE, SUMS, ())
    assert {fact.verdict for fact in judged.facts} == {"accepted"}
    assert [finding for finding in judged.findings if finding.severity != "info"] == []


def test_a_row_with_a_column_of_an_unknown_kind_is_not_summed() -> None:
    forms = (budget_form("BG05", (*FUNCTIONAL, "unknown"), {row: f"{line} 5.00" for row, line in SPENT.items()}),)
    assert all(each.identity.rule.id != "BG05.row" for each in identities_of(ledger_of(forms)))


def test_forms_of_several_funds_are_compared_only_where_their_totals_agree() -> None:
    more = {row: "180.00 60.00 120.00" if row == "total" else line for row, line in SPENT.items()}
    forms = (budget_form("BG03", FUNCTIONAL, more), budget_form("BG05", FUNCTIONAL, SPENT))
    assert all(each.identity.rule.kind != "equal_funds" for each in identities_of(ledger_of(forms)))


PROCUREMENT = ("total", "basic", "project", "procurement_total", "procurement_sme")
BOUGHT = {"total": "100.00 60.00 40.00 9.00 4.00", "201": "100.00 60.00 40.00 9.00 4.00"}


def test_a_column_that_no_sum_knows_stands_by_the_sums_beside_it() -> None:
    assert set(_verdicts(budget_form("BG03", PROCUREMENT, BOUGHT)).values()) == {"accepted"}


def test_a_part_that_is_more_than_its_whole_puts_both_columns_in_doubt() -> None:
    exchanged = {row: line.replace("9.00 4.00", "4.00 9.00") for row, line in BOUGHT.items()}
    verdicts = _verdicts(budget_form("BG03", PROCUREMENT, exchanged))
    assert {verdict for (_, _, column), verdict in verdicts.items() if column.startswith("procurement")} == {"flagged"}
    assert verdicts["BG03", "201", "basic"] == "accepted"


def test_a_column_beside_sums_that_fail_is_not_accepted() -> None:
    broken = {row: line.replace("100.00 60.00", "100.00 70.00") for row, line in BOUGHT.items()}
    assert _verdicts(budget_form("BG03", PROCUREMENT, broken))["BG03", "201", "procurement_sme"] == "flagged"


def test_a_rate_of_zero_is_proven_and_a_wrong_one_is_told() -> None:
    columns = ("prior_executed", "total", "change", "change_pct")
    rows = {"total": "80.00 80.00 0.00 0.00%", "201": "80.00 80.00 0.00 0.00%"}
    forms = (budget_form("BG05", columns, rows),)
    assert _verdicts(*forms)["BG05", "201", "change_pct"] == "accepted"
    judged = judge(OUTLINE, changed(forms, ("BG05", "201", "change_pct"), "3.00"), ())
    (finding,) = [finding for finding in judged.findings if finding.rule == "BG05.change_pct"]
    assert "≠ 0.00 (BG05 201 change) / 80.00 (BG05 201 prior_executed)" in finding.message


@pytest.mark.parametrize(
    ("keys", "children"),
    [
        (["total", "201", "20103", "2010301"], {"total": ["201"], "201": ["20103"], "20103": ["2010301"]}),
        (["total", "301", "30101|50101", "3010201|50501"], {"total": ["301"], "301": ["30101|50101", "3010201|50501"]}),
        (["total", "2010301|30101", "2010301|30102"], {"total": ["2010301|30101", "2010301|30102"]}),
        (["201#1", "20103#1", "201#2", "20103#2"], {"total": ["201#1", "201#2"], "201#1": ["20103#1"], "201#2": ["20103#2"]}),
        (
            ["total", "unit:A", "201#1", "unit:B", "201#2"],
            {"total": ["unit:A", "unit:B"], "unit:A": ["201#1"], "unit:B": ["201#2"]},
        ),
        (["total", "name:类", "name:类/款"], {"total": ["name:类"], "name:类": ["name:类/款"]}),
        (
            ["total", "unit:甲局", "甲局|工资", "甲局|工资/基本"],
            {"total": ["unit:甲局"], "unit:甲局": ["甲局|工资"], "甲局|工资": ["甲局|工资/基本"]},
        ),
    ],
)
def test_rows_stand_under_what_holds_them(keys: list[str], children: dict[str, list[str]]) -> None:
    assert children_of(keys) == children


def test_a_changed_figure_in_one_form_of_two_is_never_accepted() -> None:
    forms = (budget_form("BG05", BOTH_COLUMNS, BOTH), SUMS[1])
    lead: Fact = next(fact for fact in forms[0].facts if fact.key == ("BG05", "total", "basic"))
    judged = judge(OUTLINE, changed(forms, lead.key, "7.00"), ())
    assert next(fact for fact in judged.facts if fact.key == lead.key).verdict == "flagged"
    assert any(finding.severity == "error" for finding in judged.findings)


def test_a_rate_is_as_exact_as_its_own_digits_say() -> None:
    columns = ("prior_executed", "total", "change", "change_pct")
    forms = (budget_form("BG05", columns, {"total": "71.233714 56.242540 -14.991174 -21.05%"}),)
    assert judge(OUTLINE, forms, ()).findings == ()
    assert _verdicts(*forms)["BG05", "total", "change_pct"] == "accepted"


def _told_missing(*forms: FormRead) -> list[str | None]:
    others = tuple(budget_form(form, FUNCTIONAL, SPENT) for form in ("BG03", "BG09", "BG11"))
    return [finding.form for finding in judge(OUTLINE, (*others, *forms), ()).findings if finding.rule == "form.missing"]


def test_a_form_whose_amount_another_prints_is_missing() -> None:
    assert _told_missing(SUMS[0]) == ["BG06"]


def test_a_form_that_stands_in_its_place_is_enough() -> None:
    assert _told_missing(SUMS[0], CASES["BG06E.row"][0]) == []
