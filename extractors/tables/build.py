"""A stretch of a page -> the grids in it: drawn rules first, then segment ends, then the text's own columns and rows.

Each step only adds virtual rules to what is drawn; Camelot makes the cells of all of them alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.model import Glyph, Page, Rule
from extractors.tables import columns as column_finder
from extractors.tables.grid import RULED, Cell, Edge, Grid
from extractors.tables.lattice import Mesh, meshes
from extractors.tables.rows import TextRow, anchor_rows, begins_row, separators, text_rows
from extractors.tables.tokens import Token, is_head, kind_of, text_of, tokens

_CAPTION = re.compile(r"单位[:：]|公开.{0,4}表|^(编制)?(部门|单位)(名称)?[:：]|^表\d|金额单位|年度$")
_NOTE = re.compile(r"^(注|说明|备注)[\d一二三]*[:：.、]|^本表|^[（(]?(备)?注[:：]|^\d?[.、]?本表")
_FOOTER = re.compile(r"[-—–\s第]*\d{1,4}[-—–\s页]*(共\d+页)?$")
_SNAP = 2.5
_SHARED_MARGIN = 0.5


class Area(NamedTuple):
    """A horizontal band of a page, upright points."""

    page: Page
    top: float
    bottom: float


class Known(NamedTuple):
    """What earlier pages tell of the table: column boundaries with how they were known, or only the lines of its header."""

    xs: tuple[float, ...] = ()
    edges: tuple[Edge, ...] = ()
    header: tuple[TextRow, ...] = ()


def grids(area: Area, known: Known | None = None) -> list[Grid]:
    """The grids of an area, top to bottom; none when it holds no table."""
    glyphs, rules = _ink(area)
    drawn = _drawn(area.page, glyphs, rules)
    if drawn and not _left_over(glyphs, drawn) and not any(_hollow(grid) for grid in drawn):
        return [_completed(grid, glyphs, rules) for grid in drawn]
    opened = _open_grid(area, glyphs, rules, known)
    return [opened] if opened else [_completed(grid, glyphs, rules) for grid in drawn]


def header_rows(area: Area) -> tuple[TextRow, ...]:
    """The lines of an area that holds only a table's header, its body being on the next page."""
    glyphs = [g for line in area.page.lines if area.top <= (line.top + line.bottom) / 2 <= area.bottom for g in line.glyphs]
    return tuple(_table_rows(area.page, glyphs, [r for r in area.page.rules if r.horizontal and r.top >= area.top - 3]))


def _drawn(page: Page, glyphs: Sequence[Glyph], rules: list[Rule]) -> list[Grid]:
    """Grids that the drawn rules alone make, with at least two columns and something in them."""
    found = []
    for mesh in meshes(rules, page.width, page.height):
        if len(mesh.xs) < 3 and len(mesh.ys) < 3:
            continue
        grid = Grid(page, mesh, _inside(glyphs, mesh), [RULED] * len(mesh.xs))
        if len(mesh.xs) >= 3 and any(cell.lines for cell in grid.cells):
            found.append(grid)
    return found


def _inside(glyphs: Sequence[Glyph], mesh: Mesh) -> list[Glyph]:
    top, bottom, left, right = mesh.ys[0], mesh.ys[-1], mesh.xs[0], mesh.xs[-1]
    return [g for g in glyphs if top <= g.y <= bottom and left <= g.x <= right]


def _left_over(glyphs: Sequence[Glyph], drawn: Sequence[Grid]) -> bool:
    """Rows of figures stand outside every drawn grid: the ruling is only part of the table."""
    outside = [g for g in glyphs if not any(d.ys[0] <= g.y <= d.ys[-1] for d in drawn)]
    rows = [r for r in text_rows(outside) if sum(t.kind == "amount" for t in r.tokens) >= 2]
    return len(rows) >= 1


def _hollow(grid: Grid) -> bool:
    """The body is one big cell: only the header and the outer frame are drawn."""
    return any(cell.cols >= 3 and _is_body(cell) for cell in grid.cells)


def _is_body(cell: Cell) -> bool:
    rows = text_rows(cell.glyphs)
    if _whole_numbers(rows) is not None:
        return True
    return any(sum(t.kind == "amount" for t in row.tokens) >= 2 for row in rows) or sum(begins_row(row) for row in rows) >= 3


