"""Row boundaries where no horizontal rule separates the rows: from the lines that begin a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.model import Glyph
from extractors.tables.tokens import Token, cut_after, is_head, kind_of, text_lines, token_of, tokens

_TOTALS = ("合计", "总计", "合计数", "本年收入合计", "本年支出合计", "人员经费合计", "公用经费合计")
_WRAP_REACH = 1.6
_FLUSH = 3.0
_SIGN_GAP = 0.3
_WRAPPED = 1.5
_SUM = re.compile("[合总小]计|结转|结余|其中")
_MOST_DECIMALS = 6


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
    return _undashed(_unglued(rows))


def _undashed(rows: list[TextRow]) -> list[TextRow]:
    """A sign set apart from its figure that stands where other rows end a figure or print a dash: that of a cell beside it."""
    if not any(_signed_apart(token) for row in rows for token in row.tokens):
        return rows
    others = [token for row in rows for token in row.tokens if token.kind == "amount" or token.text == "-"]
    return [row._replace(tokens=tuple(part for token in row.tokens for part in _dash_and_rest(token, others))) for row in rows]


def _signed_apart(token: Token) -> bool:
    if token.kind != "amount" or not token.text.startswith("-"):
        return False
    sign, first = token.glyphs[:2]
    return first.x0 - sign.x1 > _SIGN_GAP * (sign.bottom - sign.top)


def _dash_and_rest(token: Token, others: Sequence[Token]) -> list[Token]:
    if not _signed_apart(token):
        return [token]
    sign = token.glyphs[0]
    ends = any(abs(other.x1 - sign.x1) < _FLUSH / 2 for other in others)
    middles = any(abs(other.x0 + other.x1 - 2 * sign.x) < _FLUSH / 2 for other in others if other.text == "-")
    return [token_of(token.glyphs[:1]), token_of(token.glyphs[1:])] if ends or middles else [token]


def _unglued(rows: Sequence[TextRow]) -> list[TextRow]:
    """Figures drawn without a gap to the next figure, code or line number come apart after the usual number of decimals."""
    places = Counter(len(t.text.split(".")[1]) for row in rows for t in row.tokens if t.kind == "amount" and "." in t.text)
    usual = _usual_places(places)
    if usual is None:
        return list(rows)
    return [row._replace(tokens=tuple(part for t in row.tokens for part in cut_after(t, usual))) for row in rows]


def _usual_places(places: Counter[int]) -> int | None:
    """How many decimals the figures here have, counting those that a three- or five-digit code was glued to."""
    weight = {c: places[c] + places[c + 3] + places[c + 5] for c in places if c >= 2}
    best = max(weight.values(), default=0)
    return min((c for c, w in weight.items() if w == best), default=None) if best >= 0.5 * places.total() else None


def begins_row(row: TextRow) -> bool:
    """A line that only a row of its own can print: a complete figure, a classification code, a numbered label, a total."""
    if any(_anchors(token) for token in row.tokens):
        return True
    words = [token for token in row.tokens if token.kind == "word"]
    return bool(words) and all(token.text in _TOTALS for token in words)


def _anchors(token: Token) -> bool:
    return token.kind in ("amount", "code", "numbered")


def separators(rows: Sequence[TextRow]) -> list[float]:
    """Boundaries between rows: every line goes to the nearest line that begins a row, boundaries run midway between them."""
    anchors = _with_bare_rows(anchor_rows(rows), rows)
    if len(anchors) < 2:
        return []
    extents = [[anchor.top, anchor.bottom] for anchor in anchors]
    middles = [anchor.middle for anchor in anchors]
    for row in rows:
        nearest = min(range(len(anchors)), key=lambda i: abs(middles[i] - row.middle))
        extents[nearest][0] = min(extents[nearest][0], row.top)
        extents[nearest][1] = max(extents[nearest][1], row.bottom)
    return [(above[1] + below[0]) / 2 for above, below in pairwise(extents)]


def anchor_rows(rows: Sequence[TextRow]) -> list[TextRow]:
    """The lines that begin a row; lines too close to be two rows (a code set lower than its figures) count as one."""
    anchors: list[TextRow] = []
    for at, row in enumerate(rows):
        if not (begins_row(row) or _line_numbers(row)) or _continues(row, rows[max(at - 3, 0) : at]):
            continue
        if anchors and (row.middle - anchors[-1].middle < _reach(anchors[-1], row) or _label_goes_on(anchors[-1], row)):
            anchors[-1] = TextRow(anchors[-1].tokens + row.tokens, anchors[-1].top, max(row.bottom, anchors[-1].bottom))
        else:
            anchors.append(row)
    return anchors


def _with_bare_rows(anchors: list[TextRow], rows: Sequence[TextRow]) -> list[TextRow]:
    """Where rows have no codes, a label that stands well apart from every other row is a row without figures."""
    coded = sum(any(t.kind == "code" for t in row.tokens) or _line_numbers(row) for row in anchors)
    if not anchors or coded > 0.3 * len(anchors):
        return anchors
    bare: list[TextRow] = []
    for row in rows:
        if min(abs(row.middle - anchor.middle) for anchor in anchors) <= 0.95 * _height(row):
            continue
        if bare and row.middle - bare[-1].middle < 1.35 * _height(row):
            bare[-1] = TextRow(bare[-1].tokens + row.tokens, bare[-1].top, row.bottom)
        else:
            bare.append(row)
    return sorted([*anchors, *bare], key=lambda row: row.middle)


def _continues(row: TextRow, before: Sequence[TextRow]) -> bool:
    """Its figures are only the rest of figures a line higher, too wide for their cells; words may be the rest of names."""
    near = [above for above in before if row.middle - above.middle <= _WRAP_REACH * _height(row)]
    figures = [token for above in near for token in above.tokens if token.kind == "amount"]
    parts = [token for token in row.tokens if token.kind != "word"]
    return bool(parts) and all(any(is_rest(rest, figure) for figure in figures) for rest in parts)


def is_rest(rest: Token, figure: Token) -> bool:
    """Flush below a figure, what completes it: digits below decimals, or anything numeric below a comma or a point."""
    if abs(figure.x1 - rest.x1) >= _FLUSH and abs(figure.x0 - rest.x0) >= _FLUSH:
        return False
    if is_head(figure):
        return rest.kind in ("amount", "integer", "code") and kind_of(figure.text + rest.text) == "amount"
    return rest.kind == "integer" and len(rest.text) <= _MOST_DECIMALS and rest.x0 >= figure.x0


def _label_goes_on(above: TextRow, row: TextRow) -> bool:
    """A numbered label without figures whose next line, close and flush below it, has them: figures set in the middle of it."""
    close = row.middle - above.middle < _WRAPPED * _height(row)
    if not close or any(t.kind == "amount" for t in above.tokens) or not any(t.kind == "amount" for t in row.tokens):
        return False
    words = [t for t in row.tokens if t.kind == "word" and not _SUM.search(t.text)]
    return any(abs(t.x0 - word.x0) < _FLUSH for t in above.tokens if t.kind == "numbered" for word in words)


def _line_numbers(row: TextRow) -> bool:
    """A line number on either side: the row has a place of its own even where it holds no figure yet."""
    return sum(t.kind == "integer" and len(t.text) <= 2 for t in row.tokens) >= 2


def _reach(above: TextRow, below: TextRow) -> float:
    """How close two beginnings may be and still be one row: a label's first line may stand well above its figures."""
    bare = any(all(t.kind in ("numbered", "word") for t in row.tokens) for row in (above, below))
    return (1.1 if bare else 0.75) * max(_height(above), _height(below))


def _height(row: TextRow) -> float:
    return max(t.bottom - t.top for t in row.tokens)
