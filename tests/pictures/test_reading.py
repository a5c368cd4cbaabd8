"""A picture becomes words over their own ink and rules, on the page as displayed."""

from __future__ import annotations

from typing import Any, cast

import cv2
import numpy as np
import pytest

from extractors.model import Page
from extractors.pictures.engine import Engine
from extractors.pictures.orientation import lies_sideways
from extractors.pictures.pages import lines_of
from extractors.pictures.raster import Place
from extractors.pictures.reading import Read, _bands, _in_band, _sized, read_picture
from extractors.pictures.straight import ink_mask, letter_height
from tests.pictures.made import FakeEngine
from tests.pictures.test_pixels import paper, table

WORDS = (("30101", 80, 76), ("402.20", 430, 76), ("30102", 80, 116), ("277.11", 430, 116))


def written() -> np.ndarray:
    sheet = table(paper())
    for text, x, y in WORDS:
        cv2.putText(sheet, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (30,), 2)
    return sheet


def read(place: Place = Place()) -> Read:  # noqa: B008 - frozen
    boxes = [(x - 4.0, y - 20.0, x + 13.0 * len(text), y + 6.0) for text, x, y in WORDS]
    fake: Any = FakeEngine(boxes, [text for text, x, y in sorted(WORDS, key=lambda word: (word[1], word[2]))])
    return read_picture(written(), cast("Engine", fake), place)


def test_words_stand_in_their_cells_and_lines_in_order() -> None:
    lines = lines_of(read())
    assert [line.text for line in lines] == ["30101402.20", "30102277.11"]
    assert all(60 < glyph.x < 250 or 400 < glyph.x < 540 for line in lines for glyph in line.glyphs)


def test_places_are_in_points_of_the_page() -> None:
    line = lines_of(read(Place(left=50.0, top=100.0, scale=2.0)))[0]
    assert line.x0 == pytest.approx(50 + 80 / 2, abs=2)
    assert (line.top + line.bottom) / 2 == pytest.approx(100 + 70 / 2, abs=3)


def test_a_tall_page_is_searched_in_bands_and_every_line_found_once() -> None:
    bands = _bands(1755, 1240)
    assert [bands[0][0], bands[-1][1]] == [0, 1755]
    assert max(bottom - top for top, bottom in bands) * 1240 <= 950_000
    lines = [(10.0, y - 12.0, 200.0, y + 12.0) for y in range(40, 1740, 30)]
    finder = cast("Engine", Bands(lines, bands))
    found = [box for band in bands for box in _in_band(np.zeros((1755, 300), np.uint8), band, finder)]
    assert sorted(found) == sorted(lines)


class Bands:
    """A finder that sees what lies whole in the part of the page it is shown; the parts come in order."""

    def __init__(self, lines: list[tuple[float, float, float, float]], bands: list[tuple[int, int]]) -> None:
        self._lines, self._tops = lines, [max(top - 64, 0) for top, _ in bands]

    def boxes(self, gray: np.ndarray) -> list[tuple[float, float, float, float]]:
        top = self._tops.pop(0)
        return [(a, b - top, c, d - top) for a, b, c, d in self._lines if b >= top and d <= top + len(gray)]


def test_every_glyph_has_its_confidence() -> None:
    found = read()
    assert {(g.x0, g.top) for run in found.runs for g in run} == set(found.scanned)


def test_a_fine_scan_is_made_smaller_and_places_stay() -> None:
    fine = cv2.resize(written(), None, fx=3.0, fy=3.0, interpolation=cv2.INTER_CUBIC)
    smaller, place = _sized(fine, Place(10.0, 20.0, 6.0))
    assert 17 <= letter_height(ink_mask(smaller)) <= 24
    assert (place.left, place.top) == (10.0, 20.0)
    assert smaller.shape[1] / place.scale == pytest.approx(fine.shape[1] / 6.0, rel=0.01)
    assert _sized(written(), Place())[0].shape == written().shape


@pytest.mark.parametrize(("boxes", "sideways"), [([(0, 0, 200, 20)] * 3, False), ([(0, 0, 20, 200)] * 3, True)])
def test_text_on_end_is_noticed(boxes: list[tuple[float, float, float, float]], sideways: bool) -> None:
    assert lies_sideways(boxes) is sideways


def test_a_leaning_page_is_displayed_leaning() -> None:
    page = Page(number=1, width=600, height=800, tilt=1.0)
    box = page.displayed(500, 395, 510, 405)
    assert (box.top + box.bottom) / 2 == pytest.approx(400 + 205 * 0.01745, abs=0.1)
    assert box.x1 - box.x0 == pytest.approx(10, abs=0.01)
    assert Page(number=1, width=600, height=800).displayed(500, 395, 510, 405) == (1, 500, 395, 510, 405)
