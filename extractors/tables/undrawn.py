"""Grids where columns (and perhaps rows) are not drawn: segment ends, columns of earlier or all pages, the text's own columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.model import Glyph, Page, Rule
from extractors.tables import columns as column_finder
from extractors.tables.areas import Area, Known, ink, inside
from extractors.tables.centred import centred_columns, sides_of
from extractors.tables.grid import RULED, Edge, Grid, ink_of
from extractors.tables.lattice import meshes
from extractors.tables.rows import TextRow, anchor_rows, begins_row, separators
from extractors.tables.table_lines import first_wrapped, table_rows, whole_numbers
from extractors.tables.tokens import Token, apart, is_head

_SNAP = 2.5
_SHARED_MARGIN = 0.5
_NARROWEST = 7.0
_RULES_ENOUGH = 3
_MOST = 0.97


class _Open(NamedTuple):
    """The lines of a table whose rules do not make its cells, parted into header and body; `body_start` None: no body.

    `exact`: words stand to a hair where they are printed, which those read from a picture do not.
    """

    horizontal: list[Rule]
    rules: list[Rule]
    rows: list[TextRow]
    body_start: int | None
    exact: bool = True

    @property
    def header(self) -> list[TextRow]:
        """Lines above the first row of data."""
        return self.rows[: self.body_start]

    @property
    def body(self) -> list[TextRow]:
        """Lines from the first row of data on."""
        return [] if self.body_start is None else self.rows[self.body_start :]


def _opened(page: Page, glyphs: Sequence[Glyph], rules: list[Rule]) -> _Open:
    horizontal = [r for r in rules if r.horizontal and r.x1 - r.x0 > _NARROWEST]
    rows = table_rows(page, _beside_none(glyphs, horizontal), horizontal)
    starts = (next((i for i, row in enumerate(rows) if begins_row(row)), None), whole_numbers(rows))
    start = min((i for i in starts if i is not None), default=None)
    if start is None:
        return _Open(horizontal, rules, rows, None, not page.scanned)
    first = first_wrapped(rows, start)
    return _Open(horizontal, rules, _headed_once(rows, first), first, not page.scanned)


def _headed_once(rows: list[TextRow], body_start: int) -> list[TextRow]:
    """The lines without those of the header that are printed again among the rows; a word alone may be the rest of a name."""
    header = {_words(row) for row in rows[:body_start]}
    again = [i >= body_start and not begins_row(row) and _words(row) in header for i, row in enumerate(rows)]
    sure = [repeated and len(row.tokens) > 1 for row, repeated in zip(rows, again, strict=True)]
    return [row for i, row in enumerate(rows) if not (again[i] and any(sure[max(i - 1, 0) : i + 2]))]


def _words(row: TextRow) -> tuple[str, ...]:
    return tuple(token.text for token in row.tokens)


def _beside_none(glyphs: Sequence[Glyph], horizontal: Sequence[Rule]) -> Sequence[Glyph]:
    """The glyphs without the few that stand beside all rules: a page number on the long side of a page that lies sideways."""
    if len(horizontal) < _RULES_ENOUGH:
        return glyphs
    left, right = min(r.x0 for r in horizontal), max(r.x1 for r in horizontal)
    within = [g for g in glyphs if left - _SNAP < g.x < right + _SNAP]
    return within if len(within) > _MOST * len(glyphs) else glyphs


def open_grid(area: Area, glyphs: Sequence[Glyph], rules: list[Rule], known: Known | None) -> Grid | None:
    """A grid where columns (and perhaps rows) are not drawn."""
    page = area.page
    opened = _opened(page, glyphs, rules)
    if opened.body_start is None:
        return None
    horizontal, rows, header, body = opened.horizontal, opened.rows, opened.header, opened.body
    top = min([rows[0].top - 2] + [r.top for r in horizontal if r.top < rows[0].top])
    bottom = max([rows[-1].bottom + 2] + [r.top for r in horizontal if r.top > rows[-1].middle])
    left = min([t.x0 for row in rows for t in row.tokens] + [r.x0 for r in horizontal]) - 1
    right = max([t.x1 for row in rows for t in row.tokens] + [r.x1 for r in horizontal]) + 1
    body_top = _between(header, body, horizontal, top)
    ys = _row_levels(horizontal, body, body_top, top, bottom)
    verticals, known_edges = _verticals(opened, known, (top, body_top, bottom))
    if not verticals:
        return None
    frame = [Rule(left, top, left, bottom), Rule(right, top, right, bottom)]
    levels = [Rule(left, y, right, y) for y in ys]
    made = meshes(verticals + frame + levels + horizontal, page.width, page.height)
    if not made:
        return None
    mesh = max(made, key=lambda m: (m.ys[-1] - m.ys[0]) * (m.xs[-1] - m.xs[0]))
    if len(mesh.xs) < 3:
        return None
    edges = [_edge_at(x, known_edges) for x in mesh.xs]
    kept = {ink_of(glyph) for row in rows for token in row.tokens for glyph in token.glyphs}
    loose = any(edge.bound == "clustered" for edge in edges)
    held = [g for g in inside(glyphs, mesh) if g.y < body_top or ink_of(g) in kept]
    return Grid(page, mesh, held, edges, body_top if loose else float("inf"))


def shared_columns(areas: Sequence[Area]) -> Known | None:
    """Columns that all pages of a table agree on where none of them draws any; None where they do not.

    A column that is blank on one page shows by its figures on another, and a page without header by the header of the first.
    """
    if len(areas) < 2:
        return None
    inks = [ink(area) for area in areas]
    if any(len(_drawn_xs(rules)) >= 4 for _, rules in inks):
        return None
    opened = [_opened(area.page, *ink) for area, ink in zip(areas, inks, strict=True)]
    if any(len(column_finder.segment_ends(each.horizontal)) >= 2 for each in opened):
        return None
    header = next((each.header for each in opened if each.header), [])
    body = [token for each in opened for row in each.body for token in row.tokens]
    if not body:
        return None
    if opened[0].header:
        centred = _centred(opened[0], [row for each in opened for row in each.body])
        if centred:
            left, right = min(t.x0 for t in body), max(t.x1 for t in body)
            return Known((left, *(x for x, _ in centred), right), (RULED, *(edge for _, edge in centred), RULED))
    found = column_finder.text_columns(body, [row.tokens for row in header])
    if not found.xs or min(found.margins) < _SHARED_MARGIN:
        return None
    edges = tuple(Edge("clustered", margin) for margin in found.margins)
    return Known((min(t.x0 for t in body), *found.xs, max(t.x1 for t in body)), (RULED, *edges, RULED))


def _between(header: Sequence[TextRow], body: Sequence[TextRow], horizontal: Sequence[Rule], top: float) -> float:
    """y of the boundary between header and body: a drawn rule where there is one."""
    if not header:
        return top
    low, high = header[-1].middle, body[0].middle
    drawn = [r.top for r in horizontal if low < r.top < high]
    return max(drawn) if drawn else (header[-1].bottom + body[0].top) / 2


def _row_levels(horizontal: Sequence[Rule], body: Sequence[TextRow], body_top: float, top: float, bottom: float) -> list[float]:
    """Full-width row boundaries to add: the frame, the end of the header, and separators where a band holds several rows."""
    drawn = sorted({round(r.top, 1) for r in horizontal if r.top > body_top + _SNAP})
    edges = [body_top, *drawn, bottom]
    found = [top, body_top, bottom]
    for low, high in pairwise(edges):
        inside = [row for row in body if low <= row.middle < high]
        if len(anchor_rows(inside)) > 1 and (len(drawn) < 2 or _holds_several(inside)):
            found += separators(inside)
    return found


def _holds_several(rows: Sequence[TextRow]) -> bool:
    """A band between drawn rules that is more than one row: several codes or labels, or whole figures one above the other."""
    labels = [t for row in rows for t in row.tokens if t.kind in ("code", "numbered")]
    if any(b.top > a.bottom - 1 and abs(a.x0 - b.x0) < 40 for a, b in pairwise(labels)):
        return True
    figures = [t for row in rows for t in row.tokens if t.kind == "amount" and not is_head(t)]
    return any(_stacked(a, b) for i, a in enumerate(figures) for b in figures[i + 1 :])


def _stacked(above: Token, below: Token) -> bool:
    return below.top > above.bottom - 1 and min(above.x1, below.x1) > max(above.x0, below.x0)


def _drawn_xs(rules: Sequence[Rule]) -> list[float]:
    return sorted({round(r.x0, 1) for r in rules if not r.horizontal and r.bottom - r.top > 4})


def _verticals(
    opened: _Open, known: Known | None, extent: tuple[float, float, float]
) -> tuple[list[Rule], list[tuple[float, Edge]]]:
    """Vertical rules to add, and how each x is known."""
    top, body_top, bottom = extent
    horizontal, rules, header = opened.horizontal, opened.rules, opened.header
    drawn = _drawn_xs(opened.rules)
    body_tokens = [t for row in opened.body for t in row.tokens]
    if len(drawn) >= 4:
        extended = [r for r in rules if not r.horizontal] + [Rule(x, body_top, x, bottom) for x in drawn]
        return extended, [(x, Edge("segment", _clearance(x, body_tokens))) for x in drawn]
    ends = column_finder.segment_ends(horizontal)
    if len(ends) >= 2 and not _crowded(ends, opened.body):
        last = max(r.top for r in horizontal)
        made = column_finder.segment_verticals(horizontal, ends)
        made += [Rule(x, last, x, bottom) for x in ends if bottom > last + 1]
        return made, [(x, Edge("segment", _clearance(x, body_tokens))) for x in ends]
    if known is not None and known.xs and all(_clearance(x, body_tokens) > -1.0 for x in known.xs[1:-1]):
        carried = [
            (x, _kept(edge, _clearance(x, body_tokens))) for x, edge in zip(known.xs[1:-1], known.edges[1:-1], strict=True)
        ]
        return [Rule(x, top, x, bottom) for x, _ in carried], carried
    centred = _centred(opened, opened.body)
    if centred:
        return [Rule(x, top, x, bottom) for x, _ in centred], centred
    words = header or (known.header if known else ())
    found = column_finder.text_columns(body_tokens, [row.tokens for row in words])
    edges = [(x, Edge("clustered", margin)) for x, margin in zip(found.xs, found.margins, strict=True)]
    return [Rule(x, top, x, bottom) for x in found.xs], edges


def _centred(opened: _Open, body: Sequence[TextRow]) -> list[tuple[float, Edge]]:
    """Boundaries that the headings tell by standing in the middle of their columns; none where they do not."""
    sides = sides_of(opened.horizontal, body) if opened.exact else None
    found = centred_columns(body, opened.header, sides) if sides or not opened.horizontal else None
    return [(x, Edge("clustered", column_finder.AMPLE)) for x in found or ()]


def _crowded(xs: Sequence[float], body: Sequence[TextRow]) -> bool:
    """Several figures of a row stand in one column: these boundaries are not all there are (rules under a heading over some)."""
    for row in body:
        figures = [t for t in row.tokens if t.kind == "amount"]
        columns = {sum(x < (t.x0 + t.x1) / 2 for x in xs) for t in figures}
        if len(columns) < len(figures):
            return True
    return False


def _kept(edge: Edge, clearance: float) -> Edge:
    """A boundary of an earlier page on this one: as wide as the figures here leave it, on both sides of its middle."""
    if edge.margin >= column_finder.AMPLE and clearance > 0:
        return edge
    return Edge(edge.bound, min(edge.margin, 2 * clearance))


def _clearance(x: float, body: Sequence[Token]) -> float:
    """How far the nearest figure or code stays from a boundary; negative when one lies across."""
    clearance = 99.0
    for token in (part for whole in body for part in apart(whole, (x,))):
        if token.kind in ("word", "numbered"):
            continue
        inside = min(x - token.x0, token.x1 - x)
        clearance = min(clearance, -inside if inside > 0 else max(token.x0 - x, x - token.x1))
    return clearance


def _edge_at(x: float, edges: Sequence[tuple[float, Edge]]) -> Edge:
    near = min(edges, key=lambda item: abs(item[0] - x))
    return near[1] if abs(near[0] - x) <= _SNAP + 1 else RULED
