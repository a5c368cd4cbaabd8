"""Which lines are headings: numbered, short, not one entry of a list of contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.outline.body import BodyLine
from extractors.outline.numerals import chinese_number
from extractors.outline.vocabulary import vocabulary

_NUM = "一二三四五六七八九十"
_PART = re.compile(rf"第([{_NUM}]{{1,3}})(?:部分|章|篇)[、:：.]?(.*)")
_SECTION = re.compile(rf"([{_NUM}]{{1,3}})[、.．,，](.+)")
_SUB = re.compile(rf"\(([{_NUM}]{{1,3}})\)[、.．]?(.+)")
_LEADERS = re.compile(r"[.…·．。⋯‥•_]{3,}\d*$")
_TITLE_END = re.compile(r"[。:：；]")
_LONGEST = 48
_LISTED = 4
_WHOLE = re.compile(r"(说明|情况|概况|表|解释|附件|事项)$")
_CONTENTS = re.compile(r"^目[录次]$")


class Heading(NamedTuple):
    """A candidate. `level`: 0 第X部分, 1 一、, 2 （一）. `span` counts the lines its title takes."""

    level: int
    number: int
    title: str
    at: int
    span: int = 1


def is_leader(line: BodyLine) -> bool:
    """An entry of a list of contents with its dots."""
    return bool(_LEADERS.search(line.text)) and len(line.text) > 4


def candidates(lines: Sequence[BodyLine]) -> list[Heading]:
    """All lines that are built like headings and are not entries of a list of contents; `at` indexes `lines`."""
    found = [heading for at, line in enumerate(lines) if (heading := _heading(at, line, lines)) is not None]
    listed = _listed(found, lines)
    return [heading for heading in found if heading.at not in listed]


def _heading(at: int, line: BodyLine, lines: Sequence[BodyLine]) -> Heading | None:
    if line.tabular or is_leader(line):
        return None
    first = line.text[0]
    if first == "第":
        return _built(0, _PART.fullmatch(line.text), at, lines)
    if line.running:
        return None
    if first in _NUM:
        return _built(1, _SECTION.fullmatch(line.text), at, lines)
    if first == "(":
        return _built(2, _SUB.fullmatch(line.text), at, lines)
    return None


def _built(level: int, match: re.Match[str] | None, at: int, lines: Sequence[BodyLine]) -> Heading | None:
    if match is None:
        return None
    number, title = chinese_number(match[1]), match[2]
    if not number or (level == 0 and len(title) > _LONGEST):
        return None
    wrapped = _wrapped(level, title, at, lines)
    whole = title + wrapped
    words = vocabulary()
    if level and words.not_heading.search(_title_of(whole)):
        return None
    return Heading(level, number, _title_of(whole) if level else whole, at, 1 + bool(wrapped))


def _title_of(text: str) -> str:
    """A run-in heading's own words, up to its mark."""
    return _TITLE_END.split(text, maxsplit=1)[0]


def _wrapped(level: int, title: str, at: int, lines: Sequence[BodyLine]) -> str:
    """The rest of a title that runs on to the next line."""
    if at + 1 >= len(lines) or _TITLE_END.search(title):
        return ""
    line, following = lines[at], lines[at + 1]
    short = len(following.text) <= (24 if level == 0 else 14) and not re.search(r"[。；，：:]", following.text)
    if following.page != line.page or not short or _numbered(following.text):
        return ""
    if level == 0:
        whole = not _WHOLE.search(title) and _WHOLE.search(following.text)
        return following.text if whole or (title.endswith("情况") and following.text == "说明") else ""
    full = line.x1 - line.x0 > 0.6 * (line.x1 + line.x0) - 1
    return following.text if full and not _WHOLE.search(title) and following.x0 < line.x0 - 5 else ""


def _numbered(text: str) -> bool:
    return bool(_PART.match(text) or _SECTION.match(text) or _SUB.match(text) or re.match(r"[(]?\d+[.、)]", text))


def _listed(found: Sequence[Heading], lines: Sequence[BodyLine]) -> set[int]:
    """Indexes of entries of contents lists: many headings in a row with nothing between them, or a page of such."""
    listed: set[int] = set()
    for run in _runs(found, lines):
        if len(run) >= _LISTED:
            listed.update(_entries(run))
    contents = _contents_pages(found, listed, lines)
    return listed | {heading.at for heading in found if lines[heading.at].page in contents}


def _runs(found: Sequence[Heading], lines: Sequence[BodyLine]) -> list[list[Heading]]:
    """Headings grouped where each follows the one before directly; dotted entries and page furniture do not part them."""
    runs: list[list[Heading]] = []
    for heading in found:
        if runs and _adjoin(runs[-1][-1], heading, lines) and not _restarts(runs[-1], heading):
            runs[-1].append(heading)
        else:
            runs.append([heading])
    return runs


def _restarts(run: Sequence[Heading], heading: Heading) -> bool:
    """The first part of the body after the last entry of the contents."""
    return heading.level == 0 and any(before.level == 0 and before.number >= heading.number for before in run)


def _adjoin(before: Heading, heading: Heading, lines: Sequence[BodyLine]) -> bool:
    between = lines[before.at + before.span : heading.at]
    return all(line.running or is_leader(line) for line in between)


def _entries(run: Sequence[Heading]) -> set[int]:
    """A part's own heading above the list of its sections stays."""
    parts = [heading for heading in run if heading.level == 0]
    kept = {run[0].at} if len(parts) == 1 and run[0].level == 0 else set()
    return {heading.at for heading in run} - kept


def _contents_pages(found: Sequence[Heading], listed: set[int], lines: Sequence[BodyLine]) -> set[int]:
    """Pages headed 目录, and pages that list several parts."""
    pages = {line.page for line in lines if _CONTENTS.match(line.text)}
    parts: dict[int, int] = {}
    for heading in found:
        if heading.level == 0:
            parts[lines[heading.at].page] = parts.get(lines[heading.at].page, 0) + 1
    entries: dict[int, int] = {}
    for at in listed:
        entries[lines[at].page] = entries.get(lines[at].page, 0) + 1
    dotted = [line.page for line in lines if is_leader(line)]
    pages |= {page for page in set(dotted) if dotted.count(page) >= _LISTED}
    return pages | {page for page, count in parts.items() if count >= 3 and entries.get(page, 0) >= 2}
