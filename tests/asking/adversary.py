"""A model that knows the names and shuffles the rest: figures of its passage at random, halves of reasons, other directions."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from typing import Any

from extractors.model import Box, Claim
from extractors.narrative.asking import Answer, Question
from extractors.narrative.asking.figures import is_figure, type_of
from extractors.narrative.schemas import SCHEMAS
from extractors.narrative.segments import Segment

_DIRECTIONS = {"up": ("up", "down", "flat"), "above": ("above", "below", "equal")}
_CATEGORIES = ("total", "overseas", "vehicle_total", "vehicle_purchase", "vehicle_operation", "reception")


class Adversary:
    name = "adversary"

    def __init__(self, segments: Sequence[Segment], claims: Sequence[Claim], seed: int) -> None:
        self._segments = {(each.kind, each.context, each.source): each for each in segments}
        self._claims = claims
        self._random = random.Random(seed)

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        return [self._answer(self._segments[question.kind, question.context, question.source]) for question in questions]

    def _answer(self, segment: Segment) -> Answer:
        known = next((claim for claim in self._claims if claim.kind == segment.kind and stands_in(claim, segment)), None)
        said = {name: self._said(segment, name, known) for name in SCHEMAS[segment.kind].model_fields}
        return Answer(status="answered", text=SCHEMAS[segment.kind].model_validate(said).model_dump_json())

    def _said(self, segment: Segment, name: str, known: Claim | None) -> Any:
        if is_figure(name):
            figures = [figure.text for figure in segment.figures if figure.unit == type_of(name)]
            return self._random.choice(figures) if figures and self._random.random() < 0.9 else None
        value = known.get(name) if known else None
        if value is None or name == "vehicles" or self._random.random() < 0.5:
            return list(value) if isinstance(value, tuple) else None if name == "vehicles" else value
        if name == "category":
            return self._random.choice(_CATEGORIES)
        if name.endswith("direction"):
            return self._random.choice(_DIRECTIONS["up" if value in _DIRECTIONS["up"] else "above"])
        if isinstance(value, str) and type_of(name) == "words":
            return value[: self._random.randrange(1, len(value) + 1)]
        return list(value) if isinstance(value, tuple) else value


def stands_in(claim: Claim, segment: Segment) -> bool:
    """Whether the claim's first figure or word lies in the piece."""
    own = segment.passage.boxes(segment.span)
    places = [field.boxes[0] for name, field in claim.fields.items() if field.boxes and name != "scope"]
    return bool(places) and any(_within(places[-1], box) for box in own)


def _within(inner: Box, outer: Box) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return inner.page == outer.page and outer.x0 <= x <= outer.x1 and outer.top <= y <= outer.bottom


class Wild(Adversary):
    """Knows nothing: names and words are any stretch of the passage between two marks, statements one of its sentences."""

    name = "wild"

    def _said(self, segment: Segment, name: str, known: Claim | None) -> Any:
        if is_figure(name) or name == "vehicles" or known is not None and self._random.random() < 0.4:
            return super()._said(segment, name, known)
        if self._random.random() < 0.2:
            return None
        if name == "category":
            return self._random.choice(_CATEGORIES)
        if name.endswith("direction"):
            return self._random.choice(_DIRECTIONS["above" if segment.kind == "item_execution" else "up"])
        stretch = self._stretch(segment.source if type_of(name) == "words" else segment.context + segment.source)
        return [stretch] if name == "item_names" else stretch

    def _stretch(self, text: str) -> str:
        """One to three neighbouring clauses."""
        clauses = [clause for clause in re.split(r"(?<=[，,；;。：:、（）()\n是为于])", text) if clause.strip()]
        start = self._random.randrange(len(clauses))
        return "".join(clauses[start : start + self._random.randrange(1, 4)]).strip("，,；;。：:、\n")
