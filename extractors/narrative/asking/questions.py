"""What is said to a model and what it says. Frozen JSON values: they cross a process boundary and are kept between runs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Literal, Protocol

from pydantic import Field

from extractors.model import Frozen
from extractors.narrative.prompts import prompt_for
from extractors.narrative.schemas import schema_hash

AskWhen = Literal["always", "unsure", "never"]
Mode = Literal["json_schema", "tools", "json", "md_json"]
AnswerStatus = Literal["answered", "malformed", "truncated", "refused", "failed", "not_asked"]


class Asking(Frozen):
    """How a model is asked and within which bounds, per document.

    `share`: with `ask="unsure"`, what is sent and expected back may at most be this share of the document's own text.
    """

    ask: AskWhen = "unsure"
    mode: Mode = "json_schema"
    retries: int = Field(default=2, ge=0, le=4, description="further exchanges about an answer that does not stand")
    max_calls: int = Field(default=400, ge=0)
    max_tokens: int = Field(default=600_000, ge=0)
    max_seconds: float = Field(default=1800.0, ge=0)
    timeout: float = Field(default=120.0, gt=0, description="seconds for one exchange")
    concurrency: int = Field(default=4, ge=1, le=64)
    max_output_tokens: int = Field(default=1024, ge=16)
    share: float = Field(default=0.2, gt=0)

    @property
    def deciding(self) -> Mapping[str, str]:
        """What decides a result, for the manifest."""
        return {name: str(value) for name, value in self.model_dump(exclude={"timeout", "concurrency"}).items()}


class Exchange(Frozen):
    """An earlier answer to the same question and what was wrong with it."""

    answer: str
    objection: str


class Question(Frozen):
    """One passage of one kind. `source` and `context` are text of the document: data, never instructions."""

    kind: str
    context: str
    source: str
    earlier: tuple[Exchange, ...] = ()

    def key(self, model: str, asking: Asking) -> str:
        """Under which the answer is kept: passage, prompt, schema, model and settings."""
        said = self.model_dump(mode="json")
        pinned = [prompt_for(self.kind).hash, schema_hash(self.kind), model, asking.mode, asking.max_output_tokens]
        return hashlib.sha256(json.dumps([said, pinned], ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class Answer(Frozen):
    """What came back. `text` is the model's own words, JSON where it is `answered`; `detail` says what went wrong."""

    status: AnswerStatus
    text: str = ""
    detail: str = ""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0

    @property
    def of_the_model(self) -> bool:
        """The model itself has spoken: asking again would bring the same."""
        return self.status in ("answered", "malformed", "truncated", "refused")


class Model(Protocol):
    """Whoever answers: a client behind budget and cache, or the other end of a pipe."""

    @property
    def name(self) -> str:
        """The model's name as configured."""
        ...

    def ask(self, questions: Sequence[Question]) -> Sequence[Answer]:
        """One answer per question, in order; never raises for what the model or its provider does."""
        ...
