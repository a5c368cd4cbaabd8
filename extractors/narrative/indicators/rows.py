"""One row of a table of indicators as its cells print it, and rows that a page break cut in two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.model import Box, Indicator
from extractors.narrative.cells import Cell
from extractors.narrative.indicators.words import LEVELS, words

VALUES = ("target", "actual", "weight", "score")


class Level(NamedTuple):
    """What the merged cell beside a row says, or the row across the table above it.

    `first`, `last`: the cell reaches the head or the foot of the page's table; `open`: there without a rule.
    """

    text: str
    first: bool = False
    last: bool = False
    open: bool = False


class Row(NamedTuple):
    """The cells of a row by role; `above`, `below`: no rule closes it there; `beside`: something stands right of its name.

    `levels` has an entry per column of the head.
    """

    table: str
    group: int
    cells: dict[str, tuple[Cell, ...]]
    levels: dict[str, Level]
    roles: frozenset[str]
    above: bool
    below: bool
    beside: bool
    sound: bool

    def said(self, role: str) -> str | None:
        """As printed, line breaks and blanks dropped."""
        cells = self.cells.get(role, ())
        return "".join(printed(cell) for cell in cells) or None

    @property
    def told(self) -> bool:
        """Whether it says anything besides its name."""
        return self.beside or any(role in self.cells for role in VALUES)


def printed(cell: Cell) -> str:
    """The characters as printed, line breaks and blanks dropped."""
    return "".join(glyph.char for piece in cell.pieces for glyph in piece.line.glyphs if not glyph.char.isspace())


def indicator(row: Row) -> Indicator:
    """The row as it is written."""
    cells = [cell for role in ("name", "operator", *VALUES) if role != "weight" for cell in row.cells.get(role, ())]
    boxes: list[Box] = [piece.printed.box(0, len(piece.line.glyphs) - 1) for cell in cells for piece in cell.pieces]
    levels = {name: row.levels[name].text or None for name in LEVELS if name in row.levels}
    return Indicator(
        table=row.table,
        **levels,
        name=row.said("name") or "",
        target=_target(row),
        actual=row.said("actual"),
        score=row.said("score"),
        weight=row.said("weight"),
        page=boxes[0].page,
        boxes=tuple(boxes),
        verdict="accepted" if row.sound and not _unsaid(row) and all(cell.frame.drawn for cell in cells) else "flagged",
    )


def _unsaid(row: Row) -> bool:
    """A level whose cell goes on overleaf may be printed there."""
    return any(level.open and level.last and not level.text for level in row.levels.values())


def _target(row: Row) -> str | None:
    """The value with its sign and unit where these have columns of their own."""
    value, sign, unit = row.said("target"), row.said("operator") or "", row.said("unit") or ""
    if value is None:
        return None
    sign = sign if words().sign.fullmatch(sign) and not words().sign.match(value) else ""
    measured = value.replace(",", "").replace(".", "").isdigit()
    return f"{sign}{value}{unit if measured else ''}"


def goes_on(last: Row, first: Row) -> bool:
    """Whether the first row of a page is the rest of the last one: where no rule parts them, unless both are whole; else only
    where it lacks its name, or all but its name."""
    if last.group != first.group or last.table != first.table:
        return False
    if last.below or first.above:
        return not _both_whole(last, first)
    return "name" not in first.cells or not first.told


def _both_whole(last: Row, first: Row) -> bool:
    """Short cells are printed once in a row: points in both halves, or where there are none targets, are of two rows."""
    short = {"score", "weight"} & last.roles or {"target"}
    return all("name" in row.cells for row in (last, first)) and any(role in last.cells and role in first.cells for role in short)


def joined(last: Row, first: Row) -> Row:
    """Both halves as one; certain only where no rule parts them."""
    cells = {role: (*last.cells.get(role, ()), *first.cells.get(role, ())) for role in {*last.cells, *first.cells}}
    sound = last.sound and first.sound and (last.below or first.above)
    return last._replace(cells=cells, sound=sound, below=first.below)


def with_levels(before: Sequence[Row], after: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Levels whose merged cell a page break cut: what one half says holds for the rows of both."""
    earlier, later = list(before), list(after)
    for group in {row.group for row in later}:
        for name in LEVELS:
            _level(earlier, later, group, name)
    return earlier, later


def _level(earlier: list[Row], later: list[Row], group: int, name: str) -> None:
    above = [at for at, row in enumerate(earlier) if row.group == group and name in row.levels and row.levels[name].last]
    below = [at for at, row in enumerate(later) if row.group == group and name in row.levels and row.levels[name].first]
    if not above or not below or earlier[above[-1]].table != later[below[0]].table:
        return
    one, two = earlier[above[-1]].levels[name], later[below[0]].levels[name]
    if one.text and two.text:
        if not words().level.search(one.text) and words().level.search(one.text + two.text):
            _fill(earlier, above, name, one.text + two.text)
            _fill(later, below, name, one.text + two.text)
    elif one.text and (one.open or two.open or not two.text):
        _fill(later, below, name, one.text, sound=True)
    elif two.text and one.open and all(_belongs(earlier[at], name, two.text) for at in above):
        _fill(earlier, above, name, two.text)


def _fill(rows: list[Row], places: Sequence[int], name: str, text: str, *, sound: bool = False) -> None:
    for at in places:
        row = rows[at]
        rows[at] = row._replace(levels={**row.levels, name: row.levels[name]._replace(text=text)}, sound=row.sound and sound)


def _belongs(row: Row, name: str, text: str) -> bool:
    """Whether a first level found overleaf can be that of the row's second level; a second level says nothing against it."""
    if name != LEVELS[0]:
        return True
    second = row.levels.get(LEVELS[1])
    families = (members for head, members in words().families if head.search(text))
    return second is not None and any(members.search(second.text) for members in families)
