"""Every other rule of budgets (summaries, 三公, units, projects, and between forms) on one small budget that agrees."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from extractors.checks import judge, rulebook
from extractors.checks.evaluators import EVALUATORS, identities_of
from extractors.checks.identities import Evaluated
from extractors.checks.rulebook import Rule
from extractors.model import Finding
from tests.checks.budget_books import Kind, budget_book, budget_ledger, budget_outline, kind_for
from tests.checks.budgets import CASES

RULES = [rule for rule in rulebook() if rule.id.startswith("BG") and rule.kind in EVALUATORS and rule.id not in CASES]
BINDING = [rule for rule in RULES if rule.binding]
Changes = Mapping[tuple[str, str, str], str]


def _of(rule: Rule, changes: Changes | None = None) -> list[Evaluated]:
    told = identities_of(budget_ledger(kind_for(rule), changes))
    return [each for each in told if each.identity.rule is rule and not each.trivial]


def _findings(changes: Changes, kind: Kind = Kind()) -> list[Finding]:  # noqa: B008 - frozen
    found = judge(budget_outline(), budget_book(kind, changes), ()).findings
    return [finding for finding in found if finding.severity != "info"]


def _raised(rule: Rule) -> dict[tuple[str, str, str], str]:
    lead = next(each for each in _of(rule) if each.holds).identity.lead
    assert lead.fact is not None
    return {lead.key: str(lead.fact.value + Decimal("100.00"))}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_holds_on_a_budget_that_agrees(rule: Rule) -> None:
    found = _of(rule)
    assert found, f"{rule.id} says nothing about a complete budget"
    assert not rule.binding or all(each.holds for each in found)
    assert any(each.holds for each in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_fails_when_its_total_is_changed(rule: Rule) -> None:
    after = _of(rule, _raised(rule))
    assert sum(each.holds for each in after) < sum(each.holds for each in _of(rule))
    assert not rule.binding or any(each.contradicts for each in after)


@pytest.mark.parametrize("rule", BINDING, ids=lambda rule: rule.id)
def test_a_changed_total_is_never_accepted_and_is_told(rule: Rule) -> None:
    changes = _raised(rule)
    judged = judge(budget_outline(), budget_book(kind_for(rule), changes), ())
    assert next(fact for fact in judged.facts if fact.key in changes).verdict == "flagged"
    assert any(finding.severity == "error" for finding in judged.findings)


@pytest.mark.parametrize("kind", [Kind(), Kind(own=False), Kind(carried=False), Kind(uses=True), Kind(classes=True)])
def test_a_budget_that_agrees_is_told_nothing(kind: Kind) -> None:
    assert _findings({}, kind) == []


def test_one_figure_printed_twice_with_another_last_digit_is_told_once_and_both_prints_stand() -> None:
    changes = {("BG04", "expenditure.208", "total"): "10.01", ("BG04", "expenditure.20805", "total"): "10.01"}
    judged = judge(budget_outline(), budget_book(Kind(), changes), ())
    (finding,) = [each for each in judged.findings if each.rule == "BG04=funds"]
    assert (finding.severity, finding.fault, finding.row) == ("warning", "document", "expenditure.208")
    assert finding.amounts == ("10.01", "10.00")
    assert {fact.verdict for fact in judged.facts if fact.row == "expenditure.208"} == {"accepted"}


def test_a_heading_without_a_figure_does_not_hide_its_parts() -> None:
    forms = tuple(
        form.model_copy(
            update={"facts": tuple(fact for fact in form.facts if fact.row not in ("income.fiscal", "income.unit_funds"))}
        )
        for form in budget_book(Kind())
        if form.form == "BG01"
    )
    judged = judge(budget_outline(), forms, ())
    assert [finding for finding in judged.findings if finding.severity == "error"] == []
    assert next(fact for fact in judged.facts if fact.row == "income.subtotal").verdict == "accepted"


def test_a_balance_that_only_the_income_side_prints_may_be_what_the_total_holds() -> None:
    kind = Kind(uses=False)
    without = {("BG01", "expenditure.closing", "amount"): "0.00", ("BG01", "expenditure.subtotal", "amount"): "165.00"}
    rules = {finding.rule for finding in _findings(without, kind)}
    assert "BG01.expenditure_total" not in rules
    assert "BG01.expenditure_total" in {f.rule for f in _findings({("BG01", "expenditure.closing", "amount"): "0.00"}, kind)}
