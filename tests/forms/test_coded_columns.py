"""Columns of functional and economic tables of budgets, headers in the grid, rows that page breaks cut, filler rows, rates."""

from __future__ import annotations

import pytest

from tests.forms.budgets import budget_form, budget_of, budget_page
from tests.forms.made import blanks, doubts, figures
from tests.tables.paper import Ruling, sheet

NESTED = [
    ("科目编码", "科目名称", "合计", "基本支出", "<", "<", "项目支出"),
    ("^", "^", "^", "小计", "人员经费", "公用经费", "^"),
    ("", "合计", "90.00", "60.00", "45.00", "15.00", "30.00"),
    ("201", "一般公共服务支出", "90.00", "60.00", "45.00", "15.00", "30.00"),
]
NESTED_WIDTHS = (60, 130, 60, 60, 60, 60, 60)


@pytest.mark.parametrize("ruling", ["grid", "segments"])
def test_nested_headings_name_their_columns(ruling: Ruling) -> None:
    read = budget_form("BG05", NESTED, NESTED_WIDTHS, ruling=ruling)
    assert {column: text for (row, column), text in figures(read).items() if row == "201"} == {
        "total": "90.00",
        "basic": "60.00",
        "personnel": "45.00",
        "operating": "15.00",
        "project": "30.00",
    }
    assert doubts(read) == {}


@pytest.mark.parametrize("count", [("A", "B", "C", "D", "E", "F", "G"), ("**", "**", "1", "2", "3", "4", "5")])
def test_letters_or_numbers_under_the_headings_are_no_rows(count: tuple[str, ...]) -> None:
    read = budget_form("BG05", [*NESTED[:2], count, *NESTED[2:]], NESTED_WIDTHS, heads=3)
    assert figures(read) == figures(budget_form("BG05", NESTED, NESTED_WIDTHS))


MINISTRY = [
    ("科目编码", "科目名称", "2025年执行数", "2026年预算数", "<", "<", "2026年预算数比2025年执行数", "<"),
    ("^", "^", "^", "小计", "基本支出", "项目支出", "增减额", "增减(%)"),
    ("201", "一般公共服务支出", "80.00", "60.00", "50.00", "10.00", "-20.00", "-25.00%"),
]


def test_the_comparison_with_last_year() -> None:
    read = budget_form("BG05", MINISTRY, (60, 120, 80, 60, 60, 60, 80, 80))
    assert {column: text for (_, column), text in figures(read).items()} == {
        "prior_executed": "80.00",
        "total": "60.00",
        "basic": "50.00",
        "project": "10.00",
        "change": "-20.00",
        "change_pct": "-25.00",
    }
    assert {fact.column: fact.unit for fact in read.facts}["change_pct"] == "%"
    assert {fact.column: fact.unit for fact in read.facts}["change"] == "万元"


BLOCKS = [
    ("科目编码", "科目名称", "当年预算", "<", "<", "上年结转结余", "<", "<"),
    ("^", "^", "小计", "基本支出", "项目支出", "小计", "基本支出", "项目支出"),
    ("201", "一般公共服务支出", "60.00", "50.00", "10.00", "7.00", "5.00", "2.00"),
]


def test_this_year_beside_what_is_carried_over() -> None:
    read = budget_form("BG03", BLOCKS, (60, 120, 60, 60, 60, 60, 60, 60))
    assert {column: text for (_, column), text in figures(read).items()} == {
        "total": "60.00",
        "basic": "50.00",
        "project": "10.00",
        "carryover.total": "7.00",
        "carryover.basic": "5.00",
        "carryover.project": "2.00",
    }


def test_a_column_of_an_unknown_kind_is_remembered_but_not_read() -> None:
    rows = [("科目编码", "科目名称", "合计", "基本支出", "往来款"), ("201", "一般公共服务支出", "90.00", "60.00", "30.00")]
    read = budget_form("BG05", rows, (60, 130, 70, 70, 70), heads=1)
    assert {column for _, column in figures(read)} == {"total", "basic"}
    assert "unknown" in read.columns
    assert read.notes == ("page 1: the heading “往来款” names no known column",)


def test_two_columns_of_one_heading_are_in_doubt() -> None:
    rows = [("科目编码", "科目名称", "合计", "项目支出", "项目支出"), ("201", "一般公共服务支出", "90.00", "60.00", "30.00")]
    read = budget_form("BG05", rows, (60, 130, 70, 70, 70), heads=1)
    assert set(doubts(read).values()) <= {
        "the header over this column is not clear",
        "printed twice with different figures: 60.00 and 30.00",
    }
    assert ("201", "project") in doubts(read)


