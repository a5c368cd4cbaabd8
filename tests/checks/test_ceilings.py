"""Parts that are more than their whole."""

from __future__ import annotations

import pytest

from extractors.checks import judge
from extractors.checks.rulebook import rulebook
from tests.checks.books import book, outline

RULES = [rule for rule in rulebook() if rule.kind == "at_most"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize(("actual", "told"), [(None, False), ("0.10", True)])
def test_basic_expenditure_is_no_more_than_all(rule: object, actual: str | None, told: bool) -> None:
    (right,), rule_id = (rule.right, rule.id) if rule in RULES else ((), "")
    forms = book({right: actual}) if actual else book()
    assert any(finding.rule == rule_id for finding in judge(outline(), forms, ()).findings) is told
