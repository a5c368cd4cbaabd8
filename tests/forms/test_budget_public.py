"""BG07: 三公 of budgets, with categories across or down, years, units and funds."""

from __future__ import annotations

import pytest

from extractors.forms.budget_periods import Period, periods_of
from tests.forms.budgets import budget_form
from tests.forms.made import blanks, doubts, figures
from tests.tables.paper import Ruling

ACROSS = [
    ("“三公”经费合计", "因公出国（境）费", "公务用车购置及运行费", "<", "<", "公务接待费"),
    ("^", "^", "小计", "公务用车购置费", "公务用车运行费", "^"),
    ("3.29", "0.00", "3.00", "", "3.00", "0.29"),
]
WIDTHS = (80, 90, 60, 80, 80, 70)
EXPECTED = {
    ("budget", "total"): "3.29",
    ("budget", "overseas"): "0.00",
    ("budget", "vehicle_total"): "3.00",
    ("budget", "vehicle_operation"): "3.00",
    ("budget", "reception"): "0.29",
}


@pytest.mark.parametrize("ruling", ["grid", "segments"])
def test_one_row(ruling: Ruling) -> None:
    read = budget_form("BG07", ACROSS, WIDTHS, ruling=ruling)
    assert figures(read) == EXPECTED
    assert blanks(read) == {("budget", "vehicle_purchase")}
    assert doubts(read) == {}


def test_running_cost_beside_the_three() -> None:
    rows = [
        ("“三公”经费预算数", "<", "<", "<", "<", "<", "机关运行经费预算数"),
        ("合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", "<", "<", "^"),
        ("^", "^", "^", "小计", "购置费", "运行费", "^"),
        ("0.95", "", "0.95", "", "", "", "229.43"),
    ]
    assert figures(budget_form("BG07", rows, (60, 90, 70, 60, 60, 60, 110), heads=3)) == {
        ("budget", "total"): "0.95",
        ("budget", "reception"): "0.95",
        ("budget", "operating_cost"): "229.43",
    }


def test_the_wider_sum_and_that_of_the_three() -> None:
    rows = [
        ("合计", "“三公”经费", "<", "<", "<", "<", "会议费", "培训费"),
        ("^", "小计", "因公出国（境）费", "公务用车购置及运行维护费", "<", "公务接待费", "^", "^"),
        ("^", "^", "^", "小计", "公务用车运行维护费", "^", "^", "^"),
        ("20.00", "17.00", "2.00", "10.00", "10.00", "5.00", "1.00", "2.00"),
    ]
    read = figures(budget_form("BG07", rows, (60, 60, 90, 60, 100, 70, 60, 60), heads=3))
    assert read["budget", "grand_total"] == "20.00"
    assert read["budget", "total"] == "17.00"
    assert read["budget", "vehicle_total"] == "10.00"


@pytest.mark.parametrize(("whole", "column"), [("20.00", "grand_total"), ("17.00", "total")])
def test_a_lone_sum_beside_conferences_is_what_it_adds_up_to(whole: str, column: str) -> None:
    rows = [
        ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "公务接待费", "会议费", "培训费"),
        (whole, "2.00", "10.00", "5.00", "1.00", "2.00"),
    ]
    assert figures(budget_form("BG07", rows, (60, 90, 130, 70, 60, 60), heads=1))["budget", column] == whole


def test_categories_down_by_fund() -> None:
    rows = [
        ("项目", "合计", "一般公共预算", "政府性基金预算"),
        ("行政经费", "1,443.41", "1,443.41", "0.00"),
        ("“三公”经费", "226.86", "226.86", "0.00"),
        ("其中：（一）因公出国（境）支出", "215.60", "215.60", "0.00"),
        ("（二）公务用车购置及运行维护支出", "0.00", "0.00", "0.00"),
        ("1.公务用车购置费", "0.00", "0.00", "0.00"),
        ("2.公务用车运行维护费", "0.00", "0.00", "0.00"),
        ("（三）公务接待费支出", "11.26", "11.26", "0.00"),
    ]
    read = figures(budget_form("BG07", rows, (190, 70, 90, 100), heads=1))
    assert read["budget", "operating_cost.general"] == "1443.41"
    assert read["budget", "total"] == read["budget", "total.general"] == "226.86"
    assert read["budget", "vehicle_purchase.fund"] == "0.00"
    assert read["budget", "reception"] == "11.26"
    assert len(read) == 21


