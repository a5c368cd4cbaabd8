"""FA01 and FA04: labelled lines on two sides, with and without line numbers, in any order of balances."""

from __future__ import annotations

import pytest

from tests.forms.made import blanks, doubts, figures, form_of, forms_of
from tests.tables.paper import Ruling, sheet

FA01 = [
    ("收入", "<", "<", "支出", "<", "<"),
    ("项目", "行次", "决算数", "项目", "行次", "决算数"),
    ("栏次", "", "1", "栏次", "", "2"),
    ("一、一般公共预算财政拨款收入", "1", "900.00", "一、一般公共服务支出", "31", "850.00"),
    ("二、政府性基金预算财政拨款收入", "2", "", "八、社会保障和就业支出", "38", "40.50"),
    ("三、国有资本经营预算财政拨款收入", "3", "", "十五、资源勘探工业信息等支出", "45", "—"),
    ("八、其他收入", "8", "0.00", "", "", ""),
    ("本年收入合计", "27", "900.00", "本年支出合计", "57", "890.50"),
    ("使用非财政拨款结余（含专用结余）", "28", "", "结余分配", "58", ""),
    ("年初结转和结余", "29", "10.00", "年末结转和结余", "59", "19.50"),
    ("总计", "30", "910.00", "总计", "60", "910.00"),
]
WIDTHS = (180, 30, 60, 150, 30, 60)
EXPECTED = {
    ("income.general", "amount"): "900.00",
    ("income.other", "amount"): "0.00",
    ("income.subtotal", "amount"): "900.00",
    ("income.opening", "amount"): "10.00",
    ("income.total", "amount"): "910.00",
    ("expenditure.201", "amount"): "850.00",
    ("expenditure.208", "amount"): "40.50",
    ("expenditure.subtotal", "amount"): "890.50",
    ("expenditure.closing", "amount"): "19.50",
    ("expenditure.total", "amount"): "910.00",
}
FA04 = [
    ("收入", "<", "支出", "<", "<", "<", "<"),
    ("项目", "金额", "项目", "合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"),
    ("一、一般公共预算财政拨款", "900.00", "一、一般公共服务支出", "850.00", "850.00", "", ""),
    ("二、政府性基金预算财政拨款", "40.50", "十一、城乡社区支出", "40.50", "", "40.50", ""),
    ("三、国有资本经营预算财政拨款", "", "二十一、国有资本经营预算支出", "", "", "", ""),
    ("本年收入合计", "940.50", "本年支出合计", "890.50", "850.00", "40.50", ""),
    ("年初财政拨款结转和结余", "10.00", "年末财政拨款结转和结余", "60.00", "60.00", "", ""),
    ("一、一般公共预算财政拨款", "10.00", "", "", "", "", ""),
    ("二、政府性基金预算财政拨款", "", "", "", "", "", ""),
    ("三、国有资本经营预算财政拨款", "", "", "", "", "", ""),
    ("总计", "950.50", "总计", "950.50", "910.00", "40.50", ""),
]
FA04_WIDTHS = (150, 60, 150, 60, 110, 120, 130)
FA04_EXPECTED = {
    ("income.general", "amount"): "900.00",
    ("income.fund", "amount"): "40.50",
    ("income.subtotal", "amount"): "940.50",
    ("income.opening", "amount"): "10.00",
    ("income.opening.general", "amount"): "10.00",
    ("income.total", "amount"): "950.50",
    ("expenditure.201", "total"): "850.00",
    ("expenditure.201", "general"): "850.00",
    ("expenditure.212", "total"): "40.50",
    ("expenditure.212", "fund"): "40.50",
    ("expenditure.subtotal", "total"): "890.50",
    ("expenditure.subtotal", "general"): "850.00",
    ("expenditure.subtotal", "fund"): "40.50",
    ("expenditure.closing", "total"): "60.00",
    ("expenditure.closing", "general"): "60.00",
    ("expenditure.total", "total"): "950.50",
    ("expenditure.total", "general"): "910.00",
    ("expenditure.total", "fund"): "40.50",
}
RULINGS: tuple[Ruling, ...] = ("grid", "segments", "rows", "three_line")


@pytest.mark.parametrize("ruling", RULINGS)
def test_both_sides_of_fa01(ruling: Ruling) -> None:
    read = form_of("FA01", FA01, WIDTHS, ruling=ruling, heads=3)
    assert figures(read) == EXPECTED
    assert doubts(read) == {}


