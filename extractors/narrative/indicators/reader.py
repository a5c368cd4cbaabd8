"""Performance indicators: the rows of self-evaluation, target and scoring tables, with the levels that merged cells give them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.model import Indicator, Page, ScoredForm
from extractors.narrative.cells import Cell, Frame, Ruling, cells_of, pieces_of
from extractors.narrative.closing import closed
from extractors.narrative.indicators.headers import Header, Span, header_of, lost_head
from extractors.narrative.indicators.points import Placed, funds_of, scored_forms, total_of
from extractors.narrative.indicators.rows import Level, Row, goes_on, indicator, joined, printed, with_levels
from extractors.narrative.indicators.words import LEVELS, role_of, words
from extractors.narrative.walls import walled

_LEAST_RULES = 2
_LEAST_WALLS = 3
_SAME = 4.0
_EDGE = 8.0
_BESIDE = ("target", "actual", "operator", "unit", "weight", "score")


class Indicators(NamedTuple):
    """All rows in the order they are printed, and the forms that give points for them."""

    rows: tuple[Indicator, ...]
    forms: tuple[ScoredForm, ...]


def read_indicators(pages: Sequence[Page]) -> Indicators:
    """The indicators of every ruled table that has a column for their names."""
    reader = _Reader()
    rows = [(row, indicator(row)) for row in _read_rows(reader, pages)]
    placed = [Placed(each.page, row.cells["name"][0].y, row.table, each) for row, each in rows]
    lines = sorted([*placed, *reader.marks], key=lambda line: (line.page, line.y))
    return Indicators(tuple(each for _, each in rows), tuple(scored_forms(lines)))


def _read_rows(reader: _Reader, pages: Sequence[Page]) -> list[Row]:
    """Page by page; what a break cut is put together again."""
    rows: list[Row] = []
    for page in pages:
        found = list(reader.read(page))
        if found and rows and reader.continued:
            rows, found = with_levels(rows, found)
            if goes_on(rows[-1], found[0]):
                rows[-1] = joined(rows[-1], found.pop(0))
        rows += found
    return [row for row in rows if row.told and "name" in row.cells]


class _Reader:
    """Goes down the pages cell by cell; a table may run on over a page break, its columns with it."""

    def __init__(self) -> None:
        self.continued = False
        self.marks: list[Placed] = []
        self._header: Header | None = None
        self._names = {"title": "", "project": "", "goal": ""}
        self._drawn = True
        self._across: dict[str, Level] = {}

    def read(self, page: Page) -> Iterator[Row]:
        """The rows of one page."""
        level = sum(rule.horizontal for rule in page.rules)
        ruled = level >= _LEAST_RULES or self._header is not None and len(page.rules) - level >= _LEAST_WALLS
        if not ruled or self._header is None and not _may_hold(page):
            self._header, self.continued = None, False
            return
        self.continued = self._header is not None
        if self._header is not None:
            self._header = self._header._replace(bottom=-1.0)
        upright = walled(page, _heads, _ends)
        self._drawn = upright is page
        whole = closed(upright)
        yield from self._walk(_Sheet(whole, Ruling(upright)))

    def _walk(self, sheet: _Sheet) -> Iterator[Row]:
        if self._header is None:
            self._header = lost_head(sheet.cells, sheet.ruling)
        elif rest := self._rest(sheet):
            yield rest
        for cell in sheet.cells:
            header = header_of(cell, sheet.cells)
            if header is not None:
                self._header, self._across = header, {}
            elif self._header is not None and (said := _across(cell, self._header)):
                self._across = said
            elif not self._is_name(cell, sheet.cells):
                self._mark(cell, sheet)
                yield from self._rows(cell, sheet)

    def _mark(self, cell: Cell, sheet: _Sheet) -> None:
        """Takes note of the line of the money and of that of the total."""
        header = self._header
        line = funds_of(cell, sheet.cells, sheet.at) or (header and total_of(cell, sheet.cells, header, sheet.at))
        if line:
            self.marks.append(Placed(cell.page.number, cell.y, self._table(), line))

    def _rows(self, cell: Cell, sheet: _Sheet) -> Iterator[Row]:
        header = self._header
        for at, group in enumerate(header.groups if header else ()):
            if header is not None and _is_row(cell, group["name"], header.bottom):
                row = self._row(cell.frame, at, sheet)
                row = row._replace(beside=sheet.tells(cell))
                if row.told or row.below or sheet.is_first(cell.frame):
                    yield row

    def _row(self, frame: Frame, at: int, sheet: _Sheet) -> Row:
        """The row of the band that a cell of the names' column makes."""
        assert self._header is not None
        group = self._header.groups[at]
        y = (frame.top + frame.bottom) / 2
        cells = {role: sheet.at(group[role], y) for role in ("name", *_BESIDE) if role in group}
        above, below = sheet.cut(group["name"], y)
        return Row(
            table=self._table(),
            group=at,
            cells={role: held for role, held in cells.items() if held},
            levels=self._across | {level: sheet.level(group[level], y, self.continued) for level in LEVELS if level in group},
            roles=frozenset(group),
            above=above,
            below=below,
            beside=False,
            sound=self._drawn and self._header.sound,
        )

    def _rest(self, sheet: _Sheet) -> Row | None:
        """The head of a page where the first row has no name: the rest of a row that the break cut."""
        assert self._header is not None
        name = self._header.groups[0]["name"]
        frame = sheet.first(name)
        if frame is None or sheet.at(name, (frame.top + frame.bottom) / 2):
            return None
        row = self._row(frame, 0, sheet)
        return row if row.told and not any(role_of(cell.text) for held in row.cells.values() for cell in held) else None

    def _is_name(self, cell: Cell, cells: Sequence[Cell]) -> bool:
        """Takes note of titles, projects and numbered goals."""
        goal = words().goal.match(cell.text)
        if goal:
            self._names["goal"] = goal[0]
        elif words().project.fullmatch(cell.text):
            right = [other for other in cells if other.x0 > cell.x1 and abs(other.y - cell.y) < cell.height]
            named = printed(min(right, key=lambda other: other.x0)) if right else ""
            title = "" if self._names["project"] else self._names["title"]
            self._header, self._names = None, {"title": title, "project": named, "goal": ""}
        elif not cell.frame.drawn and words().title.fullmatch(cell.text):
            self._header, self._names = None, {"title": printed(cell), "project": "", "goal": ""}
        else:
            return False
        return True

    def _table(self) -> str:
        """The title, which counts for the first project below it, the project where the title does not name it, the goal."""
        title, project, goal = self._names.values()
        parts = (title, "" if project in title else project, goal)
        return "/".join(part for part in parts if part)


