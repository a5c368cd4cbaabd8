"""Classification codes as printed: in one cell, before the name, or spread over 类/款/项 columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from extractors.amounts import fold_width
from extractors.model import Glyph
from extractors.tables import Cell, text_rows

Family = Literal["functional", "economic"]

_WHOLE: dict[Family, re.Pattern[str]] = {
    "functional": re.compile(r"2\d{2}(?:(?!00)\d{2}(?:\d{2})?)?$"),
    "economic": re.compile(r"[35]\d{2}(?:\d{2}){0,1}$"),
}
_LEADING = re.compile(r"^[\[【(（]?\s*(\d{3}(?:\d{2}){0,2})\s*[\]】)）]?[-—\s]*(?=[^\d.,])")


def is_code(text: str, family: Family) -> bool:
    """A whole classification code of the family."""
    return bool(_WHOLE[family].match(fold_width(text).strip()))


def split_leading(text: str, family: Family) -> tuple[str, str] | None:
    """`[2010301]行政运行` or `2010301行政运行` -> code and name; None when the cell does not begin with a code."""
    match = _LEADING.match(fold_width(text))
    if match and is_code(match.group(1), family):
        return match.group(1), text[match.end() :]
    return None


class Piece(NamedTuple):
    """A run of digits in the stub of a row, and its left edge."""

    text: str
    x0: float


def stub_pieces(glyphs: Sequence[Glyph]) -> tuple[list[Piece], list[str]]:
    """What stands left of the figures: runs of digits left to right, and words in reading order."""
    digits: list[Piece] = []
    words: list[str] = []
    for row in text_rows(glyphs):
        for token in row.tokens:
            text = fold_width(token.text)
            if text.isdigit():
                digits.append(Piece(text, token.x0))
            else:
                words.append(token.text)
    return sorted(digits, key=lambda piece: piece.x0), words


def pieces_of(cells: Sequence[Cell]) -> tuple[list[Piece], list[str]]:
    """The same for several cells side by side: what stands close in different cells is not one run."""
    digits: list[Piece] = []
    words: list[str] = []
    for cell in cells:
        found = stub_pieces(cell.glyphs)
        digits += found[0]
        words += found[1]
    return sorted(digits, key=lambda piece: piece.x0), words


class Levels:
    """Puts codes together that are printed level by level, whether a row carries its whole code or only its own level.

    `columns`: left edges of the 款 and 项 columns, where they are printed apart.
    """

    def __init__(self, family: Family, columns: Sequence[float] = ()) -> None:
        self.family = family
        self._columns = columns
        self._path: list[str] = ["", "", ""]

    def compose(self, pieces: Sequence[Piece]) -> str | None:
        """The code of a row from its digits; None when they make no code of the family."""
        whole = "".join(piece.text for piece in pieces)
        if is_code(whole, self.family):
            return self._remember(whole)
        for piece in reversed(pieces):
            if len(piece.text) >= 5 and is_code(piece.text, self.family):
                return self._remember(piece.text)
        if len(pieces) != 1 or len(whole) > 2:
            return self._partly(pieces)
        level = self._level(pieces[0].x0)
        return self._remember(code) if is_code(code := self._above(level) + whole.zfill(2), self.family) else None

    def _partly(self, pieces: Sequence[Piece]) -> str | None:
        """款 and 项 without their 类, or single digits whose leading zero was dropped."""
        padded = [p.text.zfill(2) if len(p.text) < 2 else p.text for p in pieces]
        for code in ("".join(padded), self._above(1) + "".join(padded)):
            if is_code(code, self.family):
                return self._remember(code)
        return None

    def _level(self, x: float) -> int:
        """1 for 款, 2 for 项: by place where both columns occur, else by what the row above reaches."""
        if self.family == "economic" or len(self._columns) == 1:
            return 1 if self.family == "economic" or not self._path[1] else 2
        nearest = min(range(len(self._columns)), key=lambda i: abs(self._columns[i] - x), default=0)
        return min(nearest + 1, 2)

    def _above(self, level: int) -> str:
        return "".join(self._path[:level])

    def _remember(self, code: str) -> str:
        self._path = [code[:3], code[3:5], code[5:7]]
        return code
