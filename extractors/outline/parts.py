"""The document's parts: where each begins, what it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from extractors.outline.headings import Heading, Style, heading_of, is_title, whole_title, without_page
from extractors.outline.rows import Row

Role = Literal["narrative", "tables", "glossary", "annex", "other"]

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("annex", re.compile(r"^(?:附件|附表|附录|附:)")),
    ("glossary", re.compile(r"名词解释|专业术语|名词术语|专业名词")),
    ("narrative", re.compile(r"(?:决算|预算|收支|文字|支出).{0,8}(?:情况)?(?:说明|分析)|(?:决算|预算)(?:总体|收支)?情况$")),
    ("tables", re.compile(r"(?:决算|预算|收支).{0,8}表|公开表|报表$")),
)
_OTHER = re.compile(r"其他|重点工作|概况|基本情况")
_STANDALONE_ANNEX = re.compile(r"(?:附件|附表|附录)[一二三四五六七八九十\d]{0,2}[:：]?")
_NARRATIVE_START = re.compile(r"收入支出(?:决算|预算)?总体情况|收支(?:决算|预算)?总体(?:安排)?情况|收支预算总体|收入支出决算情况")
_FEWEST = 2
_MOST_PARTS = 11


class Part(NamedTuple):
    """A part that begins at row `at`; `style` is that of its ordinal, None where none is printed."""

    number: int
    title: str
    at: int
    style: Style | None
    role: Role


class Candidate(NamedTuple):
    """A row worded as a heading, outside the contents list, with its whole title."""

    at: int
    heading: Heading
    title: str


def candidates(rows: Sequence[Row], contents: frozenset[int]) -> tuple[Candidate, ...]:
    """Every row worded as a heading outside the contents list."""
    return tuple(_candidates(rows, contents))


def _candidates(rows: Sequence[Row], contents: frozenset[int]) -> Iterator[Candidate]:
    for at, row in enumerate(rows):
        if at not in contents:
            heading = heading_of(row.text)
            if heading is not None:
                yield Candidate(at, heading, whole_title(rows, at, heading))


def role_of(title: str) -> Role:
    """What a part is for, by its title."""
    for role, pattern in _ROLES:
        if pattern.search(title) and not (role == "narrative" and _OTHER.search(title)):
            return role
    return "other"


def parts_of(rows: Sequence[Row], found: Sequence[Candidate], contents: frozenset[int]) -> tuple[Part, ...]:
    """Parts by 第…部分; else by 一、 where those name tables and narrative; else the narrative alone."""
    numbered = _numbered(found, "part")
    if len(numbered) >= _FEWEST:
        parts = _with_unnumbered(rows, numbered, contents)
    else:
        parts = _lettered(found) or _narrative_alone(rows, found)
    return _with_annex(rows, parts, found, contents)


def _numbered(found: Sequence[Candidate], style: Style) -> list[Part]:
    """The first heading of each number, numbers rising."""
    parts: list[Part] = []
    for candidate in found:
        number = candidate.heading.number
        if candidate.heading.style == style and (not parts or parts[-1].number < number <= parts[-1].number + 3):
            parts.append(Part(number, candidate.title, candidate.at, style, role_of(candidate.title)))
    return parts


def _lettered(found: Sequence[Candidate]) -> list[Part]:
    """一、 as parts: only where the titles name both a narrative and another role of a disclosure."""
    for style in ("one", "bracket"):
        telling = [c for c in found if c.heading.style == style and role_of(c.title) != "other"]
        parts = _numbered([c for c in found if c.heading.style == style], style)
        roles = {part.role for part in parts}
        complete = "narrative" in roles and roles & {"tables", "glossary", "annex"} and len(telling) <= _MOST_PARTS
        if complete and _follow_each_other(parts):
            return parts
    return []


def _follow_each_other(parts: Sequence[Part]) -> bool:
    return [part.number for part in parts] == list(range(parts[0].number, parts[0].number + len(parts))) and len(
        parts
    ) <= _MOST_PARTS


def _narrative_alone(rows: Sequence[Row], found: Sequence[Candidate]) -> list[Part]:
    """No parts at all: the narrative begins at its first well-known section."""
    for candidate in found:
        if _NARRATIVE_START.search(candidate.title) and not candidate.title.endswith("表"):
            return [Part(3, rows[candidate.at].text, candidate.at, None, "narrative")]
    return []


def _with_unnumbered(rows: Sequence[Row], parts: list[Part], contents: frozenset[int]) -> list[Part]:
    """Adds parts whose ordinal only the contents list prints, found in the body by their title."""
    entries = (heading_of(without_page(rows[at].text)) for at in sorted(contents))
    listed = [(entry.number, entry.title) for entry in entries if entry and entry.style == "part"]
    known = {part.number for part in parts}
    for number, title in listed:
        before = max((part.at for part in parts if part.number < number), default=-1)
        after = min((part.at for part in parts if part.number > number), default=len(rows))
        if number not in known:
            at = next((at for at in range(before + 1, after) if at not in contents and rows[at].text == title), None)
            if at is not None:
                parts.append(Part(number, title, at, None, role_of(title)))
    return sorted(parts, key=lambda part: part.at)


def _with_annex(rows: Sequence[Row], parts: list[Part], found: Sequence[Candidate], contents: frozenset[int]) -> tuple[Part, ...]:
    """An annex that no part announces begins at a line 附件 that stands alone behind the last part's heading."""
    if any(part.role == "annex" for part in parts) or not parts:
        return tuple(parts)
    last = max([parts[-1].at, *(c.at for c in found if c.heading.style in ("part", "one"))])
    for at in range(last + 1, len(rows)):
        if at not in contents and _STANDALONE_ANNEX.fullmatch(rows[at].text) and is_title(rows[at].text):
            return (*parts, Part(0, rows[at].text, at, None, "annex"))
    return tuple(parts)
