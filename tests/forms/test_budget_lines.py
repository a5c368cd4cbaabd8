"""BG01 and BG04: income and expenditure as labelled lines, in the layouts that places print."""

from __future__ import annotations

import pytest

from tests.forms.budgets import budget_form, budget_of, budget_page
from tests.forms.made import doubts, figures
from tests.tables.paper import Ruling

HEAD = [("收入", "<", "支出", "<"), ("项目", "预算数", "项目", "预算数")]
WIDTHS = (150, 70, 150, 70)
RULINGS: tuple[Ruling, ...] = ("grid", "segments", "rows")


@pytest.mark.parametrize("ruling", RULINGS)
def test_header_lines_are_the_subtotals(ruling: Ruling) -> None:
    rows = [
        *HEAD,
        ("一、本年收入", "900.00", "一、本年支出", "910.00"),
        ("（一）一般公共预算拨款", "850.00", "（一）一般公共服务支出", "850.00"),
        ("（二）政府性基金预算拨款", "50.00", "（廿四）债务付息支出", "60.00"),
        ("二、上年结转", "10.00", "二、结转下年", ""),
        ("（一）一般公共预算拨款", "10.00", "", ""),
        ("收入总计", "910.00", "支出总计", "910.00"),
    ]
    read = budget_form("BG04", rows, WIDTHS, ruling=ruling)
    assert figures(read) == {
        ("income.subtotal", "amount"): "900.00",
        ("income.general", "amount"): "850.00",
        ("income.fund", "amount"): "50.00",
        ("income.opening", "amount"): "10.00",
        ("income.opening.general", "amount"): "10.00",
        ("income.total", "amount"): "910.00",
        ("expenditure.subtotal", "total"): "910.00",
        ("expenditure.201", "total"): "850.00",
        ("expenditure.232", "total"): "60.00",
        ("expenditure.total", "total"): "910.00",
    }
    assert doubts(read) == {}


def test_expenditure_by_fund() -> None:
    rows = [
        ("财政拨款收入", "<", "财政拨款支出", "<", "<", "<", "<"),
        ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"),
        ("一、一般公共预算资金", "850.00", "一、一般公共服务支出", "850.00", "850.00", "", ""),
        ("二、政府性基金", "50.00", "二、城乡社区支出", "50.00", "", "50.00", ""),
        ("收入总计", "900.00", "支出总计", "900.00", "850.00", "50.00", ""),
    ]
    read = budget_form("BG04", rows, (130, 70, 130, 70, 90, 100, 110))
    assert figures(read)["expenditure.212", "fund"] == "50.00"
    assert figures(read)["expenditure.total", "general"] == "850.00"
    assert ("expenditure.212", "general") not in figures(read)


USES = [
    ("收入", "<", "支出", "<", "<", "<"),
    ("项目名称", "金额", "功能科目名称", "金额", "项目名称", "金额"),
    ("一、财政拨款", "90.00", "一、一般公共服务支出", "95.00", "一、基本支出", "60.00"),
    ("1.一般公共预算", "90.00", "二、外交支出", "", "二、项目支出", "30.00"),
    ("二、其他资金", "10.00", "三、教育支出", "5.00", "三、单位预留机动经费", "10.00"),
    ("当年收入小计", "100.00", "当年支出小计", "<", "<", "100.00"),
    ("上年结转资金", "", "结转下年资金", "<", "<", ""),
    ("收入合计", "100.00", "支出合计", "<", "<", "100.00"),
]


def test_expenditure_twice_by_function_and_by_use() -> None:
    assert figures(budget_form("BG01", USES, (110, 60, 130, 60, 120, 60))) == {
        ("income.fiscal", "amount"): "90.00",
        ("income.general", "amount"): "90.00",
        ("income.other", "amount"): "10.00",
        ("income.subtotal", "amount"): "100.00",
        ("income.total", "amount"): "100.00",
        ("expenditure.201", "amount"): "95.00",
        ("expenditure.205", "amount"): "5.00",
        ("expenditure.basic", "amount"): "60.00",
        ("expenditure.project", "amount"): "30.00",
        ("expenditure.contingency", "amount"): "10.00",
        ("expenditure.subtotal", "amount"): "100.00",
        ("expenditure.total", "amount"): "100.00",
    }


def test_four_blocks_side_by_side_number_the_economic_classes_that_come_twice() -> None:
    rows = [
        ("收入", "<", "支出", "<", "<", "<", "<", "<"),
        ("项目", "预算数", "支出功能分类", "预算数", "部门预算支出经济分类", "预算数", "政府预算支出经济分类", "预算数"),
        ("一、部门预算", "", "一、部门预算", "", "一、部门预算", "", "一、部门预算", ""),
        ("1、财政拨款", "", "1、一般公共服务", "8.5", "1、人员经费和公用经费支出", "6.5", "1、机关工资福利支出", "5"),
        ("(1)一般公共预算拨款收入", "9", "2、外交", "0", "(1)工资福利支出", "5", "2、机关商品和服务支出", "3"),
        ("其中：专项资金列入部门预算的项目", "2", "3、教育", "0.5", "(2)商品和服务支出", "1.5", "3、机关资本性支出（一）", "1"),
        ("2、其他收入", "0", "4、科学技术", "0", "2、专项业务经费支出", "2.5", "", ""),
        ("", "", "", "", "(1)商品和服务支出", "1.5", "", ""),
        ("", "", "", "", "(5)资本性支出（基本建设）", "1", "", ""),
        ("本年收入合计", "9", "本年支出合计", "9", "本年支出合计", "9", "本年支出合计", "9"),
    ]
    read = budget_form("BG01", rows, (160, 40, 80, 40, 130, 40, 130, 40))
    assert figures(read) == {
        ("income.general", "amount"): "9",
        ("income.other", "amount"): "0",
        ("income.subtotal", "amount"): "9",
        ("expenditure.201", "amount"): "8.5",
        ("expenditure.202", "amount"): "0",
        ("expenditure.205", "amount"): "0.5",
        ("expenditure.206", "amount"): "0",
        ("expenditure.basic", "amount"): "6.5",
        ("expenditure.project", "amount"): "2.5",
        ("expenditure.econ.301", "amount"): "5",
        ("expenditure.econ.302#1", "amount"): "1.5",
        ("expenditure.econ.302#2", "amount"): "1.5",
        ("expenditure.econ.309", "amount"): "1",
        ("expenditure.gov.501", "amount"): "5",
        ("expenditure.gov.502", "amount"): "3",
        ("expenditure.gov.503", "amount"): "1",
        ("expenditure.subtotal", "amount"): "9",
    }
    assert any("专项资金列入" in note for note in read.notes)


