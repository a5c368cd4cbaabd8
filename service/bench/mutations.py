"""Grids corrupted before mapping, one way at a time: which glyphs stand in which cells, never what the page prints.

Each corruption takes a grid and a source of chance and gives the corrupted grid, or None where the grid offers no place for it.
By default the ink stays where it is and only its cell is wrong, as after a bad cut or a bad assignment; `moved` ones carry
the ink along, as if the page were printed so: nothing but the figures and names themselves can tell.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from extractors.amounts import parse_amount
from extractors.model import Glyph, Page
from extractors.tables import Cell, Grid

Lines = tuple[tuple[Glyph, ...], ...]
Place = tuple[int, int]
Mutate = Callable[[Grid, random.Random], Grid | None]


class Mutation(NamedTuple):
    """One way to corrupt a grid."""

    name: str
    mutate: Mutate
    must_be_none: bool
    """No figure that it corrupts may be accepted."""


def _figures(grid: Grid) -> list[Cell]:
    """Single cells that print a figure with decimals, in print order; line numbers and codes are none."""
    return [c for c in grid.cells if c.rows == 1 and c.cols == 1 and "." in c.text and parse_amount(c.text) is not None]


def _columns(grid: Grid) -> dict[int, list[Cell]]:
    """Figure cells by column, columns with at least one."""
    found: dict[int, list[Cell]] = {}
    for cell in _figures(grid):
        found.setdefault(cell.col, []).append(cell)
    return found


def _neighbours(grid: Grid, cell: Cell) -> Iterator[Cell]:
    """Single cells beside a figure, in columns that hold figures or nothing at all."""
    figures = _columns(grid)
    for col in (cell.col - 1, cell.col + 1):
        if 0 <= col < grid.col_count:
            other = grid.at(cell.row, col)
            empty = not any(c.lines for c in grid.cells if c.col == col and c.row >= cell.row)
            if other.cols == other.rows == 1 and (col in figures or empty):
                yield other


def _carried(lines: Lines, source: Cell, target: Cell, *, moved: bool) -> Lines:
    """Lines as they stand in another cell: where they were, or moved along with it."""
    if not moved:
        return lines
    dx, dy = target.x1 - source.x1, target.top - source.top
    return tuple(
        tuple(g._replace(x0=g.x0 + dx, x1=g.x1 + dx, top=g.top + dy, bottom=g.bottom + dy) for g in line) for line in lines
    )


def _exchanged(grid: Grid, pairs: Sequence[tuple[Cell, Cell]], *, moved: bool) -> Grid:
    """The contents of each pair of cells change places; with `moved` on the page too."""
    changed: dict[Place, Lines] = {}
    drawn: dict[Glyph, Glyph] = {}
    for one, other in pairs:
        for source, target in ((one, other), (other, one)):
            lines = changed[(target.row, target.col)] = _carried(source.lines, source, target, moved=moved)
            drawn.update(zip(source.glyphs, (g for line in lines for g in line), strict=True))
    return grid.refilled(changed, _redrawn(grid.page, drawn) if moved else None)


def _redrawn(page: Page, drawn: Mapping[Glyph, Glyph]) -> Page:
    """The page with some glyphs drawn elsewhere."""
    lines = tuple(line._replace(glyphs=tuple(drawn.get(g, g) for g in line.glyphs)) for line in page.lines)
    return page.model_copy(update={"lines": lines})


def shift_cell(grid: Grid, chance: random.Random, *, moved: bool = False) -> Grid | None:
    """A figure stands in the empty cell beside its own."""
    places = [(c, n) for c in _figures(grid) for n in _neighbours(grid, c) if not n.text]
    return _exchanged(grid, [chance.choice(places)], moved=moved) if places else None


def shift_column(grid: Grid, chance: random.Random, *, moved: bool = False) -> Grid | None:
    """All figures of a column stand in the next, and what stood there in its place."""
    columns = _columns(grid)
    firsts = {col: min(c.row for c in cells) for col, cells in columns.items()}
    pairs = []
    for col in columns:
        for other in (col - 1, col + 1):
            rows = range(firsts[col], grid.row_count)
            beside = [(grid.at(r, col), grid.at(r, other)) for r in rows] if 0 <= other < grid.col_count else []
            plain = [(a, b) for a, b in beside if a.cols == a.rows == b.cols == b.rows == 1]
            if plain and all(not b.text or parse_amount(b.text) is not None for _, b in plain):
                pairs.append([(a, b) for a, b in plain if a.text or b.text])
    return _exchanged(grid, chance.choice(pairs), moved=moved) if pairs else None


def swap_rows(grid: Grid, chance: random.Random, *, moved: bool = False) -> Grid | None:
    """The figures of two neighbouring rows change places; codes and names stay."""
    columns = _columns(grid)
    found = []
    for row in range(grid.row_count - 1):
        pairs = [(grid.at(row, c), grid.at(row + 1, c)) for c in columns]
        plain = [(a, b) for a, b in pairs if a.rows == a.cols == b.rows == b.cols == 1]
        figures = all(not x.text or parse_amount(x.text) is not None for pair in plain for x in pair)
        if (
            figures
            and [a.text for a, _ in plain] != [b.text for _, b in plain]
            and all(any(x.text for x in s) for s in zip(*plain, strict=True))
        ):
            found.append(plain)
    return _exchanged(grid, chance.choice(found), moved=moved) if found else None


def lose_digit(grid: Grid, chance: random.Random) -> Grid | None:
    """The last digit of a figure is lost, in every cell that prints the same figure alike."""
    figures = [c for c in _figures(grid) if float(parse_amount(c.text) or 0) != 0]
    if not figures:
        return None
    text = chance.choice(figures).text
    return grid.refilled({(c.row, c.col): _without_last(c.lines) for c in figures if c.text == text})


def _without_last(lines: Lines) -> Lines:
    kept = (*lines[:-1], lines[-1][:-1])
    return tuple(line for line in kept if line)


def glue(grid: Grid, chance: random.Random) -> Grid | None:
    """Two neighbouring figures stand in one cell, run together."""
    places = [(c, n) for c in _figures(grid) for n in _neighbours(grid, c) if n.col > c.col and parse_amount(n.text) is not None]
    if not places:
        return None
    one, other = chance.choice(places)
    whole: Lines = (tuple(g for line in (*one.lines, *other.lines) for g in line),)
    keep, empty = (one, other) if chance.random() < 0.5 else (other, one)
    return grid.refilled({(keep.row, keep.col): whole, (empty.row, empty.col): ()})


def drop_row(grid: Grid, chance: random.Random) -> Grid | None:
    """A row with figures is not read at all."""
    rows = sorted({c.row for c in _figures(grid)})
    if not rows:
        return None
    row = chance.choice(rows)
    return grid.refilled({(c.row, c.col): () for c in grid.cells if c.row == row and c.rows == 1})


def change_digit(grid: Grid, chance: random.Random) -> Grid | None:
    """Any one digit of a figure is another."""
    return _with_digit(
        grid, chance, lambda digits: chance.choice(digits), lambda d: chance.choice([n for n in range(10) if n != d])
    )


def nudge_last(grid: Grid, chance: random.Random) -> Grid | None:
    """The last digit of a figure is one too high or too low."""
    return _with_digit(
        grid, chance, lambda digits: digits[-1], lambda d: d + (1 if d == 0 else -1 if d == 9 else chance.choice((-1, 1)))
    )


def _with_digit(
    grid: Grid, chance: random.Random, pick: Callable[[list[Place]], Place], other: Callable[[int], int]
) -> Grid | None:
    figures = _figures(grid)
    if not figures:
        return None
    cell = chance.choice(figures)
    digits = [(i, j) for i, line in enumerate(cell.lines) for j, g in enumerate(line) if g.char in "0123456789"]
    if not digits:
        return None
    at, j = pick(digits)
    line = cell.lines[at]
    glyph = line[j]._replace(char=str(other(int(line[j].char))))
    lines = (*cell.lines[:at], (*line[:j], glyph, *line[j + 1 :]), *cell.lines[at + 1 :])
    return grid.refilled({(cell.row, cell.col): lines})


MUTATIONS: tuple[Mutation, ...] = (
    Mutation("cell shifted", shift_cell, True),
    Mutation("column shifted", shift_column, True),
    Mutation("neighbouring rows swapped", swap_rows, True),
    Mutation("last digit lost", lose_digit, True),
    Mutation("neighbours glued", glue, True),
    Mutation("row dropped", drop_row, False),
    Mutation("digit changed", change_digit, False),
    Mutation("last digit off by one", nudge_last, False),
    Mutation("cell shifted, ink moved", lambda g, r: shift_cell(g, r, moved=True), False),
    Mutation("column shifted, ink moved", lambda g, r: shift_column(g, r, moved=True), False),
    Mutation("rows swapped, ink moved", lambda g, r: swap_rows(g, r, moved=True), False),
)
