"""The document's parts: where each begins, what it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from extractors.outline.candidates import Candidate, sequence
from extractors.outline.headings import Style, heading_of, without_page
from extractors.outline.rows import Row

Role = Literal["narrative", "tables", "glossary", "annex", "other"]

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("tables", re.compile(r"^附表|^表格部分")),
    ("annex", re.compile(r"^(?:附件|附录)")),
    ("glossary", re.compile(r"名词解释|专业术语|名词术语|专业名词")),
    ("narrative", re.compile(r"(?:决算|预算|收支|文字|支出).{0,8}(?:情况)?(?:说明|分析)|(?:决算|预算)(?:总体|收支)?情况$")),
    ("tables", re.compile(r"(?:决算|预算|收支).{0,8}表|公开表|报表$")),
)
_NO_NARRATIVE = re.compile(r"其他|重点工作|概况|基本情况")
_STANDALONE = re.compile(r"(?:附件|附表|附录)[一二三四五六七八九十\d]{0,2}[:：]?|[一二三][、.．]表格部分")
_NARRATIVE_START = re.compile(
    r"收入支出(?:决算|预算)?总体情况|收支(?:决算|预算)?总体(?:安排)?情况|收支预算总体|收入支出决算情况"
    r"|(?:收支|收入)预算(?:总体)?(?:安排)?(?:情况|说明)|预算收支(?:增减变化|总体)?(?:情况|说明)|收支(?:总体)?情况说明"
)
_ANNOUNCED = re.compile(r"(?:部门|单位)决算(?:公开)?(?:情况)?(?:的)?说明$")
_FEWEST, _MOST = 2, 11
_WIDEST_JUMP = 3


class Part(NamedTuple):
    """A part that begins at row `at`. `number` 0 or `style` None: its heading prints no ordinal."""

    number: int
    title: str
    at: int
    style: Style | None
    role: Role


def role_of(title: str) -> Role:
    """What a part is for, by its title."""
    for role, pattern in _ROLES:
        if pattern.search(title) and not (role == "narrative" and _NO_NARRATIVE.search(title)):
            return role
    return "other"


def parts_of(rows: Sequence[Row], found: Sequence[Candidate], contents: frozenset[int]) -> tuple[Part, ...]:
    """Parts by 第…部分; else by 一、 where those name tables and narrative; else the narrative alone."""
    numbered = _numbered(found, "part")
    if len(numbered) >= _FEWEST:
        parts = _with_narrative(_with_unnumbered(rows, numbered, contents), rows, found)
    else:
        told = [part for part in numbered if part.role == "narrative"]
        parts = _lettered(found) or _by_contents(rows, contents) or told or _narrative_alone(rows, found)
    return (*parts, *_trailing(rows, parts, found, contents))


def _numbered(found: Sequence[Candidate], style: Style) -> list[Part]:
    """The first heading of each number, numbers rising; a misprinted repeat that announces another role counts too."""
    parts: list[Part] = []
    last = 0
    for candidate in (c for c in found if c.heading.style == style):
        number = candidate.heading.number
        part = Part(number, candidate.title, candidate.at, style, role_of(candidate.title))
        if last < number <= last + _WIDEST_JUMP or number == last and style == "part" and _is_misnumbered(part, parts):
            parts.append(part)
            last = number
    return parts


def _is_misnumbered(part: Part, before: Sequence[Part]) -> bool:
    """A narrative, tables or glossary under the number of the part before it."""
    return part.role not in ("other", "annex") and part.role not in {earlier.role for earlier in before}


def _lettered(found: Sequence[Candidate]) -> list[Part]:
    """一、 or （一） as parts: only where their titles name a narrative and another role of a disclosure."""
    for style in ("one", "bracket"):
        worded = [c for c in found if c.heading.style == style]
        telling = [c for c in worded if role_of(c.title) != "other"]
        parts = _numbered(worded, style)
        if len(telling) <= _MOST and _is_complete(parts):
            return parts
    return []


def _is_complete(parts: Sequence[Part]) -> bool:
    roles = {part.role for part in parts}
    numbers = [part.number for part in parts]
    return (
        "narrative" in roles
        and bool(roles & {"tables", "glossary", "annex"})
        and numbers == list(range(1, len(parts) + 1))
        and len(parts) <= _MOST
    )


def _by_contents(rows: Sequence[Row], contents: frozenset[int]) -> list[Part]:
    """Parts that only the contents list numbers: a row of the body that ends in the entry's title begins one."""
    parts: list[Part] = []
    start = max(contents, default=0)
    for number, title in _listed(rows, contents, "one"):
        at = next((at for at in range(start + 1, len(rows)) if _is_titled(rows[at].text, title)), None)
        if at is not None:
            parts.append(Part(number, title, at, None, role_of(title)))
            start = at
    return parts if len(parts) > _FEWEST else []


