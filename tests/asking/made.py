"""Pieces of made-up text, and models that say what they are told to."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from extractors.narrative.asking import Answer, Question
from extractors.narrative.schemas import SCHEMAS
from extractors.narrative.segments import Segment, segments_in
from tests.narrative.made import passage

ITEM = (
    "3.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。年初预算为18.50万元，支出决算为17.02万元，"
    "完成年初预算的92%，决算数小于年初预算数的主要原因是：年中人员调出。"
)
ITEM_SAID = {
    "class_name": "卫生健康支出",
    "section_name": "行政事业单位医疗",
    "item_names": ["行政单位医疗"],
    "budget": "18.50",
    "actual": "17.02",
    "completion_pct": "92",
    "direction": "below",
    "reason": "年中人员调出",
}


def piece(kind: str, text: str, lead: str = "") -> Segment:
    """A text as one piece of a kind, with what leads it."""
    whole = passage(lead + text, "具体情况")
    start = len("".join(lead.split()))
    return Segment(kind, whole, (start, len(whole.text)), (0, start))


def pieces(text: str, *kinds: str) -> list[Segment]:
    """What a text is cut into."""
    return segments_in(passage(text), kinds)


def said(kind: str, **fields: Any) -> Answer:
    """A well-formed answer."""
    text = SCHEMAS[kind].model_validate(fields).model_dump_json()
    return Answer(status="answered", text=text, prompt_tokens=100, completion_tokens=20, seconds=1.0)


class Scripted:
    """A model that gives its answers in turn, the last one for ever; `asked` are the questions it heard."""

    name = "small"

    def __init__(self, *answers: Answer | Callable[[Question], Answer]) -> None:
        self.answers = list(answers)
        self.asked: list[Question] = []

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        return [self._next(question) for question in questions]

    def _next(self, question: Question) -> Answer:
        self.asked.append(question)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer if isinstance(answer, Answer) else answer(question)


def fields_in(answer: Answer) -> dict[str, Any]:
    """What an answer states."""
    return {name: value for name, value in json.loads(answer.text).items() if value is not None}