NAMED = [
    ("收入", "<", "支出", "<"),
    ("项目", "2026年预算数", "项目", "2026年预算数"),
    ("财政拨款", "19.00", "一、一般公共服务支出", "12.00"),
    ("1.一般公共预算拨款", "19.00", "财政事务", "7.00"),
    ("2.政府性基金预算拨款", "0.00", "行政运行", "7.00"),
    ("", "", "税收事务", "5.00"),
    ("", "", "行政运行", "5.00"),
    ("", "", "二、住房保障支出", "7.00"),
    ("", "", "住房改革支出", "7.00"),
    ("收入总计", "19.00", "支出总计", "19.00"),
]
CODES = [
    ("科目编码", "科目名称", "合计", "基本支出", "项目支出"),
    ("", "合计", "19.00", "19.00", ""),
    ("201", "一般公共服务支出", "12.00", "12.00", ""),
    ("20106", "财政事务", "7.00", "7.00", ""),
    ("2010601", "行政运行", "7.00", "7.00", ""),
    ("20107", "税收事务", "5.00", "5.00", ""),
    ("2010701", "行政运行", "5.00", "5.00", ""),
    ("221", "住房保障支出", "7.00", "7.00", ""),
    ("22102", "住房改革支出", "7.00", "7.00", ""),
]


def test_names_below_a_class_get_the_codes_that_another_form_prints() -> None:
    coded = budget_page("BG05", CODES, (60, 120, 60, 60, 60), number=1, heads=1)
    read = budget_of(coded, budget_page("BG04", NAMED, WIDTHS, number=2))["BG04"]
    lines = {row: value for (row, _), value in figures(read).items() if row.startswith("expenditure.")}
    assert lines == {
        "expenditure.201": "12.00",
        "expenditure.20106": "7.00",
        "expenditure.2010601": "7.00",
        "expenditure.20107": "5.00",
        "expenditure.2010701": "5.00",
        "expenditure.221": "7.00",
        "expenditure.22102": "7.00",
        "expenditure.total": "19.00",
    }
    assert doubts(read) == {}


def test_a_name_that_no_other_form_prints_stays_out_and_is_told() -> None:
    coded = budget_page("BG05", CODES[:-1], (60, 120, 60, 60, 60), number=1, heads=1)
    read = budget_of(coded, budget_page("BG04", NAMED, WIDTHS, number=2))["BG04"]
    assert "expenditure.22102" not in {row for row, _ in figures(read)}
    assert any("住房改革支出" in note for note in read.notes)


def test_a_name_that_two_codes_bear_is_in_doubt() -> None:
    twice = [*CODES, ("22103", "住房改革支出", "", "", "")]
    coded = budget_page("BG05", twice, (60, 120, 60, 60, 60), number=1, heads=1)
    read = budget_of(coded, budget_page("BG04", NAMED, WIDTHS, number=2))["BG04"]
    assert "several codes have this name" in doubts(read)["expenditure.22102", "total"]


def test_where_no_form_prints_codes_the_key_is_the_path_of_names() -> None:
    assert {row for row, _ in figures(budget_form("BG04", NAMED, WIDTHS))} >= {
        "expenditure.name:一般公共服务支出/财政事务",
        "expenditure.name:住房保障支出/住房改革支出",
    }


def test_classes_need_no_numbers() -> None:
    rows = [
        *HEAD,
        ("一、本年收入", "9.00", "一、本年支出", "9.00"),
        ("（一）一般公共预算拨款", "9.00", "一般公共服务支出", "5.00"),
        ("", "", "外交支出", "0.00"),
        ("", "", "教育支出", "4.00"),
    ]
    lines = figures(budget_form("BG04", rows, WIDTHS))
    assert {row for row, _ in lines if row.startswith("expenditure.2")} == {
        "expenditure.201",
        "expenditure.202",
        "expenditure.205",
    }


def test_last_years_figures_are_not_this_years() -> None:
    rows = [
        ("项目", "2025年预算数", "2026年预算数", "项目", "2025年执行数", "2026年预算数"),
        ("一、一般公共预算拨款收入", "8.00", "9.00", "一、一般公共服务支出", "8.00", "9.00"),
        ("收入总计", "8.00", "9.00", "支出总计", "8.00", "9.00"),
    ]
    assert set(figures(budget_form("BG01", rows, (140, 70, 70, 140, 70, 70), heads=1)).values()) == {"9.00"}
    rows[0] = ("项目", "2025年预算数", "2026年预算数", "项目", "2025年预算数", "2026年预算数")
    assert set(figures(budget_form("BG04", rows, (140, 70, 70, 140, 70, 70), heads=1)).values()) == {"9.00"}