def _is_titled(text: str, title: str) -> bool:
    """The title alone, or with the department's name or the year before it."""
    return text.endswith(title) and len(text) <= len(title) + 30 and heading_of(text) is None


def _listed(rows: Sequence[Row], contents: frozenset[int], style: Style) -> list[tuple[int, str]]:
    """Number and title of the contents entries of one style."""
    entries = (heading_of(without_page(rows[at].text)) for at in sorted(contents))
    return [(entry.number, entry.title) for entry in entries if entry and entry.style == style]


def _narrative_alone(rows: Sequence[Row], found: Sequence[Candidate]) -> list[Part]:
    """No parts at all: the narrative begins at its first well-known section."""
    for candidate in found:
        if _NARRATIVE_START.search(candidate.title) and not candidate.title.endswith("表"):
            return [Part(3, rows[candidate.at].text, candidate.at, None, "narrative")]
    return []


def _with_narrative(parts: list[Part], rows: Sequence[Row], found: Sequence[Candidate]) -> list[Part]:
    """Adds a narrative that no part announces: its heading, numbered otherwise, behind the tables, or its first section."""
    behind = next((part.at for part in parts if part.role == "tables"), None)
    if behind is None or any(part.role == "narrative" for part in parts):
        return parts
    end = next((part.at for part in parts if part.at > behind), len(rows))
    inside = [c for c in found if behind < c.at < end]
    announced = next((c for c in inside if c.heading.style != "digit" and _ANNOUNCED.search(c.title)), None)
    if announced is not None:
        told = [Part(announced.heading.number, announced.title, announced.at, announced.heading.style, "narrative")]
    else:
        told = [part for part in _narrative_alone(rows, inside) if part.at < end]
    return sorted([*parts, *told], key=lambda part: part.at)


def _with_unnumbered(rows: Sequence[Row], parts: list[Part], contents: frozenset[int]) -> list[Part]:
    """Adds parts whose ordinal only the contents list prints, found in the body by their title."""
    known = {part.number for part in parts}
    for number, title in _listed(rows, contents, "part"):
        before = max((part.at for part in parts if part.number < number), default=-1)
        after = min((part.at for part in parts if part.number > number), default=len(rows))
        if number not in known:
            at = next((at for at in range(before + 1, after) if at not in contents and rows[at].text == title), None)
            if at is not None:
                parts.append(Part(number, title, at, None, role_of(title)))
    return sorted(parts, key=lambda part: part.at)


def _trailing(rows: Sequence[Row], parts: Sequence[Part], found: Sequence[Candidate], contents: frozenset[int]) -> list[Part]:
    """An annex or tables that no part announces: a line 附件 or 附表 alone, behind the last part's sections."""
    if not parts or any(part.role == "annex" for part in parts):
        return []
    inside = [c for c in found if c.at > parts[-1].at and c.heading.style == "one"]
    counted = [c.at for _, c in sequence(inside)] if parts[-1].role == "narrative" else []
    for at in range(max([parts[-1].at, *counted]) + 1, len(rows)):
        if at not in contents and _STANDALONE.fullmatch(rows[at].text):
            heading = heading_of(rows[at].text)
            title = heading.title if heading else rows[at].text
            return [Part(0, title, at, None, role_of(title))]
    return []