def _completed(grid: Grid, glyphs: Sequence[Glyph], rules: list[Rule]) -> Grid:
    """A drawn grid whose cells hold several rows or several figures side by side gets the missing rules."""
    extra_rows = _missing_rows(grid)
    extra_columns = _missing_columns(grid)
    if not extra_rows and not extra_columns:
        return grid
    left, right, top, bottom = grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1]
    virtual = [Rule(left, y, right, y) for y in extra_rows] + [Rule(x, top, x, bottom) for x in extra_columns]
    within = [r for r in rules if r.bottom >= top - _SNAP and r.top <= bottom + _SNAP]
    made = [m for m in meshes(within + virtual, grid.page.width, grid.page.height) if m.ys[0] < bottom and m.ys[-1] > top]
    if not made:
        return grid
    mesh = max(made, key=lambda m: (m.ys[-1] - m.ys[0]) * (m.xs[-1] - m.xs[0]))
    edges = [Edge("clustered", 0.0) if any(abs(x - e) < _SNAP for e in extra_columns) else RULED for x in mesh.xs]
    return Grid(grid.page, mesh, _inside(glyphs, mesh), edges)


def _missing_rows(grid: Grid) -> list[float]:
    """Row boundaries inside drawn rows that hold several rows of text."""
    found = []
    for row in range(grid.row_count):
        cells = grid.row(row)
        if not any(_overfull(cell) for cell in cells if cell.row == row):
            continue
        owned = [g for cell in cells if cell.row == row and cell.rows == 1 for g in cell.glyphs]
        found += separators(text_rows(owned))
    return found


def _overfull(cell: Cell) -> bool:
    """Several lines that each print a whole figure, a whole code or a numbered label of their own."""
    if len(cell.lines) < 2:
        return False
    texts = [text_of(line) for line in cell.lines]
    kinds = [kind_of(text) for text in texts]
    whole = [k == "amount" and "." in t for k, t in zip(kinds, texts, strict=True)]
    return sum(whole) >= 2 or kinds.count("code") >= 2 or kinds.count("numbered") >= 3


def _missing_columns(grid: Grid) -> list[float]:
    """Column boundaries inside drawn columns where at least two rows print two complete figures side by side."""
    crowded: dict[int, list[list[Token]]] = {}
    for cell in grid.cells:
        for line in cell.lines:
            figures = [t for t in tokens(line) if t.kind == "amount"]
            if len(figures) >= 2:
                crowded.setdefault(cell.col, []).append(figures)
    found = []
    for rows in crowded.values():
        if len(rows) >= 2:
            found += list(column_finder.text_columns([t for row in rows for t in row], ()).xs)
    return found


class _Open(NamedTuple):
    """The lines of a table whose rules do not make its cells, parted into header and body; `body_start` None: no body."""

    horizontal: list[Rule]
    rules: list[Rule]
    rows: list[TextRow]
    body_start: int | None

    @property
    def header(self) -> list[TextRow]:
        """Lines above the first row of data."""
        return self.rows[: self.body_start]

    @property
    def body(self) -> list[TextRow]:
        """Lines from the first row of data on."""
        return [] if self.body_start is None else self.rows[self.body_start :]


def _opened(page: Page, glyphs: Sequence[Glyph], rules: list[Rule]) -> _Open:
    horizontal = [r for r in rules if r.horizontal and r.x1 - r.x0 > 12]
    rows = _table_rows(page, glyphs, horizontal)
    start = next((i for i, row in enumerate(rows) if begins_row(row)), _whole_numbers(rows))
    return _Open(horizontal, rules, rows, None if start is None else _first_wrapped(rows, start))


def _open_grid(area: Area, glyphs: Sequence[Glyph], rules: list[Rule], known: Known | None) -> Grid | None:
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
    loose = any(edge.bound == "clustered" for edge in edges)
    return Grid(page, mesh, _inside(glyphs, mesh), edges, body_top if loose else float("inf"))


