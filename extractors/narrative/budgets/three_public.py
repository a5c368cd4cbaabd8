"""three_public of a budget: what is planned for each category, and how that stands to an earlier year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.model import Claim
from extractors.narrative.budgets.comparisons import put_told
from extractors.narrative.budgets.measured import measured
from extractors.narrative.grounding import Passage, folded
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.three_public_segments import CATEGORY, Segment, segments_in


def read_three_public(passage: Passage, year: int | None) -> Iterator[Claim]:
    """One claim per category that the passage gives a figure for: the planned amount, its change and its reason."""
    segments = segments_in(passage)
    for category in dict.fromkeys(segment.category for segment in segments):
        own = [segment for segment in segments if segment.category == category and not segment.apart]
        first = next((segment for segment in own if segment.figure), None)
        if first is not None:
            yield _claim(passage, first, own, year)


def _claim(passage: Passage, first: Segment, own: Sequence[Segment], year: int | None) -> Claim:
    draft = Draft("three_public", passage, first.start)
    if first.figure is not None:
        named = first.figure["category"]
        draft.meaning("category", first.category, first.figure.span("category" if named else "amount"))
        draft.amount("budget", first.figure)
    for segment in own:
        told = measured(passage, (segment.start, segment.end))
        if told is not None and "direction" not in draft and "change" not in draft:
            put_told(draft, told, year=year)
    return draft.claim()


def names_category(text: str) -> bool:
    """Whether a text names one of the categories."""
    return CATEGORY.search(folded(text)) is not None
