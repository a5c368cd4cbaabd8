"""A stretch of a page -> the grids in it: drawn rules first, then segment ends, then the text's own columns and rows.

Each step only adds virtual rules to what is drawn; Camelot makes the cells of all of them alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.model import Glyph, Page, Rule
from extractors.tables import columns as column_finder
from extractors.tables.areas import Area, Known, ink, inside
from extractors.tables.grid import RULED, Cell, Edge, Grid
from extractors.tables.lattice import meshes
from extractors.tables.rows import TextRow, begins_row, separators, text_rows
from extractors.tables.table_lines import is_caption, table_rows, whole_numbers
from extractors.tables.tokens import Token, kind_of, text_of, tokens
from extractors.tables.undrawn import open_grid

_SNAP = 2.5
_CAPTION_ROWS = 4
_COUNTED = 3
_LINE_DIGITS = 2


def grids(area: Area, known: Known | None = None) -> list[Grid]:
    """The grids of an area, top to bottom; none when it holds no table."""
    glyphs, rules = ink(area)
    drawn = _drawn(area.page, glyphs, rules)
    if drawn and not _left_over(glyphs, drawn) and not any(_hollow(grid) for grid in drawn):
        return [_completed(grid, glyphs, rules) for grid in drawn]
    opened = open_grid(area, glyphs, rules, known)
    return [opened] if opened else [_completed(grid, glyphs, rules) for grid in drawn]


def header_rows(area: Area) -> tuple[TextRow, ...]:
    """The lines of an area that holds only a table's header, its body being on the next page."""
    glyphs = [g for line in area.page.lines if area.top <= (line.top + line.bottom) / 2 <= area.bottom for g in line.glyphs]
    return tuple(table_rows(area.page, glyphs, [r for r in area.page.rules if r.horizontal and r.top >= area.top - 3]))


def _drawn(page: Page, glyphs: Sequence[Glyph], rules: list[Rule]) -> list[Grid]:
    """Grids that the drawn rules alone make, with at least two columns and something in them."""
    found = []
    for mesh in meshes(rules, page.width, page.height):
        if len(mesh.xs) < 3 and len(mesh.ys) < 3:
            continue
        grid = Grid(page, mesh, inside(glyphs, mesh), [RULED] * len(mesh.xs))
        if len(mesh.xs) >= 3 and any(cell.lines for cell in grid.cells):
            found.append(_below_captions(grid, glyphs, rules))
    return found


def _below_captions(grid: Grid, glyphs: Sequence[Glyph], rules: list[Rule]) -> Grid:
    """The grid without ruled cells for title and captions on top of it, whose rules are no columns of the table."""
    captions = [
        r for r in range(min(grid.row_count, _CAPTION_ROWS)) if any(is_caption(c.text) for c in grid.row(r) if c.row == r)
    ]
    if not captions or any(begins_row(row) for row in text_rows(_glyphs_of(grid, captions[-1]))):
        return grid
    cut = grid.ys[captions[-1] + 1]
    below = [r for r in rules if r.horizontal and r.top > cut - _SNAP]
    below += [Rule(r.x0, max(r.top, cut), r.x1, r.bottom) for r in rules if not r.horizontal and r.bottom > cut + _SNAP]
    made = [m for m in meshes(below, grid.page.width, grid.page.height) if m.ys[0] < grid.ys[-1] - _SNAP and m.ys[-1] > cut]
    if not made or len(made[0].xs) >= len(grid.xs):
        return grid
    return Grid(grid.page, made[0], inside(glyphs, made[0]), [RULED] * len(made[0].xs))


def _glyphs_of(grid: Grid, last: int) -> list[Glyph]:
    return [g for r in range(last + 1) for cell in grid.row(r) if cell.row == r for g in cell.glyphs]


def _left_over(glyphs: Sequence[Glyph], drawn: Sequence[Grid]) -> bool:
    """Rows of figures stand outside every drawn grid: the ruling is only part of the table."""
    outside = [g for g in glyphs if not any(d.ys[0] <= g.y <= d.ys[-1] for d in drawn)]
    return any(_holds_figures(row) for row in text_rows(outside))


def _holds_figures(row: TextRow) -> bool:
    """Two figures side by side; one beside a code, or without decimals two numbers."""
    figures = sum(t.kind == "amount" for t in row.tokens)
    numbers = sum(t.kind == "integer" for t in row.tokens)
    coded = any(t.kind == "code" for t in row.tokens)
    return figures >= 2 or (coded and (figures >= 1 or numbers >= 2))


def _hollow(grid: Grid) -> bool:
    """The body is one big cell: only the header and the outer frame are drawn."""
    return any(cell.cols >= 3 and _is_body(cell) for cell in grid.cells)


def _is_body(cell: Cell) -> bool:
    rows = text_rows(cell.glyphs)
    if whole_numbers(rows) is not None:
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
    return Grid(grid.page, mesh, inside(glyphs, mesh), edges)


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
    """Several lines that each print a whole figure, a whole code or a numbered label of their own, or that count the lines."""
    if len(cell.lines) < 2:
        return False
    texts = [text_of(line) for line in cell.lines]
    kinds = [kind_of(text) for text in texts]
    whole = [k == "amount" and "." in t for k, t in zip(kinds, texts, strict=True)]
    return _counting(texts) or sum(whole) >= 2 or kinds.count("code") >= 2 or kinds.count("numbered") >= 3


def _counting(texts: Sequence[str]) -> bool:
    """Line numbers one below the other."""
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) <= _LINE_DIGITS]
    return len(numbers) == len(texts) >= _COUNTED and all(b - a == 1 for a, b in pairwise(numbers))


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
