"""Lines of running text: every line squeezed, with its place, told apart from tables, page numbers and running headers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.amounts import fold_width
from extractors.model import Line, Page, Rule

_PAGE_NUMBER = re.compile(r"[-—–·~第]*\d{1,4}[-—–·~页]*(?:[/共]\d{1,4}页?)?[-—–·~]*")
_DIGITS = re.compile(r"\d+")
_BAND = 0.12
_MIN_REPEATS = 3
_REPEAT_SHARE = 0.2
_MIN_RULING = 3


class BodyLine(NamedTuple):
    """A printed line. `text` has no blanks and half-width digits and brackets, `printed` only no blanks; `x0`, `x1` are its inked ends."""

    page: int
    index: int
    text: str
    printed: str
    x0: float
    x1: float
    top: float
    bottom: float
    running: bool = False
    tabular: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """(page, line index), as sections address it."""
        return self.page, self.index


def body_lines(pages: Sequence[Page]) -> list[BodyLine]:
    """All inked lines of the document in order, with running headers, page numbers and table lines marked."""
    drawn = [list(_inked(page)) for page in pages]
    repeated = _repeated(pages, drawn)
    lines: list[BodyLine] = []
    for page, on_page in zip(pages, drawn, strict=True):
        zones = _table_zones(page.rules)
        for line in on_page:
            middle = (line.top + line.bottom) / 2
            tabular = any(top <= middle <= bottom for top, bottom in zones)
            lines.append(line._replace(running=_is_running(line, page, repeated), tabular=tabular))
    return lines


def _inked(page: Page) -> Iterator[BodyLine]:
    for index, line in enumerate(page.lines):
        printed = "".join(line.text.split())
        if printed:
            x0, x1 = _ends(line)
            yield BodyLine(page.number, index, fold_width(printed), printed, x0, x1, line.top, line.bottom)


def _ends(line: Line) -> tuple[float, float]:
    """Inked ends; the wide blank of Chinese indents does not count."""
    glyphs = line.glyphs
    first = next(glyph for glyph in glyphs if not glyph.char.isspace())
    last = next(glyph for glyph in reversed(glyphs) if not glyph.char.isspace())
    return first.x0, last.x1


def _in_band(line: BodyLine, page: Page) -> bool:
    middle = (line.top + line.bottom) / 2
    return middle < _BAND * page.height or middle > (1 - _BAND) * page.height


def _pattern(line: BodyLine) -> str:
    return _DIGITS.sub("#", line.text)


def _repeated(pages: Sequence[Page], drawn: Sequence[Sequence[BodyLine]]) -> set[str]:
    """Texts that stand at the top or bottom of many pages."""
    counts: Counter[str] = Counter()
    for page, lines in zip(pages, drawn, strict=True):
        edge = (*lines[:2], *lines[-2:])
        counts.update({_pattern(line) for line in edge if _in_band(line, page)})
    least = max(_MIN_REPEATS, _REPEAT_SHARE * len(pages))
    return {text for text, count in counts.items() if count >= least}


def _is_running(line: BodyLine, page: Page, repeated: set[str]) -> bool:
    if not _in_band(line, page):
        return False
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or _pattern(line) in repeated


def _table_zones(rules: Sequence[Rule]) -> list[tuple[float, float]]:
    """Vertical extents of ruled tables: at least three verticals and three horizontals; a frame alone is none."""
    upright = sorted(((r.top, r.bottom, r.x0) for r in rules if not r.horizontal), key=lambda item: item[0])
    if len(upright) < _MIN_RULING:
        return []
    level = [rule.top for rule in rules if rule.horizontal]
    zones: list[tuple[float, float, set[int]]] = []
    for top, bottom, x in upright:
        if zones and top <= zones[-1][1] + 2:
            start, end, columns = zones[-1]
            columns.add(round(x / 4))
            zones[-1] = (start, max(end, bottom), columns)
        else:
            zones.append((top, bottom, {round(x / 4)}))
    return [
        (top - 1, bottom + 1)
        for top, bottom, columns in zones
        if len(columns) >= _MIN_RULING and len({round(y / 3) for y in level if top - 3 <= y <= bottom + 3}) >= _MIN_RULING
    ]
