"""A grid of cells with the glyphs that stand in them, each placed by its own position."""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from extractors.model import Box, Glyph, Page
from extractors.tables.lattice import Mesh
from extractors.tables.rows import text_rows
from extractors.tables.tokens import Token, apart, text_lines, text_of

Bound = Literal["ruled", "segment", "clustered"]


class Edge(NamedTuple):
    """How a column boundary is known, and the white space in points that the body leaves around it."""

    bound: Bound
    margin: float = 99.0


RULED = Edge("ruled")


class Cell(NamedTuple):
    """A (merged) cell: its first row and column, its extent in both, its rectangle, its glyphs in reading order."""

    row: int
    col: int
    rows: int
    cols: int
    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[tuple[Glyph, ...], ...]

    @property
    def text(self) -> str:
        """All characters in reading order, blanks and line breaks dropped."""
        return "".join(text_of(line) for line in self.lines)

    @property
    def glyphs(self) -> tuple[Glyph, ...]:
        """All glyphs in reading order."""
        return tuple(g for line in self.lines for g in line)

    @property
    def displaced(self) -> bool:
        """Some glyph stands in another row or, for the most part, beside the cell."""
        return any(
            not self.top <= g.y <= self.bottom or min(self.x1, g.x1) - max(self.x0, g.x0) < -self._reach
            for line in self.lines
            for g in line
        )

    @property
    def _reach(self) -> float:
        """How far beside a cell its words may reach where columns are not drawn: whole words are placed there."""
        return 0.5 * (self.x1 - self.x0)

    @property
    def overflows(self) -> bool:
        """Some glyph reaches clearly over the cell's left or right edge."""
        return any(g.x0 < self.x0 - 2.5 or g.x1 > self.x1 + 2.5 for line in self.lines for g in line)


class Grid:
    """The cells of one table on one page. Boundaries in upright points; `edges[i]` says how column boundary `xs[i]` is known.

    Below `words_below` whole words and figures are placed instead of glyphs.
    """

    def __init__(
        self, page: Page, mesh: Mesh, glyphs: Iterable[Glyph], edges: Sequence[Edge], words_below: float = float("inf")
    ) -> None:
        self.page = page
        self.xs = mesh.xs
        self.ys = mesh.ys
        self.edges = tuple(edges)
        self._owner = _merged(mesh)
        self.cells = self._filled(_by_words(glyphs, self.xs, words_below))

    @property
    def row_count(self) -> int:
        """Number of rows."""
        return len(self.ys) - 1

    @property
    def col_count(self) -> int:
        """Number of columns."""
        return len(self.xs) - 1

    @cached_property
    def _by_owner(self) -> dict[tuple[int, int], Cell]:
        return {(cell.row, cell.col): cell for cell in self.cells}

    def at(self, row: int, col: int) -> Cell:
        """The cell that covers a grid position."""
        return self._by_owner[self._owner[row][col]]

    def row(self, row: int) -> list[Cell]:
        """The distinct cells that cover a grid row, left to right."""
        return [self._by_owner[owner] for owner in dict.fromkeys(self._owner[row])]

    @cached_property
    def strays(self) -> tuple[Glyph, ...]:
        """Digits of the page inside the grid that not exactly one cell holds: lost, or used twice. None in a sound grid."""
        held = Counter(ink_of(g) for cell in self.cells for line in cell.lines for g in line if g.char.isdigit())
        left, right, top, bottom = self.xs[0], self.xs[-1], self.ys[0], self.ys[-1]
        printed = [g for line in self.page.lines if line.bottom > top and line.top < bottom for g in line.glyphs]
        inside = [g for g in printed if g.char.isdigit() and left <= g.x < right and top <= g.y < bottom]
        return tuple(g for g in inside if held[ink_of(g)] != 1)

    def refilled(self, lines: Mapping[tuple[int, int], tuple[tuple[Glyph, ...], ...]], page: Page | None = None) -> Grid:
        """The same grid with other content in some cells (by their first row and column), perhaps as another page prints it."""
        other = copy.copy(self)
        for derived in ("_by_owner", "strays"):
            other.__dict__.pop(derived, None)
        other.page = page or self.page
        other.cells = tuple(cell._replace(lines=lines.get((cell.row, cell.col), cell.lines)) for cell in self.cells)
        return other

    def box(self, cell: Cell) -> Box:
        """Where a cell's ink lies on the displayed page; the empty cell's own rectangle when it has none."""
        glyphs = cell.glyphs
        if not glyphs:
            return self.page.displayed(cell.x0, cell.top, cell.x1, cell.bottom)
        return self.page.displayed(
            min(g.x0 for g in glyphs), min(g.top for g in glyphs), max(g.x1 for g in glyphs), max(g.bottom for g in glyphs)
        )

    def _filled(self, placed_glyphs: Iterable[tuple[Glyph, float]]) -> tuple[Cell, ...]:
        placed: dict[tuple[int, int], list[Glyph]] = {}
        for glyph, x in placed_glyphs:
            col, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, glyph.y) - 1
            if 0 <= col < self.col_count and 0 <= row < self.row_count:
                placed.setdefault(self._owner[row][col], []).append(glyph)
        spans: dict[tuple[int, int], list[int]] = {}
        for r, row_owners in enumerate(self._owner):
            for c, owner in enumerate(row_owners):
                span = spans.setdefault(owner, [r, c])
                span[0], span[1] = max(span[0], r), max(span[1], c)
        return tuple(self._cell(owner, last, placed.get(owner, ())) for owner, last in spans.items())

    def _cell(self, owner: tuple[int, int], last: list[int], glyphs: Sequence[Glyph]) -> Cell:
        row, col = owner
        lines = tuple(tuple(line) for line in text_lines(glyphs)) if glyphs else ()
        return Cell(
            row,
            col,
            last[0] - row + 1,
            last[1] - col + 1,
            self.xs[col],
            self.ys[row],
            self.xs[last[1] + 1],
            self.ys[last[0] + 1],
            lines,
        )


