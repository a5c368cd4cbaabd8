"""Where the readers by rule may have missed something: figures that no claim carries, fields that a sentence seems to state.

Known from the reading alone, before any check: what the checks decide does not move it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.model import Box, Claim
from extractors.narrative.grounding import Span
from extractors.narrative.rules.reasons import LEAD_IN
from extractors.narrative.segments import Segment

_LOOSE_FIGURE = 2
_NO_REASON = 1
_NO_CLAIM = 1
_WORDY = ("statement", "key_work")


class Doubt(NamedTuple):
    """A piece worth asking about. `loose` are its figures that no claim carries."""

    segment: Segment
    weight: int
    loose: tuple[Span, ...]


class Covered:
    """The places that the claims of a document carry."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._boxes: dict[int, list[tuple[Box, str, str]]] = {}
        for claim in claims:
            for name, field in claim.fields.items():
                for box in field.boxes:
                    self._boxes.setdefault(box.page, []).append((box, claim.kind, name))

    def holds(self, boxes: Sequence[Box], field: str | None = None, kind: str | None = None) -> bool:
        """Whether a field (of that name, of a claim of that kind) lies over the middle of one of the boxes."""
        return any(
            _over(place, box)
            for box in boxes
            for place, of_kind, name in self._boxes.get(box.page, ())
            if field in (None, name) and kind in (None, of_kind)
        )


def _over(outer: Box, inner: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return outer.x0 - 0.5 <= x <= outer.x1 + 0.5 and outer.top - 0.5 <= y <= outer.bottom + 0.5


def doubts_of(segments: Sequence[Segment], claims: Sequence[Claim]) -> list[Doubt]:
    """Pieces with something that no claim carries, the weightiest first; no figure is asked about twice."""
    covered = Covered(claims)
    found = [doubt for segment in segments if (doubt := _doubt(segment, covered)).weight]
    found.sort(key=lambda doubt: -doubt.weight)
    taken: set[Span | tuple[str, Span]] = set()
    chosen = []
    for doubt in found:
        fresh = {_place(doubt.segment, span) for span in doubt.loose or (doubt.segment.span,)} - taken
        if fresh:
            taken |= fresh
            chosen.append(doubt)
    return chosen


def _place(segment: Segment, span: Span) -> tuple[str, Span]:
    return f"{segment.passage.section} {segment.passage.title}", span


def _doubt(segment: Segment, covered: Covered) -> Doubt:
    passage = segment.passage
    loose = tuple(figure.span for figure in segment.telling if not covered.holds(passage.boxes(figure.span)))
    weight = _LOOSE_FIGURE * len(loose) + _NO_REASON * _reason_is_loose(segment, covered)
    if segment.kind in _WORDY:
        return Doubt(segment, _NO_CLAIM * (not covered.holds(passage.boxes(segment.span), kind=segment.kind)), ())
    return Doubt(segment, weight, loose)


def _reason_is_loose(segment: Segment, covered: Covered) -> bool:
    """A lead-in whose next words no reason carries."""
    text = segment.passage.text
    leads = [lead.end() for lead in LEAD_IN.finditer(text, *segment.span) if lead.end() + 1 < segment.span[1]]
    return any(not covered.holds(segment.passage.boxes((end, end + 1))) for end in leads)
