"""Entries of a performance report -> chapters: passages with their headings, keyed by where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.model import Outline, Page, Section
from extractors.narrative.grounding import Passage, PrintedLine, joined
from extractors.narrative.report.flow import Entry, entries_of

_NUMERALS = "一二三四五六七八九十"
_HEADING = re.compile(
    rf"(?:(?<=\n)|^)(?:(?P<chapter>[{_NUMERALS}]{{1,3}})、|[(](?P<point>[{_NUMERALS}]{{1,3}})[)])(?P<title>[^。;\n]{{2,30}})[。:]?(?=\n|$)"
)


class Chapter(NamedTuple):
    """The text under one heading. `label`: what the form says left of it; `path`: the headings above and its own."""

    label: str
    path: tuple[str, ...]
    passage: Passage

    @property
    def named(self) -> str:
        """Everything that says what it is about."""
        return "/".join((self.label, *self.path))


def chapters_of(pages: Sequence[Page]) -> tuple[Chapter, ...]:
    """Every stretch of text between two headings, in the order they are printed."""
    entries = entries_of(pages)
    return tuple(chapter for at, entry in enumerate(entries, start=1) for chapter in _chapters(entry, at, len(entries) > 1))


def _chapters(entry: Entry, number: int, several: bool) -> Iterator[Chapter]:
    whole = joined("", entry.label, entry.paragraphs)
    heads = list(_HEADING.finditer(whole.text))
    path: tuple[str, ...] = ()
    key: tuple[str, ...] = (str(number),) if several else ()
    own = key
    bounds = [(None, 0), *((head, head.end()) for head in heads)]
    for at, (head, start) in enumerate(bounds):
        end = bounds[at + 1][0].start() if at + 1 < len(bounds) else len(whole.text)  # type: ignore[union-attr]
        if head is not None:
            own, path = _under(head, key, own, path)
        inside = whole.within(start, end)
        if inside.text.strip("\n"):
            yield Chapter(
                entry.label, path, inside._replace(section=".".join(own) or "0", title=path[-1] if path else entry.label)
            )


def _under(
    head: re.Match[str], key: tuple[str, ...], own: tuple[str, ...], path: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Key and headings of what stands below a heading."""
    if head["chapter"]:
        return (*key, str(ordinal(head["chapter"]))), (head["title"],)
    above = own[: len(key) + 1] if path else key
    return (*above, str(ordinal(head["point"]))), (*path[:1], head["title"])


def ordinal(numeral: str) -> int:
    """十二 -> 12."""
    tens, _, ones = numeral.partition("十") if "十" in numeral else ("", "", numeral)
    ten = (_NUMERALS.index(tens) + 1 if tens else 1) * 10 if "十" in numeral else 0
    return ten + (_NUMERALS.index(ones) + 1 if ones else 0)


def with_chapters(outline: Outline, pages: Sequence[Page]) -> Outline:
    """A performance report's sections are the chapters and cells that its claims name."""
    if outline.genre != "performance_report":
        return outline
    return outline.model_copy(update={"sections": tuple(sections_of_report(chapters_of(pages)))})


def sections_of_report(chapters: Sequence[Chapter]) -> Iterator[Section]:
    """The chapters as sections: from their first line to their last."""
    for chapter in chapters:
        lines = chapter.passage.lines
        printed = [lines[number] for number, _ in chapter.passage.marks if number >= 0]
        page, at = _place(printed[-1])
        title = chapter.path[-1] if chapter.path else chapter.label
        level = 2 + chapter.passage.section.count(".")
        yield Section(key=chapter.passage.section, title=title, level=level, start=_place(printed[0]), end=(page, at + 1))


def _place(printed: PrintedLine) -> tuple[int, int]:
    """(page, index of the line of the page that holds it)."""
    middle = (printed.line.top + printed.line.bottom) / 2
    lines = printed.page.lines
    return printed.page.number, next((at for at, line in enumerate(lines) if line.top <= middle <= line.bottom), 0)
