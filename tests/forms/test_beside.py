"""The right part of a wide table on a page of its own, without codes and names."""

from __future__ import annotations

from extractors.forms.beside import Beside
from extractors.model import Page
from tests.forms.made import doubts, figures, forms_of
from tests.tables.paper import sheet

STUB = [("科目编码", "科目名称"), ("合计", ""), ("205", "教育支出"), ("20502", "普通教育"), ("2050201", "学前教育")]
LEFT = [("本年收入合计", "财政拨款收入", "上级补助收入"), *[("9.00", "7.00", "")] * 4]
RIGHT = [
    ("事业收入", "经营收入", "其他收入"),
    ("0.50", "", "1.50"),
    ("0.50", "", "1.50"),
    ("0.50", "0.00", "1.50"),
    ("0.50", "", "1.50"),
]
WIDTHS = (60, 120, 80, 80, 80)


def left(number: int = 1) -> Page:
    rows = [(*a, *b) for a, b in zip(STUB, LEFT, strict=True)]
    return sheet(rows, WIDTHS, title="2.收入决算表" if number == 1 else "", number=number)


def test_rows_of_a_page_without_codes_are_those_at_the_same_height() -> None:
    read = forms_of(left(), sheet(RIGHT, (80, 80, 80), number=2))["FA02"]
    assert figures(read)["2050201", "other"] == "1.50"
    assert figures(read)["20502", "business_operating"] == "0.00"
    assert figures(read)["total", "business"] == "0.50"
    assert doubts(read) == {}


def test_a_page_with_other_rows_gives_none() -> None:
    read = forms_of(left(), sheet([*RIGHT, ("0.50", "", "1.50")], (80, 80, 80), number=2))["FA02"]
    assert not any(column in ("business", "other") for _, column in figures(read))


def test_pages_that_could_be_taken_for_one_another_are_not_certain() -> None:
    read = forms_of(left(), sheet(RIGHT, (80, 80, 80), number=2))["FA02"]
    assert read.facts
    beside = Beside()
    assert beside.certain
    beside._rows = {1: [(0.0, 16.0, "205")], 2: [(0.0, 16.0, "208")]}
    assert not beside.certain
    beside._rows = {1: [(0.0, 16.0, "205")], 2: [(0.0, 30.0, "208")]}
    assert beside.certain


def test_numbers_of_columns_are_no_row_of_figures() -> None:
    numbered = [RIGHT[0], ("4", "5", "6"), *RIGHT[1:]]
    first = [(*a, *b) for a, b in zip(STUB, LEFT, strict=True)]
    rows = [first[0], ("栏次", "", "1", "2", "3"), *first[1:]]
    pages = sheet(rows, WIDTHS, title="2.收入决算表"), sheet(numbered, (80, 80, 80), number=2)
    read = forms_of(*pages)["FA02"]
    assert figures(read)["total", "other"] == "1.50"
    assert "6" not in figures(read).values()
