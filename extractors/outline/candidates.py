"""Rows worded as headings, with their whole titles, and which of them count in sequence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.outline.headings import Heading, heading_of, is_title
from extractors.outline.rows import Row

_TITLE_END = re.compile(r"(?:说明|情况|表|概况|解释|附件|分析|结果|目标|经费|采购)[。:：]?(?:[(（].*[)）])?$")
_OPEN_BRACKET = re.compile(r"[(（][^)）]*$")
_OVERALL = re.compile(r"情况|说明|绩效")
_LONGEST_REST = 24
_MOST_RESTS = 2
_WIDEST_JUMP = 6


class Candidate(NamedTuple):
    """A row worded as a heading, outside the contents list. `cut`: its title seems to go on as prose."""

    at: int
    heading: Heading
    title: str
    cut: bool


def candidates(rows: Sequence[Row], contents: frozenset[int]) -> tuple[Candidate, ...]:
    """Every row worded as a heading outside the contents list."""
    return tuple(_candidate(rows, at, found) for at, found in _worded(rows, contents))


def _worded(rows: Sequence[Row], contents: frozenset[int]) -> Iterator[tuple[int, Heading]]:
    for at, row in enumerate(rows):
        if at not in contents and (heading := heading_of(row.text)):
            yield at, heading


def _candidate(rows: Sequence[Row], at: int, heading: Heading) -> Candidate:
    """Joins what narrow lines, a page foot or a page end cut off the title."""
    title = heading.title
    if heading.run_in:
        return Candidate(at, heading, title, False)
    unfinished = not title or bool(_OPEN_BRACKET.search(title)) or (rows[at].wide and not _TITLE_END.search(title))
    if unfinished or (rows[at].wide and title.endswith("情况")):
        whole = _whole_title(rows[at + 1 : at + 1 + _MOST_RESTS], title)
        if whole:
            return Candidate(at, heading, whole, False)
    return Candidate(at, heading, title, unfinished)


def _whole_title(following: Sequence[Row], title: str) -> str | None:
    """The title with its rest: the next row, or the next two where the first is a full line of a title."""
    for row in following:
        if _is_rest(row, title):
            return title + row.text.rstrip("。:：")
        if not row.wide or not is_title(title + row.text) or heading_of(row.text):
            return None
        title += row.text
    return None


def _is_rest(row: Row, title: str) -> bool:
    if _OPEN_BRACKET.search(title) and re.match(r"[^(（]{1,24}[)）]$", row.text):
        return True
    if len(row.text) > _LONGEST_REST or not is_title(row.text) or heading_of(row.text):
        return False
    return not title or _TITLE_END.search(title + row.text) is not None


def sequence(worded: Sequence[Candidate]) -> Iterator[tuple[int, Candidate]]:
    """The headings whose numbers rise from the start; a heading printed twice counts once, a misprinted repeat stays."""
    last, title = 0, ""
    for candidate in worded:
        number = candidate.heading.number
        repeat = number == last and candidate.title != title and _OVERALL.search(candidate.title)
        if last < number <= last + _WIDEST_JUMP or repeat:
            last, title = number, candidate.title
            yield number, candidate
