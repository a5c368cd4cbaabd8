"""Row boundaries where no horizontal rule separates the rows: from the lines that begin a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.amounts import fold_width
from extractors.model import Glyph
from extractors.tables.tokens import Token, text_lines, tokens

_TWO_PLACES = re.compile(r"-?[\d,]*\d\.\d{2,}$")


class TextRow(NamedTuple):
    """The tokens of one line and its vertical extent."""

    tokens: tuple[Token, ...]
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2


def text_rows(glyphs: Sequence[Glyph]) -> list[TextRow]:
    """The lines of a region, top to bottom."""
    rows = []
    for line in text_lines(glyphs):
        found = tokens(line)
        if found:
            rows.append(TextRow(tuple(found), min(t.top for t in found), max(t.bottom for t in found)))
    return rows


def begins_row(row: TextRow) -> bool:
    """A line that only a row of its own can print: a complete figure, a classification code, a numbered label, a total."""
    return any(_anchors(token) for token in row.tokens)


def _anchors(token: Token) -> bool:
    if token.kind == "amount":
        return bool(_TWO_PLACES.match(fold_width(token.text))) or "." in token.text
    if token.kind in ("code", "numbered"):
        return True
    return token.text in ("合计", "总计", "本年收入合计", "本年支出合计", "人员经费合计", "公用经费合计")


def separators(rows: Sequence[TextRow]) -> list[float]:
    """Boundaries between rows: every line goes to the nearest line that begins a row, boundaries run midway between them."""
    anchors = [row for row in rows if begins_row(row)]
    if len(anchors) < 2:
        return []
    extents = [[anchor.top, anchor.bottom] for anchor in anchors]
    for row in rows:
        if row in anchors:
            continue
        nearest = min(range(len(anchors)), key=lambda i: abs(anchors[i].middle - row.middle))
        extents[nearest][0] = min(extents[nearest][0], row.top)
        extents[nearest][1] = max(extents[nearest][1], row.bottom)
    return [(above[1] + below[0]) / 2 for above, below in pairwise(extents)]
