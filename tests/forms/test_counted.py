"""Coded forms whose rows are counted in a column of their own: the count is no part of a code. And codes that cannot be."""

from __future__ import annotations

import pytest

from extractors.forms.codes import Piece
from extractors.forms.counted import NOTHING, uncounted
from tests.forms.made import doubts, figures, form_of

WIDTHS = (30, 30, 25, 25, 120, 80, 80, 80)
BODY = [
    ("211", "", "", "节能环保支出", "30.00", "20.00", "10.00"),
    ("211", "01", "", "环境保护管理事务", "30.00", "20.00", "10.00"),
    ("211", "01", "01", "行政运行", "20.00", "20.00", ""),
    ("211", "01", "02", "一般行政管理事务", "10.00", "", "10.00"),
]
CODES = ["211", "21101", "2110101", "2110102"]


def counted(heading: str, start: int) -> list[tuple[str, ...]]:
    heads = [
        (heading, "科目编码", "<", "<", "科目名称", "本年支出", "<", "<"),
        ("^", "类", "款", "项", "^", "合计", "基本支出", "项目支出"),
    ]
    total = (str(start), "", "", "", "合计", "30.00", "20.00", "10.00")
    return [*heads, total, *((str(start + i), *row) for i, row in enumerate(BODY, 1))]


@pytest.mark.parametrize("heading", ["序号", ""])
@pytest.mark.parametrize("start", [1, 22])
def test_row_numbers_are_no_part_of_codes(heading: str, start: int) -> None:
    read = form_of("FA05", counted(heading, start), WIDTHS, heads=2)
    assert [row.key for row in read.rows] == ["total", *CODES]
    assert figures(read)["2110101", "basic"] == "20.00"
    assert doubts(read) == {}


def test_levels_that_do_not_count_stay_parts_of_their_code() -> None:
    heads = [(h[1:]) for h in counted("", 1)[:2]]
    total = ("", "", "", "合计", "30.00", "20.00", "10.00")
    own = [(row[0] if i == 0 else "", row[1] if i == 1 else "", row[2], *row[3:]) for i, row in enumerate(BODY)]
    read = form_of("FA05", [*heads, total, *own], WIDTHS[1:], heads=2)
    assert [row.key for row in read.rows] == ["total", *CODES]


def test_only_the_leftmost_digits_within_reach_count() -> None:
    pieces = [Piece("3", 50.0), Piece("211", 90.0)]
    assert [p.text for p in uncounted(pieces, 51.0)] == ["211"]
    assert uncounted(pieces, NOTHING) == pieces
    assert uncounted(pieces[1:], 51.0) == pieces[1:]


def coded(*rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [("科目编码", "科目名称", "合计", "基本支出", "项目支出"), ("合计", "<", "3.00", "2.00", "1.00"), *rows]


def test_a_code_of_no_class_a_class_of_another_name_and_an_orphan_are_doubted() -> None:
    rows = coded(
        ("208", "社会保障和就业支出", "1.00", "1.00", ""),
        ("20805", "行政事业单位养老支出", "1.00", "1.00", ""),
        ("25211", "节能环保支出", "1.00", "1.00", ""),
        ("213", "住房保障支出", "1.00", "", "1.00"),
        ("22102", "住房改革支出", "1.00", "", "1.00"),
    )
    noted = doubts(form_of("FA05", rows, (70, 120, 80, 80, 80)))
    assert {row for row, _ in noted} == {"25211", "213", "22102"}
    assert "no class 252" in noted["25211", "total"]
    assert "name of 221" in noted["213", "total"]


def test_items_alone_have_no_class_printed_and_no_doubt() -> None:
    rows = coded(("2080501", "行政单位离退休", "2.00", "2.00", ""), ("2210201", "住房公积金", "1.00", "", "1.00"))
    assert doubts(form_of("FA05", rows, (70, 120, 80, 80, 80))) == {}
