"""BG02 and BG05U by unit, code or source; BG10 by project; BG15 by kind of procurement."""

from __future__ import annotations

import pytest

from tests.forms.budgets import budget_form, budget_of, budget_page
from tests.forms.made import doubts, figures

HEAD = [
    ("单位编码", "单位名称", "合计", "本年收入", "<", "<", "<", "上年结转结余"),
    ("^", "^", "^", "小计", "一般公共预算", "财政专户管理资金", "事业单位经营收入", "^"),
]
WIDTHS = (60, 110, 60, 60, 80, 100, 100, 80)


def test_income_by_unit_with_codes() -> None:
    rows = [
        *HEAD,
        ("", "合计", "9.00", "8.00", "7.00", "1.00", "", "1.00"),
        ("501", "甲局", "9.00", "8.00", "7.00", "1.00", "", "1.00"),
        ("501001", "甲局本级", "9.00", "8.00", "7.00", "1.00", "", "1.00"),
    ]
    read = budget_form("BG02", rows, WIDTHS)
    assert {row for row, _ in figures(read)} == {"total", "unit:501", "unit:501001"}
    assert {column: value for (row, column), value in figures(read).items() if row == "unit:501001"} == {
        "total": "9.00",
        "subtotal": "8.00",
        "general": "7.00",
        "fiscal_special_account": "1.00",
        "carryover": "1.00",
    }
    assert doubts(read) == {}


def test_the_wider_sum_may_be_called_as_the_narrower() -> None:
    rows = [("单位名称", "小计", "本年收入", "<", "上年结转"), ("^", "^", "小计", "一般公共预算", "^")]
    rows += [("合计", "9.00", "8.00", "8.00", "1.00"), ("某市甲局", "9.00", "8.00", "8.00", "1.00")]
    read = figures(budget_form("BG02", rows, (120, 60, 60, 90, 70)))
    assert (read["total", "total"], read["total", "subtotal"]) == ("9.00", "8.00")


def test_income_by_units_that_only_have_names() -> None:
    rows = [
        ("单位名称", "合计", "一般公共预算拨款收入", "事业收入", "其他收入"),
        ("合计", "9.00", "7.00", "1.00", "1.00"),
        ("某市甲局", "8.00", "6.00", "1.00", "1.00"),
        ("某市甲服务站点", "1.00", "1.00", "", ""),
        ("某市乙中心", "", "", "", ""),
    ]
    read = figures(budget_form("BG02", rows, (120, 60, 110, 70, 70), heads=1))
    assert read["unit:某市甲服务站点", "general"] == "1.00"
    assert read["unit:某市甲局", "business"] == "1.00"


def test_a_units_name_that_ends_a_page_may_be_cut() -> None:
    rows = [("单位名称", "合计"), ("合计", "9.00"), ("某市甲局", "8.00"), ("某市服务中", "1.00")]
    read = budget_form("BG02", rows, (120, 60), heads=1)
    assert doubts(read) == {("unit:某市服务中", "total"): "the name of its unit may be cut"}


def test_income_in_a_single_row_without_a_name() -> None:
    rows = [
        ("合计", "上年结转", "一般公共预算拨款收入", "事业收入", "<", "使用非财政拨款结余"),
        ("^", "^", "^", "金额", "其中:教育收费", "^"),
        ("50.00", "2.00", "16.00", "30.00", "1.00", "2.00"),
    ]
    assert figures(budget_form("BG02", rows, (60, 70, 110, 60, 80, 100))) == {
        ("total", "total"): "50.00",
        ("total", "carryover"): "2.00",
        ("total", "general"): "16.00",
        ("total", "business"): "30.00",
        ("total", "education_fee"): "1.00",
        ("total", "nonfiscal_surplus_used"): "2.00",
    }


def test_income_as_a_list_of_sources_is_one_row() -> None:
    rows = [
        ("项目名称", "<", "金额"),
        ("收入总计", "<", "10.50"),
        ("一般公共预算资金", "小计", "10.00"),
        ("^", "公共财政拨款(补助)资金", "10.00"),
        ("政府性基金", "小计", ""),
        ("其他资金", "小计", "0.50"),
        ("^", "其他收入", "0.50"),
    ]
    assert figures(budget_form("BG02", rows, (130, 150, 80), heads=1)) == {
        ("total", "total"): "10.50",
        ("total", "general"): "10.00",
        ("total", "other"): "0.50",
    }


def test_expenditure_by_unit() -> None:
    rows = [
        ("单位编码", "单位名称", "合计", "基本支出", "<", "<", "项目支出"),
        ("^", "^", "^", "小计", "人员经费", "公用经费", "^"),
        ("", "合计", "9.00", "5.00", "4.00", "1.00", "4.00"),
        ("501", "甲局", "9.00", "5.00", "4.00", "1.00", "4.00"),
    ]
    read = figures(budget_form("BG05U", rows, (60, 100, 60, 60, 60, 60, 60)))
    assert read["unit:501", "basic"] == "5.00"
    assert read["total", "operating"] == "1.00"


PROJECTS = [
    ("单位编码", "项目名称", "项目类型", "合计", "本年拨款", "<"),
    ("^", "^", "^", "^", "一般公共预算", "政府性基金预算"),
    ("", "合计", "", "5.00", "4.00", "1.00"),
    ("501001", "甲经费", "特定目标类", "3.00", "3.00", ""),
    ("501001", "乙经费", "特定目标类", "2.00", "1.00", "1.00"),
]
PROJECT_WIDTHS = (60, 130, 80, 60, 80, 100)


