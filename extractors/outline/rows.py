"""The document's running text as one stream of rows: page numbers and running heads left out, blanks squeezed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from extractors.model import Page

_BLANKS = re.compile(r"\s+")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_PAGE_NUMBER = re.compile(r"[-—–─·~/第共页,， ]*\d{1,3}[-—–─·~/第共页,， \d]*")
_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_DIGITS = re.compile(r"\d+")
_MARGIN = 0.13
_RUNNING_PAGES = 3
_WIDE_FROM = 0.72
_LONG = 0.4
_SAME_EDGE = 8
_EDGE_LINES = 3
_RAGGED = 1.5


class Row(NamedTuple):
    """One line of the running text, its blanks squeezed out. `wide`: it runs to the page's right margin or nearly, or to
    the right edge that its lines share."""

    page: int
    line: int
    text: str
    wide: bool

    @property
    def place(self) -> tuple[int, int]:
        """(page, line index) as `Section` addresses lines."""
        return self.page, self.line


def squeeze(text: str) -> str:
    """Text without blanks, digits half-width; punctuation as printed."""
    return _BLANKS.sub("", text.translate(_WIDE_DIGITS))


def body_rows(pages: Sequence[Page]) -> tuple[Row, ...]:
    """Every printed line in reading order, without page numbers and running heads."""
    edges = _edges(pages)
    marginal = [(page, row, middle) for page in pages for row, middle in _rows(page, edges[page.number])]
    running = _running(marginal)
    return tuple(row for page, row, middle in marginal if not _is_margin_matter(page, row, middle, running))


def _rows(page: Page, edge: float) -> Iterator[tuple[Row, float]]:
    for index, line in enumerate(page.lines):
        text = squeeze(line.text)
        if text:
            yield Row(page.number, index, text, line.x1 > edge), (line.top + line.bottom) / 2


def _edges(pages: Sequence[Page]) -> dict[int, float]:
    """Where wide lines end at least, by page; a page of few lines goes by the others of its width."""
    own = {page.number: _shared_edge(page) for page in pages}
    usual = {
        width: Counter(edge for page in pages if page.width == width and (edge := own[page.number])).most_common(1)
        for width in {page.width for page in pages}
    }
    return {
        page.number: min(_WIDE_FROM * page.width, own[page.number] or (usual[page.width] or [(page.width, 0)])[0][0])
        for page in pages
    }


def _shared_edge(page: Page) -> float | None:
    """Short of the right edge that several long lines of running text share."""
    long = [line for line in page.lines if line.x1 - line.x0 > _LONG * page.width]
    ends = Counter(round(line.x1 / _SAME_EDGE) for line in long)
    shared = max((end for end, count in ends.items() if count >= _EDGE_LINES), default=None)
    if shared is None:
        return None
    return shared * _SAME_EDGE - _RAGGED * median(line.bottom - line.top for line in long)


def _in_margin(page: Page, middle: float) -> bool:
    return middle < _MARGIN * page.height or middle > (1 - _MARGIN) * page.height


def _running(marginal: Sequence[tuple[Page, Row, float]]) -> frozenset[tuple[str, int]]:
    """What recurs at one height in the margin of three pages or more; headings of parts are never that."""
    at_margin = ((row, middle) for page, row, middle in marginal if _in_margin(page, middle))
    seen = Counter(_running_key(row, middle) for row, middle in at_margin if not _PART.match(row.text))
    return frozenset(key for key, count in seen.items() if count >= _RUNNING_PAGES)


def _running_key(row: Row, middle: float) -> tuple[str, int]:
    """(text without digits, height on the page)."""
    return _DIGITS.sub("#", row.text), round(middle / 4)


def _is_margin_matter(page: Page, row: Row, middle: float, running: frozenset[tuple[str, int]]) -> bool:
    if not _in_margin(page, middle):
        return False
    return bool(_PAGE_NUMBER.fullmatch(row.text)) or _running_key(row, middle) in running
