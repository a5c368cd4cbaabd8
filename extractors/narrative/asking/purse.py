"""What asking may cost, in tokens, where it may cost only a share of the document's own text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.narrative.asking.questions import Answer, Question
from extractors.narrative.prompts import answer_of, prompt_for

_HAN = re.compile(r"[\u4e00-\u9fff]")
_DIGIT = re.compile(r"\d")
_PER_HAN, _PER_DIGIT, _PER_OTHER = 0.65, 1.0, 0.35
_FRAME = 12


def tokens_in(text: str) -> float:
    """An estimate: models of today cut a digit into one token, a Chinese character into less, other text into pieces of three."""
    han, digits = len(_HAN.findall(text)), len(_DIGIT.findall(text))
    return _PER_HAN * han + _PER_DIGIT * digits + _PER_OTHER * (len("".join(text.split())) - han - digits)


def cost_of(question: Question) -> float:
    """What asking it will take, there and back, about."""
    prompt = prompt_for(question.kind)
    shown = [prompt.instruction, question.context, question.source]
    shown += [each for example in prompt.examples for each in (example.context, example.passage, answer_of(prompt.kind, example))]
    shown += [each for exchange in question.earlier for each in (exchange.answer, exchange.objection)]
    answer = max((tokens_in(answer_of(prompt.kind, example)) for example in prompt.examples), default=0.0)
    return sum(tokens_in(text) + _FRAME for text in shown) + answer


class Purse:
    """Counts what was spent. `limit` None: as much as it takes."""

    def __init__(self, limit: float | None) -> None:
        self.limit = limit
        self.spent = 0.0

    def pay(self, answer: Answer) -> None:
        """An answer came: what it really took."""
        self.spent += answer.prompt_tokens + answer.completion_tokens

    def affords(self, question: Question) -> bool:
        """Whether a question may still be asked; its cost is set aside."""
        if self.limit is None:
            return True
        return self.spent + cost_of(question) <= self.limit


def affordable(questions: Iterable[Question], limit: float | None) -> int:
    """How many of the first questions fit, leaving room for second answers to some."""
    if limit is None:
        return sum(1 for _ in questions)
    total, count = 0.0, 0
    for question in questions:
        total += cost_of(question)
        if total > limit:
            break
        count += 1
    return count
