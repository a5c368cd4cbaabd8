"""The narrative read with a model: alone, or beside the rules where they are unsure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.model import Claim, ModelUse, Outline, Page
from extractors.narrative.asking.conversation import Reading, converse
from extractors.narrative.asking.gathered import gathered
from extractors.narrative.asking.merge import merged
from extractors.narrative.asking.purse import Purse, affordable, tokens_in
from extractors.narrative.asking.questions import Asking, Model, Question
from extractors.narrative.asking.unsure import doubts_of
from extractors.narrative.segments import Segment, segments_of

_SHOWN = 24


class Told(NamedTuple):
    """The claims, what asking took, and which passages were not read and why."""

    claims: tuple[Claim, ...]
    use: ModelUse | None
    notes: tuple[str, ...]

    def with_note(self, note: str) -> Told:
        """The same with one more thing to say."""
        return self._replace(notes=(*self.notes, note))


class ModelReader:
    """Signs its claims `llm:<model>`; beside the rules, claims that both read are signed `both`."""

    def __init__(self, model: Model, asking: Asking) -> None:
        self.name = f"llm:{model.name}"
        self._model, self._asking = model, asking

    def read(self, pages: Sequence[Page], outline: Outline) -> Told:
        """Everything, by the model alone."""
        segments = segments_of(pages, outline) if outline.genre == "final_accounts" else []
        readings = self._converse(segments, None)
        claims = tuple(found.claim for found in gathered(readings, self.name))
        return Told(claims, _use(readings), _notes(readings))

    def read_beside(self, claims: Sequence[Claim], pages: Sequence[Page], outline: Outline) -> Told:
        """What the rules read, with what the model says where it is to be asked."""
        segments = segments_of(pages, outline) if outline.genre == "final_accounts" else []
        chosen, limit, skipped = self._chosen(segments, claims, pages)
        readings = self._converse(chosen, limit)
        left = (f"{skipped} doubtful passages were not asked about: the share of tokens is used up",) if skipped else ()
        return Told(merged(claims, gathered(readings, self.name), self.name), _use(readings), (*_notes(readings), *left))

    def _chosen(
        self, segments: Sequence[Segment], claims: Sequence[Claim], pages: Sequence[Page]
    ) -> tuple[list[Segment], float | None, int]:
        """The pieces to ask about, what that may cost, and how many doubtful ones it leaves out."""
        if self._asking.ask == "always":
            return list(segments), None, 0
        if self._asking.ask == "never":
            return [], None, 0
        doubtful = [doubt.segment for doubt in doubts_of(segments, claims)]
        limit = self._asking.share * sum(tokens_in(page.text) for page in pages)
        count = affordable((_question(segment) for segment in doubtful), limit)
        return doubtful[:count], limit, len(doubtful) - count

    def _converse(self, segments: Sequence[Segment], limit: float | None) -> list[Reading]:
        return converse(self._model, segments, self._asking.retries, Purse(limit))


def _question(segment: Segment) -> Question:
    return Question(kind=segment.kind, context=segment.context, source=segment.source)


def _use(readings: Sequence[Reading]) -> ModelUse:
    answers = [answer for reading in readings for answer in reading.answers]
    return ModelUse(
        passages=len(readings),
        unread=sum(reading.grounded is None for reading in readings),
        answers=sum(answer.of_the_model for answer in answers),
        prompt_tokens=sum(answer.prompt_tokens for answer in answers),
        completion_tokens=sum(answer.completion_tokens for answer in answers),
        seconds=round(sum(answer.seconds for answer in answers), 2),
    )


def _notes(readings: Sequence[Reading]) -> tuple[str, ...]:
    """One line per passage that the model did not read."""
    return tuple(
        f"section {reading.segment.passage.section}, page {_page(reading.segment)}: the model did not read "
        f"“{reading.segment.source[:_SHOWN]}…” ({reading.unread})"
        for reading in readings
        if reading.grounded is None
    )


def _page(segment: Segment) -> int:
    return segment.passage.boxes(segment.span)[0].page