class _Sheet:
    """One page as cells, with what its own rules leave open."""

    def __init__(self, page: Page, drawn: Ruling) -> None:
        self.cells = sorted(cells_of(pieces_of(page)), key=lambda cell: (cell.top, cell.x0))
        self.ruling = Ruling(page)
        self._own = drawn
        self._top = min((shelf.at for shelf in self.ruling.shelves), default=0.0)
        self._bottom = max((shelf.at for shelf in self.ruling.shelves), default=0.0)

    def at(self, column: Span, y: float) -> tuple[Cell, ...]:
        """The cell of a column at a height, if anything is printed in it."""
        left, right = column
        held = (c for c in self.cells if left < c.x < right and c.frame.drawn and c.frame.top < y < c.frame.bottom)
        return tuple(held)[:1]

    def first(self, column: Span) -> Frame | None:
        """The topmost cell of a column."""
        frame = self.ruling.frame((column[0] + column[1]) / 2, self._top + _SAME)
        return frame if frame.drawn else None

    def is_first(self, frame: Frame) -> bool:
        """Whether it is the topmost of its column."""
        return frame.top < self._top + _SAME

    def cut(self, column: Span, y: float) -> tuple[bool, bool]:
        """Whether no drawn rule closes the cell above, below."""
        frame = self._own.frame((column[0] + column[1]) / 2, y)
        return frame.top == -float("inf"), frame.bottom == float("inf")

    def level(self, column: Span, y: float, continued: bool) -> Level:
        """What the merged cell of a column says."""
        frame = self.ruling.frame((column[0] + column[1]) / 2, y)
        held = (c for c in self.cells if column[0] < c.x < column[1] and frame.top < c.y < frame.bottom)
        above, below = self.cut(column, y)
        return Level(
            "".join(cell.text for cell in held),
            first=continued and frame.top < self._top + _SAME,
            last=frame.bottom > self._bottom - _SAME,
            open=above or below,
        )

    def tells(self, name: Cell) -> bool:
        """Whether anything stands right of the name in its row."""
        top, bottom = name.frame.top, name.frame.bottom
        right = (
            c
            for c in self.cells
            if c.frame.left > name.frame.right - _SAME and top - 1 < c.frame.top and c.frame.bottom < bottom + 1
        )
        return any(cell.frame.drawn for cell in right)


def _may_hold(page: Page) -> bool:
    """Indicators are spoken of, or what stands below a table whose head is not printed."""
    text = "".join(page.text.split())
    return "指标" in text or "目标未完成原因" in text


def _heads(text: str) -> bool:
    return role_of(text) is not None


def _ends(text: str) -> bool:
    known = words()
    return any(pattern.fullmatch(text) for pattern in (known.no_row, known.title, known.project))


def _across(cell: Cell, header: Header) -> dict[str, Level]:
    """产出指标—数量指标: a row over all columns, in a table that has none for levels."""
    group = header.groups[0]
    if len(header.groups) > 1 or set(LEVELS) & set(group) or not cell.frame.drawn or cell.y < header.bottom:
        return {}
    ends = max(span[1] for span in group.values())
    said = words().across.fullmatch(cell.text)
    wide = cell.frame.left < group["name"][0] + _SAME and cell.frame.right > ends - _SAME
    if not wide or said is None or not words().level.search(cell.text):
        return {}
    return {level: Level(said[level]) for level in LEVELS if said[level]}


def _is_row(cell: Cell, name: Span, bottom: float) -> bool:
    inside = cell.frame.drawn and abs(cell.frame.left - name[0]) < _EDGE and abs(cell.frame.right - name[1]) < _EDGE
    return inside and cell.y > bottom and not words().no_row.fullmatch(cell.text)
