"""A passage: running text that knows where each of its characters is printed.

`Passage.text` is for patterns: blanks and line breaks squeezed out, digits, brackets and punctuation half-width, one
character for each printed one, paragraphs parted by a line feed. Every span of it leads back to the exact glyphs,
so that digits are found exactly or not at all, also where a figure runs over the end of a line or of a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from extractors.amounts import fold_width
from extractors.model import Box, Line, Page

_PUNCTUATION = str.maketrans("：；！？“”„‟＂〝〞『』「」〔〕［］【】﹙﹚〈〉《》﹪．｡", ':;!?"""""""""""()()()()<><>%.。')

Span = tuple[int, int]


class PrintedLine(NamedTuple):
    """A line and the page it stands on."""

    page: Page
    line: Line

    def box(self, first: int, last: int) -> Box:
        """Where its glyphs `first` to `last`, both inclusive, are printed."""
        glyphs = [glyph for glyph in self.line.glyphs[first : last + 1] if not glyph.char.isspace()]
        return self.page.displayed(
            min(g.x0 for g in glyphs), min(g.top for g in glyphs), max(g.x1 for g in glyphs), max(g.bottom for g in glyphs)
        )


class Passage(NamedTuple):
    """Running text of one section. `marks[i]` is (index into `lines`, glyph index) of `text[i]`; (-1, -1) for a line feed."""

    section: str
    title: str
    text: str
    lines: tuple[PrintedLine, ...]
    marks: tuple[tuple[int, int], ...]

    def within(self, start: int, end: int) -> Passage:
        """A part of it as a passage of its own."""
        return self._replace(text=self.text[start:end], marks=self.marks[start:end])

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """One box per line that the span touches."""
        return tuple(self.lines[number].box(first, last) for number, first, last in self._runs(span))

    def squeezed(self, span: Span) -> str:
        """The characters as printed, without blanks and line breaks: for names."""
        return "".join(self.lines[n].line.glyphs[at].char for n, at in self.marks[span[0] : span[1]] if n >= 0)

    def verbatim(self, span: Span) -> str:
        """The words as printed, line breaks removed: for reasons and quotes."""
        runs = ((self.lines[n].line.glyphs[first : last + 1]) for n, first, last in self._runs(span))
        return "".join("".join(glyph.char for glyph in run) for run in runs)

    def _runs(self, span: Span) -> Iterator[tuple[int, int, int]]:
        """(line, first glyph, last glyph) of each line that the span touches."""
        marks = (mark for mark in self.marks[span[0] : span[1]] if mark[0] >= 0)
        for number, run in groupby(marks, key=lambda mark: mark[0]):
            glyphs = [at for _, at in run]
            yield number, glyphs[0], glyphs[-1]


def folded(text: str) -> str:
    """The form in which patterns see text: half-width throughout; one character stays one character."""
    return fold_width(text).translate(_PUNCTUATION)


def joined(section: str, title: str, paragraphs: list[list[PrintedLine]]) -> Passage:
    """Paragraphs of lines -> one passage."""
    lines: list[PrintedLine] = []
    characters: list[str] = []
    marks: list[tuple[int, int]] = []
    for paragraph in paragraphs:
        if characters:
            characters.append("\n")
            marks.append((-1, -1))
        for printed in paragraph:
            for at, glyph in enumerate(printed.line.glyphs):
                if not glyph.char.isspace():
                    characters.append(glyph.char)
                    marks.append((len(lines), at))
            lines.append(printed)
    return Passage(section, title, folded("".join(characters)), tuple(lines), tuple(marks))
