"""What the API answers with. Names as in the files (facts.csv, claims.jsonl, findings.jsonl) and DOMAIN's keys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from service.siblings import Sibling, Standing
from service.store.documents import Document
from service.store.runs import Run, RunState

_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


Item = TypeVar("Item")


class Shape(BaseModel):
    """Base of every answer."""

    model_config = ConfigDict(extra="forbid")


class BoxShape(Shape):
    """A place on a page as displayed: points, origin top left."""

    page: int = Field(examples=[16], description="from 1")
    x0: float = Field(examples=[302.1])
    top: float = Field(examples=[214.0])
    x1: float = Field(examples=[341.7])
    bottom: float = Field(examples=[226.5])


class FactShape(Shape):
    """One printed figure."""

    id: str = Field(examples=["FA05/2010301/basic"], description="form/row/column: stable across runs")
    form: str = Field(examples=["FA05"])
    row: str = Field(examples=["2010301"])
    column: str = Field(examples=["basic"])
    value: str = Field(examples=["942.50"], description="decimal as printed, without thousands separators")
    unit: str = Field(examples=["万元"])
    text: str = Field(examples=["942.50"], description="as printed")
    label: str = Field(examples=["行政运行"])
    box: BoxShape
    verdict: Literal["accepted", "flagged", "rejected"]
    proofs: list[str] = Field(examples=[["FA05.row:2010301"]])
    reasons: list[str] = Field(description="why it is not accepted")


class RunShape(Shape):
    """One run: a document read by one pinned configuration."""

    id: str
    state: RunState
    message: str = Field(description="why it was refused or failed; empty otherwise")
    reader: str = Field(examples=["rules"])
    model: str | None = None
    queued_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    seconds: float | None = None
    counts: dict[str, Any] | None = None
    manifest: dict[str, Any]
    current: bool = Field(description="the document shows this run's figures")


class DocumentShape(Shape):
    """One uploaded document; what it is is known once a run is done."""

    id: str = Field(examples=[_DIGEST], description="SHA-256 of its bytes")
    name: str = Field(examples=["2024年度部门决算.pdf"])
    size: int = Field(examples=[734003])
    received_at: datetime
    received_by: str = Field(examples=["local"])
    state: RunState = Field(description="of its newest run")
    message: str = Field(description="why it was refused or failed; empty otherwise")
    genre: str | None = None
    title: str | None = None
    department: str | None = None
    fiscal_year: int | None = None
    pages: int | None = None
    counts: dict[str, Any] | None = None
    open_items: int = Field(description="flagged fields and findings that wait for a person")
    run: str | None = Field(None, description="the run whose figures are shown")


class SiblingShape(Shape):
    """Another document of the same department and year."""

    id: str = Field(examples=[_DIGEST])
    name: str = Field(examples=["2024年度部门决算（更正）.pdf"])
    genre: str | None = None
    title: str | None = None
    standing: Standing = Field(
        description="`edition`: of the same genre; `half`: it holds the tables to this one's narrative, or the reverse; `other`"
    )


class DocumentWithRuns(DocumentShape):
    """A document with every run of it, newest first, and the others of its department and year."""

    runs: list[RunShape] = []
    siblings: list[SiblingShape] = []


class Page(Shape, Generic[Item]):
    """A part of a list. `next` is the offset to go on from, null at the end."""

    total: int = Field(examples=[1])
    offset: int = Field(examples=[0])
    next: int | None = Field(None, examples=[None])
    items: list[Item]


class Paging(BaseModel):
    """Which part of a list."""

    limit: Annotated[int, Field(ge=1, le=1000, description="items on a page")] = 1000
    offset: Annotated[int, Field(ge=0, le=10**9, description="number of the first item, from 0")] = 0


def paged(items: Sequence[Item], total: int, offset: int) -> Page[Item]:
    """One page of `total` items, the first of which is number `offset`."""
    after = offset + len(items)
    return Page(total=total, offset=offset, next=after if after < total and items else None, items=list(items))


def document_shape(document: Document) -> DocumentShape:
    """A document as the API shows it."""
    return DocumentShape.model_validate(_flat(document))


def with_runs(document: Document, runs: Sequence[Run], siblings: Sequence[Sibling]) -> DocumentWithRuns:
    """The same with its runs and siblings."""
    known = {"runs": [run_shape(run, document.current_run) for run in runs], "siblings": list(map(sibling_shape, siblings))}
    return DocumentWithRuns.model_validate(_flat(document) | known)


def sibling_shape(sibling: Sibling) -> SiblingShape:
    """A sibling as the API shows it."""
    said = sibling.document.model_dump(include={"id", "name", "genre", "title"})
    return SiblingShape(standing=sibling.standing, **said)


def run_shape(run: Run, current: str | None) -> RunShape:
    """A run as the API shows it."""
    taken = {"id", "state", "message", "queued_at", "started_at", "finished_at", "seconds", "counts", "manifest"}
    reads = {"reader": run.manifest.get("reader", "rules"), "model": run.manifest.get("model"), "current": run.id == current}
    return RunShape.model_validate(run.model_dump(include=taken) | reads)


def _flat(document: Document) -> dict[str, Any]:
    values = document.model_dump(exclude={"hidden", "current_run", "newest_run", "awaited_run"})
    return values | {"run": document.current_run}
