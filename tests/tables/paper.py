"""Pages drawn by hand: glyphs at places, and tables whose rules are drawn in full, in part or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from extractors.amounts import is_dash, parse_amount
from extractors.model import Glyph, Line, Page, Rule
from extractors.tables import Area

SIZE = 9.0
LEFT, TOP, ROW = 50.0, 120.0, 16.0
Ruling = Literal["grid", "segments", "rows", "three_line", "frame", "none"]
Rows = Sequence[Sequence[str]]


def wide(text: str, size: float = SIZE) -> float:
    return sum(size if ord(char) > 255 else size / 2 for char in text)


def glyphs(text: str, x: float, top: float, size: float = SIZE, apart: float = 0.0) -> tuple[Glyph, ...]:
    """Characters set one after another; `apart` points between them."""
    placed = []
    for char in text:
        placed.append(Glyph(char, x, top, x + wide(char, size), top + size))
        x += wide(char, size) + apart
    return tuple(placed)


def line(*runs: tuple[Glyph, ...]) -> Line:
    """Runs that stand on one baseline."""
    every = tuple(sorted((g for run in runs for g in run), key=lambda g: g.x0))
    return Line(every, every[0].x0, min(g.top for g in every), every[-1].x1, max(g.bottom for g in every))


def page(
    lines: Sequence[Line],
    rules: Sequence[Rule] = (),
    number: int = 1,
    size: tuple[float, float] = (595, 842),
    turn: Literal[0, 90] = 0,
) -> Page:
    ordered = tuple(sorted(lines, key=lambda one: one.top))
    return Page(number=number, width=size[0], height=size[1], turn=turn, lines=ordered, rules=tuple(rules))


class Place(NamedTuple):
    """A cell of a drawn table: its rectangle and its text."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class Drawn(NamedTuple):
    """A table on paper."""

    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    bottom: float


def table(rows: Rows, widths: Sequence[float], *, top: float = TOP, ruling: Ruling = "grid", heads: int = 1) -> Drawn:
    """Cells from text: `<` continues the cell at its left, `^` the one above; figures stand right, words in the middle.

    `heads` rows are header, which three-line tables and segments rule off from the body.
    """
    xs = [LEFT, *(LEFT + x for x in accumulate(widths))]
    ys = [top + ROW * i for i in range(len(rows) + 1)]
    places = list(_places(rows, xs, ys))
    lines = tuple(line(glyphs_) for place in places for glyphs_ in _set(place))
    return Drawn(lines, tuple(_rules(places, xs, ys, ruling, heads)), ys[-1])


def sheet(
    rows: Rows,
    widths: Sequence[float],
    *,
    title: str = "",
    captions: Sequence[str] = (),
    ruling: Ruling = "grid",
    heads: int = 1,
    number: int = 1,
) -> Page:
    """One page with a title, captions and a table under them."""
    above = [line(glyphs(text, LEFT + 120, 60 + 18 * i)) for i, text in enumerate([title, *captions]) if text]
    drawn = table(rows, widths, ruling=ruling, heads=heads)
    size = (max(595, LEFT * 2 + sum(widths)), 842)
    return page([*above, *drawn.lines], drawn.rules, number, size)


def area(of: Page) -> Area:
    """Everything below the captions."""
    return Area(of, TOP - 5, of.height)


def _places(rows: Rows, xs: Sequence[float], ys: Sequence[float]) -> Iterator[Place]:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text in ("<", "^"):
                continue
            right, below = c + 1, r + 1
            while right < len(row) and row[right] == "<":
                right += 1
            while below < len(rows) and rows[below][c] == "^":
                below += 1
            yield Place(text, xs[c], ys[r], xs[right], ys[below])


def _set(place: Place) -> Iterator[tuple[Glyph, ...]]:
    parts = [part for part in place.text.split("\n") if part]
    height = min(SIZE, (place.bottom - place.top - 1) / max(len(parts), 1))
    start = (place.top + place.bottom - height * len(parts)) / 2
    for i, part in enumerate(parts):
        figure = parse_amount("".join(parts)) is not None or is_dash(part)
        free = place.x1 - place.x0 - wide(part, height)
        x = place.x1 - 2 - wide(part, height) if figure else place.x0 + max(free / 2, 1)
        yield glyphs(part, x, start + height * i, height)


def _rules(places: Sequence[Place], xs: Sequence[float], ys: Sequence[float], ruling: Ruling, heads: int) -> Iterator[Rule]:
    if ruling == "none":
        return
    if ruling == "grid":
        for place in places:
            yield from _around(place)
        return
    if ruling == "segments":
        for place in places:
            yield Rule(place.x0 + 0.7, place.top, place.x1 - 0.7, place.top)
        yield from (Rule(a + 0.7, ys[-1], b - 0.7, ys[-1]) for a, b in zip(xs, xs[1:], strict=False))
        return
    levels = {"rows": ys, "three_line": [ys[0], ys[heads], ys[-1]], "frame": [ys[0], ys[-1]]}[ruling]
    yield from (Rule(xs[0], y, xs[-1], y) for y in levels)
    if ruling == "frame":
        yield from (Rule(x, ys[0], x, ys[-1]) for x in (xs[0], xs[-1]))


def _around(place: Place) -> Iterator[Rule]:
    yield Rule(place.x0, place.top, place.x1, place.top)
    yield Rule(place.x0, place.bottom, place.x1, place.bottom)
    yield Rule(place.x0, place.top, place.x0, place.bottom)
    yield Rule(place.x1, place.top, place.x1, place.bottom)
