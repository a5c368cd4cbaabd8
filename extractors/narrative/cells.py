"""Tables of words (goals, evaluations) -> cells: pieces of lines between drawn rules, and their rows and columns.

Tables of figures have their own room; here cells hold sentences, wrap over many lines and are cut by page breaks,
and one such table seldom looks like the next. All measures in points of a page's upright space.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.model import Glyph, Line, Page, Rule
from extractors.narrative.grounding import PrintedLine, folded

_GAP = 0.9
_TOUCH = 2.0
_NOWHERE = float("inf")


class Piece(NamedTuple):
    """A run of glyphs of one line without a wide blank or a vertical rule inside. `text`: blanks squeezed, half-width."""

    page: Page
    line: Line
    text: str

    @property
    def x(self) -> float:
        """Horizontal middle."""
        return (self.line.x0 + self.line.x1) / 2

    @property
    def y(self) -> float:
        """Vertical middle."""
        return (self.line.top + self.line.bottom) / 2

    @property
    def printed(self) -> PrintedLine:
        """As a line of a passage."""
        return PrintedLine(self.page, self.line)


class Frame(NamedTuple):
    """The rules nearest around a piece; infinite where none is drawn."""

    left: float
    top: float
    right: float
    bottom: float


def pieces_of(page: Page, first: int = 0, last: int | None = None) -> list[Piece]:
    """The pieces of some lines of a page, in reading order."""
    walls = [rule for rule in page.rules if not rule.horizontal]
    found = []
    for line in page.lines[first:last]:
        inside = sorted(wall.x0 for wall in walls if wall.top - _TOUCH <= (line.top + line.bottom) / 2 <= wall.bottom + _TOUCH)
        found += [_piece(page, run) for run in _runs(line.glyphs, inside)]
    return found


def _runs(glyphs: Iterable[Glyph], walls: Sequence[float]) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        if glyph.char.isspace():
            continue
        if run and (glyph.x0 - run[-1].x1 > _GAP * (glyph.bottom - glyph.top) or _parted(run[-1], glyph, walls)):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _parted(left: Glyph, right: Glyph, walls: Sequence[float]) -> bool:
    return any(left.x < wall < right.x for wall in walls)


def _piece(page: Page, run: list[Glyph]) -> Piece:
    line = Line(tuple(run), run[0].x0, min(g.top for g in run), run[-1].x1, max(g.bottom for g in run))
    return Piece(page, line, folded("".join(glyph.char for glyph in run)))


def frame_of(piece: Piece) -> Frame:
    """The rules around a piece."""
    level = [rule for rule in piece.page.rules if rule.horizontal and rule.x0 - _TOUCH <= piece.x <= rule.x1 + _TOUCH]
    walls = [r for r in piece.page.rules if not r.horizontal and r.top - _TOUCH <= piece.y <= r.bottom + _TOUCH]
    return Frame(
        max((r.x0 for r in walls if r.x0 <= piece.x), default=-_NOWHERE),
        max((r.top for r in level if r.top <= piece.y), default=-_NOWHERE),
        min((r.x0 for r in walls if r.x0 > piece.x), default=_NOWHERE),
        min((r.top for r in level if r.top > piece.y), default=_NOWHERE),
    )


def same_cell(one: Frame, two: Frame) -> bool:
    """Whether two frames are one cell, drawn on all four sides."""
    return all(abs(a) < _NOWHERE and abs(a - b) < _TOUCH for a, b in zip(one, two, strict=True))


def cell_around(piece: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a ruled cell, top to bottom; the piece alone where no cell is drawn."""
    frame = frame_of(piece)
    inside = [other for other in pieces if other is piece or same_cell(frame, frame_of(other))]
    return sorted(inside, key=lambda other: (round(other.y), other.line.x0))


def levels(rules: Sequence[Rule], left: float, right: float) -> list[float]:
    """Heights at which horizontal rules cover at least half of a table's width, top to bottom."""
    covered: list[tuple[float, float]] = []
    for rule in sorted((r for r in rules if r.horizontal), key=lambda r: r.top):
        width = min(rule.x1, right) - max(rule.x0, left)
        if width <= 0:
            continue
        if covered and rule.top - covered[-1][0] < _TOUCH:
            covered[-1] = (covered[-1][0], covered[-1][1] + width)
        else:
            covered.append((rule.top, width))
    return [top for top, width in covered if width > 0.5 * (right - left)]


def widest_gap(spans: Iterable[tuple[float, float]], low: float, high: float) -> float:
    """The middle of the widest stretch between two places that no span covers; the middle of both where all is covered."""
    best, at = (0.0, (low + high) / 2), low
    for start, end in sorted(span for span in spans if span[1] > low and span[0] < high):
        if start - at > best[0]:
            best = (start - at, (start + at) / 2)
        at = max(at, end)
    if high - at > best[0]:
        best = (high - at, (high + at) / 2)
    return best[1]
