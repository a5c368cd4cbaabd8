"""A figure whose width does not fit its characters has lost one."""

from __future__ import annotations

from extractors.pictures.engine import Char, Said
from extractors.pictures.pieces import Piece
from extractors.pictures.widths import out_of_step

PRINTED = ("301", "30101", "2080501", "2089999", "21011", "283.77", "1,789.50", "102.88", "5.00", "2101103", "34.25")


def piece(text: str) -> Piece:
    width = round(sum(10 if char.isdigit() else 5 for char in text)) - 2
    return Piece(0, 0, width, 20, 4, 16, width)


def said(text: str) -> Said:
    return Said(tuple(Char(char, 0.5, 1.0, "", 0.0) for char in text), 0.0)


def test_figures_read_whole_are_in_step() -> None:
    assert not out_of_step([piece(t) for t in PRINTED], [said(t) for t in PRINTED])


def test_a_digit_that_ran_into_its_neighbour_is_missed() -> None:
    read = ["208999" if text == "2089999" else text for text in PRINTED]
    assert out_of_step([piece(t) for t in PRINTED], [said(t) for t in read]) == {PRINTED.index("2089999")}


def test_a_digit_too_many_is_noticed() -> None:
    read = ["1283.77" if text == "283.77" else text for text in PRINTED]
    assert out_of_step([piece(t) for t in PRINTED], [said(t) for t in read]) == {PRINTED.index("283.77")}


def test_too_few_figures_tell_nothing() -> None:
    few = PRINTED[:4]
    assert not out_of_step([piece(t) for t in few], [said(t) for t in ("301", "30101", "2080501", "208999")])
