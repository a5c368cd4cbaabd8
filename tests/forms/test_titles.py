"""Titles as places and years print them; contents lines, sentences and other tables are none of them."""

from __future__ import annotations

import pytest

from extractors.forms.regions import find_regions
from extractors.forms.titles import normal_title, recognise
from extractors.model import Page
from tests.tables.paper import glyphs, line, page, sheet, table, wide

TITLES = {
    "FA01": [
        "收入支出决算总表",
        "收支决算总表",
        "一、收入支出决算总表",
        "（一）收入支出决算总表",
        "2023年度收入支出决算总表",
        "表1：收入支出决算总表",
        "公开01表 收入支出决算总表",
        "收 入 支 出 决 算 总 表",
        "收入支出决算总表（公开01表）",
        "部门收支总体情况表",
        "1.收入支出决算总表",
    ],
    "FA02": ["收入决算表", "二、收入决算表", "收入决算总表", "部门收入决算表", "2019年度收入决算表", "收入决算明细表"],
    "FA03": ["支出决算表", "三、支出决算表", "支出决算总表", "部门支出决算表", "3.支出决算表", "支出决算表（续）"],
    "FA04": [
        "财政拨款收入支出决算总表",
        "四、财政拨款收支决算总表",
        "财政拨款收入支出决算表",
        "财政拨款收支总体情况表",
        "财政款收入支出决算总表",
        "财政拔款收支决算总表",
    ],
    "FA05": [
        "一般公共预算财政拨款支出决算表",
        "五、一般公共预算财政拨款支出决算表",
        "一般公共预算支出决算表",
        "2024年度一般公共预算财政拨款支出决算表",
        "一般公共预算财政拨款收入支出决算表",
    ],
    "FA06": [
        "一般公共预算财政拨款基本支出决算表",
        "一般公共预算财政拨款基本支出决算明细表",
        "六、一般公共预算财政拨款基本支出决算表",
        "一般公共预算基本支出决算表",
        "财政拨款基本支出决算表",
        "一般公共预算基本支出决算表（经济科目）",
    ],
    "FA07": [
        "政府性基金预算财政拨款收入支出决算表",
        "政府性基金预算财政拨款支出决算表",
        "七、政府性基金预算财政拨款收入支出决算表",
        "政府性基金收支决算表",
    ],
    "FA08": [
        "国有资本经营预算财政拨款支出决算表",
        "国有资本经营预算财政拨款收入支出决算表",
        "八、国有资本经营预算财政拨款支出决算表",
        "国有资本经营收入支出决算表",
    ],
    "FA09": [
        "财政拨款“三公”经费支出决算表",
        "一般公共预算财政拨款“三公”经费支出决算表",
        "九、财政拨款“三公”经费支出决算表",
        "财政拨款“三公”经费及会议费、培训费支出决算表",
        "7.一般公共预算财政拨款三公经费支出决算表",
        "财政拨款“三公”经费及机关运行经费支出决算表",
        "机构运行信息表",
    ],
}
NO_TITLES = [
    "收入决算表................5",
    "收入决算表 …… 5",
    "收入决算情况说明",
    "二、收入决算情况说明",
    "第二部分 2023年度部门决算表",
    "详见收入支出决算总表，公开01表",
    "本部门的支出决算表。",
    "（一）部门收入支出决算总表说明",
    "财政拨款收入支出决算总体情况说明",
    "“三公”经费增减变化统计表说明",
    "一般公共预算支出预算表",
    "政府性基金预算支出预算表",
    "国有资本经营预算支出预算表",
    "项目支出绩效自评表",
    "资产负债表",
    "收入",
    "公开02表",
    "",
    "表",
]


@pytest.mark.parametrize(("form", "title"), [(form, title) for form, titles in TITLES.items() for title in titles])
def test_a_title_is_recognised(form: str, title: str) -> None:
    found = recognise(title)
    assert found is not None
    assert (found.form, found.text) == (form, title)


@pytest.mark.parametrize("line", NO_TITLES)
def test_other_lines_are_no_title(line: str) -> None:
    assert recognise(line) is None


def test_a_title_within_a_long_sentence_is_no_title() -> None:
    assert recognise("根据财政部门批复的2023年度部门决算和本部门实际执行情况编制，其中第二张为支出决算表") is None


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("  一、 收入 决算表 ", "收入决算表"),
        ("2023年度收入决算表", "收入决算表"),
        ("（二）收入决算表（公开02表）", "收入决算表"),
        ("附件2收入决算表", "收入决算表"),
        ("财政拨款“三公”经费支出决算表", "财政拨款三公经费支出决算表"),
    ],
)
def test_a_title_without_its_trimmings(printed: str, normal: str) -> None:
    assert normal_title(printed) == normal


@pytest.mark.parametrize(("first", "second"), [("财政拨款收入支出决", "算总表"), ("一般公共预算财政拨款基本支", "出决算明细表")])
def test_a_title_on_two_centred_lines(first: str, second: str) -> None:
    rows = [("项目", "决算数"), ("一、一般公共预算财政拨款", "1.00"), ("总计", "1.00")]
    drawn = table(rows, (160, 80))
    middle = 300.0
    titles = [line(glyphs(text, middle - wide(text) / 2, 60 + 12 * i)) for i, text in enumerate((first, second))]
    (region,) = find_regions([page([*titles, *drawn.lines], drawn.rules)])
    assert region.form == recognise(first + second).form  # type: ignore[union-attr]


def test_lines_that_do_not_stand_under_one_another_make_no_title() -> None:
    rows = [("项目", "决算数"), ("一、一般公共预算财政拨款", "1.00"), ("总计", "1.00")]
    drawn = table(rows, (160, 80))
    lines = [line(glyphs("财政拨款收入支出决", 60, 60)), line(glyphs("算总表", 500, 72))]
    assert find_regions([page([*lines, *drawn.lines], drawn.rules)]) == []


def test_a_title_of_another_table_on_two_lines_ends_the_form_above() -> None:
    rows = [("科目编码", "科目名称", "决算数"), ("合计", "<", "1.00"), ("201", "一般公共服务支出", "1.00")]
    drawn = table(rows, (60, 120, 80))
    parts = ("一般公共预算财政拨款项目", "支出决算表")
    titles = [line(glyphs(text, 300 - wide(text) / 2, 60 + 12 * i)) for i, text in enumerate(parts)]
    assert find_regions([page([*titles, *drawn.lines], drawn.rules)]) == []
    office = [
        line(glyphs(text, 300 - wide(text) / 2, 60 + 12 * i)) for i, text in enumerate(("社会保险基金管理局", "支出决算表"))
    ]
    (region,) = find_regions([page([*office, *drawn.lines], drawn.rules)])
    assert region.form == "FA03"


TITLES = ("收入决算表", "支出决算表", "财政拨款收入支出决算总表")


def listed(*between: tuple[str, str, str]) -> Page:
    """A ruled table in which titles stand, each followed by these rows."""
    rows = [row for i, title in enumerate(TITLES, 1) for row in ((f"表{i}", title, "否"), *between)]
    return sheet([("报表", "报表名称", "是否空表"), *rows], (60, 200, 80))


def test_a_ruled_list_of_titles_is_no_table() -> None:
    assert find_regions([listed(("", "目录", ""), ("", "（一）", ""), ("", "", ""))]) == []


def test_titles_with_figures_under_them_are_tables() -> None:
    assert len(find_regions([listed(("科目", "合计", "项目支出"), ("201", "5.00", "5.00"))])) == len(TITLES)
