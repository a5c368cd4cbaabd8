"""Parts and sections with their keys and their first and last lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.model import Section
from extractors.outline.candidates import Candidate, candidates, sequence
from extractors.outline.headings import STYLES, Style
from extractors.outline.parts import Part, parts_of
from extractors.outline.rows import Row

_TELLING = re.compile(r"情况|说明|支出|收入|经费|绩效|采购|资产|预算|决算|其他|事项|公开")
_OVERALL = re.compile(r"情况|说明|绩效")
_OVERVIEW = re.compile(r"职责|职能|机构|构成|单位|人员|工作")
_TOLD_APART = re.compile(r"三公|经费|采购|资产|绩效|基金|国有资本")
_WELL_KNOWN = re.compile(
    r"(?:关于)?[^，。；、]{0,30}?(?:(?:收入|支出|收支)决算(?:总体)?|支出决算(?:结构|具体)|基本支出决算|“?三公”?经费[^，。；]{0,12}|"
    r"政府性基金[^，。；]{0,16}|国有资本经营[^，。；]{0,16}|机关运行经费[^，。；]{0,6}|政府采购[^，。；]{0,6}|国有资产[^，。；]{0,8}|绩效[^，。；]{0,10})"
    r"(?:情况|情况的?说明|说明)[。:：]?"
)
_OF_FIGURES = re.compile(r"三公|经费|采购|国有资产|绩效|基金|国有资本|其他.{0,4}(?:事项|说明)")
_FEWEST = 2


class Mark(NamedTuple):
    """Where a section begins, before its end is known. Level 1 is a part, 2 a section, 3 a subsection."""

    key: str
    title: str
    level: int
    at: int


def sections_of(rows: Sequence[Row], contents: frozenset[int]) -> tuple[Section, ...]:
    """All parts and sections in reading order; a part's sections lie inside it."""
    found = candidates(rows, contents)
    parts = parts_of(rows, found, contents)
    marks: list[Mark] = []
    flat = _is_flat(parts)
    for order, part in enumerate(parts):
        end = parts[order + 1].at if order + 1 < len(parts) else len(rows)
        inside = [c for c in found if part.at + (part.style is not None) <= c.at < end]
        own = list(_flat(part, inside) if flat and _tells_figures(part) else _marks_of(part, inside))
        marks.extend(own)
        if part.role == "narrative" and len(own) == 1:
            marks.extend(_unnumbered(rows, part.at + 1, end))
    return tuple(_closed(rows, marks))


def _unnumbered(rows: Sequence[Row], start: int, end: int) -> Iterator[Mark]:
    """Well-known titles alone on their rows, where the narrative numbers none: counted as they come."""
    titled = [(at, title) for at in range(start, end) if (title := _known_title(rows, at))]
    if len(titled) >= _FEWEST:
        for number, (at, title) in enumerate(titled, start=1):
            yield Mark(str(number), title.rstrip("。:："), 2, at)


def _known_title(rows: Sequence[Row], at: int) -> str | None:
    """A row's whole text, or that of a full row with the next, where it is a well-known title."""
    text = rows[at].text
    if _WELL_KNOWN.fullmatch(text):
        return text
    both = text + rows[at + 1].text if rows[at].wide and at + 1 < len(rows) else ""
    return both if _WELL_KNOWN.fullmatch(both) else None


def _is_flat(parts: Sequence[Part]) -> bool:
    """Chapters by 一、 of which several tell figures: each is a section of its own, as it is numbered."""
    told = [part for part in parts if part.role == "narrative"]
    return len(told) >= _FEWEST and all(part.style != "part" for part in parts)


def _tells_figures(part: Part) -> bool:
    return part.role == "narrative" or part.role == "other" and _OF_FIGURES.search(part.title) is not None


def _flat(part: Part, inside: Sequence[Candidate]) -> Iterator[Mark]:
    yield Mark(str(part.number), part.title, 1, part.at)
    for mark in _narrative(part, inside, fewest=1):
        yield mark._replace(key=f"{part.number}.{mark.key}")


def _marks_of(part: Part, inside: Sequence[Candidate]) -> Iterator[Mark]:
    if part.number:
        yield Mark(f"part{part.number}", part.title, 1, part.at)
    elif part.role == "tables":
        yield Mark("tables", part.title, 1, part.at)
    if part.role == "annex":
        yield Mark("annex", part.title, 2 if part.number else 1, part.at)
    elif part.role == "narrative":
        yield from _narrative(part, inside)
    elif part.role == "other":
        yield from _other(part, [c for c in inside if not c.heading.run_in and not c.cut])


def _other(part: Part, inside: Sequence[Candidate]) -> Iterator[Mark]:
    """Headed stretches of a part that is neither narrative nor tables: `part1.2`."""
    for style in _below(part.style)[:2]:
        worded = [c for c in inside if c.heading.style == style and (style == "one" or _is_subject(c.title))]
        if worded:
            for number, candidate in sequence(worded):
                yield Mark(f"part{part.number}.{number}", candidate.title, 2, candidate.at)
            return


def _is_subject(title: str) -> bool:
    """What an overview or a part of other matters has headings for."""
    return _OVERVIEW.search(title[-6:]) is not None or _TOLD_APART.search(title) is not None


def _narrative(part: Part, inside: Sequence[Candidate], fewest: int = _FEWEST) -> Iterator[Mark]:
    """Sections by the first style below the part's that the narrative really uses, subsections by the next."""
    style, sections = _sections(part, [c for c in inside if _TELLING.search(c.title)], fewest)
    for order, (number, candidate) in enumerate(sections):
        end = sections[order + 1][1].at if order + 1 < len(sections) else inside[-1].at + 1
        yield Mark(str(number), candidate.title, 2, candidate.at)
        within = [c for c in inside if candidate.at < c.at < end and not c.cut]
        for sub, below in _subsections(within, style):
            yield Mark(f"{number}.{sub}", below.title, 3, below.at)


def _sections(part: Part, telling: Sequence[Candidate], fewest: int) -> tuple[Style, list[tuple[int, Candidate]]]:
    for style in _below(part.style):
        sections = list(sequence([c for c in telling if c.heading.style == style]))
        if len(sections) >= fewest:
            return style, sections
    return "one", list(sequence([c for c in telling if c.heading.style == "one"]))


def _below(style: Style | None) -> tuple[Style, ...]:
    return STYLES[STYLES.index(style) + 1 :] if style else STYLES[1:]


def _subsections(within: Sequence[Candidate], style: Style) -> list[tuple[int, Candidate]]:
    for below in _below(style):
        worded = [c for c in within if c.heading.style == below]
        if below == "digit" or any(c.heading.run_in for c in worded):
            worded = [c for c in worded if _OVERALL.search(c.title)]
        subs = list(sequence(worded))
        if subs:
            return subs
    return []


def _closed(rows: Sequence[Row], marks: Sequence[Mark]) -> Iterator[Section]:
    """A section ends behind the last row before the next heading of its level or above."""
    for order, mark in enumerate(marks):
        end = next((later.at for later in marks[order + 1 :] if later.level <= mark.level), len(rows))
        last = rows[max(end - 1, mark.at)]
        yield Section(key=mark.key, title=mark.title, level=mark.level, start=rows[mark.at].place, end=(last.page, last.line + 1))
