"""The points of a self-evaluation besides its rows: what the money was given, and the total."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from extractors.amounts import fold_width, parse_amount
from extractors.model import Indicator, PrintedFigure, ScoredForm
from extractors.narrative.cells import Cell
from extractors.narrative.indicators.headers import Header, Span
from extractors.narrative.indicators.words import words

_FIGURE = re.compile(r"(?P<figure>\d[\d,]*(?:\.\d+)?)(?:万元|元|分|%)?")
_REACH = 30.0

At = Callable[[Span, float], tuple[Cell, ...]]


class Funds(NamedTuple):
    """The line of the money: budget, executed, rate, weight and points by name."""

    figures: dict[str, PrintedFigure]
    by_rate: bool


class Total(NamedTuple):
    """The line of the total: weight and score by name."""

    figures: dict[str, PrintedFigure]


class Placed(NamedTuple):
    """A line of a form and where it stands."""

    page: int
    y: float
    table: str
    line: Funds | Total | Indicator


def funds_of(cell: Cell, cells: Sequence[Cell], at: At) -> Funds | None:
    """The first line below the head in which this cell says 执行数."""
    if not (cell.frame.drawn and words().money["executed"].fullmatch(cell.text)):
        return None
    columns = _columns(cell, [other for other in cells if other.frame.drawn and abs(other.y - cell.y) < _REACH])
    below = min((c for c in cells if c.y > cell.frame.bottom and _within(c, cell)), key=lambda c: c.y, default=None)
    if below is None or "rate" not in columns:
        return None
    held = {name: at((head.frame.left, head.frame.right), below.y) for name, head in columns.items()}
    figures = {name: figure for name, found in held.items() if found and (figure := figure_of(found[0]))}
    stated = words().money["by_rate"].search(columns["points"].text) if "points" in columns else None
    if stated is not None and "weight" not in figures:
        figures["weight"] = _stated(stated, columns["points"])
    return Funds(figures, stated is not None) if "executed" in figures else None


def _columns(executed: Cell, near: Sequence[Cell]) -> dict[str, Cell]:
    """The heads beside 执行数: the nearest 预算数 left of it, the others right of it."""
    heads = {"executed": executed}
    left = [c for c in near if c.x < executed.x and words().money["budget"].fullmatch(c.text)]
    if left:
        heads["budget"] = max(left, key=lambda c: c.x)
    for name in ("rate", "weight", "points"):
        right = [c for c in near if c.x > executed.x and words().money[name].fullmatch(c.text)]
        if right:
            heads[name] = min(right, key=lambda c: c.x)
    return heads


def _within(cell: Cell, head: Cell) -> bool:
    return head.frame.left < cell.x < head.frame.right and _FIGURE.fullmatch(cell.text) is not None


def total_of(cell: Cell, cells: Sequence[Cell], header: Header, at: At) -> Total | None:
    """The line of a total: its figures under weights and scores; one that stands alone is the score."""
    if not (cell.frame.drawn and words().no_row.fullmatch(cell.text) and cell.y > header.bottom):
        return None
    group = header.groups[0]
    held = {name: at(group[name], cell.y) for name in ("weight", "score") if name in group}
    figures: dict[str, PrintedFigure] = {}
    figures |= {name: figure for name, found in held.items() if found and (figure := figure_of(found[0]))}
    beside = [c for c in cells if c.x > cell.frame.right and abs(c.y - cell.y) < c.height and _FIGURE.fullmatch(c.text)]
    if "score" not in figures and len(beside) == 1 and (alone := figure_of(beside[0])):
        figures = {"score": alone}
    return Total(figures) if figures else None


def figure_of(cell: Cell) -> PrintedFigure | None:
    """A cell that prints one figure."""
    found = _FIGURE.fullmatch(cell.text)
    value = parse_amount(fold_width(found["figure"])) if found else None
    return None if found is None or value is None else _printed(value, found["figure"], cell)


def _stated(found: re.Match[str], cell: Cell) -> PrintedFigure:
    return _printed(Decimal(found["weight"]), found["weight"], cell)


def _printed(value: Decimal, text: str, cell: Cell) -> PrintedFigure:
    piece = cell.pieces[0]
    return PrintedFigure(value=value, text=text, box=piece.printed.box(0, len(piece.line.glyphs) - 1))


def scored_forms(lines: Sequence[Placed]) -> Iterator[ScoredForm]:
    """The lines of all forms, in order: a form ends with its total, before the money of the next one, or with its project."""
    for project, placed in groupby(lines, key=lambda line: _project(line.table)):
        open_lines: list[Placed] = []
        for line in placed:
            if isinstance(line.line, Funds) and any(isinstance(each.line, Funds) for each in open_lines):
                yield _form(project, open_lines)
                open_lines = []
            open_lines.append(line)
            if isinstance(line.line, Total):
                yield _form(project, open_lines)
                open_lines = []
        if open_lines:
            yield _form(project, open_lines)


def _project(table: str) -> str:
    """The table without the goal that its last part names."""
    head, _, last = table.rpartition("/")
    return head if head and words().goal.match(last) else table


def _form(table: str, lines: Sequence[Placed]) -> ScoredForm:
    money = next((line.line for line in lines if isinstance(line.line, Funds)), Funds({}, False))
    total = next((line.line for line in lines if isinstance(line.line, Total)), Total({}))
    return ScoredForm(
        table=table,
        rows=tuple(line.line for line in lines if isinstance(line.line, Indicator)),
        **money.figures,
        by_rate=money.by_rate,
        total_weight=total.figures.get("weight"),
        total_score=total.figures.get("score"),
    )
