"""Performance indicators: the rows of self-evaluation and target tables, with the levels that merged cells give them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from extractors.model import Indicator, Page
from extractors.narrative.cells import Cell, Ruling, cells_of, pieces_of
from extractors.narrative.walls import walled

_ROLES = ("level1", "level2", "name", "target", "actual", "weight", "score")
_LEAST_RULES = 2
_LEVELS = ("level1", "level2")
_FROM_TOP = 4.0


class _Words(NamedTuple):
    columns: dict[str, re.Pattern[str]]
    title: re.Pattern[str]
    project: re.Pattern[str]
    goal: re.Pattern[str]
    no_row: re.Pattern[str]


class _Header(NamedTuple):
    """The columns by role as (left, right), and the height at which their cells end."""

    columns: dict[str, tuple[float, float]]
    bottom: float


@lru_cache(maxsize=1)
def _words() -> _Words:
    raw = tomllib.loads(resources.files("extractors.narrative").joinpath("indicators.toml").read_text("utf-8"))
    columns = {role: re.compile(raw["columns"][role]) for role in _ROLES}
    return _Words(columns, *(re.compile(raw["words"][name]) for name in ("title", "project", "goal", "no_row")))


def read_indicators(pages: Sequence[Page]) -> tuple[Indicator, ...]:
    """The indicators of every ruled table that has a column for their names, in the order they are printed."""
    reader = _Reader()
    return tuple(row for page in pages for row in reader.read(page))


class _Reader:
    """Goes down the pages cell by cell; a table may run on over a page break, its columns and levels with it."""

    def __init__(self) -> None:
        self._header: _Header | None = None
        self._levels: dict[str, str | None] = {}
        self._names = {"title": "", "project": "", "goal": ""}
        self._drawn = True

    def read(self, page: Page) -> Iterator[Indicator]:
        """The rows of one page."""
        ruled = sum(rule.horizontal for rule in page.rules) >= _LEAST_RULES
        if not ruled or self._header is None and "指标" not in "".join(page.text.split()):
            self._header = None
            return
        if self._header is not None:
            self._header = self._header._replace(bottom=-1.0)
        upright = walled(page, _heads, _ends)
        self._drawn = upright is page
        yield from self._walk(upright, cells_of(pieces_of(upright)))

    def _walk(self, page: Page, cells: Sequence[Cell]) -> Iterator[Indicator]:
        ruling = Ruling(page)
        for cell in sorted(cells, key=lambda cell: (cell.top, cell.x0)):
            header = _header(cell, cells)
            if header is not None:
                self._header, self._levels = header, {}
            elif self._is_name(cell, cells):
                continue
            elif self._header is not None and _is_row(cell, self._header):
                beside = _beside(cell, cells, self._header)
                if beside.get("target") or beside.get("actual"):
                    self._levels = {level: self._level(cell, cells, ruling, level) for level in _LEVELS}
                    yield self._indicator(cell, beside)

    def _is_name(self, cell: Cell, cells: Sequence[Cell]) -> bool:
        """Takes note of titles, projects and numbered goals."""
        words = _words()
        goal = words.goal.match(cell.text)
        if goal:
            self._names["goal"] = goal[0]
        elif words.project.fullmatch(cell.text):
            right = [other for other in cells if other.x0 > cell.x1 and abs(other.y - cell.y) < cell.height]
            named = _printed(min(right, key=lambda other: other.x0)) if right else ""
            title = "" if self._names["project"] else self._names["title"]
            self._header, self._names = None, {"title": title, "project": named, "goal": ""}
        elif not cell.frame.drawn and words.title.fullmatch(cell.text):
            self._header, self._names = None, {"title": _printed(cell), "project": "", "goal": ""}
        else:
            return False
        return True

    def _level(self, row: Cell, cells: Sequence[Cell], ruling: Ruling, level: str) -> str | None:
        """What the merged cell beside a row says; one that is blank at the head of a page goes on from the page before."""
        span = self._header.columns.get(level) if self._header else None
        if span is None:
            return None
        frame = ruling.frame((span[0] + span[1]) / 2, row.y)
        said = "".join(cell.text for cell in cells if span[0] < cell.x < span[1] and frame.top < cell.y < frame.bottom)
        top = min((shelf.at for shelf in ruling.shelves), default=0.0)
        runs_on = self._header is not None and self._header.bottom < 0 and frame.top < top + _FROM_TOP
        return said or (self._levels.get(level) if runs_on else None)

    def _indicator(self, name: Cell, beside: dict[str, Cell]) -> Indicator:
        said = {role: cell.text for role, cell in beside.items()}
        cells = (name, *beside.values())
        return Indicator(
            table=self._table(),
            **self._levels,
            name=_printed(name),
            target=_printed(beside["target"]) if "target" in beside else None,
            actual=_printed(beside["actual"]) if "actual" in beside else None,
            score=said.get("score"),
            page=name.page.number,
            boxes=tuple(piece.printed.box(0, len(piece.line.glyphs) - 1) for cell in cells for piece in cell.pieces),
            verdict="accepted" if self._drawn and all(cell.frame.drawn for cell in cells) else "flagged",
        )

    def _table(self) -> str:
        """The title, which counts for the first project below it, the project where the title does not name it, the goal."""
        title, project, goal = self._names.values()
        parts = (title, "" if project in title else project, goal)
        return "/".join(part for part in parts if part)


def _heads(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in _words().columns.values())


def _ends(text: str) -> bool:
    words = _words()
    return any(pattern.fullmatch(text) for pattern in (words.no_row, words.title, words.project))


def _header(cell: Cell, cells: Sequence[Cell]) -> _Header | None:
    """The header whose column of names this cell heads."""
    words = _words()
    if not (cell.frame.drawn and words.columns["name"].fullmatch(cell.text)):
        return None
    row = [other for other in cells if other.frame.drawn and other.frame.top < cell.y < other.frame.bottom]
    columns: dict[str, tuple[float, float]] = {}
    for other in row:
        role = next((role for role in _ROLES if words.columns[role].fullmatch(other.text)), None)
        if role is not None:
            columns.setdefault(role, (other.frame.left, other.frame.right))
    return _Header(columns, cell.frame.bottom) if {"target", "actual"} & set(columns) else None


def _is_row(cell: Cell, header: _Header) -> bool:
    left, right = header.columns["name"]
    inside = cell.frame.drawn and abs(cell.frame.left - left) < _FROM_TOP and abs(cell.frame.right - right) < _FROM_TOP
    return inside and cell.y > header.bottom and not _words().no_row.fullmatch(cell.text)


def _beside(name: Cell, cells: Sequence[Cell], header: _Header) -> dict[str, Cell]:
    """Target, actual and score of the row: the cells whose band holds its middle."""
    found: dict[str, Cell] = {}
    for role, (left, right) in header.columns.items():
        if role in ("target", "actual", "score"):
            held = (c for c in cells if left < c.x < right and c.frame.drawn and c.frame.top < name.y < c.frame.bottom)
            cell = next(held, None)
            if cell is not None:
                found[role] = cell
    return found


def _printed(cell: Cell) -> str:
    """The characters as printed, line breaks and blanks dropped."""
    return "".join(glyph.char for piece in cell.pieces for glyph in piece.line.glyphs)
