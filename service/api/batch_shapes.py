"""What /api/batches takes and answers with."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from extractors.model import Box, Verdict
from extractors.narrative.asking.questions import AskWhen
from extractors.narrative.readers import ReaderChoice
from service.api.shapes import BoxShape, Page, Shape
from service.batches import Progress
from service.comparing import GoldenChange
from service.differences import Change, Side, Totals
from service.store.batches import Batch, Member
from service.store.runs import RunState

_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_MOST_IDS = 20_000


class SelectionShape(Shape):
    """Which documents: all that answer to everything stated; nothing stated means all."""

    documents: list[str] = Field([], max_length=_MOST_IDS, description="their ids", examples=[[_DIGEST]])
    genre: str | None = Field(None, examples=["final_accounts"])
    fiscal_year: int | None = Field(None, ge=1900, le=2200, examples=[2024])
    department: str | None = None
    state: RunState | None = Field(None, description="of the newest run")
    text: str | None = Field(None, max_length=100, description="in name, title or department")
    form: str | None = Field(None, examples=["FA05"], description="there in the result shown")
    verdict: Verdict | None = Field(None, examples=["flagged"], description="of some figure or statement shown")
    run_version: str | None = Field(None, examples=["0.1.0"], description="the code that read the result shown")
    outdated: bool = Field(False, description="only those not yet read by this configuration")


class ConfigurationShape(Shape):
    """How they are read; what is left out is as for uploads."""

    reader: ReaderChoice | None = Field(None, examples=["rules"])
    model: str | None = Field(None, max_length=200)
    ask: AskWhen | None = None


class NewBatch(Shape):
    """A batch to be started."""

    documents: SelectionShape = SelectionShape.model_validate({})
    configuration: ConfigurationShape = ConfigurationShape.model_validate({})
    note: str = Field("", max_length=1000, examples=["the new rules for 2024"])


class ProgressShape(Shape):
    """How far a batch is."""

    total: int = Field(examples=[200])
    ended: int = Field(examples=[200])
    states: dict[str, int] = Field(examples=[{"done": 198, "refused": 2}])
    checks: dict[str, int] = Field(description="golden cases that were not chosen, read to check the configuration")
    compared_with: int = Field(examples=[0], description="earlier runs, as of fresh uploads, that are still to be read")
    running: bool = Field(examples=[False])


class BatchShape(Shape):
    """One batch. `state`: running, done, cancelled or promoted."""

    id: str
    state: Literal["running", "done", "cancelled", "promoted"]
    made_at: datetime
    made_by: str
    note: str
    selection: dict[str, Any]
    configuration: dict[str, Any]
    promoted_at: datetime | None = None
    promoted_by: str | None = None
    progress: ProgressShape


class OutcomeShape(Shape):
    """One document of a batch."""

    document: str
    name: str
    department: str | None = None
    fiscal_year: int | None = None
    run: str
    before: str | None = Field(None, description="the run that was current when the batch began")
    state: RunState
    message: str = Field(description="why it was refused or failed; empty otherwise")
    seconds: float | None = None
    finished_at: datetime | None = None
    current: bool = Field(description="the document shows this run's figures")
    moved: bool = Field(description="the document shows other figures by now than those that this run is compared with")


class BatchWithDocuments(BatchShape):
    """A batch and the outcome of its documents."""

    documents: Page[OutcomeShape]


class SideShape(Shape):
    """What one of two results has."""

    value: Any
    text: str = ""
    verdict: Verdict
    boxes: list[BoxShape]
    reasons: list[str]


class ChangeShape(Shape):
    """One difference: of a figure (form, row, column) or of a statement (kind, section, and a field where one changed)."""

    what: Literal["figure", "claim"]
    change: Literal["gained", "lost", "changed"]
    form: str | None = None
    row: str | None = None
    column: str | None = None
    label: str = ""
    kind: str | None = None
    section: str | None = None
    field: str | None = None
    page: int | None = Field(None, description="where to look")
    before: SideShape | None = None
    after: SideShape | None = None


class DocumentDiffShape(Shape):
    """How much one document would change; `changes` lists what."""

    document: str
    name: str
    state: RunState
    moved: bool
    totals: dict[str, dict[str, int]]
    changes: str = Field(description="path of the list of its changes")


class GoldenShape(Shape):
    """A golden case before and after."""

    case: str
    document: str
    before: dict[str, int] | None = None
    after: dict[str, int] | None = None
    worse: list[str] = Field(description="what is less right now: while there is anything, promotion is refused")


class DiffShape(Shape):
    """What promoting a batch would change."""

    batch: str
    totals: dict[str, dict[str, int]]
    golden: list[GoldenShape]
    golden_worse: bool
    documents: Page[DocumentDiffShape]


class PromotionShape(Shape):
    """How to promote."""

    override: bool = Field(False, description="although golden gets worse; administrators only")
    reason: str = Field("", max_length=1000, description="why, for the history; needed for an override")


def batch_shape(batch: Batch, progress: Progress) -> BatchShape:
    """A batch as the API shows it."""
    values = batch.model_dump(exclude={"config", "state"})
    config = {"reader": batch.config.get("reader"), "model": batch.config.get("model")}
    if batch.config.get("reader") != "rules":
        config["ask"] = (batch.config.get("asking") or {}).get("ask")
    told = {"configuration": config, "state": state_of(batch, progress), "progress": progress_shape(progress)}
    return BatchShape.model_validate(values | told)


def state_of(batch: Batch, progress: Progress) -> str:
    """What a batch is at."""
    if batch.state == "promoted":
        return "promoted"
    if progress.running:
        return "running"
    return "cancelled" if batch.state == "cancelled" else "done"


def progress_shape(progress: Progress) -> ProgressShape:
    """Progress as the API shows it."""
    return ProgressShape.model_validate(progress.model_dump())


def outcome_shape(member: Member) -> OutcomeShape:
    """An outcome as the API shows it."""
    values = member.model_dump(exclude={"chosen", "changes", "totals", "current_run", "result"})
    return OutcomeShape.model_validate(values | {"current": member.current_run == member.run, "moved": member.moved})


def document_diff_shape(batch: str, member: Member, totals: Totals) -> DocumentDiffShape:
    """One document's differences in numbers."""
    return DocumentDiffShape(
        document=member.document,
        name=member.name,
        state=member.state,
        moved=member.moved,
        totals={what: dict(counts) for what, counts in totals.items()},
        changes=f"/api/batches/{batch}/diff/{member.document}",
    )


def change_shape(change: Change) -> ChangeShape:
    """A difference as the API shows it."""
    flat = change.model_dump(exclude={"before", "after"})
    sides = {"before": _side(change.before), "after": _side(change.after)}
    return ChangeShape.model_validate(flat | sides | {"page": change.box.page if change.box else None})


def golden_shape(change: GoldenChange) -> GoldenShape:
    """A golden case as the API shows it."""
    return GoldenShape.model_validate(change.model_dump() | {"worse": list(change.worse)})


def _side(side: Side | None) -> SideShape | None:
    if side is None:
        return None
    boxes = [_box(box) for box in side.boxes]
    return SideShape(value=side.value, text=side.text, verdict=side.verdict, boxes=boxes, reasons=list(side.reasons))


def _box(box: Box) -> BoxShape:
    page, x0, top, x1, bottom = box
    return BoxShape(page=page, x0=round(x0, 1), top=round(top, 1), x1=round(x1, 1), bottom=round(bottom, 1))
