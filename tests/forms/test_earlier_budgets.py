"""Last year's budget beside this year's."""

from __future__ import annotations

import pytest

from extractors.forms.budget_periods import earlier_budgets
from tests.forms.budgets import budget_form
from tests.forms.made import figures


@pytest.mark.parametrize(
    ("headings", "earlier"),
    [
        (["2025年预算数/小计", "2026年预算数/小计", "科目名称"], [True, False, False]),
        (["2025年执行数", "2026年预算数", "2026年预算数比2025年预算数/增减额"], [False, False, False]),
        (["2025年结转结余/小计", "2026年预算数/小计"], [False, False]),
        (["2026年预算数/小计", "2026年预算数/基本支出"], [False, False]),
    ],
)
def test_headings_that_name_an_earlier_budget(headings: list[str], earlier: list[bool]) -> None:
    assert earlier_budgets(headings) == earlier


def test_the_budget_of_last_year_is_no_figure_of_the_form() -> None:
    rows = [
        ("科目编码", "科目名称", "2025年预算数", "<", "2026年预算数", "<"),
        ("", "", "小计", "基本支出", "小计", "基本支出"),
        ("", "合计", "7.00", "7.00", "9.00", "9.00"),
        ("201", "一般公共服务支出", "7.00", "7.00", "9.00", "9.00"),
    ]
    read = figures(budget_form("BG05", rows, (60, 120, 60, 60, 60, 60)))
    assert read["total", "total"] == read["201", "basic"] == "9.00"
    assert len(read) == 4
