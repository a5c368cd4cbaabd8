"""Columns that no rule draws: agreed over all pages of a form, headed by stacked words, with figures wrapped in them."""

from __future__ import annotations

import pytest

from tests.forms.made import doubts, figures, form_of, forms_of, titled
from tests.tables.paper import Ruling, sheet

WIDE = (110, 60, 120, 60, 80, 80, 90)
HEAD = ("项目", "金额", "项目", "合计", "一般公共预算\n财政拨款", "政府性基金\n预算财政拨款", "国有资本经营\n预算财政拨款")
FIRST = [
    HEAD,
    ("一、一般公共预算财政拨款", "90.00", "一、一般公共服务支出", "40.00", "40.00", "", ""),
    ("二、政府性基金预算财政拨款", "10.00", "二、外交支出", "", "", "", ""),
    ("三、国有资本经营预算财政拨款", "", "三、国防支出", "50.00", "50.00", "", ""),
]
SECOND = [
    ("", "", "二十三、其他支出", "10.00", "", "10.00", ""),
    ("本年收入合计", "100.00", "本年支出合计", "100.00", "90.00", "10.00", ""),
    ("总计", "100.00", "总计", "100.00", "90.00", "10.00", ""),
]
RULINGS: tuple[Ruling, ...] = ("rows", "three_line", "none")


@pytest.mark.parametrize("ruling", RULINGS)
def test_a_column_that_is_blank_on_the_page_with_the_header_keeps_its_name_on_the_next(ruling: Ruling) -> None:
    pages = (
        sheet(FIRST, WIDE, title=titled("FA04"), captions=["金额单位：万元"], ruling=ruling),
        sheet(SECOND, WIDE, ruling=ruling, heads=0, number=2),
    )
    read = forms_of(*pages)["FA04"]
    assert figures(read)["expenditure.229", "fund"] == "10.00"
    assert figures(read)["expenditure.subtotal", "general"] == "90.00"
    assert not any(column == "state_capital" for _, column in figures(read))


@pytest.mark.parametrize("ruling", RULINGS)
def test_words_stacked_over_blank_columns_are_one_column_each(ruling: Ruling) -> None:
    head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出", "上缴\n上级", "经营\n支出", "对附属\n单位")
    body = [("201", "一般公共服务支出", "9.00", "", "9.00", "", "", ""), ("20103", "办公厅", "9.00", "", "9.00", "", "", "")]
    read = form_of("FA03", [head, *body], (70, 120, 60, 70, 70, 40, 40, 50), ruling=ruling)
    assert figures(read) == {(row, column): "9.00" for row in ("201", "20103") for column in ("total", "project")}


@pytest.mark.parametrize(("cell", "value"), [("2,357.\n20", "2357.20"), ("2,\n357.20", "2357.20"), ("2,357.2\n0", "2357.20")])
def test_a_figure_too_wide_for_its_column_is_read_whole(cell: str, value: str) -> None:
    head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
    body = [
        ("212", "城乡社区支出", cell, "", cell),
        ("21203", "公共设施", "72.00", "", "72.00"),
        ("2120399", "其他", "72.00", "", "72.00"),
    ]
    read = form_of("FA05", [head, *body], (70, 120, 60, 70, 70), ruling="rows")
    assert figures(read)["212", "total"] == value
    assert figures(read)["212", "project"] == value
    assert doubts(read) == {}
