"""Tables drawn without vertical rules get them where the widest blank runs down between two header cells.

Where no rule parts their rows either, these are parted between the figures of the column that prints one for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from extractors.model import Page, Rule
from extractors.narrative.cells import Piece, pieces_of, widest_gap

_LEAST_COLUMNS = 3
_BESIDE = 1.6
_LINE = 4.0
_FIGURE = re.compile(r"\d+(?:\.\d+)?")

Says = Callable[[str], bool]


def walled(page: Page, heads: Says, ends: Says) -> Page:
    """The page with the walls that its header cells imply; unchanged where walls are drawn.

    `heads`: whether a text heads a column; `ends`: whether it stands below the last row.
    """
    if any(not rule.horizontal for rule in page.rules):
        return page
    pieces = pieces_of(page)
    rows = list(_header_rows(pieces, heads))
    if not rows:
        return page
    last = max(rule.top for rule in page.rules)
    stops = sorted([*(piece.line.top for piece in pieces if ends(piece.text)), *(row[0].line.top for row in rows), last])
    added: list[Rule] = []
    for row in rows:
        end = next((stop for stop in stops if stop > row[0].line.bottom), last)
        walls = list(_walls(page, pieces, row, end))
        added += [*walls, *_shelves(page, pieces, row, walls)]
    return page.model_copy(update={"rules": (*page.rules, *added)})


def _header_rows(pieces: Sequence[Piece], heads: Says) -> Iterator[list[Piece]]:
    """Runs of header cells at one height, left to right."""
    found = [piece for piece in pieces if heads(piece.text)]
    while found:
        first = found[0]
        reach = _BESIDE * (first.line.bottom - first.line.top)
        row = [piece for piece in found if abs(piece.y - first.y) < reach]
        found = [piece for piece in found if piece not in row]
        if len(row) >= _LEAST_COLUMNS:
            yield sorted(row, key=lambda piece: piece.x)


def _walls(page: Page, pieces: Sequence[Piece], row: Sequence[Piece], end: float) -> Iterator[Rule]:
    """One wall between each two header cells, and the outer two, from the rule above the header to the end."""
    level = [rule for rule in page.rules if rule.horizontal]
    above = [rule.top for rule in level if rule.top <= row[0].line.top]
    top = max(above, default=row[0].line.top)
    bottom = max((rule.top for rule in level if rule.top <= end), default=end)
    body = [(piece.line.x0, piece.line.x1) for piece in pieces if top < piece.y < bottom]
    inner = [widest_gap(_narrow(body, one.x, two.x), one.x, two.x) for one, two in pairwise(row)]
    for x in (min(rule.x0 for rule in level), *inner, max(rule.x1 for rule in level)):
        yield Rule(x, top, x, bottom)


def _shelves(page: Page, pieces: Sequence[Piece], row: Sequence[Piece], walls: Sequence[Rule]) -> Iterator[Rule]:
    """Rules between the rows of a table that draws none below its head."""
    head = max(piece.line.bottom for piece in row)
    left, right, end = walls[0].x0, walls[-1].x0, walls[0].bottom
    body = [piece for piece in pieces if head < piece.y < end]
    first = min((piece.line.top for piece in body), default=head)
    drawn = [rule.top for rule in page.rules if rule.horizontal and head - _LINE < rule.top < end - _LINE]
    if any(top > first for top in drawn):
        return
    if not drawn:
        yield Rule(left, (head + first) / 2, right, (head + first) / 2)
    for one, two in pairwise(_anchors(body, walls)):
        at = widest_gap([(piece.line.top, piece.line.bottom) for piece in body], one.y, two.y)
        yield Rule(left, at, right, at)


def _anchors(body: Sequence[Piece], walls: Sequence[Rule]) -> list[Piece]:
    """The pieces of the rightmost column that holds nothing but figures."""
    for left, right in reversed(list(pairwise(wall.x0 for wall in walls))):
        held = sorted((piece for piece in body if left < piece.x < right), key=lambda piece: piece.y)
        if len(held) > 1 and all(_FIGURE.fullmatch(piece.text) for piece in held):
            return held
    return []


def _narrow(body: Sequence[tuple[float, float]], low: float, high: float) -> list[tuple[float, float]]:
    """Without what spans both columns: titles of goals, totals."""
    return [(start, end) for start, end in body if not (start < low and end > high)]