def test_projects_of_one_unit_go_by_their_names() -> None:
    read = budget_form("BG10", PROJECTS, PROJECT_WIDTHS)
    assert figures(read) == {
        ("total", "total"): "5.00",
        ("total", "general"): "4.00",
        ("total", "fund"): "1.00",
        ("甲经费", "total"): "3.00",
        ("甲经费", "general"): "3.00",
        ("乙经费", "total"): "2.00",
        ("乙经费", "general"): "1.00",
        ("乙经费", "fund"): "1.00",
    }


def test_projects_of_several_units_go_by_both_and_repeated_ones_are_numbered() -> None:
    rows = [
        *PROJECTS,
        ("501002", "甲经费", "特定目标类", "1.00", "1.00", ""),
        ("501002", "甲经费", "特定目标类", "2.00", "2.00", ""),
    ]
    read = figures(budget_form("BG10", rows, PROJECT_WIDTHS))
    assert read["501001|甲经费", "total"] == "3.00"
    assert read["501002|甲经费#1", "total"] == "1.00"
    assert read["501002|甲经费#2", "total"] == "2.00"


def test_a_total_cut_in_two_cells_is_the_total() -> None:
    rows = [*PROJECTS[:2], ("合", "计", "", "5.00", "4.00", "1.00"), *PROJECTS[3:]]
    assert figures(budget_form("BG10", rows, PROJECT_WIDTHS))["total", "total"] == "5.00"


def test_a_unit_whose_name_may_be_cut_is_in_doubt() -> None:
    rows = [("单位名称", "项目名称", "合计"), ("合计", "", "5.00"), ("某市甲局", "甲经费", "3.00"), ("某市乙", "乙经费", "2.00")]
    read = budget_form("BG10", rows, (120, 130, 60), heads=1)
    assert doubts(read) == {("某市乙|乙经费", "total"): "the name of its unit may be cut"}


def test_the_right_part_of_a_wide_table_belongs_to_the_same_units() -> None:
    left = [("单位名称", "合计", "一般公共预算"), ("某市甲局", "3.00", "2.00"), ("合计", "3.00", "2.00")]
    right = [("单位名称", "事业收入"), ("某市甲局", "1.00"), ("合计", "1.00")]
    pages = (budget_page("BG02", left, (120, 60, 100), heads=1), budget_page("BG02", right, (120, 80), heads=1, number=2))
    read = figures(budget_of(*pages)["BG02"])
    assert read["unit:某市甲局", "business"] == "1.00"
    assert read["unit:某市甲局", "general"] == "2.00"


def _one_column(*rows: tuple[str, str]) -> dict[tuple[str, str], str]:
    head = [("支出项目类别（资金使用单位）", "总计", "财政拨款", "绩效目标")]
    body = [(name, amount, amount, "目标 3 个") for name, amount in rows]
    return figures(budget_form("BG10", [*head, *body], (170, 60, 60, 120), heads=1))


def test_units_above_their_projects_in_one_column() -> None:
    read = _one_column(
        ("合计", "9.00"), ("甲局", "6.00"), ("工作经费", "4.00"), ("购置经费", "2.00"), ("乙站", "3.00"), ("工作经费", "3.00")
    )
    assert {row for row, _ in read} == {"total", "unit:甲局", "甲局|工作经费", "甲局|购置经费", "unit:乙站", "乙站|工作经费"}


def test_the_department_as_the_first_of_its_projects_is_the_whole() -> None:
    assert {row for row, _ in _one_column(("甲局", "6.00"), ("工作经费", "4.00"), ("购置经费", "2.00"))} == {
        "total",
        "工作经费",
        "购置经费",
    }


def test_where_units_and_projects_cannot_be_told_apart_nothing_is_certain() -> None:
    rows = [("项目名称", "合计"), ("合计", "9.00"), ("甲局", "5.00"), ("工作经费", "4.00"), ("购置经费", "2.00")]
    read = budget_form("BG10", rows, (170, 60), heads=1)
    assert "which is which is not clear" in doubts(read)["工作经费", "total"]


@pytest.mark.parametrize("names", [("一、货物A", "二、工程B", "三、服务C"), ("货物类", "工程类", "服务类")])
def test_procurement_by_kind(names: tuple[str, str, str]) -> None:
    rows = [
        ("采购品目大类", "采购物品名称", "总计"),
        ("合计", "", "9.00"),
        (names[0], "", "4.00"),
        ("", "台式计算机", "4.00"),
        (names[1], "", "2.00"),
        (names[2], "", "3.00"),
    ]
    assert figures(budget_form("BG15", rows, (110, 110, 80), heads=1)) == {
        ("total", "amount"): "9.00",
        ("goods", "amount"): "4.00",
        ("works", "amount"): "2.00",
        ("services", "amount"): "3.00",
    }


def test_a_list_of_single_items_is_no_procurement_by_kind() -> None:
    rows = [("采购项目", "采购目录", "预算金额"), ("合计", "", "9.00"), ("购置经费", "台式计算机", "9.00")]
    assert figures(budget_form("BG15", rows, (110, 110, 80), heads=1)) == {}


def test_the_whole_of_all_projects_may_be_cut_by_the_edge_of_a_column() -> None:
    rows = [("单位名称", "项目名称", "合计"), ("合", "计", "9.00"), ("甲局", "工作经费", "4.00"), ("乙站", "购置经费", "5.00")]
    assert ("total", "total") in figures(budget_form("BG10", rows, (90, 120, 80), heads=1))
