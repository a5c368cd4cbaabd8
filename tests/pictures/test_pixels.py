"""Ink, lean and ruled lines from pixels that are drawn here."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from extractors.pictures.ruling import ruling_of
from extractors.pictures.straight import evened, ink_mask, letter_height, lone_specks, straightened, tilt_of

EM = 16.0


def paper(height: int = 400, width: int = 600) -> np.ndarray:
    return np.full((height, width), 235, np.uint8)


def table(sheet: np.ndarray, xs: tuple[int, ...] = (60, 250, 400, 540), ys: tuple[int, ...] = (50, 90, 130, 170)) -> np.ndarray:
    for y in ys:
        cv2.line(sheet, (xs[0], y), (xs[-1], y), (40,), 2)
    for x in xs:
        cv2.line(sheet, (x, ys[0]), (x, ys[-1]), (40,), 2)
    return sheet


def leaning(sheet: np.ndarray, degrees: float) -> np.ndarray:
    """Turned clockwise, as a scanner might."""
    height, width = sheet.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(sheet, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(235,))


@pytest.mark.parametrize("degrees", [-1.2, -0.4, 0.0, 0.25, 1.0])
def test_the_lean_is_measured_and_taken_back(degrees: float) -> None:
    leant = leaning(table(paper()), degrees)
    measured = tilt_of(ink_mask(evened(leant)))
    assert measured == pytest.approx(degrees, abs=0.1)
    assert tilt_of(ink_mask(straightened(evened(leant), measured))) == pytest.approx(0, abs=0.1)


def test_uneven_light_is_no_ink() -> None:
    shade = np.linspace(250, 120, 600)[None, :].repeat(400, 0)
    assert ink_mask(evened(shade.astype(np.uint8)))[20:-20, 20:-20].sum() == 0


@pytest.mark.parametrize("degrees", [0.0, 0.6])
def test_a_grid_gives_its_rules(degrees: float) -> None:
    even = evened(leaning(table(paper()), degrees))
    ruling = ruling_of(ink_mask(straightened(even, tilt_of(ink_mask(even)))), EM)
    assert [round(s.level / 10) for s in ruling.level] == [5, 9, 13, 17]
    assert [round(s.level / 10) for s in ruling.upright] == [6, 25, 40, 54]


def test_strokes_of_letters_between_close_rules_are_no_rules() -> None:
    sheet = paper()
    for y in (50, 83, 116):
        cv2.line(sheet, (60, y), (540, y), (40,), 2)
    for x in (100, 130, 160):
        cv2.line(sheet, (x, 57), (x, 76), (40,), 2)
    ruling = ruling_of(ink_mask(evened(sheet)), EM)
    assert len(ruling.level) == 3
    assert ruling.upright == ()


def test_a_short_rule_that_joins_two_others_counts() -> None:
    sheet = paper()
    for y in (50, 76):
        cv2.line(sheet, (60, y), (540, y), (40,), 2)
    cv2.line(sheet, (300, 50), (300, 76), (40,), 2)
    assert [round(s.level) for s in ruling_of(ink_mask(evened(sheet)), EM).upright] == [300]


def test_a_speck_by_itself_is_dirt_and_a_point_beside_a_digit_is_none() -> None:
    sheet = paper()
    cv2.putText(sheet, "8", (100, 120), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (30,), 2)
    sheet[117:120, 118:121] = 30
    sheet[300:303, 300:303] = 30
    dirt = lone_specks(ink_mask(evened(sheet)), EM)
    assert dirt[301, 301] == 1
    assert dirt[118, 119] == 0


def test_letters_give_the_height_not_rules_or_specks() -> None:
    sheet = table(paper())
    for row in range(3):
        cv2.putText(sheet, "380 259 608 532", (70, 80 + 40 * row), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (30,), 2)
    assert 12 <= letter_height(ink_mask(evened(sheet))) <= 20
