"""However a page is turned in the file, boxes lie on the page as displayed and text reads left to right."""

from __future__ import annotations

import pymupdf
import pytest

from extractors.model import Box, Page
from tests.pages.made import line, pdf, read, rotation, text

SIDEWAYS = {"up": 90, "down": 270}


def displayed_ink(data: bytes) -> tuple[float, float, float, float]:
    """Where dark pixels lie on the page as MuPDF displays it."""
    with pymupdf.open(stream=data) as document:
        pixels = document[0].get_pixmap(colorspace=pymupdf.csGRAY)
    dark = [(i % pixels.width, i // pixels.width) for i, value in enumerate(pixels.samples) if value < 128]
    xs, ys = [x for x, _ in dark], [y for _, y in dark]
    return min(xs), min(ys), max(xs) + 1, max(ys) + 1


def box_of_text(page: Page) -> Box:
    glyphs = [g for one in page.lines for g in one.glyphs]
    sides = min(g.x0 for g in glyphs), min(g.top for g in glyphs), max(g.x1 for g in glyphs), max(g.bottom for g in glyphs)
    return page.displayed(*sides)


def covers(box: Box, ink: tuple[float, float, float, float], slack: float = 2.0) -> bool:
    x0, top, x1, bottom = ink
    return box.x0 - slack <= x0 and box.top - slack <= top and x1 <= box.x1 + slack and bottom <= box.bottom + slack


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("drawn", [0, 90, 180, 270])
def test_the_box_of_a_figure_lies_on_its_ink(degrees: int, drawn: int) -> None:
    data = pdf(text("1234.56", 150, 120, rotate=drawn), rotation(degrees))
    (page,) = read(data)
    assert "".join(page.text.split()) == "1234.56"
    box = box_of_text(page)
    assert covers(box, displayed_ink(data))
    assert (box.x1 - box.x0) * (box.bottom - box.top) < 45 * 20


@pytest.mark.parametrize(
    ("degrees", "drawn", "turn"), [(0, 0, 0), (90, 0, 90), (0, 270, 90), (0, 90, 270), (90, 90, 0), (180, 0, 180)]
)
def test_upright_space_is_as_large_as_the_displayed_page_turned(degrees: int, drawn: int, turn: int) -> None:
    (page,) = read(pdf(text("支出决算表", 150, 150, rotate=drawn), rotation(degrees), size=(400, 300)))
    shown = (300, 400) if degrees in (90, 270) else (400, 300)
    assert page.turn == turn
    assert (page.width, page.height) == (shown[::-1] if turn in (90, 270) else shown)
    assert page.displayed(0, 0, page.width, page.height) == Box(1, 0, 0, *shown)


@pytest.mark.parametrize("degrees", [0, 90, 270])
def test_rules_turn_with_their_text(degrees: int) -> None:
    data = pdf(text("金额 100.00", 100, 100), line(90, 110, 200, 110), rotation(degrees))
    (page,) = read(data)
    (rule,) = page.rules
    assert rule.horizontal
    assert rule.x1 - rule.x0 == pytest.approx(110, abs=0.5)
    (words,) = page.lines
    assert 0 < rule.top - words.glyphs[0].bottom < 12


def test_turning_there_and_back_is_the_same_place() -> None:
    page = Page(number=4, width=300, height=400, turn=90)
    assert page.displayed(10, 20, 30, 50) == Box(4, 350, 10, 380, 30)
    page = Page(number=4, width=300, height=400, turn=270)
    assert page.displayed(10, 20, 30, 50) == Box(4, 20, 270, 50, 290)
    page = Page(number=4, width=300, height=400, turn=180)
    assert page.displayed(10, 20, 30, 50) == Box(4, 270, 350, 290, 380)


def test_most_of_the_text_decides_what_is_upright() -> None:
    (page,) = read(pdf(text("公开05表", 20, 150, rotate=90), *(text("行政运行 942.50", 80, y, rotate=0) for y in (60, 90, 120))))
    assert page.turn == 0
    assert sum("942.50" in one.text for one in page.lines) == 3
