"""What is stamped across a page says nothing of it; what is only pale or only large does."""

from __future__ import annotations

import pymupdf
import pytest

from extractors.stamps import is_folio
from tests.pages.made import Draw, pdf, read, rotation, text, words_of

GREY, BLUE = (0.8, 0.8, 0.8), (0.2, 0.2, 0.9)
TABLE = [text(f"2080{n} 行政运行 {n}42.50 {n}00.00", 30, 80 + 16 * n, size=9) for n in range(1, 8)]
ROWS = [f"2080{n}行政运行{n}42.50{n}00.00" for n in range(1, 8)]


@pytest.mark.parametrize(
    ("mark", "left"),
    [
        pytest.param(text("信息公开专用", 40, 160, size=40, color=GREY), [], id="pale and over figures"),
        pytest.param(text("专用", 290, 160, size=40, color=GREY), [], id="pale and beside them"),
        pytest.param(text("信息公开专用", 40, 160, size=40, color=BLUE), [], id="huge and over figures"),
        pytest.param(text("内部", 60, 129, size=9, color=GREY), [], id="pale and as large as figures"),
        pytest.param(text("信息公开专用", 40, 160, size=40, fill_opacity=0.3), [], id="see-through"),
        pytest.param(text("第二部分决算表", 40, 50, size=28, color=GREY), ["第二部分决算表"], id="a pale heading"),
        pytest.param(text("第二部分决算表", 40, 50, size=28), ["第二部分决算表"], id="a large heading"),
        pytest.param(text("注:单位万元", 30, 260, size=9, color=GREY), ["注:单位万元"], id="a pale note"),
    ],
)
@pytest.mark.parametrize("turn", [0, 90])
def test_stamps(mark: Draw, left: list[str], turn: int) -> None:
    (page,) = read(pdf(*TABLE, mark, rotation(turn)))
    assert sorted(words_of(page)) == sorted([*ROWS, *left])


def sideways(words: str) -> Draw:
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((250, 150), words, fontsize=9, fontname="china-s", rotate=90)

    return draw


@pytest.mark.parametrize(("words", "kept"), [("- 7 -", False), ("第7页 共38页", False), ("合计", True)])
def test_a_page_number_across_the_text_is_no_figure(words: str, kept: bool) -> None:
    (page,) = read(pdf(*TABLE, sideways(words)))
    assert (sorted("".join(words_of(page))) == sorted("".join(ROWS) + words.replace(" ", ""))) is kept
    assert (sorted("".join(words_of(page))) == sorted("".join(ROWS))) is not kept


@pytest.mark.parametrize(("words", "number"), [("- 12 -", True), ("第 3 页", True), ("7/38", True), ("12.50", False)])
def test_folios(words: str, number: bool) -> None:
    assert is_folio(words) is number
