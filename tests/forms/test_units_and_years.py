"""Rows of years under a unit's name, and a unit's sources under the heading of its funds."""

from __future__ import annotations

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
