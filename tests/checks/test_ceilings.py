"""Amounts that should not exceed another."""

from __future__ import annotations

import pytest

from extractors.checks import judge
from extractors.checks.rulebook import Rule, rulebook
from tests.checks.books import book, outline

RULES = [rule for rule in rulebook() if rule.kind == "at_most"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("exceeds", [False, True])
def test_an_amount_within_its_ceiling_and_one_above(rule: Rule, exceeds: bool) -> None:
    forms = book({rule.left[0]: "7.77", rule.right[0]: "7.70" if exceeds else "7.77"})
    findings = [finding for finding in judge(outline(), forms, ()).findings if finding.rule == rule.id]
    assert bool(findings) is exceeds
    assert all(finding.difference == "0.07" and finding.severity == rule.severity for finding in findings)
