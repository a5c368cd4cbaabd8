"""A page continues the form of the page before only where the printed page numbers allow it."""

from __future__ import annotations

import pytest

from extractors.forms.folios import breaks, folio
from extractors.forms.regions import find_regions
from extractors.model import Page
from tests.tables.paper import glyphs, line, page, sheet

WIDE = (70, 120, 80, 80, 80)
HEAD = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")


def numbered(read: Page, printed: str) -> Page:
    foot = [line(glyphs(printed, 280, 800))] if printed else []
    return read.model_copy(update={"lines": (*read.lines, *foot)})


def pages(*printed: str) -> list[Page]:
    first = sheet([HEAD, ("201", "一般公共服务支出", "3.00", "2.00", "1.00")], WIDE, title="一般公共预算财政拨款支出决算表")
    more = [sheet([("202", "外交支出", "1.00", "", "1.00")], WIDE, number=n) for n in range(2, len(printed) + 1)]
    return [numbered(read, number) for read, number in zip([first, *more], printed, strict=True)]


@pytest.mark.parametrize(
    ("printed", "continued"),
    [
        pytest.param(("- 5 -", "- 6 -"), [1, 2], id="in order"),
        pytest.param(("5", "7"), [1], id="a page is missing"),
        pytest.param(("第6页", "第5页"), [1], id="the other way round"),
        pytest.param(("1", "1"), [1, 2], id="each sheet is numbered by itself"),
        pytest.param(("", ""), [1, 2], id="no numbers"),
        pytest.param(("5", ""), [1, 2], id="one number alone"),
        pytest.param(("5", "8", "", "", ""), [1, 2, 3, 4, 5], id="few numbers are no page numbers"),
    ],
)
def test_a_form_goes_on_where_the_page_numbers_do(printed: tuple[str, ...], continued: list[int]) -> None:
    (region,) = find_regions(pages(*printed))
    assert [area.page.number for area in region.areas] == continued


@pytest.mark.parametrize(
    ("text", "number"),
    [("— 12 —", 12), ("第 3 页，共 20 页", 3), ("３/２０", 3), ("12.50", None), ("2023", None), ("注：1", None)],
)
def test_a_page_number_stands_by_itself(text: str, number: int | None) -> None:
    assert folio(page([line(glyphs("合计", 60, 400)), line(glyphs(text, 280, 800))])) == number


def test_of_two_lines_the_lower_one_is_the_page_number() -> None:
    last_row, foot = line(glyphs("265", 280, 780)), line(glyphs("13", 280, 810))
    assert folio(page([last_row, foot])) == 13
    assert breaks([]) == frozenset()
