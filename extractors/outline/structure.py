"""Headings -> parts and sections with their extents and keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.model import Page, Section
from extractors.outline.body import BodyLine
from extractors.outline.headings import Heading, candidates
from extractors.outline.vocabulary import vocabulary

_LONG_SECTION = 60
_LONG_SUB = 42


def sections_of(pages: Sequence[Page], lines: Sequence[BodyLine]) -> tuple[Section, ...]:
    """Parts, their sections and subsections in print order."""
    found = candidates(lines)
    end = (pages[-1].number + 1, 0)
    parts = _parts(found)
    if not parts:
        return _without_parts(found, lines, end)
    sections: list[Section] = []
    for part, stop in zip(parts, [*(later.at for later in parts[1:]), None], strict=True):
        inside = [h for h in found if h.at > part.at and (stop is None or h.at < stop) and h.level > part.level]
        sections.extend(_part(part, inside, lines, lines[stop].place if stop is not None else end))
    return tuple(sections)


def _parts(found: Sequence[Heading]) -> list[Heading]:
    """第X部分 in rising order; where there is none, 一、 headings that name the parts."""
    parts = _longest([heading for heading in found if heading.level == 0])
    if parts:
        return parts
    words = vocabulary()
    named = _rising([heading for heading in found if heading.level == 1 and words.part_like.search(heading.title)])
    roles = {words.role(heading.title) for heading in named}
    return named if len(named) >= 3 and {"narrative", "overview"} <= roles else []


def _longest(headings: Sequence[Heading]) -> list[Heading]:
    """The longest rising stretch, the last of equals: contents that slipped through stand before the body."""
    stretches: list[list[Heading]] = []
    for heading in headings:
        last = stretches[-1][-1] if stretches else None
        if last is not None and heading.number == last.number and heading.title == last.title:
            continue
        if last is None or heading.number <= last.number:
            stretches.append([heading])
        else:
            stretches[-1].append(heading)
    return max(reversed(stretches), key=len, default=[])


def _rising(headings: Sequence[Heading]) -> list[Heading]:
    kept: list[Heading] = []
    for heading in headings:
        if not kept or heading.number > kept[-1].number:
            kept.append(heading)
    return kept


def _part(part: Heading, inside: Sequence[Heading], lines: Sequence[BodyLine], end: tuple[int, int]) -> Iterator[Section]:
    role = vocabulary().role(part.title)
    key = "annex" if role == "annex" else f"part{part.number}"
    yield Section(key=key, title=part.title, level=1, start=lines[part.at].place, end=end)
    if role in ("narrative", "tables", "overview", "other"):
        narrative = role == "narrative"
        kept = _sections(inside, part.level + 1, narrative=narrative)
        yield from _nested(kept, lines, end, "" if narrative else f"{key}.")


def _without_parts(found: Sequence[Heading], lines: Sequence[BodyLine], end: tuple[int, int]) -> tuple[Section, ...]:
    """A document that is one narrative, or has no headings at all."""
    return tuple(_nested(_sections(found, 1, narrative=True), lines, end, ""))


def _sections(inside: Sequence[Heading], level: int, *, narrative: bool) -> list[Heading]:
    """Headings of one level that continue the numbering, and those of the next level under them."""
    kept: list[Heading] = []
    last, last_sub = 0, 0
    for heading in inside:
        if heading.level == level and _continues(heading, last, narrative=narrative):
            kept.append(heading)
            last, last_sub = heading.number, 0
        elif narrative and last and heading.level == level + 1 and _is_sub(heading, last_sub):
            kept.append(heading)
            last_sub = heading.number
    return kept


def _continues(heading: Heading, last: int, *, narrative: bool) -> bool:
    words = vocabulary()
    if len(heading.title) > _LONG_SECTION:
        return False
    strong, topical = words.strong.search(heading.title), words.topic.search(heading.title)
    if heading.number == last + 1:
        return bool(strong or topical) or not narrative
    return bool(strong and heading.number >= last) or bool(topical and heading.number > last and narrative)


def _is_sub(heading: Heading, last: int) -> bool:
    return heading.number == last + 1 and len(heading.title) <= _LONG_SUB and bool(vocabulary().sub.search(heading.title))


def _nested(kept: Sequence[Heading], lines: Sequence[BodyLine], end: tuple[int, int], prefix: str) -> Iterator[Section]:
    top = min((heading.level for heading in kept), default=1)
    number = 0
    for position, heading in enumerate(kept):
        later = kept[position + 1 :]
        until = next((lines[h.at].place for h in later if h.level <= heading.level), end)
        number = heading.number if heading.level == top else number
        key = f"{prefix}{number}" if heading.level == top else f"{prefix}{number}.{heading.number}"
        yield Section(key=key, title=heading.title, level=2 + heading.level - top, start=lines[heading.at].place, end=until)
