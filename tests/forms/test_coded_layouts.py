"""Functional and economic tables of budgets: the ways in which places print the codes of their rows, one grid for each that is
read and one in which something is not certain."""

from __future__ import annotations

import pytest

from extractors.model import Line, Page
from tests.forms.budgets import budget_form, budget_of, budget_page
from tests.forms.made import doubts, figures
from tests.tables.paper import LEFT, SIZE, Rows, glyphs, line

ITEMS = {
    ("total", "total"): "90.00",
    ("201", "total"): "90.00",
    ("20103", "total"): "90.00",
    ("2010301", "total"): "60.00",
    ("2010302", "total"): "30.00",
}
NAMES = ("一般公共服务支出", "政府办公厅及相关机构事务", "行政运行", "一般行政管理事务")
SUMS = ("90.00", "90.00", "60.00", "30.00")

ONE_CELL = [("科目编码", "科目名称", "合计"), ("", "合计", "90.00")]
ONE_CELL += [(code, name, text) for code, name, text in zip(("201", "20103", "2010301", "2010302"), NAMES, SUMS, strict=True)]
WITH_NAME = [("功能分类科目", "合计"), ("合计", "90.00")]
WITH_NAME += [
    (f"{code}-{name}", text) for code, name, text in zip(("201", "20103", "2010301", "2010302"), NAMES, SUMS, strict=True)
]
BRACKETED = [(row[0].replace("-", "]").replace("2", "[2", 1) if "-" in row[0] else row[0], row[1]) for row in WITH_NAME]
LEVELS_HEAD: Rows = [("科目编码", "<", "<", "科目名称", "合计"), ("类", "款", "项", "^", "^")]
WHOLE_LEVELS = [("201", "", ""), ("201", "03", ""), ("201", "03", "01"), ("201", "03", "02")]
OWN_LEVELS = [("201", "", ""), ("", "03", ""), ("", "", "01"), ("", "", "02")]
ONE_DIGIT = [("201", "", ""), ("201", "3", ""), ("201", "3", "1"), ("201", "3", "2")]
CHANGSHA = [("201", "", ""), ("", "03", ""), ("201", "03", "01"), ("201", "03", "02")]
TWO_DIGITS = [("科目编码", "科目名称", "合计"), ("", "合计", "90.00")]
TWO_DIGITS += [(code, name, text) for code, name, text in zip(("201", "03", "2010301", "2010302"), NAMES, SUMS, strict=True)]


def levels(codes: list[tuple[str, str, str]]) -> Rows:
    rows = [(*code, name, text) for code, name, text in zip(codes, NAMES, SUMS, strict=True)]
    return [*LEVELS_HEAD, ("", "", "", "合计", "90.00"), *rows]


LEVEL_WIDTHS = (40, 40, 40, 170, 80)


@pytest.mark.parametrize(
    ("rows", "widths"),
    [
        (ONE_CELL, (70, 170, 80)),
        (WITH_NAME, (240, 80)),
        (BRACKETED, (240, 80)),
        (levels(WHOLE_LEVELS), LEVEL_WIDTHS),
        (levels(OWN_LEVELS), LEVEL_WIDTHS),
        (levels(ONE_DIGIT), LEVEL_WIDTHS),
        (levels(CHANGSHA), LEVEL_WIDTHS),
        (TWO_DIGITS, (70, 170, 80)),
    ],
    ids=["one cell", "code-name", "[code]name", "whole levels", "own level", "one digit", "own 款, whole 项", "two digits"],
)
def test_codes_are_composed(rows: Rows, widths: tuple[int, ...]) -> None:
    read = budget_form("BG05", rows, widths, heads=len(rows) - 5)
    assert figures(read) == ITEMS
    assert doubts(read) == {}


def test_two_digits_whose_level_nothing_tells_are_in_doubt() -> None:
    rows = [*TWO_DIGITS[:3], ("03", "政府办公厅及相关机构事务", "90.00"), ("01", "行政运行", "90.00")]
    found = doubts(budget_form("BG05", rows, (70, 170, 80), heads=1))
    assert found["2010301", "total"] == "the level of its code is not clear"
    assert ("20103", "total") not in found


def test_a_code_of_no_class_is_in_doubt() -> None:
    rows = [*ONE_CELL[:2], ("218", "别的支出", "90.00")]
    assert doubts(budget_form("BG05", rows, (70, 170, 80), heads=1))["218", "total"] == "there is no class 218"


def test_the_name_of_another_class_puts_a_row_in_doubt() -> None:
    rows = [*ONE_CELL[:2], ("204", "教育支出", "90.00")]
    assert doubts(budget_form("BG05", rows, (70, 170, 80), heads=1))["204", "total"] == "教育支出 is the name of 205"


