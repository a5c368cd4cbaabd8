"""The grids of one form over all its pages as one sheet: columns carried over page breaks, body rows in print order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from extractors.amounts import parse_amount
from extractors.forms.headers import earlier_paths, header_end, numbers_row, paths
from extractors.model import Address, Box
from extractors.tables import Area, Cell, Grid, Known, grids, header_rows, shared_columns

_CLEAR = 2.0
_ACROSS = 1.5


@dataclass(frozen=True)
class SheetRow:
    """One body row: its grid, its index there, the header path of every column of that grid."""

    grid: Grid
    index: int
    paths: tuple[str, ...]
    carried: bool
    leads: bool = False
    """The first body row of its page: the rest of a row that the page break cut stands here."""

    @property
    def cells(self) -> list[Cell]:
        """The row's own cells, left to right."""
        return [cell for cell in self.grid.row(self.index) if cell.row == self.index]

    def phrases(self) -> list[tuple[str, Cell, Cell]]:
        """The row's texts with their first and last cell; words that a virtual column boundary cut are whole again."""
        found: list[tuple[str, Cell, Cell]] = []
        for cell in self.cells:
            if not cell.lines:
                continue
            if found and _runs_on(found[-1][2], cell):
                found[-1] = (found[-1][0] + cell.text, found[-1][1], cell)
            else:
                found.append((cell.text, cell, cell))
        return found

    def box(self, cell: Cell) -> Box:
        """Displayed place of a cell's ink."""
        return self.grid.box(cell)


class Sheet(NamedTuple):
    """All body rows of a form, and what is odd about how its columns were carried."""

    rows: tuple[SheetRow, ...]
    pages: tuple[int, ...]
    engine: str
    notes: tuple[str, ...]


GridReader = Callable[[Area, Known | None], list[Grid]]


def read_sheet(areas: Sequence[Area], is_body: Callable[[Grid, int], bool], grid_reader: GridReader = grids) -> Sheet:
    """Reads every area; a page without a header of its own takes its columns from the page before."""
    rows: list[SheetRow] = []
    notes: list[str] = []
    engines: list[str] = []
    pages: list[int] = []
    known = shared_columns(areas)
    last: tuple[Grid, list[str]] | None = None
    for area in areas:
        found = grid_reader(area, known)
        if not found and last is None and not (known and known.header):
            known = (known or Known())._replace(header=header_rows(area))
        for grid in found:
            end = header_end(grid, is_body)
            own = paths(grid, end)
            if last is None and not _named(own) and known is not None:
                own = earlier_paths(grid, known.header)
            headed = 0 < end < grid.row_count and _named(own) == grid.col_count
            carried = last is not None and _named(own) < max(2, _named(last[1]) // 2) and not headed
            if carried and last is not None:
                own = _carry(last[0], last[1], grid)
                if not _named(own):
                    notes.append(f"page {area.page.number}: columns do not fit the page before")
            elif end == grid.row_count and last is None and not _named(own):
                continue
            if end == grid.row_count and carried and not any(cell.lines for cell in grid.cells):
                continue
            start = 0 if carried else end
            body = [r for r in range(start, grid.row_count) if not numbers_row(grid, r)]
            rows += [SheetRow(grid, r, tuple(own), carried, r == body[0]) for r in body]
            known, last = Known(grid.xs, grid.edges), (grid, own)
            engines.append(_engine(grid))
            pages.append(area.page.number)
    return Sheet(tuple(rows), tuple(dict.fromkeys(pages)), "+".join(dict.fromkeys(engines)), tuple(notes))


def _named(header_paths: Sequence[str]) -> int:
    return sum(bool(path.strip("/")) for path in header_paths)


def _engine(grid: Grid) -> str:
    kinds = {edge.bound for edge in grid.edges[1:-1]}
    if "clustered" in kinds:
        return "lattice:text-columns"
    return "lattice:segments" if "segment" in kinds else "lattice:vector"


def _carry(before: Grid, its_paths: Sequence[str], grid: Grid) -> list[str]:
    """The paths of the page before, by place; by order where the number of columns is the same."""
    if grid.col_count == before.col_count:
        return list(its_paths)
    carried = [""] * grid.col_count
    for col in range(grid.col_count):
        middle = (grid.xs[col] + grid.xs[col + 1]) / 2
        for other in range(before.col_count):
            if before.xs[other] <= middle <= before.xs[other + 1]:
                carried[col] = "" if _covers_several(grid, col, before, its_paths) else its_paths[other]
    return carried


def _covers_several(grid: Grid, col: int, before: Grid, its_paths: Sequence[str]) -> bool:
    """A column that no rule bounds and that reaches over the middles of several headed columns of the page before."""
    low, high = grid.xs[col], grid.xs[col + 1]
    middles = [(a + b) / 2 for (a, b), path in zip(pairwise(before.xs), its_paths, strict=True) if path.strip("/")]
    loose = "clustered" in (grid.edges[col].bound, grid.edges[col + 1].bound)
    return loose and sum(low < middle < high for middle in middles) > 1


def _runs_on(left: Cell, right: Cell) -> bool:
    """The last word of one cell goes on in the next: no gap, no figure."""
    one, two = left.lines[-1][-1], right.lines[0][0]
    if parse_amount(left.text) is not None or parse_amount(right.text) is not None:
        return False
    return abs(one.y - two.y) < 0.5 * (one.bottom - one.top) and two.x0 - one.x1 < 0.5 * (one.bottom - one.top)


def address_of(row: SheetRow, cell: Cell) -> Address:
    """How well the figure's column is known: by drawn rules, by the ends of ruled segments, or by the text's own columns."""
    grid = row.grid
    edges = (grid.edges[cell.col], grid.edges[cell.col + cell.cols])
    notes = []
    if cell.overflows:
        notes.append("the figure reaches over its cell's edge")
    if cell.displaced:
        notes.append("the figure is printed outside its cell")
    if any(edge.bound == "clustered" for edge in edges):
        if min(edge.margin for edge in edges) < _CLEAR:
            notes.append("columns are not ruled and stand close together")
        return Address(kind="aligned_column", sound=not notes, note="; ".join(notes))
    if any(edge.bound == "segment" and edge.margin < -_ACROSS for edge in edges):
        notes.append("a figure lies across the column's edge")
    return Address(kind="ruled_cell", sound=not notes, note="; ".join(notes))
