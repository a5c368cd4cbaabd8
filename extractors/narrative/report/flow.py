"""Pages of a performance report -> entries: the running text of each cell, over as many pages as it runs, or of the chapters.

Such a form has one wide column of sentences; the narrow cells left of it say what an entry is about.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from extractors.model import Glyph, Line, Page
from extractors.narrative.cells import Frame, Ruling
from extractors.narrative.grounding import PrintedLine, folded
from extractors.narrative.passages import Margins, margins_of, opens_paragraph
from extractors.outline.rows import body_rows

_WIDE = 0.4
_SAME = 4.0
_LABEL = 24
_SHORT = 2.5
_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]")


class Strip(NamedTuple):
    """What one line prints inside one cell; `frame` without a drawn wall where it stands in none."""

    printed: PrintedLine
    frame: Frame

    @property
    def text(self) -> str:
        """Blanks squeezed, half-width."""
        return folded("".join(self.printed.line.text.split()))


class Entry(NamedTuple):
    """A stretch of running text: what the cell left of it says, and its paragraphs."""

    label: str
    paragraphs: list[list[PrintedLine]]


def entries_of(pages: Sequence[Page]) -> list[Entry]:
    """The entries in the order they begin."""
    flow = _Flow()
    rows = {page: [row.line for row in group] for page, group in groupby(body_rows(pages), key=lambda row: row.page)}
    for page in pages:
        flow.read(page, [page.lines[at] for at in rows.get(page.number, ())])
    return [entry for entry in flow.entries if entry.paragraphs]


class _Flow:
    """Goes down the pages; an entry whose cell is cut by a page break goes on below it."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._open: Frame | None = None
        self._before: PrintedLine | None = None
        self._headed = 0.0

    def read(self, page: Page, lines: Sequence[Line]) -> None:
        """The wide cells of one page, top to bottom."""
        ruling = Ruling(page)
        cells = _cells([strip for line in lines for strip in _strips(page, line, ruling)])
        top = min((shelf.at for shelf in ruling.shelves), default=0.0)
        for frame, strips in cells.items():
            if not _walled(frame) or frame.right - frame.left > _WIDE * page.width:
                label = _label(frame, cells)
                if not (self._goes_on(frame, top) and not label):
                    self.entries.append(Entry(label, []))
                    self._before = None
                self._add(strips)
                self._open = frame

    def _goes_on(self, frame: Frame, top: float) -> bool:
        """The same column at the head of a page, or plain text behind plain text."""
        last = self._open
        if last is None or not _walled(last) or not _walled(frame):
            return last is not None and _walled(last) == _walled(frame)
        same = abs(frame.left - last.left) < _SAME and abs(frame.right - last.right) < _SAME
        return same and frame.top < top + _SAME

    def _add(self, strips: Sequence[Strip]) -> None:
        paragraphs = self.entries[-1].paragraphs
        margins: Margins = margins_of([strip.printed for strip in strips], strips[0].printed.page)
        for strip in strips:
            headed = _HEADING.match(strip.text) or self._headed and self._headed < margins[1] - _SHORT * _height(strip)
            if self._before is None or headed or opens_paragraph(self._before, strip.printed, margins):
                paragraphs.append([])
            self._headed = strip.printed.line.x1 if _HEADING.match(strip.text) else 0.0
            paragraphs[-1].append(strip.printed)
            self._before = strip.printed


def _strips(page: Page, line: Line, ruling: Ruling) -> Iterator[Strip]:
    """The pieces of a line between the walls that it crosses."""
    y = (line.top + line.bottom) / 2
    runs: dict[Frame, list[Glyph]] = {}
    for glyph in line.glyphs:
        runs.setdefault(_sides(ruling, glyph.x, y), []).append(glyph)
    for sides, printed in runs.items():
        run = _inked(printed)
        if not run:
            continue
        cut = Line(tuple(run), run[0].x0, min(g.top for g in run), run[-1].x1, max(g.bottom for g in run))
        yield Strip(PrintedLine(page, cut), ruling.frame((cut.x0 + cut.x1) / 2, y) if _walled(sides) else sides)


def _height(strip: Strip) -> float:
    return max(strip.printed.line.bottom - strip.printed.line.top, 1.0)


def _inked(run: Sequence[Glyph]) -> Sequence[Glyph]:
    """Without the blanks at its ends."""
    inked = [at for at, glyph in enumerate(run) if not glyph.char.isspace()]
    return run[inked[0] : inked[-1] + 1] if inked else ()


def _sides(ruling: Ruling, x: float, y: float) -> Frame:
    """Left and right of a place alone."""
    around = ruling.frame(x, y)
    return Frame(around.left, -float("inf"), around.right, float("inf"))


def _walled(frame: Frame) -> bool:
    return max(abs(frame.left), abs(frame.right)) < float("inf")


def _cells(strips: Sequence[Strip]) -> dict[Frame, list[Strip]]:
    """By cell, in the order of their first lines; text in no cell is one."""
    cells: dict[Frame, list[Strip]] = defaultdict(list)
    for strip in strips:
        key = strip.frame if _walled(strip.frame) else Frame(-float("inf"), -float("inf"), float("inf"), float("inf"))
        cells[key].append(strip)
    return cells


def _label(frame: Frame, cells: dict[Frame, list[Strip]]) -> str:
    """What the nearest cell left of it, at its height, says."""
    beside = [
        other
        for other in cells
        if _walled(other) and _walled(frame) and other.right < frame.left + _SAME and _reaches(other, frame)
    ]
    nearest = max(beside, key=lambda other: other.right, default=None)
    return "".join(strip.text for strip in cells[nearest])[:_LABEL] if nearest is not None else ""


def _reaches(label: Frame, frame: Frame) -> bool:
    return label.top < frame.top + _SAME and label.bottom > frame.top + _SAME
