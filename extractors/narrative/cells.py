"""Tables of words (goals, evaluations) -> cells: pieces of lines between drawn rules, and their rows and columns.

Tables of figures have their own room; here cells hold sentences, wrap over many lines and are cut by page breaks,
and one such table seldom looks like the next. All measures in points of a page's upright space.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.model import Glyph, Line, Page, Rule
from extractors.narrative.grounding import PrintedLine, folded

_GAP = 0.75
_TOUCH = 2.0
_NOWHERE = float("inf")
_SHARED = 0.34
_FOLLOWS = 0.5


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

    @property
    def drawn(self) -> bool:
        """Whether all four sides are."""
        return max(abs(side) for side in self) < _NOWHERE


class Cell(NamedTuple):
    """The pieces between four drawn rules, top to bottom; a piece alone where they are not drawn. The box is its ink's."""

    pieces: tuple[Piece, ...]
    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    frame: Frame

    @property
    def page(self) -> Page:
        """The page it stands on."""
        return self.pieces[0].page

    @property
    def x(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """Height of its first line."""
        return self.pieces[0].line.bottom - self.pieces[0].line.top


class _Segment(NamedTuple):
    """A rule of either direction: where it lies, and from where to where it runs."""

    at: float
    start: float
    end: float


class Ruling:
    """The rules of a page, segments that touch joined, ready to be asked what surrounds a place."""

    def __init__(self, page: Page) -> None:
        self.walls = _joined((r.x0, r.top, r.bottom) for r in page.rules if not r.horizontal)
        self.shelves = _joined((r.top, r.x0, r.x1) for r in page.rules if r.horizontal)

    def frame(self, x: float, y: float) -> Frame:
        """The nearest rules left, above, right and below."""
        beside = [wall.at for wall in self.walls if wall.start - _TOUCH <= y <= wall.end + _TOUCH]
        around = [shelf.at for shelf in self.shelves if shelf.start - _TOUCH <= x <= shelf.end + _TOUCH]
        return Frame(
            max((at for at in beside if at <= x), default=-_NOWHERE),
            max((at for at in around if at <= y), default=-_NOWHERE),
            min((at for at in beside if at > x), default=_NOWHERE),
            min((at for at in around if at > y), default=_NOWHERE),
        )


def pieces_of(page: Page, first: int = 0, last: int | None = None) -> list[Piece]:
    """The pieces of some lines of a page, in reading order."""
    walls = [rule for rule in page.rules if not rule.horizontal]
    found = []
    for line in page.lines[first:last]:
        inside = sorted(wall.x0 for wall in walls if wall.top - _TOUCH <= (line.top + line.bottom) / 2 <= wall.bottom + _TOUCH)
        parts = _layers(line.glyphs)
        found += [_piece(page, run) for part in parts for run in _runs(part, inside if len(parts) == 1 else ())]
    return found


def _layers(glyphs: Sequence[Glyph]) -> list[Sequence[Glyph]]:
    """The glyphs of a line; where text runs over the wall of its cell into the next one's, each text by itself.

    Such texts lie over each other: each glyph goes on with the text whose last glyph it follows without a gap.
    """
    if not any(_covers(one, two) for one, two in pairwise(glyphs)):
        return [glyphs]
    layers: list[list[Glyph]] = []
    for glyph in glyphs:
        open_layers = [layer for layer in layers if not _covers(layer[-1], glyph)]
        nearest = min(open_layers, key=lambda layer: abs(glyph.x0 - layer[-1].x1), default=None)
        if nearest is not None and abs(glyph.x0 - nearest[-1].x1) < _FOLLOWS * (glyph.bottom - glyph.top):
            nearest.append(glyph)
        else:
            layers.append([glyph])
    return list(layers)


def _covers(one: Glyph, two: Glyph) -> bool:
    """Two inked glyphs of one line that share more than a third of the narrower one's width."""
    if one.char.isspace() or two.char.isspace():
        return False
    return one.x1 - two.x0 > _SHARED * min(one.x1 - one.x0, two.x1 - two.x0)


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
    return bisect_right(walls, left.x) < bisect_left(walls, right.x)


def _piece(page: Page, run: list[Glyph]) -> Piece:
    line = Line(tuple(run), run[0].x0, min(g.top for g in run), run[-1].x1, max(g.bottom for g in run))
    return Piece(page, line, folded("".join(glyph.char for glyph in run)))


def cells_of(pieces: Sequence[Piece]) -> list[Cell]:
    """The cells that the pieces of one page stand in, in the order of their first pieces."""
    if not pieces:
        return []
    ruling = Ruling(pieces[0].page)
    groups: dict[object, list[Piece]] = {}
    frames: dict[object, Frame] = {}
    for at, piece in enumerate(pieces):
        frame = ruling.frame(piece.x, piece.y)
        key: object = tuple(round(side / _TOUCH) for side in frame) if frame.drawn else at
        frames.setdefault(key, frame)
        groups.setdefault(key, []).append(piece)
    return [_cell(group, frames[key]) for key, group in groups.items()]


def _joined(rules: Iterable[tuple[float, float, float]]) -> list[_Segment]:
    """Segments that lie on one line and touch, as one."""
    joined: list[_Segment] = []
    for at, start, end in sorted((round(at / _TOUCH) * _TOUCH, start, end) for at, start, end in rules):
        if joined and joined[-1].at == at and start <= joined[-1].end + _TOUCH:
            joined[-1] = joined[-1]._replace(end=max(joined[-1].end, end))
        else:
            joined.append(_Segment(at, start, end))
    return joined


def _cell(group: list[Piece], frame: Frame) -> Cell:
    pieces = sorted(group, key=lambda piece: (round(piece.y), piece.line.x0))
    lines = [piece.line for piece in pieces]
    return Cell(
        tuple(pieces),
        "".join(piece.text for piece in pieces),
        min(line.x0 for line in lines),
        min(line.top for line in lines),
        max(line.x1 for line in lines),
        max(line.bottom for line in lines),
        frame,
    )


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
