"""What the sandbox and its child say to each other. JSON on a pipe; the document's bytes follow a request as a second message."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from extractors.model import Classified, Frozen
from extractors.narrative.asking import Answer, Question


class Request(Frozen):
    """Extract the document that follows, or say what it is, or draw its page `page` (from 1) with `dpi`."""

    config: str
    report: bool = False
    max_seconds: float
    page: int = 0
    dpi: int = 0


class Done(Frozen):
    """The result; `extraction` is itself JSON. `report_error` says why a report that was asked for is not there."""

    status: Literal["done"] = "done"
    extraction: str
    report: str | None
    report_error: str = ""
    seconds: float
    report_seconds: float = 0.0


class Drawn(Frozen):
    """A page as PNG in base64; None where there is no such page or it cannot be drawn. `pages`: how many there are."""

    status: Literal["drawn"] = "drawn"
    png: str | None
    pages: int


class Recognised(Frozen):
    """What a document is, without its figures."""

    status: Literal["recognised"] = "recognised"
    classified: Classified


class Failed(Frozen):
    """The error that the extraction raised, by name, with what fills its message."""

    status: Literal["failed"] = "failed"
    error: str
    which: dict[str, str | int | float | None]


class Asks(Frozen):
    """The child has questions to a model; it waits for as many answers."""

    status: Literal["asks"] = "asks"
    questions: tuple[Question, ...]


class Answers(Frozen):
    """What the model says, in the order of the questions."""

    answers: tuple[Answer, ...]


Ask = Callable[[Sequence[Question]], Sequence[Answer]]
Result = Done | Drawn | Recognised
Reply = Result | Failed | Asks
_REPLY: TypeAdapter[Reply] = TypeAdapter(Annotated[Reply, Field(discriminator="status")])


def parse_reply(raw: bytes) -> Reply:
    """A reply as the child sent it."""
    return _REPLY.validate_json(raw)
