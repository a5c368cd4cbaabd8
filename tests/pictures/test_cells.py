"""A figure of a cell is sound only where nothing speaks against its characters and it was read in one piece."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.forms.collector import Collector
from extractors.forms.sheet import SheetRow
from extractors.model import Fact, Glyph, Line, Page, Scanned
from extractors.tables.grid import RULED, Grid
from extractors.tables.lattice import Mesh

MESH = Mesh((90.0, 300.0, 400.0), (90.0, 120.0), ((True,),), ())


def fact_of(text: str, how: dict[int, Scanned] | None = None, *, from_picture: bool = True, code: str = "") -> Fact:
    """A figure in the first cell of a row; `how` some of its characters were read, `code` doubt of the code beside it."""
    glyphs = tuple(Glyph(c, 100.0 + 6 * i, 100.0, 106.0 + 6 * i, 112.0) for i, c in enumerate(text))
    beside = tuple(Glyph(c, 310.0 + 6 * i, 100.0, 316.0 + 6 * i, 112.0) for i, c in enumerate("20103"))
    scanned = {(g.x0, g.top): (how or {}).get(i, Scanned(0.99)) for i, g in enumerate(glyphs)} if from_picture else {}
    scanned |= {(g.x0, g.top): Scanned(0.99, code) for g in beside if from_picture}
    glyphs = (*glyphs, *beside)
    page = Page(number=1, width=595, height=842, lines=(Line(glyphs, 100.0, 100.0, 340.0, 112.0),), scanned=scanned)
    grid = Grid(page, MESH, glyphs, [RULED] * 3)
    collector = Collector("FA05", "万元")
    collector.add_cell("201", "total", SheetRow(grid, 0, ("合计", ""), False), grid.at(0, 0))
    return collector.facts["201", "total"]


def test_a_figure_from_a_picture_says_so() -> None:
    assert fact_of("942.50").reading.source == "ocr"
    assert fact_of("942.50").reading.sound
    assert fact_of("942.50", from_picture=False).reading.source == "text_layer"


def test_a_doubtful_character_makes_it_doubtful_and_offers_its_other_reading() -> None:
    reading = fact_of("942.50", {1: Scanned(0.7, "it may be 1", "1")}).reading
    assert (reading.sound, reading.note, reading.others) == (False, "it may be 1", (Decimal("912.50"),))


@pytest.mark.parametrize(("words", "sound"), [((0, 0), True), ((0, 1), False)])
def test_digits_read_in_two_pieces_may_have_lost_what_stood_between(words: tuple[int, int], sound: bool) -> None:
    how = {i: Scanned(0.99, word=words[i >= 3]) for i in range(5)}
    assert fact_of("94250", how).reading.sound is sound


def test_a_doubtful_code_makes_the_figures_of_its_row_doubtful() -> None:
    assert fact_of("942.50", code="it may be 8").reading.note == "the code of its row is in doubt"