@pytest.mark.parametrize(
    "total",
    [("合计", "<", "90.00"), ("", "合　计", "90.00"), ("总计：", "<", "90.00"), ("支出合计", "<", "90.00")],
    ids=["merged", "apart", "总计：", "支出合计"],
)
def test_the_total_may_stand_last_and_be_worded_otherwise(total: tuple[str, ...]) -> None:
    rows = [ONE_CELL[0], *ONE_CELL[2:], total]
    assert figures(budget_form("BG05", rows, (70, 170, 80), heads=1)) == ITEMS


UNIT_HEAD = ("预算单位", "科目编码", "科目名称", "支出总计", "基本支出", "项目支出")


def test_the_first_row_may_bear_the_units_name_instead_of_a_total() -> None:
    rows = [
        UNIT_HEAD,
        ("某市甲局", "", "", "90.00", "60.00", "30.00"),
        ("", "201", "一般公共服务支出", "90.00", "60.00", "30.00"),
    ]
    read = budget_form("BG03", rows, (90, 60, 120, 70, 70, 70), heads=1)
    assert figures(read)["total", "basic"] == "60.00"
    assert {row for row, _ in figures(read)} == {"total", "201"}


def test_units_beside_a_total_keep_their_own_rows() -> None:
    rows = [
        UNIT_HEAD,
        ("", "", "合计", "90.00", "60.00", "30.00"),
        ("某市甲局", "", "", "50.00", "30.00", "20.00"),
        ("", "201", "一般公共服务支出", "50.00", "30.00", "20.00"),
        ("某市乙中心", "", "", "40.00", "30.00", "10.00"),
        ("", "201", "一般公共服务支出", "40.00", "30.00", "10.00"),
    ]
    read = budget_form("BG03", rows, (90, 60, 120, 70, 70, 70), heads=1)
    assert [row.key for row in read.rows] == ["total", "unit:某市甲局", "201#1", "unit:某市乙中心", "201#2"]


def test_a_row_of_figures_alone_is_the_total() -> None:
    rows = [("合计", "基本支出", "项目支出", "单位预留机动经费"), ("100.00", "50.00", "30.00", "20.00")]
    read = budget_form("BG03", rows, (90, 90, 90, 110), heads=1)
    assert figures(read) == {
        ("total", "total"): "100.00",
        ("total", "basic"): "50.00",
        ("total", "project"): "30.00",
        ("total", "contingency"): "20.00",
    }


PAIRS = [
    ("部门经济科目编码", "部门经济科目名称", "政府经济科目编码", "政府经济科目名称", "合计", "人员经费支出", "公用经费支出"),
    ("合计", "<", "<", "<", "60.00", "60.00", ""),
    ("301", "工资福利支出", "", "", "60.00", "60.00", ""),
    ("30101", "基本工资", "50101", "工资奖金津补贴", "40.00", "40.00", ""),
    ("3010201", "津贴补贴", "50501", "工资福利支出", "20.00", "20.00", ""),
]
PAIR_WIDTHS = (90, 90, 90, 90, 60, 70, 70)


def test_rows_of_two_classifications_bear_both_codes() -> None:
    read = budget_form("BG06", PAIRS, PAIR_WIDTHS, heads=1)
    assert {row for row, _ in figures(read)} == {"total", "301", "30101|50101", "3010201|50501"}
    assert figures(read)["3010201|50501", "personnel"] == "20.00"


def test_the_functional_code_comes_first_whatever_the_order_of_the_columns() -> None:
    rows = [
        ("政府预算支出经济分类科目", "功能分类科目", "部门预算支出经济分类科目", "合计"),
        ("50101-工资奖金津补贴", "2010301-行政运行", "30101-基本工资", "40.00"),
        ("50201-办公经费", "2010301-行政运行", "30201-办公费", "20.00"),
    ]
    read = budget_form("BG03", rows, (130, 130, 130, 70), heads=1)
    assert {row for row, _ in figures(read)} == {"2010301|30101|50101", "2010301|30201|50201"}


def test_a_merged_code_holds_for_all_its_rows() -> None:
    rows = [
        ("功能分类科目", "部门预算支出经济分类科目", "合计"),
        ("2010301-行政运行", "30101-基本工资", "40.00"),
        ("^", "30201-办公费", "20.00"),
    ]
    read = budget_form("BG03", rows, (130, 130, 70), heads=1)
    assert {row for row, _ in figures(read)} == {"2010301|30101", "2010301|30201"}