def shared_columns(areas: Sequence[Area]) -> Known | None:
    """Columns that all pages of a table agree on where none of them draws any; None where they do not.

    A column that is blank on one page shows by its figures on another, and a page without header by the header of the first.
    """
    if len(areas) < 2:
        return None
    inks = [_ink(area) for area in areas]
    if any(len(_drawn_xs(rules)) >= 4 for _, rules in inks):
        return None
    opened = [_opened(area.page, *ink) for area, ink in zip(areas, inks, strict=True)]
    if any(len(column_finder.segment_ends(each.horizontal)) >= 2 for each in opened):
        return None
    header = next((each.header for each in opened if each.header), [])
    body = [token for each in opened for row in each.body for token in row.tokens]
    if not body:
        return None
    found = column_finder.text_columns(body, [row.tokens for row in header])
    if not found.xs or min(found.margins) < _SHARED_MARGIN:
        return None
    edges = tuple(Edge("clustered", margin) for margin in found.margins)
    return Known((min(t.x0 for t in body), *found.xs, max(t.x1 for t in body)), (RULED, *edges, RULED))


def _ink(area: Area) -> tuple[list[Glyph], list[Rule]]:
    glyphs = [g for line in area.page.lines if area.top <= (line.top + line.bottom) / 2 <= area.bottom for g in line.glyphs]
    return glyphs, [r for r in area.page.rules if r.bottom >= area.top - 3 and r.top <= area.bottom + 3]


def _whole_numbers(rows: Sequence[TextRow]) -> int | None:
    """The first row of whole numbers that do not just count 1, 2, 3: figures of a table printed without decimals."""
    for i, row in enumerate(rows):
        if len(row.tokens) >= 3 and all(t.kind == "integer" for t in row.tokens):
            values = [int(t.text) for t in row.tokens]
            if any(b - a != 1 for a, b in pairwise(values)):
                return i
    return None


def _table_rows(page: Page, glyphs: Sequence[Glyph], horizontal: Sequence[Rule]) -> list[TextRow]:
    """The lines of the table alone: after its caption, before its note and the page's footer."""
    lines = text_rows(glyphs)
    wide = [r for r in horizontal if r.x1 - r.x0 > 0.1 * page.width]
    start = 0
    for i, row in enumerate(lines):
        if begins_row(row) and not _CAPTION.search(_joined(row)):
            break
        if _CAPTION.search(_joined(row)):
            start = i + 1
    kept: list[TextRow] = []
    for row in lines[start:]:
        text = _joined(row)
        if _NOTE.search(text) or (kept and any(begins_row(r) for r in kept) and _CAPTION.search(text) and not _figures(row)):
            break
        if _FOOTER.fullmatch(text) and row.top > 0.88 * page.height and not any(r.top > row.bottom for r in wide):
            break
        kept.append(row)
    first_rule = min((r.top for r in wide), default=None)
    if first_rule is not None and kept:
        last_rule = max(r.top for r in wide)
        kept = [r for r in kept if r.middle > first_rule or begins_row(r)] if first_rule < kept[-1].middle else kept
        while kept and kept[-1].top > last_rule and not _row_like(kept[-1]):
            kept.pop()
    else:
        while kept and not _row_like(kept[-1]) and len(_joined(kept[-1])) > 24:
            kept.pop()
    return kept


def _figures(row: TextRow) -> bool:
    return any(token.kind == "amount" for token in row.tokens)


def _joined(row: TextRow) -> str:
    return "".join(t.text for t in row.tokens)


def _row_like(row: TextRow) -> bool:
    return begins_row(row) and not (len(row.tokens) == 1 and row.tokens[0].kind == "numbered" and len(row.tokens[0].text) > 24)


def _first_wrapped(rows: Sequence[TextRow], start: int) -> int:
    """The body begins a line earlier where the first row's name wraps above its figures."""
    if start == 0:
        return 0
    above, first = rows[start - 1], rows[start]
    height = max(t.bottom - t.top for t in first.tokens)
    return start - 1 if first.middle - above.middle < 0.95 * height else start


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
    words = header or (known.header if known else ())
    found = column_finder.text_columns(body_tokens, [row.tokens for row in words])
    edges = [(x, Edge("clustered", margin)) for x, margin in zip(found.xs, found.margins, strict=True)]
    return [Rule(x, top, x, bottom) for x in found.xs], edges


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
    for token in body:
        if token.kind in ("word", "numbered"):
            continue
        inside = min(x - token.x0, token.x1 - x)
        clearance = min(clearance, -inside if inside > 0 else max(token.x0 - x, x - token.x1))
    return clearance


def _edge_at(x: float, edges: Sequence[tuple[float, Edge]]) -> Edge:
    near = min(edges, key=lambda item: abs(item[0] - x))
    return near[1] if abs(near[0] - x) <= _SNAP + 1 else RULED
