"""What the sandbox and its child say to each other. JSON on a pipe; the document's bytes follow a request as a second message."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from extractors.model import Frozen


class Request(Frozen):
    """Extract the document that follows."""

    config: str
    report: bool
    max_seconds: float


class Done(Frozen):
    """The result; `extraction` is itself JSON. `report_error` says why a report that was asked for is not there."""

    status: Literal["done"] = "done"
    extraction: str
    report: str | None
    report_error: str = ""
    seconds: float
    report_seconds: float = 0.0


class Failed(Frozen):
    """The error that the extraction raised, by name, with what fills its message."""

    status: Literal["failed"] = "failed"
    error: str
    which: dict[str, str | int | float | None]


_REPLY: TypeAdapter[Done | Failed] = TypeAdapter(Annotated[Done | Failed, Field(discriminator="status")])


def parse_reply(raw: bytes) -> Done | Failed:
    """A reply as the child sent it."""
    return _REPLY.validate_json(raw)