def test_codes_that_are_printed_twice_are_numbered() -> None:
    rows = [
        ("科目编码", "科目名称", "金额"),
        ("301", "工资福利支出", "60.00"),
        ("30101", "基本工资", "40.00"),
        ("30101", "基本工资", "20.00"),
    ]
    assert figures(budget_form("BG06", rows, (80, 150, 80), heads=1)) == {
        ("301", "total"): "60.00",
        ("30101#1", "total"): "40.00",
        ("30101#2", "total"): "20.00",
    }


def indented(rows: Rows, widths: tuple[int, ...]) -> Page:
    """A page whose names stand at the left of their cells, two characters further right for each blank before them."""
    made = budget_page("BG05", [(row[0].strip(), *row[1:]) for row in rows], widths, heads=1)
    steps = {row[0].strip(): SIZE * (len(row[0]) - len(row[0].strip())) for row in rows[1:]}
    return made.model_copy(update={"lines": tuple(_at(one, steps) for one in made.lines)})


def _at(one: Line, steps: dict[str, float]) -> Line:
    text = "".join(glyph.char for glyph in one.glyphs)
    return line(glyphs(text, LEFT + 2 + steps[text], one.top)) if text in steps else one


NAMED = [
    ("功能科目名称", "金额"),
    ("合计", "90.00"),
    ("一般公共服务支出", "90.00"),
    ("  行政运行", "60.00"),
    ("  机关服务", "30.00"),
]


def test_indented_names_without_codes_are_paths() -> None:
    read = budget_of(indented(NAMED, (260, 80)))["BG05"]
    assert {row for row, _ in figures(read)} == {
        "total",
        "name:一般公共服务支出",
        "name:一般公共服务支出/行政运行",
        "name:一般公共服务支出/机关服务",
    }
    assert doubts(read) == {}


def test_names_that_are_not_indented_are_in_doubt() -> None:
    rows = [("科目名称", "合计"), ("行政运行", "60.00"), ("机关服务", "30.00")]
    found = doubts(budget_form("BG05", rows, (200, 80), heads=1))
    assert set(found.values()) == {"the names are not indented: what stands under what is not known"}


def test_a_project_beside_a_code_is_part_of_the_key() -> None:
    rows = [
        ("预算单位代码", "预算单位名称", "预算项目名称", "金额", "功能分类科目代码", "功能分类科目名称", "备注"),
        ("242001", "某市甲局", "就业经费", "7.70", "2080109", "社会保险经办机构", ""),
        ("242002", "某市乙局", "培训经费", "2.30", "2080799", "其他就业补助支出", ""),
    ]
    read = budget_form("BG17", rows, (70, 90, 90, 60, 80, 100, 40), heads=1)
    assert figures(read) == {("2080109|就业经费", "amount"): "7.70", ("2080799|培训经费", "amount"): "2.30"}


GROUPS = [
    ("人员经费", "<", "<", "公用经费", "<", "<"),
    ("科目编码", "科目名称", "预算数", "科目编码", "科目名称", "预算数"),
    ("301", "工资福利支出", "80.00", "302", "商品和服务支出", "9.00"),
    ("30101", "基本工资", "80.00", "30201", "办公费", "9.00"),
    ("人员经费合计", "<", "80.00", "公用经费合计", "<", "9.00"),
]


def test_groups_of_codes_side_by_side() -> None:
    read = budget_form("BG06", GROUPS, (55, 100, 60, 55, 100, 60), heads=2)
    assert figures(read) == {
        ("301", "total"): "80.00",
        ("302", "total"): "9.00",
        ("30101", "total"): "80.00",
        ("30201", "total"): "9.00",
        ("personnel_total", "total"): "80.00",
        ("operating_total", "total"): "9.00",
    }


def test_a_level_in_a_cell_merged_over_codes_and_name_is_told_by_its_place() -> None:
    rows = [*LEVELS_HEAD, ("201一般公共服务支出", "<", "<", "<", "90.00"), ("", "", "01", "行政运行", "60.00")]
    read = budget_form("BG05", rows, LEVEL_WIDTHS)
    assert {row for row, _ in figures(read)} == {"201"}, "an item without its 款 has no code"


def test_below_a_row_that_was_not_read_partial_codes_are_in_doubt() -> None:
    rows = [*LEVELS_HEAD, ("201", "", "", "一般公共服务支出", "90.00"), ("", "03", "", "政府办公厅", "60.00")]
    rows += [("", "x", "", "怪名", "30.00"), ("", "", "01", "行政运行", "30.00")]
    found = doubts(budget_form("BG05", rows, LEVEL_WIDTHS))
    assert found["2010301", "total"] == "the level of its code is not clear"
    assert ("20103", "total") not in found
