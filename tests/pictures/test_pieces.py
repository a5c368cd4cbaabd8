"""Lines of text are cut at rules and wide gaps, and nothing that is printed is passed over."""

from __future__ import annotations

import numpy as np

from extractors.pictures.pieces import Piece, pieces_of
from extractors.pictures.ruling import Ruling, Stroke

EM = 16.0
NO_RULES = Ruling((), (), np.zeros((1, 1), np.uint8))


def ink(*words: tuple[int, int], top: int = 40, height: int = 16) -> np.ndarray:
    """A sheet with words as rows of blocks: (first x, number of letters)."""
    sheet = np.zeros((120, 600), np.uint8)
    for x, letters in words:
        for i in range(letters):
            sheet[top : top + height, x + 12 * i : x + 12 * i + 9] = 1
    return sheet


def spans(pieces: list[Piece]) -> list[tuple[int, int]]:
    return sorted((round(p.x0 / 10) * 10, round(p.x1 / 10) * 10) for p in pieces)


def test_a_box_over_two_cells_is_cut_at_the_rule() -> None:
    ruling = Ruling((), (Stroke(0, 120, 163),), np.zeros((1, 1), np.uint8))
    found = pieces_of([(90, 34, 250, 62)], ink((100, 5), (168, 6)), ruling, EM)
    assert len(found) == 2
    assert all(piece.x1 <= 163 or piece.x0 >= 163 for piece in found)


def test_a_rule_elsewhere_on_the_page_cuts_nothing() -> None:
    ruling = Ruling((), (Stroke(80, 120, 131),), np.zeros((1, 1), np.uint8))
    assert len(pieces_of([(90, 34, 250, 62)], ink((100, 11)), ruling, EM)) == 1


def test_a_wide_gap_parts_figures_and_a_narrow_one_does_not() -> None:
    assert len(pieces_of([(90, 34, 300, 62)], ink((100, 4), (170, 5)), NO_RULES, EM)) == 2
    assert len(pieces_of([(90, 34, 300, 62)], ink((100, 4), (152, 5)), NO_RULES, EM)) == 1


def test_boxes_that_overlap_are_read_once() -> None:
    found = pieces_of([(90, 34, 160, 62), (150, 34, 250, 62)], ink((100, 11)), NO_RULES, EM)
    assert len(found) == 1
    assert found[0].ink_width == 129


def test_a_digit_that_the_finder_passed_over_is_found() -> None:
    found = pieces_of([(90, 34, 160, 62)], ink((100, 4), (400, 1)), NO_RULES, EM)
    assert any(piece.x0 <= 400 < piece.x1 for piece in found)


def test_two_rows_in_one_box_are_cut_at_the_rule_between_them() -> None:
    sheet = ink((100, 5), top=40) | ink((100, 5), top=66)
    ruling = Ruling((Stroke(50, 500, 61),), (), np.zeros((1, 1), np.uint8))
    found = pieces_of([(90, 34, 170, 88)], sheet, ruling, EM)
    assert sorted((p.ink_top, p.ink_bottom) for p in found) == [(40, 56), (66, 82)]


def dotted() -> np.ndarray:
    """Two digits, a point set as wide as a letter, two digits."""
    sheet = ink((100, 2), (152, 2))
    sheet[52:56, 132:136] = 1
    return sheet


def test_a_point_as_wide_as_a_letter_joins_the_digits_on_both_sides() -> None:
    assert len(pieces_of([(90, 34, 300, 62)], dotted(), NO_RULES, EM)) == 1


def test_a_dash_or_speck_at_the_end_joins_nothing() -> None:
    sheet = ink((100, 2))
    sheet[52:56, 142:146] = 1
    assert spans(pieces_of([(90, 34, 300, 62)], sheet, NO_RULES, EM))[0] == (90, 130)
