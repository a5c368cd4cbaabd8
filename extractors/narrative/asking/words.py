"""The words of an answer -> their exact place in the passage: verbatim but for width and blanks, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.narrative.grounding import Span, folded
from extractors.narrative.rules.changes import changes_in
from extractors.narrative.rules.draft import trimmed
from extractors.narrative.rules.reasons import LEAD_IN
from extractors.narrative.rules.wording import any_of, meaning, wording
from extractors.narrative.segments import Segment

LEVEL_MARK = re.compile(r"[(]?[类款项][)]")
_MARK_OF = {"class_name": "类", "section_name": "款", "item_names": "项"}
_GOES_ON = re.compile(r"[(]类[)]支出")
_REACH = 60
_BESIDE = 12
_ENDS = "。\n"
_CATEGORIES = ("vehicle_total", "vehicle_purchase", "vehicle_operation", "overseas", "reception", "total")


def needle(value: str) -> str:
    """An answer in the form of a passage's text."""
    return re.sub(r"\s", "", folded(value))


def find_name(segment: Segment, value: str, name: str) -> Span | None:
    """A name in the piece itself, else in what leads it; level marks such as (类) may stand inside.

    Of several places the one right before the field's own mark; the name of a part goes on over (类)支出.
    """
    text = segment.passage.text
    for within in (segment.span, segment.lead):
        found = list(_without_levels(text, within, needle(value)))
        marked = [span for span in found if text.startswith(f"({_MARK_OF.get(name, '')})", span[1])]
        if found:
            start, end = (marked or found)[0]
            further = _GOES_ON.match(text, end) if name == "part" else None
            return start, further.end() if further else end
    return None


def _without_levels(text: str, span: Span, sought: str) -> Iterator[Span]:
    plain, back = [], []
    skipped = {at for mark in LEVEL_MARK.finditer(text, *span) for at in range(*mark.span())}
    for at in range(*span):
        if at not in skipped:
            plain.append(text[at])
            back.append(at)
    wanted = LEVEL_MARK.sub("", sought)
    for found in re.finditer(re.escape(wanted), "".join(plain)) if wanted else ():
        yield back[found.start()], back[found.end() - 1] + 1


def find_number(segment: Segment, value: str) -> Span | None:
    """A list number: what the piece opens with."""
    sought, start = needle(value), segment.span[0]
    return (start, start + len(sought)) if sought and segment.passage.text.startswith(sought, start) else None


def find_words(segment: Segment, value: str) -> Span | None:
    """A reason, a use: in one piece; of several places the one behind a lead-in."""
    sought = needle(value).strip(" ,;:。、\n")
    text, spans, at = segment.passage.text, [], segment.span[0]
    while sought and (start := text.find(sought, at, segment.span[1])) >= 0:
        spans.append(trimmed(text, (start, start + len(sought))))
        at = start + 1
    return next((span for span in spans if follows_lead_in(segment, span)), spans[0] if spans else None)


def follows_lead_in(segment: Segment, span: Span) -> bool:
    """Whether 主要原因是, 由于 … stand right before."""
    text = segment.passage.text
    return any(lead.end() == span[0] or not text[lead.end() : span[0]].strip(":,") for lead in _leads(segment, span))


def _leads(segment: Segment, span: Span) -> list[re.Match[str]]:
    start = max(segment.span[0], span[0] - _REACH)
    return list(LEAD_IN.finditer(segment.passage.text, start, span[0]))


def is_whole(segment: Segment, span: Span) -> bool:
    """Whether the words end where their sentence does, and hold no other sentence."""
    text = segment.passage.text
    ends = span[1] >= segment.span[1] or text[span[1]] in _ENDS
    return ends and not any(mark in text[slice(*span)] for mark in _ENDS)


def find_direction(segment: Segment, field: str, value: str, near: int | None) -> Span | None:
    """The word of that meaning beside its comparison: the nearest before the figure of the change, where one is known."""
    said = _against_budget(segment) if value in ("above", "below", "equal") else _changes(segment, field)
    before = [each for each in said if near is not None and each[0][1] <= near]
    if before and near is not None and near - before[-1][0][1] <= _BESIDE:
        said = before[-1:]
    return next((span for span, meant in said if meant == value), None)


def _against_budget(segment: Segment) -> list[tuple[Span, str | None]]:
    words = wording().execution
    found = re.compile(any_of(words)).finditer(segment.passage.text, *segment.span)
    return [(match.span(), meaning(words, match[0])) for match in found]


def _changes(segment: Segment, field: str) -> list[tuple[Span, str | None]]:
    """The words of changes against what the field is measured against."""
    bases = {"vs_budget_direction": ("budget",), "vs_prior_direction": ("prior",)}.get(field, ("prior", None))
    changes = changes_in(segment.passage.text, *segment.span)
    return [(change.word, change.direction) for change in changes if change.base in bases]


def find_category(segment: Segment, value: str) -> Span | None:
    """The category that the piece names first."""
    text, words = segment.passage.text, wording().three_public
    named = re.compile("|".join(f"(?P<{name}>{words[name]})" for name in _CATEGORIES))
    first = named.search(text, *segment.span)
    return first.span() if first is not None and first.lastgroup == value else None