def ink_of(glyph: Glyph) -> tuple[float, float]:
    """Where a glyph is drawn: what tells it from every other on its page."""
    return glyph.x0, glyph.top


def _by_words(glyphs: Iterable[Glyph], xs: Sequence[float], below: float) -> Iterator[tuple[Glyph, float]]:
    """Glyphs with the x that decides their column: their own; below `below` (a body whose columns are not drawn) their whole
    token's, so that a long name or figure is never cut by a boundary that only the text suggests."""
    low: list[Glyph] = []
    for glyph in glyphs:
        if glyph.char.isspace():
            continue
        if glyph.y < below:
            yield glyph, glyph.x
        else:
            low.append(glyph)
    for row in text_rows(low):
        for token in (part for whole in row.tokens for part in apart(whole, xs)):
            x = _column_middle(token, xs)
            yield from ((glyph, x) for glyph in token.glyphs)


def _column_middle(token: Token, xs: Sequence[float]) -> float:
    """The middle of the column that a token lies in for the greatest part."""
    overlaps = [(min(high, token.x1) - max(low, token.x0), (low + high) / 2) for low, high in pairwise(xs)]
    return max(overlaps)[1]


def _merged(mesh: Mesh) -> list[list[tuple[int, int]]]:
    """For every grid position the first position (row, col) of the merged cell that covers it."""
    rows, cols = len(mesh.ys) - 1, len(mesh.xs) - 1
    parent = {(r, c): (r, c) for r in range(rows) for c in range(cols)}

    def find(item: tuple[int, int]) -> tuple[int, int]:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def union(one: tuple[int, int], two: tuple[int, int]) -> None:
        first, second = sorted((find(one), find(two)))
        parent[second] = first

    for r in range(rows):
        for c in range(cols):
            if c + 1 < cols and not mesh.right[r][c]:
                union((r, c), (r, c + 1))
            if r + 1 < rows and not mesh.below[r][c]:
                union((r, c), (r + 1, c))
    return [[find((r, c)) for c in range(cols)] for r in range(rows)]
