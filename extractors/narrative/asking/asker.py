"""Asks a model behind budget, cache and patience. What goes wrong with a provider becomes an answer that says so."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from extractors.narrative.asking.questions import Answer, Asking, Question

_PATIENCE = 3
_HOPELESS = 3
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 120.0


class Trouble(Exception):
    """The provider did not answer: `wait` is how many seconds it asks for; `lasting` means that asking again is no use."""

    def __init__(self, detail: str, *, wait: float | None = None, lasting: bool = False) -> None:
        super().__init__(detail)
        self.detail, self.wait, self.lasting = detail, wait, lasting


Call = Callable[[Question, float], Answer]
"""One exchange with a model within so many seconds. Raises Trouble."""


class Cache(Protocol):
    """Keeps answers between runs."""

    def get(self, key: str) -> Answer | None:
        """The answer kept under a key."""
        ...

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer."""
        ...


class Clock(Protocol):
    """Seconds, and waiting for them to pass."""

    def now(self) -> float:
        """Monotonic seconds."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class Asker:
    """A Model for one document: `made` counts the calls really made, answers from the cache cost nothing."""

    def __init__(self, name: str, call: Call, asking: Asking, cache: Cache, clock: Clock) -> None:
        self.name = name
        self.made = 0
        self._call, self._asking, self._cache, self._clock = call, asking, cache, clock
        self._tokens = 0
        self._dead = ""
        self._in_vain = 0
        self._deadline = clock.now() + asking.max_seconds
        self._lock = threading.Lock()

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        """One answer per question, in order; asked kind by kind, so that a server can reuse what it knows of the prompt."""
        order = sorted(range(len(questions)), key=lambda at: questions[at].kind)
        with ThreadPoolExecutor(self._asking.concurrency) as pool:
            answers = dict(zip(order, pool.map(self._answer, (questions[at] for at in order)), strict=True))
        return [answers[at] for at in range(len(questions))]

    def _answer(self, question: Question) -> Answer:
        key = question.key(self.name, self._asking)
        kept = self._cache.get(key)
        if kept is not None:
            return kept
        answer = self._asked(question)
        if answer.of_the_model:
            self._cache.put(key, answer)
        return answer

    def _asked(self, question: Question) -> Answer:
        """Asked until there is an answer, patience or budget is used up."""
        detail, pause = "", _FIRST_PAUSE
        for _ in range(_PATIENCE):
            refusal = self._taken()
            if refusal:
                return Answer(status="failed" if detail else "not_asked", detail=detail or refusal)
            try:
                return self._counted(self._call(question, self._patience()))
            except Trouble as trouble:
                detail = trouble.detail
                if trouble.lasting:
                    self._dead = detail
                    break
                self._pause(trouble.wait if trouble.wait is not None else pause)
                pause *= 2
        self._given_up(detail)
        return Answer(status="failed", detail=detail)

    def _given_up(self, detail: str) -> None:
        """Several questions in a row without any answer: there is no use in asking the rest."""
        with self._lock:
            self._in_vain += 1
            if self._in_vain >= _HOPELESS and not self._dead:
                self._dead = f"{detail}, {self._in_vain} passages in a row"

    def _patience(self) -> float:
        return max(1.0, min(self._asking.timeout, self._deadline - self._clock.now()))

    def _taken(self) -> str:
        """Take one call from the budget, or say what is used up."""
        with self._lock:
            if self._dead:
                return self._dead
            if self.made >= self._asking.max_calls:
                return f"the budget of {self._asking.max_calls} calls is used up"
            if self._tokens >= self._asking.max_tokens:
                return f"the budget of {self._asking.max_tokens} tokens is used up"
            if self._clock.now() >= self._deadline:
                return f"the budget of {self._asking.max_seconds:.0f} seconds is used up"
            self.made += 1
            return ""

    def _counted(self, answer: Answer) -> Answer:
        with self._lock:
            self._tokens += answer.prompt_tokens + answer.completion_tokens
            self._in_vain = 0
        return answer

    def _pause(self, seconds: float) -> None:
        left = self._deadline - self._clock.now()
        self._clock.sleep(max(0.0, min(seconds, _LONGEST_PAUSE, left)))
