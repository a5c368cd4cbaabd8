"""Classification codes in one cell, before the name, level by level, or with only their own level."""

from __future__ import annotations

import pytest

from extractors.forms.codes import Family, Levels, Piece, is_code, split_leading, stub_pieces
from tests.tables.paper import glyphs

X = {1: 50.0, 2: 75.0, 3: 100.0}


def composed(
    *rows: tuple[tuple[int, str], ...], family: Family = "functional", columns: tuple[float, ...] = ()
) -> list[str | None]:
    """Codes of rows whose pieces stand in the 类 (1), 款 (2), 项 (3) columns."""
    levels = Levels(family, columns)
    return [levels.compose([Piece(text, X[column]) for column, text in row]) for row in rows]


@pytest.mark.parametrize(
    ("text", "family", "is_one"),
    [
        ("201", "functional", True),
        ("20103", "functional", True),
        ("2010301", "functional", True),
        ("２０１", "functional", True),
        (" 201 ", "functional", True),
        ("301", "functional", False),
        ("2010", "functional", False),
        ("201030", "functional", False),
        ("20103011", "functional", False),
        ("201.00", "functional", False),
        ("301", "economic", True),
        ("30101", "economic", True),
        ("50101", "economic", True),
        ("3010101", "economic", False),
        ("201", "economic", False),
        ("", "economic", False),
    ],
)
def test_a_whole_code(text: str, family: Family, is_one: bool) -> None:
    assert is_code(text, family) is is_one


@pytest.mark.parametrize(
    "text",
    [
        "2010301行政运行",
        "[2010301]行政运行",
        "【2010301】行政运行",
        "2010301-行政运行",
        "（2010301）行政运行",
        "２０１０３０１行政运行",
    ],
)
def test_a_code_before_its_name(text: str) -> None:
    assert split_leading(text, "functional") == ("2010301", "行政运行")


@pytest.mark.parametrize("text", ["行政运行", "2010301", "301工资福利支出", "2010301.50", "201,000", "2023年度"])
def test_no_code_before_a_name(text: str) -> None:
    assert split_leading(text, "functional") is None


def test_the_whole_code_in_one_cell() -> None:
    assert composed(((1, "201"),), ((1, "20103"),), ((1, "2010301"),)) == ["201", "20103", "2010301"]


def test_the_whole_code_over_three_columns() -> None:
    assert composed(((1, "201"),), ((1, "201"), (2, "03")), ((1, "201"), (2, "03"), (3, "01"))) == ["201", "20103", "2010301"]


def test_the_full_code_in_its_own_levels_column() -> None:
    assert composed(((1, "201"),), ((2, "20103"),), ((3, "2010301"),)) == ["201", "20103", "2010301"]


def test_every_row_carries_its_own_level_alone() -> None:
    rows = (((1, "201"),), ((2, "03"),), ((3, "01"),), ((3, "02"),), ((2, "05"),), ((3, "01"),), ((1, "208"),), ((2, "02"),))
    columns = (X[2], X[3])
    expected = ["201", "20103", "2010301", "2010302", "20105", "2010501", "208", "20802"]
    assert composed(*rows, columns=columns) == expected


def test_a_code_repeated_beside_its_parents() -> None:
    assert composed(((1, "201"), (2, "20103"), (3, "2010301"))) == ["2010301"]


def test_dropped_leading_zeros_come_back() -> None:
    assert composed(((1, "201"), (2, "3"))) == ["20103"]


def test_economic_levels() -> None:
    assert composed(((1, "301"),), ((2, "01"),), ((2, "02"),), ((1, "302"),), ((2, "1"),), family="economic") == [
        "301",
        "30101",
        "30102",
        "302",
        "30201",
    ]


@pytest.mark.parametrize("row", [((1, "1"),), ((1, "301"),), ((1, "201"), (2, "030")), ((1, "2010"),), ((3, "01"),)])
def test_digits_that_make_no_code(row: tuple[tuple[int, str], ...]) -> None:
    assert composed(row) == [None]


def test_a_level_without_a_parent_makes_no_code() -> None:
    assert composed(((2, "03"),), columns=(X[2], X[3])) == [None]


def test_a_stub_is_digits_left_to_right_and_words_in_reading_order() -> None:
    stub = [
        *glyphs("行政", 130, 100),
        *glyphs("运行", 130, 110),
        *glyphs("01", 100, 105),
        *glyphs("201", 50, 105),
        *glyphs("03", 75, 105),
    ]
    digits, words = stub_pieces(stub)
    assert [piece.text for piece in digits] == ["201", "03", "01"]
    assert "".join(words) == "行政运行"


@pytest.mark.parametrize(("code", "whole"), [("20805", True), ("20800", False), ("2121100", True), ("2080001", False)])
def test_no_section_of_a_functional_code_is_00(code: str, whole: bool) -> None:
    assert is_code(code, "functional") is whole