def test_line_numbers_are_no_amounts_and_need_not_be_printed() -> None:
    bare = [tuple(cell for i, cell in enumerate(row) if i not in (1, 4)) for row in FA01 if row[0] != "收入"]
    bare[0] = ("项目", "决算数", "项目", "决算数")
    assert figures(form_of("FA01", bare, (180, 60, 150, 60))) == EXPECTED


def test_a_wrong_line_number_changes_nothing() -> None:
    rows = [tuple("39" if cell == "29" else cell for cell in row) for row in FA01]
    assert figures(form_of("FA01", rows, WIDTHS)) == EXPECTED


def test_blank_lines_are_blank_and_rows_all_the_same() -> None:
    read = form_of("FA01", FA01, WIDTHS)
    assert {row for row, _ in blanks(read)} == {
        "income.fund",
        "income.state_capital",
        "income.nonfiscal_surplus_used",
        "expenditure.215",
        "expenditure.surplus_distribution",
    }
    assert {row.key for row in read.rows} == {row for row, _ in blanks(read)} | {row for row, _ in EXPECTED}


def test_a_budget_column_beside_the_accounts_is_not_read() -> None:
    rows = [
        ("项目", "年初预算数", "决算数", "项目", "年初预算数", "决算数"),
        ("一、一般公共预算财政拨款收入", "800.00", "900.00", "一、一般公共服务支出", "800.00", "850.00"),
        ("二、政府性基金预算财政拨款收入", "", "", "二、外交支出", "", ""),
        ("总计", "800.00", "900.00", "总计", "800.00", "850.00"),
    ]
    assert figures(form_of("FA01", rows, (160, 60, 60, 130, 60, 60))) == {
        ("income.general", "amount"): "900.00",
        ("income.total", "amount"): "900.00",
        ("expenditure.201", "amount"): "850.00",
        ("expenditure.total", "amount"): "850.00",
    }


def test_a_label_cut_by_the_page_break_is_one_line() -> None:
    first = [*FA01[:5], ("三、国有资本经营预算财政拨款收入", "3", "", "十五、资源勘探工业信息等支", "45", "7.00")]
    rest = [("", "", "", "出", "", ""), *FA01[6:]]
    read = forms_of(sheet(first, WIDTHS, title="一、收入支出决算总表"), sheet(rest, WIDTHS, number=2))["FA01"]
    assert figures(read) == {**EXPECTED, ("expenditure.215", "amount"): "7.00"}
    assert next(row.label for row in read.rows if row.key == "expenditure.215").endswith("资源勘探工业信息等支出")


def test_only_the_total_is_overleaf() -> None:
    pages = sheet(FA01[:-1], WIDTHS, title="一、收入支出决算总表"), sheet(FA01[-1:], WIDTHS, number=2)
    read = forms_of(*pages)["FA01"]
    assert figures(read) == EXPECTED
    assert read.pages == (1, 2)


def test_an_unknown_line_with_a_figure_is_told() -> None:
    rows = [*FA01[:6], ("九、不知何名之款", "9", "3.00", "", "", ""), *FA01[7:]]
    read = form_of("FA01", rows, WIDTHS)
    assert "3.00" not in figures(read).values()
    assert any("不知何名之款" in note for note in read.notes)


@pytest.mark.parametrize("ruling", ["grid", "segments"])
def test_fa04_with_its_funds(ruling: Ruling) -> None:
    read = form_of("FA04", FA04, FA04_WIDTHS, ruling=ruling, heads=2)
    assert figures(read) == FA04_EXPECTED
    assert doubts(read) == {}


def test_fund_lines_above_the_subtotal_split_the_opening_balance() -> None:
    rows = [*FA04[:5], *FA04[6:10], FA04[5], FA04[10]]
    assert figures(form_of("FA04", rows, FA04_WIDTHS)) == FA04_EXPECTED


def test_two_funds_of_earlier_years() -> None:
    rows = [tuple(cell for i, cell in enumerate(row) if i != 6) for row in FA04]
    assert figures(form_of("FA04", rows, FA04_WIDTHS[:6])) == FA04_EXPECTED


def test_empty_cells_above_figures_of_no_known_line_are_in_doubt() -> None:
    head = ("项目", "决算数", "项目", "决算数")
    body = [
        ("一、一般公共预算财政拨款收入", "5.00", "一、一般公共服务支出", "5.00"),
        ("二、政府性基金预算财政拨款收入", "", "二、外交支出", ""),
        ("金预算财政拨", "6.00", "", ""),
    ]
    read = form_of("FA01", [head, *body], (150, 80, 150, 80))
    sound = {blank.row: blank.address.sound for blank in read.blanks}
    assert sound == {"income.fund": False, "expenditure.202": True}
