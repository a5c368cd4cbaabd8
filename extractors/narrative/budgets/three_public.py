"""three_public of a budget: what is planned for each category, and how that stands to an earlier year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.model import Claim
from extractors.narrative.budgets.comparisons import put_told
from extractors.narrative.budgets.measured import measured
from extractors.narrative.budgets.reasons import planned_reasons
from extractors.narrative.grounding import Passage, Span, folded
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.three_public_counts import put_counts
from extractors.narrative.rules.three_public_segments import CATEGORY, Segment, segments_in

_MOVED = re.compile("(?:增加|减少|下降|增长)的?(?:主要)?原因")


def read_three_public(passage: Passage) -> Iterator[Claim]:
    """One claim per category that the passage gives a figure for: the planned amount, its change and its reason."""
    segments = _joined(segments_in(passage))
    told = {segment.category: segment for segment in reversed(segments) if segment.figure and not segment.apart}
    for category in dict.fromkeys(segment.category for segment in segments):
        if category in told:
            yield _claim(passage, told[category], segments)


def _behind_list(passage: Passage, last: Segment) -> Span | None:
    """其中: A0万元, B2万元。减少的主要原因是…: behind a list whose last entry is not compared, the reason of the whole."""
    span = (last.start, last.end)
    if last.category == "total" or measured(passage, span) is not None:
        return None
    found = (each for each in planned_reasons(passage, *span) if "。" in passage.text[last.start : each.span[0]])
    return next((each.span for each in found if _MOVED.search(passage.text, last.start, each.span[0])), None)


def _joined(segments: Sequence[Segment]) -> list[Segment]:
    """与2025年“三公”经费预算持平: a category named again at once goes on with what is told of it."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        if last is not None and segment.category == last.category and segment.figure is None and segment.start == last.end:
            found[-1] = last._replace(end=segment.end)
        else:
            found.append(segment)
    return found


def _claim(passage: Passage, first: Segment, every: Sequence[Segment]) -> Claim:
    own = [segment for segment in every if segment.category == first.category and not segment.apart]
    claimed = frozenset(segment.category for segment in every if segment.figure)
    draft = Draft("three_public", passage, first.start)
    if first.figure is not None:
        named = first.figure["category"]
        draft.meaning("category", first.category, first.figure.span("category" if named else "amount"))
        draft.amount("budget", first.figure)
    for segment in own:
        told = measured(passage, (segment.start, segment.end))
        if told is not None and "direction" not in draft and "change" not in draft:
            put_told(draft, told)
    if first.category == "total" and "change" in draft:
        draft.words("reason", _behind_list(passage, every[-1]))
    put_counts(draft, first.category, [(segment.category, (segment.start, segment.end)) for segment in every], claimed)
    return draft.claim()


def names_category(text: str) -> bool:
    """Whether a text names one of the categories."""
    return CATEGORY.search(folded(text)) is not None
