"""Every rule is documented, and every declarative rule holds on accounts that agree and fails where its total is changed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extractors.checks import judge, rulebook, rules_hash
from extractors.checks.evaluators import EVALUATORS, identities_of
from extractors.checks.identities import Evaluated
from extractors.checks.rulebook import Rule
from tests.checks.books import book, ledger, outline

DECLARATIVE = [rule for rule in rulebook() if rule.kind in EVALUATORS and not rule.id.startswith("BG")]
README = Path(__file__).parents[2] / "extractors" / "checks" / "README.md"


def _of(rule: Rule, changes: dict[tuple[str, str, str], str | None] | None = None) -> list[Evaluated]:
    own = rule.kind != "equal_where_totals_agree"
    return [each for each in identities_of(ledger(changes, own=own)) if each.identity.rule is rule and not each.trivial]


@pytest.mark.parametrize("rule", rulebook(), ids=lambda rule: rule.id)
def test_every_rule_is_documented(rule: Rule) -> None:
    for words in (rule.doc, rule.basis, rule.legitimate):
        assert len(words) > 5
        assert words.endswith(".")
    assert "\n" not in rule.doc


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in rulebook()]
    assert len(ids) == len(set(ids))


def test_the_readme_lists_every_rule_and_no_other() -> None:
    text = README.read_text(encoding="utf-8")
    for rule in rulebook():
        line = next((line for line in text.splitlines() if line.startswith(f"| `{rule.id}`")), None)
        assert line is not None, f"{rule.id} is not in the README"
        assert rule.doc in line
        assert rule.legitimate in line
    listed = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `") and line.count("|") == 5]
    assert set(listed) == {rule.id for rule in rulebook()}


def test_the_rule_set_has_one_stable_name() -> None:
    assert rules_hash() == rules_hash()
    assert len(rules_hash()) == 16


@pytest.mark.parametrize("rule", DECLARATIVE, ids=lambda rule: rule.id)
def test_every_declarative_rule_holds_on_accounts_that_agree(rule: Rule) -> None:
    found = _of(rule)
    assert found, f"{rule.id} says nothing about a complete document"
    if rule.binding:
        assert all(each.holds for each in found)
    assert any(each.holds for each in found)


@pytest.mark.parametrize("rule", DECLARATIVE, ids=lambda rule: rule.id)
def test_every_declarative_rule_fails_when_its_total_is_changed(rule: Rule) -> None:
    lead = next(each for each in _of(rule) if each.holds and each.identity.lead.row != "total" or each.holds).identity.lead
    assert lead.fact is not None
    changed = {lead.key: str(lead.fact.value + Decimal("100.00"))}
    before = sum(each.holds for each in _of(rule))
    after = _of(rule, changed)
    if rule.kind == "equal_where_totals_agree" and lead.row == "total":
        assert after == []
        return
    assert sum(each.holds for each in after) < before
    assert not rule.binding or any(each.contradicts for each in after)


@pytest.mark.parametrize("rule", [rule for rule in DECLARATIVE if rule.binding], ids=lambda rule: rule.id)
def test_a_changed_total_is_never_accepted_and_is_told(rule: Rule) -> None:
    own = rule.kind != "equal_where_totals_agree"
    lead = next(each for each in _of(rule) if each.holds).identity.lead
    assert lead.fact is not None
    forms = book({lead.key: str(lead.fact.value + Decimal("100.00"))}, own=own)
    judged = judge(outline(), forms, ())
    assert next(fact for fact in judged.facts if fact.key == lead.key).verdict == "flagged"
    assert any(finding.severity == "error" for finding in judged.findings)


def test_accounts_that_agree_are_accepted_whole_and_silently() -> None:
    judged = judge(outline(), book(), ())
    unproven = [fact.key for fact in judged.facts if fact.verdict != "accepted"]
    assert {column for form, row, column in unproven} <= {"conference", "training"}
    assert {row for form, row, column in unproven} <= {"budget"}
    assert [finding for finding in judged.findings if finding.severity != "info"] == []
