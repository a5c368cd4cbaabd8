"""Performance reports as their printers set them: a form with labels left of long cells, or plain chapters."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Line, Page, Rule
from tests.narrative.drawn import LEADING, PAD, SIZE
from tests.outline.made import line

XS = (60.0, 150.0, 250.0, 540.0)
INDENT = 2 * SIZE
CHARS = 28


class FormPrinter:
    """Prints rows (label, label, paragraphs) over pages of so many lines; a cell that is cut goes on without its labels."""

    def __init__(self, lines_per_page: int, first: int) -> None:
        self._room = lines_per_page
        self._first = first
        self._pages: list[Page] = []
        self._lines: list[Line] = []
        self._rules: list[Rule] = []
        self._y = 100.0
        self._top = 100.0

    def row(self, labels: Sequence[str], paragraphs: Sequence[str]) -> None:
        """One row of the form."""
        self._shelf()
        for at, label in enumerate(labels):
            if label:
                self._lines.append(line(label, self._y + PAD, XS[at] + PAD, SIZE))
        for paragraph in paragraphs:
            for x, text in _broken(paragraph):
                if self._y + LEADING > self._top + self._room * LEADING:
                    self._turn()
                self._lines.append(line(text, self._y + PAD, XS[2] + PAD + x, SIZE))
                self._y += LEADING
        self._y += 2 * PAD

    def pages(self) -> tuple[Page, ...]:
        """All of them."""
        self._turn()
        return tuple(self._pages)

    def _shelf(self) -> None:
        self._rules.append(Rule(XS[0], self._y, XS[-1], self._y))

    def _turn(self) -> None:
        self._y += PAD
        self._shelf()
        walls = [Rule(x, self._top, x, self._y) for x in XS]
        number = self._first + len(self._pages)
        lines = tuple(_merged(self._lines))
        self._pages.append(Page(number=number, width=595, height=842, lines=lines, rules=(*self._rules, *walls)))
        self._lines, self._rules, self._y = [], [], self._top
        self._shelf()


def _broken(paragraph: str) -> list[tuple[float, str]]:
    """(indent, text) of each line."""
    first, rest = paragraph[: CHARS - 2], paragraph[CHARS - 2 :]
    return [(INDENT, first), *((0.0, rest[at : at + CHARS]) for at in range(0, len(rest), CHARS))]


def _merged(lines: Sequence[Line]) -> list[Line]:
    by_top: dict[float, list[Line]] = {}
    for each in lines:
        by_top.setdefault(each.top, []).append(each)
    merged = []
    for top in sorted(by_top):
        glyphs = tuple(sorted((g for each in by_top[top] for g in each.glyphs), key=lambda g: g.x0))
        merged.append(Line(glyphs, glyphs[0].x0, top, glyphs[-1].x1, max(g.bottom for g in glyphs)))
    return merged


def form(rows: Sequence[tuple[Sequence[str], Sequence[str]]], lines_per_page: int = 40, first: int = 1) -> tuple[Page, ...]:
    """A whole form."""
    printer = FormPrinter(lines_per_page, first)
    for labels, paragraphs in rows:
        printer.row(labels, paragraphs)
    return printer.pages()


def chaptered(paragraphs: Sequence[str]) -> tuple[Page, ...]:
    """Plain text on one page, without any rule."""
    lines: list[Line] = []
    y = 80.0
    for paragraph in paragraphs:
        for x, text in _broken(paragraph):
            lines.append(line(text, y, 60.0 + x, SIZE))
            y += LEADING
    return (Page(number=1, width=595, height=842, lines=tuple(lines)),)
