"""The document's running text as one stream of rows: page numbers and running heads left out, blanks squeezed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.amounts import fold_width
from extractors.model import Page

_BLANKS = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(r"[-—–─·~/第共页,， ]*\d{1,3}[-—–─·~/第共页,， \d]*")
_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_DIGITS = re.compile(r"\d+")
_MARGIN = 0.13
_RUNNING_PAGES = 3


class Row(NamedTuple):
    """One line of the running text. `text` holds no blanks; digits and brackets keep their place, widths are folded."""

    page: int
    line: int
    text: str
    size: float
    wide: bool

    @property
    def place(self) -> tuple[int, int]:
        """(page, line index) as `Section` addresses lines."""
        return self.page, self.line


def squeeze(text: str) -> str:
    """Text without blanks, digits, signs and brackets half-width."""
    return _BLANKS.sub("", fold_width(text))


def body_rows(pages: Sequence[Page]) -> tuple[Row, ...]:
    """Every printed line in reading order, without page numbers and running heads."""
    marginal = [(page, row, top) for page in pages for row, top in _rows(page)]
    running = _running(marginal)
    return tuple(row for page, row, top in marginal if not _is_margin_matter(page, row, top, running))


def _rows(page: Page) -> Iterator[tuple[Row, float]]:
    for index, line in enumerate(page.lines):
        text = squeeze(line.text)
        if text:
            widest = max(glyph.x1 - glyph.x0 for glyph in line.glyphs)
            yield Row(page.number, index, text, widest, line.x1 > 0.72 * page.width), (line.top + line.bottom) / 2


def _in_margin(page: Page, middle: float) -> bool:
    return middle < _MARGIN * page.height or middle > (1 - _MARGIN) * page.height


def _running(marginal: Sequence[tuple[Page, Row, float]]) -> frozenset[tuple[str, int]]:
    """(text without digits, height on the page) of what recurs in the margin of three pages or more."""
    seen = Counter(_running_key(row, top) for page, row, top in marginal if _in_margin(page, top) and not _PART.match(row.text))
    return frozenset(key for key, count in seen.items() if count >= _RUNNING_PAGES)


def _running_key(row: Row, top: float) -> tuple[str, int]:
    return _DIGITS.sub("#", row.text), round(top / 4)


def _is_margin_matter(page: Page, row: Row, top: float, running: frozenset[tuple[str, int]]) -> bool:
    if not _in_margin(page, top):
        return False
    return bool(_PAGE_NUMBER.fullmatch(row.text)) or _running_key(row, top) in running
