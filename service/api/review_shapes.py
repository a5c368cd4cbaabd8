"""What the API answers and takes about the review queue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from service.api.shapes import Paging, RunShape, Shape
from service.review.view import View
from service.store.decisions import Action, Decision, Verb
from service.store.history import Entry
from service.store.review_items import Item, ItemKind, ItemState

_ID = "5d41402abc4b2a76b9719d911017c592"
_SUBJECT = "fact:FA05/2010301/basic"
Note = Annotated[str, StringConstraints(max_length=2000)]
Printed = Annotated[str, StringConstraints(max_length=4000)]


class ItemShape(Shape):
    """Something that a person should look at."""

    id: str = Field(examples=[_ID])
    document: str = Field(description="SHA-256 of the document's bytes")
    name: str = Field(description="file name of the document")
    department: str | None = None
    fiscal_year: int | None = None
    subject: str = Field(examples=[_SUBJECT], description="what it is about: stable across runs")
    kind: ItemKind
    state: ItemState = Field(description="proposed: decided by one, waits for a second person")
    cause: str = Field(examples=["fact: contradicted by FA04=FA05"], description="items of one cause can be decided together")
    severity: Literal["error", "warning", "info"]
    form: str | None = None
    section: str | None = None
    page: int | None = None
    priority: float = Field(description="the higher, the more hangs on it")
    opened_at: datetime
    action: Verb | None = Field(default=None, description="what was decided, or is proposed")
    decided_by: str | None = Field(None, examples=["alice", "alice+bob"])
    corrected: Any = Field(default=None, description="the value that a person gave instead")
    claimed_by: str | None = Field(default=None, description="who is at it now")
    claimed_until: datetime | None = None
    version: int = Field(description="send it with a decision")
    view: View


class CauseShape(Shape):
    """How many items of one cause wait."""

    cause: str
    items: int
    documents: int


class AskGiven(Shape):
    """Any figure or field, also an accepted one, or an empty cell that a finding names."""

    document: str = Field(pattern="^[0-9a-f]{64}$")
    subject: Printed = Field(examples=[_SUBJECT], description="as the terms of an equation name it")


class FilterShape(Shape):
    """Which items; what is left out does not matter."""

    state: Literal["open", "proposed"] | None = Field(None, description="proposed: those that wait for a second person")
    kind: ItemKind | None = None
    document: str | None = None
    form: str | None = None
    section: str | None = None
    cause: str | None = None
    severity: Literal["error", "warning", "info"] | None = None
    genre: str | None = None
    fiscal_year: int | None = Field(None, ge=1900, le=2200)
    department: str | None = None
    skip: list[Annotated[str, StringConstraints(pattern="^[0-9a-f]{32}$")]] = Field(
        default=[], max_length=500, description="ids of items that you do not want now"
    )


class QueueWish(Paging):
    """Which items of the queue."""

    state: ItemState | Literal["any"] = "open"
    kind: ItemKind | None = None
    document: str | None = None
    subject: Annotated[str | None, Field(max_length=4000)] = None
    form: str | None = Field(None, examples=["FA05"])
    section: str | None = None
    cause: str | None = None
    severity: Literal["error", "warning", "info"] | None = None
    genre: str | None = Field(None, examples=["final_accounts"])
    fiscal_year: Annotated[int | None, Field(ge=1900, le=2200, examples=[2024])] = None
    department: str | None = None
    mine: bool = Field(default=False, description="only what you have claimed")
    limit: Annotated[int, Field(ge=1, le=1000, description="items on a page")] = 50


class NextShape(Shape):
    """The next item, now yours; null where nothing waits."""

    item: ItemShape | None


class PlaceGiven(Shape):
    """Where the right value is printed."""

    page: int = Field(ge=1, le=100_000)
    x0: float = Field(ge=-10_000, le=100_000)
    top: float = Field(ge=-10_000, le=100_000)
    x1: float = Field(ge=-10_000, le=100_000)
    bottom: float = Field(ge=-10_000, le=100_000)


class DecisionGiven(Shape):
    """confirm: it stands as printed; correct: we misread it; dismiss: it is no figure; approve: another's proposal is right."""

    action: Literal["confirm", "correct", "dismiss", "approve"]
    version: int = Field(ge=1, le=2**31 - 1, description="of the item that you looked at")
    value: Printed | Annotated[list[Printed], Field(max_length=500)] | dict[str, Printed] | None = Field(
        None, description="for correct: as printed", examples=["942.50"]
    )
    text: Printed = Field(default="", description="for correct: the words on the page, where they differ from the value")
    box: PlaceGiven | None = Field(default=None, description="for correct: where it is printed; where we read it when left out")
    note: Note = ""


class UndoGiven(Shape):
    """Take the last decision back."""

    version: int = Field(ge=1, le=2**31 - 1)
    note: Note = ""


class DecidedShape(Shape):
    """The item after the decision. `run`: reads the document again with the correction; its state says whether it is done."""

    item: ItemShape
    run: RunShape | None = None
    open_items: int = Field(description="of the document, now")
    counts: dict[str, Any] | None = Field(default=None, description="of the document by verdict, now")


class ChosenShape(Shape):
    """An item as it was previewed."""

    id: str = Field(pattern="^[0-9a-f]{32}$")
    version: int = Field(ge=1, le=2**31 - 1)


class BulkGiven(Shape):
    """One decision for many items: those of the preview that you want."""

    action: Literal["confirm", "dismiss", "approve"]
    items: list[ChosenShape] = Field(min_length=1, max_length=1000)
    note: Note = ""


class BulkUndoGiven(Shape):
    """Take a bulk decision back."""

    note: Note = ""


class SkippedShape(Shape):
    """An item left alone, and why."""

    id: str
    reason: str


class BulkShape(Shape):
    """What a bulk decision did; `bulk` names it, for undoing."""

    bulk: str
    items: list[ItemShape]
    skipped: list[SkippedShape]
    runs: list[str] = Field(description="runs that read documents again")


class HistoryShape(Shape):
    """One thing that happened to an item. `before`, `after`: the standing, with the value."""

    at: datetime
    by: str
    action: Action | Literal["claim", "release", "ask"]
    note: str = ""
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    decision: int | None = None
    undoes: int | None = None
    bulk: str | None = None


def item_shape(item: Item) -> ItemShape:
    """An item as the API shows it; a claim that has run out is none."""
    values = item.model_dump(exclude={"evidence", "doubts", "run", "decision", "correction"})
    if item.claimed_until is not None and not item.held_by_another(""):
        values |= {"claimed_by": None, "claimed_until": None}
    corrected = item.correction["value"] if item.correction else None
    return ItemShape.model_validate(values | {"corrected": corrected})


def history_shapes(decisions: Sequence[Decision], entries: Sequence[Entry]) -> list[HistoryShape]:
    """Both kinds of entries, oldest first."""
    made = [
        HistoryShape(
            at=one.at,
            by=one.by,
            action=one.action,
            note=one.note,
            before=dict(one.before),
            after=dict(one.after),
            decision=one.id,
            undoes=one.undoes,
            bulk=one.bulk,
        )
        for one in decisions
    ]
    seen = [
        HistoryShape.model_validate({"at": entry.at, "by": entry.by, "action": entry.action.removeprefix("review.")})
        for entry in entries
    ]
    return sorted([*made, *seen], key=lambda shape: shape.at)