def test_title_and_unit_inside_the_grid_are_no_headings() -> None:
    rows = [("部门名称：某市甲局", "<", "<", "单位：万元", "<"), *[(*row[:3], row[3], row[6]) for row in NESTED[:1]]]
    rows += [("", "合计", "90.00", "60.00", "30.00"), ("201", "一般公共服务支出", "90.00", "60.00", "30.00")]
    rows[1] = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    read = budget_form("BG03", rows, (60, 130, 70, 70, 70), heads=2)
    assert figures(read)["201", "project"] == "30.00"
    assert doubts(read) == {}


HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
WIDTHS = (60, 130, 70, 70, 70)
FIRST = [
    HEAD,
    ("201", "一般公共服务支出", "90.00", "60.00", "30.00"),
    ("20103", "政府办公厅及相关机构事", "90.00", "60.00", "30.00"),
]


def _overleaf(rows: list[tuple[str, ...]], number: int = 2) -> dict[tuple[str, str], str]:
    following = sheet(rows, WIDTHS, number=number)
    return figures(budget_of(budget_page("BG03", FIRST, WIDTHS, heads=1), following)["BG03"])


def test_the_total_alone_overleaf_belongs_to_the_form() -> None:
    assert _overleaf([("合计", "<", "90.00", "60.00", "30.00")])["total", "project"] == "30.00"


def test_the_rest_of_a_name_overleaf_is_joined_to_it() -> None:
    following = sheet([("", "务", "", "", ""), ("2010301", "行政运行", "60.00", "60.00", "")], WIDTHS, number=2)
    read = budget_of(budget_page("BG03", FIRST, WIDTHS, heads=1), following)["BG03"]
    assert next(row.label for row in read.rows if row.key == "20103") == "政府办公厅及相关机构事务"
    assert ("2010301", "project") in blanks(read)


def test_rows_that_fill_the_page_are_no_rows() -> None:
    rows = [*FIRST, ("", "", "", "", ""), ("", "", "0.00", "0.00", "0.00")]
    read = budget_form("BG03", rows, WIDTHS, heads=1)
    assert [row.key for row in read.rows] == ["201", "20103"]
    assert doubts(read) == {}


def test_figures_without_a_code_put_the_row_above_in_doubt() -> None:
    rows = [*FIRST, ("", "", "5.00", "5.00", "")]
    found = doubts(budget_form("BG03", rows, WIDTHS, heads=1))
    assert found["20103", "total"] == "figures without a code stand below it: a digit may be lost"


def test_an_empty_form_that_prints_zeros_is_read() -> None:
    rows = [HEAD, ("合计", "<", "0.00", "0.00", "0.00")]
    assert figures(budget_form("BG08", rows, WIDTHS, heads=1)) == {
        ("total", "total"): "0.00",
        ("total", "basic"): "0.00",
        ("total", "project"): "0.00",
    }


SOURCES = [
    ("支出项目类别（资金使用单位）", "总计", "财政拨款", "<", "其他资金"),
    ("^", "^", "合计", "一般公共预算", "^"),
    ("合计", "90.00", "80.00", "80.00", "10.00"),
    ("某市甲局（本级）", "90.00", "80.00", "80.00", "10.00"),
    ("工资福利支出", "90.00", "80.00", "80.00", "10.00"),
]


def test_basic_expenditure_by_unit_and_class() -> None:
    read = budget_form("BG13", SOURCES, (200, 60, 60, 90, 70))
    assert figures(read)["total", "fiscal"] == "80.00"
    assert ("unit:某市甲局（本级）", "other") in figures(read)


def test_last_years_budget_beside_this_years_is_left_out() -> None:
    rows = [
        ("科目编码", "科目名称", "2025年预算数", "<", "2026年预算数", "<"),
        ("^", "^", "小计", "基本支出", "小计", "基本支出"),
        ("201", "一般公共服务支出", "80.00", "80.00", "90.00", "60.00"),
    ]
    read = budget_form("BG05", rows, (60, 130, 70, 70, 70, 70))
    assert figures(read) == {("201", "total"): "90.00", ("201", "basic"): "60.00"}
    assert doubts(read) == {}


def test_the_second_half_of_a_wide_table_has_the_same_rows() -> None:
    first = [("单位名称", "合计", "一般公共预算"), ("某市甲局", "90.00", "80.00"), ("合计", "90.00", "80.00")]
    second = [("单位名称", "事业收入", "其他收入"), ("某市甲局", "4.00", "6.00"), ("合计", "4.00", "6.00")]
    widths = (130, 70, 90)
    read = budget_of(budget_page("BG03", first, widths, heads=1), sheet(second, widths, number=2))["BG03"]
    assert {row for row, _ in figures(read)} == {"total", "unit:某市甲局"}
    assert {column for _, column in figures(read)} == {"total", "general", "business", "other"}
