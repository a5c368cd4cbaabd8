"""/api/review: the queue of what a person should look at, and the decisions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from extractors.model import Box
from service.api.access import Reviewer, Viewer
from service.api.holder import Held
from service.api.problems import responses
from service.api.review_shapes import (
    AskGiven,
    BulkGiven,
    BulkShape,
    BulkUndoGiven,
    CauseShape,
    DecidedShape,
    DecisionGiven,
    FilterShape,
    HistoryShape,
    ItemShape,
    NextShape,
    QueueWish,
    SkippedShape,
    UndoGiven,
    history_shapes,
    item_shape,
)
from service.api.shapes import Page, Paging, paged, run_shape
from service.application import Application
from service.review.corrections import Verdict
from service.review.desk import BulkDone, Chosen, Decided
from service.store import documents, review_items
from service.store.review_items import ItemKind, Wish

router = APIRouter(prefix="/api/review", tags=["review"])

Id = Annotated[str, Path(description="id of an item", pattern="^[0-9a-f]{32}$")]


@router.get("", responses=responses(401))
def listed(application: Held, user: Viewer, wish: Annotated[QueueWish, Query()]) -> Page[ItemShape]:
    """The queue, most urgent first: what waits, or what was decided."""
    wanted = wish.model_dump(exclude={"state", "mine", "limit", "offset"})
    stated = {"state": None if wish.state == "any" else wish.state, "claimed_by": user.name if wish.mine else None}
    with application.database.reading() as connection:
        total, found = review_items.page(connection, Wish.model_validate(wanted | stated), wish.limit, wish.offset)
    return paged([item_shape(item) for item in found], total, wish.offset)


@router.post("", responses=responses(401, 403, 404))
def ask(application: Held, user: Reviewer, given: AskGiven) -> ItemShape:
    """Open an item for a figure that you doubt although nothing else does: a misread term of an equation, an empty cell."""
    return item_shape(application.desk.ask(given.document, given.subject, user.name))


@router.get("/causes", responses=responses(401))
def causes(application: Held, _: Viewer, document: str | None = None, kind: ItemKind | None = None) -> list[CauseShape]:
    """How many items wait for each cause."""
    with application.database.reading() as connection:
        found = review_items.causes(connection, Wish(state="open", document=document, kind=kind))
    return [CauseShape.model_validate(cause.model_dump()) for cause in found]


@router.post("/next", responses=responses(401, 403))
def claim_next(application: Held, user: Reviewer, wanted: FilterShape) -> NextShape:
    """Claim the most urgent item that nobody is at."""
    item = application.desk.claim_next(_wish(wanted), user.name)
    return NextShape(item=item_shape(item) if item else None)


@router.post("/bulk/preview", responses=responses(401, 403))
def preview(application: Held, user: Reviewer, wanted: FilterShape, part: Annotated[Paging, Query()]) -> Page[ItemShape]:
    """What a bulk decision would touch: look, leave out what you doubt, then send ids and versions."""
    wish = _wish(wanted).model_copy(update={"free_for": user.name})
    with application.database.reading() as connection:
        total, found = review_items.page(connection, wish, part.limit, part.offset)
    return paged([item_shape(item) for item in found], total, part.offset)


@router.post("/bulk", responses=responses(401, 403))
def bulk(application: Held, user: Reviewer, given: BulkGiven) -> BulkShape:
    """One decision for many items. What changed since the preview is left alone and named."""
    chosen = [Chosen(id=item.id, version=item.version) for item in given.items]
    return _bulk_shape(application.desk.bulk(chosen, given.action, user.name, given.note))


@router.post("/bulk/{bulk_id}/undo", responses=responses(401, 403, 404))
def undo_bulk(
    application: Held,
    user: Reviewer,
    bulk_id: Annotated[str, Path(description="`bulk` of a bulk decision", pattern="^[0-9a-f]{32}$")],
    given: BulkUndoGiven,
) -> BulkShape:
    """Take a bulk decision back, where nothing was decided since."""
    return _bulk_shape(application.desk.undo_bulk(bulk_id, user.name, given.note))


@router.get("/{id}", responses=responses(401, 404))
def one(application: Held, _: Viewer, id: Id) -> ItemShape:
    """One item, with everything a decision needs."""
    with application.database.reading() as connection:
        return item_shape(review_items.get(connection, id))


@router.post("/{id}/claim", responses=responses(401, 403, 404, 409))
def claim(application: Held, user: Reviewer, id: Id) -> ItemShape:
    """Keep an item for yourself for a while; claim again to prolong."""
    return item_shape(application.desk.claim(id, user.name))


@router.post("/{id}/release", responses=responses(401, 403, 404, 409))
def release(application: Held, user: Reviewer, id: Id) -> ItemShape:
    """Give an item back undecided."""
    return item_shape(application.desk.release(id, user.name))


@router.post("/{id}/decision", responses=responses(401, 403, 404, 409))
def decide(
    application: Held,
    user: Reviewer,
    id: Id,
    given: DecisionGiven,
    wait: Annotated[float, Query(ge=0, le=60, description="seconds to wait for the checks after a correction")] = 20,
) -> DecidedShape:
    """Decide. A correction is read and checked again at once: all verdicts that hang on it follow."""
    if given.action == "approve":
        decided = application.desk.approve(id, given.version, user.name, given.note)
    else:
        verdict = Verdict(
            action=given.action,
            version=given.version,
            value=tuple(given.value) if isinstance(given.value, list) else given.value,
            text=given.text,
            box=Box(**given.box.model_dump()) if given.box else None,
            note=given.note,
        )
        decided = application.desk.decide(id, verdict, user.name)
    return _decided_shape(application, decided, wait)


@router.post("/{id}/undo", responses=responses(401, 403, 404, 409))
def undo(
    application: Held,
    user: Reviewer,
    id: Id,
    given: UndoGiven,
    wait: Annotated[float, Query(ge=0, le=60, description="seconds to wait for the checks where a correction goes")] = 20,
) -> DecidedShape:
    """Take the last decision back: what stood before stands again. Both stay in the history."""
    return _decided_shape(application, application.desk.undo(id, given.version, user.name, given.note), wait)


@router.get("/{id}/history", responses=responses(401, 404))
def history(application: Held, _: Viewer, id: Id) -> list[HistoryShape]:
    """Everything that happened to an item, oldest first: who, when, before, after, why."""
    return history_shapes(*application.desk.history(id))


def _wish(wanted: FilterShape) -> Wish:
    return Wish.model_validate(wanted.model_dump())


def _decided_shape(application: Application, decided: Decided, wait: float) -> DecidedShape:
    run = application.rereader.awaited(decided.run, wait) if decided.run else None
    with application.database.reading() as connection:
        item = review_items.get(connection, decided.item.id)
        document = documents.get(connection, item.document)
    return DecidedShape(
        item=item_shape(item),
        run=run_shape(run, document.current_run) if run else None,
        open_items=document.open_items,
        counts=dict(document.counts) if document.counts else None,
    )


def _bulk_shape(done: BulkDone) -> BulkShape:
    return BulkShape(
        bulk=done.bulk,
        items=[item_shape(item) for item in done.items],
        skipped=[SkippedShape(id=each.id, reason=each.reason) for each in done.skipped],
        runs=[run.id for run in done.runs],
    )
