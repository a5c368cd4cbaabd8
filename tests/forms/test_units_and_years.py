"""Rows of years under a unit's name, and a unit's sources under the heading of its funds."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from extractors.forms.coded.doubts import doubt_codes
from extractors.forms.collector import Collector
from extractors.forms.headers import match_column
from tests.forms.budgets import budget_form
from tests.forms.made import figures

HEADS = ("预算单位", "年度", "合计", "因公出国（境）费", "公务接待费")
WIDTHS = (120, 60, 60, 90, 80)


def test_a_year_below_a_units_name_is_of_that_unit() -> None:
    rows = [HEADS, ("某市甲局", "2025年", "3.00", "1.00", "2.00"), ("", "2026年", "4.00", "1.00", "3.00")]
    read = figures(budget_form("BG07", rows, WIDTHS, heads=1))
    assert (read["prior", "total"], read["budget", "total"]) == ("3.00", "4.00")


def test_a_whole_beside_one_unit_is_not_that_unit() -> None:
    heads = ("预算单位", "合计", "因公出国（境）费", "公务接待费")
    rows = [heads, ("合计", "4.00", "1.00", "3.00"), ("某市甲局", "4.00", "1.00", "3.00")]
    read = figures(budget_form("BG07", rows, (120, 60, 90, 80), heads=1))
    assert {row for row, _ in read} == {"budget", "budget@某市甲局"}


def test_a_source_under_the_heading_of_unit_funds_is_that_source() -> None:
    named = {path: match_column("BG03", f"本年收入/单位资金/{path}") for path in ("其他收入", "下级单位上缴收入", "事业收入")}
    assert named == {"其他收入": "other", "下级单位上缴收入": "affiliated_remittance", "事业收入": "business"}
    assert match_column("BG03", "单位资金") == "unit_funds"


def test_income_by_classes_without_codes_is_not_by_units() -> None:
    heads = ("科目名称", "合计", "一般公共预算")
    rows = [heads, ("合计", "9.00", "9.00"), ("教育支出", "4.00", "4.00"), ("卫生健康支出", "5.00", "5.00")]
    read = figures(budget_form("BG02", rows, (160, 80, 90), heads=1))
    assert {row for row, _ in read} == {"total", "name:教育支出", "name:卫生健康支出"}


@pytest.mark.parametrize(("first", "doubted"), [("name:合计工资福利支出", 2), ("name:工资福利支出", 0)])
def test_where_a_sum_is_glued_to_a_name_all_names_are_in_doubt(first: str, doubted: int) -> None:
    collector = Collector("BG06", "万元")
    for key in (first, "name:商品和服务支出"):
        collector.add_row(key, key, None)
    with patch.object(collector, "doubt_row") as doubts:
        doubt_codes(collector)
    assert doubts.call_count == doubted
