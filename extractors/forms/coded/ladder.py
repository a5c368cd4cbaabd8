"""Classification codes from what rows print: whole, with a name, level by level, or the last two digits only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from extractors.amounts import fold_width

Classification = Literal["functional", "department", "government"]
ORDER: tuple[Classification, ...] = ("functional", "department", "government")
_FIRST: dict[str, Classification] = {"2": "functional", "3": "department", "5": "government"}
_WHOLE: dict[Classification, re.Pattern[str]] = {
    "functional": re.compile(r"2\d{2}(?:(?!00)\d{2}(?:\d{2})?)?"),
    "department": re.compile(r"3\d{2}(?:(?!00)\d{2}(?:\d{2})?)?"),
    "government": re.compile(r"5\d{2}(?:(?!00)\d{2}(?:\d{2})?)?"),
}
_NAMED = re.compile(r"[\[【(（]?(\d{3}(?:\d{2}){0,2})[\]】)）]?[-_:：\s]*(?=[^\d.,])(.+)")
_SHORT = 2
_SECOND_LEVEL = 5


def classification_of(code: str) -> Classification | None:
    """Which classification a whole code belongs to; None for digits that are none."""
    kind = _FIRST.get(code[:1])
    return kind if kind and _WHOLE[kind].fullmatch(code) else None


def whole_code(text: str) -> str | None:
    """The code that a cell prints alone."""
    folded = fold_width(text).strip()
    return folded if classification_of(folded) else None


def named_code(text: str) -> tuple[str, str] | None:
    """`[2010301]行政运行`, `2010301-行政运行` or `2010301行政运行` -> code and name."""
    match = _NAMED.fullmatch(fold_width(text).strip())
    if match and classification_of(match[1]):
        return match[1], match[2]
    return None


def is_short(text: str) -> bool:
    """One or two digits: a level printed alone."""
    folded = fold_width(text)
    return folded.isdigit() and len(folded) <= _SHORT


class Piece(NamedTuple):
    """Digits of one cell. `level`: 0 for 类, 1 for 款, 2 for 项 where the levels have columns of their own."""

    text: str
    level: int | None = None

    @property
    def padded(self) -> str:
        """With the leading zero that a spreadsheet dropped (`2` for `02`)."""
        return self.text.zfill(_SHORT) if self.level or len(self.text) == 1 else self.text


class Composed(NamedTuple):
    """A row's code; `sure` is False where its level had to be guessed."""

    code: str
    sure: bool = True


class Ladder:
    """Composes the codes of one column (or of the columns 类, 款, 项) from row to row, remembering the levels above.

    `short_is_second`: two digits alone are a 款, since the 项 of the column are printed whole.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._path: list[str] = ["", "", ""]
        self._lost = False
        self.short_is_second = any(len(code) >= _SECOND_LEVEL for text in texts if (code := whole_code(text)))

    def compose(self, pieces: Sequence[Piece]) -> Composed | None:
        """The code of a row; None when its digits make none."""
        whole = "".join(piece.padded for piece in pieces)
        if classification_of(whole):
            return self._whole(whole)
        for piece in reversed(pieces):
            if len(piece.text) >= _SECOND_LEVEL and classification_of(piece.text):
                return self._whole(piece.text)
        composed = self._below(pieces) if pieces and all(len(piece.padded) == _SHORT for piece in pieces) else None
        self._lost = self._lost or composed is None
        return composed

    def _whole(self, code: str) -> Composed:
        self._lost = False
        return self._remember(code)

    def _below(self, pieces: Sequence[Piece]) -> Composed | None:
        """Only the lower levels are printed: what stands above them is that of the rows above."""
        level, sure = pieces[0].level, True
        if level is None:
            level = 1 if self.short_is_second or not self._path[1] or len(pieces) > 1 else 2
            sure = self.short_is_second or not self._path[1]
        if not all(self._path[:level]):
            return None
        code = "".join(self._path[:level]) + "".join(piece.padded for piece in pieces)
        return self._remember(code, sure=sure and not self._lost) if classification_of(code) else None

    def lose(self) -> None:
        """A row was not read: what the next rows stand under is not known until a whole code comes."""
        self._lost = True

    def _remember(self, code: str, *, sure: bool = True) -> Composed:
        self._path = [code[:3], code[3:5], code[5:7]]
        return Composed(code, sure)