def test_categories_down_with_last_year_and_the_change() -> None:
    rows = [
        ("项目", "2025年预算数", "2026年预算数", "增减额", "增减幅度"),
        ("合计", "6", "5", "-1", "-16.67%"),
        ("1、因公出国（境）费用", "0.00", "0.00", "0.00", ""),
        ("2、公务接待费", "6.00", "5.00", "-1.00", "-16.67%"),
        ("3、公务用车购置及运行费", "0.00", "0.00", "0.00", "0.00"),
    ]
    read = figures(budget_form("BG07", rows, (140, 80, 80, 60, 60), heads=1))
    assert {row for row, _ in read} == {"prior", "budget", "change"}
    assert read["change", "reception"] == "-1.00"
    assert read["prior", "total"] == "6"


YEARS_BY_UNIT = [
    ("预算单位", "年度", "总计", "因公出国(境)费", "公务接待费"),
    ("甲局（本级）", "2025年", "59.66", "50.00", "9.66"),
    ("^", "2026年", "58.46", "49.00", "9.46"),
    ("^", "增减变化金额", "-1.20", "-1.00", "-0.20"),
]


@pytest.mark.parametrize("below", ["^", ""])
def test_years_down_for_one_unit(below: str) -> None:
    rows = [tuple(below if cell == "^" else cell for cell in row) for row in YEARS_BY_UNIT]
    read = figures(budget_form("BG07", rows, (90, 90, 60, 90, 70), heads=1))
    assert read["prior", "total"] == "59.66"
    assert read["budget", "overseas"] == "49.00"
    assert read["change", "reception"] == "-0.20"
    assert len(read) == 9


def test_years_down_for_several_units() -> None:
    other = [("乙站", *YEARS_BY_UNIT[1][1:]), *(("", *row[1:]) for row in YEARS_BY_UNIT[2:])]
    read = figures(budget_form("BG07", [*YEARS_BY_UNIT, *other], (90, 90, 60, 90, 70), heads=1))
    assert read["change@乙站", "reception"] == "-0.20"
    assert len({row for row, _ in read}) == 6


def test_one_unit_below_the_whole_has_a_row_of_its_own() -> None:
    rows = [("单位名称", "合计", "公务接待费"), ("合计", "3.00", "3.00"), ("某市甲局", "3.00", "3.00")]
    read = figures(budget_form("BG07", rows, (90, 60, 80), heads=1))
    assert {row for row, _ in read} == {"budget", "budget@某市甲局"}


def test_units_by_code_over_two_years() -> None:
    head = ("2025年", "<", "2026年", "<")
    rows = [
        ("单位编码", "单位名称", *head),
        ("^", "^", "合计", "公务接待费", "合计", "公务接待费"),
        ("", "合计", "3.00", "3.00", "5.00", "5.00"),
        ("242012", "甲中心", "1.00", "1.00", "2.00", "2.00"),
        ("242013", "乙学校", "2.00", "2.00", "3.00", "3.00"),
    ]
    read = figures(budget_form("BG07", rows, (60, 90, 60, 80, 60, 80)))
    assert read["prior", "total"] == "3.00"
    assert read["budget@242013", "reception"] == "3.00"
    assert {row for row, _ in read} == {"prior", "budget"} | {
        f"{p}@{u}" for p in ("prior", "budget") for u in ("242012", "242013")
    }


@pytest.mark.parametrize(
    ("headings", "periods"),
    [
        (("2025年", "2026年", "增减变化"), ("prior", "budget", "change")),
        (("2026年预算数",), ("budget",)),
        (("上年预算数", "本年预算数", "比上年增减%"), ("prior", "budget", "other")),
        (("2025年执行数", "2026年预算数"), ("other", "budget")),
        (("合计", "单位242012"), (None, None)),
    ],
)
def test_headings_name_their_year(headings: tuple[str, ...], periods: tuple[Period | None, ...]) -> None:
    assert tuple(periods_of(headings)) == periods
