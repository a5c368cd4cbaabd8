"""The ruled lines of a table in each practice."""

from __future__ import annotations

from typing import NamedTuple

from tests.typeset.layout import Ruling
from tests.typeset.paper import Page

THIN, THICK = 0.5, 1.2


class Span(NamedTuple):
    """A cell's rectangle on the page."""

    x0: float
    top: float
    x1: float
    bottom: float
    head: bool


Edge = tuple[float, float, float, float]


def draw_rules(
    page: Page, ruling: Ruling, spans: list[Span], sides: tuple[float, float], head_bottom: float, *, more: bool
) -> None:
    """Rule one page's part of a table. `more`: the table goes on overleaf."""
    if ruling == "none":
        return
    top, bottom = min(s.top for s in spans), max(s.bottom for s in spans)
    if ruling == "three_line":
        _three_lines(page, spans, sides, (top, head_bottom, bottom), more)
    elif ruling == "full_rows":
        for y in sorted({round(v, 2) for s in spans for v in ((s.top, s.bottom) if not s.head else (top, head_bottom))}):
            page.line(sides[0], y, sides[1], y, THIN)
    elif ruling == "row_segments":
        for x0, y0, x1, y1 in _edges(spans, upright=False):
            page.line(x0, y0, x1, y1, THIN)
    elif ruling == "frame":
        _frame(page, spans, sides, (top, head_bottom, bottom))
    elif ruling == "dotted":
        for edge in _edges(spans):
            _dots(page, *edge)
    elif ruling == "inset":
        for s in spans:
            page.frame(s.x0 + 0.6, s.top + 0.6, s.x1 - 0.6, s.bottom - 0.6, THIN)
    elif ruling == "open_sides":
        for edge in _edges(spans):
            if not (edge[0] == edge[2] and min(abs(edge[0] - side) for side in sides) < 0.1):
                page.line(*edge, THIN)
    elif ruling == "verticals":
        _verticals(page, spans, (top, head_bottom, bottom))
    elif ruling == "ground":
        page.tint(sides[0], top, sides[1], bottom, 0.9)
        for edge in _edges(spans):
            page.line(*edge, THIN * 2, grey=1.0)
    elif ruling in ("zebra", "white"):
        _fills(page, ruling, spans, sides)
    elif ruling == "cell_rects":
        for s in spans:
            page.frame(s.x0, s.top, s.x1, s.bottom, THIN)
    else:
        _grid(page, ruling, spans)
        if ruling == "thick_frame":
            page.frame(sides[0], top, sides[1], bottom, THICK)


def _edges(spans: list[Span], *, upright: bool = True) -> list[Edge]:
    """Each cell edge once."""
    found: dict[Edge, None] = {}
    for s in spans:
        x0, top, x1, bottom = (round(v, 2) for v in s[:4])
        found[(x0, top, x1, top)] = found[(x0, bottom, x1, bottom)] = None
        if upright:
            found[(x0, top, x0, bottom)] = found[(x1, top, x1, bottom)] = None
    return list(found)


def _verticals(page: Page, spans: list[Span], levels: tuple[float, float, float]) -> None:
    """Columns ruled from top to bottom; rows not at all."""
    for x0, y0, x1, y1 in _edges(spans):
        in_head = y1 <= levels[1] + 0.1
        if x0 == x1 or in_head or min(abs(y0 - level) for level in levels) < 0.1:
            page.line(x0, y0, x1, y1, THIN)


def _fills(page: Page, ruling: Ruling, spans: list[Span], sides: tuple[float, float]) -> None:
    """Bands of tint from row to row, or tinted cells with white between them; no ink but the text's."""
    if ruling == "white":
        for s in spans:
            page.tint(s.x0 + 0.5, s.top + 0.5, s.x1 - 0.5, s.bottom - 0.5, 0.75 if s.head else 0.92)
        return
    rows = sorted({(round(s.top, 2), round(s.bottom, 2)) for s in spans if not s.head})
    for top, bottom in rows[::2]:
        page.tint(sides[0], top, sides[1], bottom, 0.93)
    for s in spans:
        if s.head:
            page.tint(*s[:4], 0.8)


def _dots(page: Page, x0: float, y0: float, x1: float, y1: float) -> None:
    """A hairline as some spreadsheets print it: small filled squares."""
    steps = int(max(x1 - x0, y1 - y0) / 1.5)
    for i in range(steps + 1):
        x, y = x0 + (x1 - x0) * i / max(steps, 1), y0 + (y1 - y0) * i / max(steps, 1)
        page.bar(x - 0.3, y - 0.3, x + 0.3, y + 0.3)


def _grid(page: Page, ruling: Ruling, spans: list[Span]) -> None:
    for x0, y0, x1, y1 in _edges(spans):
        if ruling == "filled":
            page.bar(x0 - 0.24, y0 - 0.24, x1 + 0.24, y1 + 0.24)
        elif ruling == "double":
            flat = y0 == y1
            for shift in (-0.8, 0.8):
                page.line(
                    x0 + (0 if flat else shift),
                    y0 + (shift if flat else 0),
                    x1 + (0 if flat else shift),
                    y1 + (shift if flat else 0),
                    0.35,
                )
        elif ruling == "dashed":
            page.line(x0, y0, x1, y1, THIN, "[1.5 1] 0")
        else:
            page.line(x0, y0, x1, y1, THIN, grey=0.75 if ruling == "light" else 0.0)


def _three_lines(
    page: Page, spans: list[Span], sides: tuple[float, float], levels: tuple[float, float, float], more: bool
) -> None:
    top, head_bottom, bottom = levels
    page.line(sides[0], top, sides[1], top, THICK)
    if head_bottom > top:
        page.line(sides[0], head_bottom, sides[1], head_bottom, THIN)
    if not more:
        page.line(sides[0], bottom, sides[1], bottom, THICK)
    heads = [s for s in spans if s.head and s.bottom < head_bottom - 1 and s.x1 - s.x0 > 60]
    for s in heads:
        under = [o for o in spans if o.head and abs(o.top - s.bottom) < 0.5 and o.x0 >= s.x0 - 0.5 and o.x1 <= s.x1 + 0.5]
        if len(under) > 1:
            page.line(s.x0 + 2, s.bottom, s.x1 - 2, s.bottom, THIN)


def _frame(page: Page, spans: list[Span], sides: tuple[float, float], levels: tuple[float, float, float]) -> None:
    top, head_bottom, bottom = levels
    for x0, y0, x1, y1 in _edges([s for s in spans if s.bottom <= head_bottom + 0.5]):
        page.line(x0, y0, x1, y1, THIN)
    page.frame(sides[0], top, sides[1], bottom, THIN)
