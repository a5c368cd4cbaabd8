"""/api/batches: re-extraction of many documents, what it would change, and making it so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Header, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from service.api.access import Reviewer, Viewer
from service.api.batch_shapes import (
    BatchShape,
    BatchWithDocuments,
    ChangeShape,
    DiffShape,
    NewBatch,
    PromotionShape,
    batch_shape,
    change_shape,
    document_diff_shape,
    golden_shape,
    outcome_shape,
)
from service.api.holder import Held
from service.api.problems import responses
from service.api.shapes import Page, Paging, paged
from service.application import Application
from service.batches import Choice
from service.store import batches
from service.store.batches import Batch, Selection
from service.store.runs import RunState

router = APIRouter(prefix="/api/batches", tags=["batches"])

Id = Annotated[str, Path(description="id of a batch", pattern="^[0-9a-f]{32}$")]
DocumentId = Annotated[str, Path(description="SHA-256 of the document's bytes", pattern="^[0-9a-f]{64}$")]
LastEvent = Annotated[str | None, Header(max_length=200, description="the last event that was received")]
_AS_IT_IS = PromotionShape.model_validate({})
_LOOK_SECONDS, _LONGEST_SECONDS = 1.0, 300.0


def known(application: Held, id: Id) -> str:
    """The id of a batch that there is: said before a stream begins. Raises NotFound."""
    with application.database.reading() as connection:
        return batches.get(connection, id).id


class OutcomeWish(Paging):
    """Which outcomes."""

    state: RunState | None = None


class ChangeWish(Paging):
    """Which changes."""

    what: Literal["figure", "claim"] | None = None
    change: Literal["gained", "lost", "changed"] | None = None
    form: str | None = None
    kind: str | None = None


@router.post("", status_code=202, responses=responses(401, 403))
def start(application: Held, user: Reviewer, given: NewBatch, response: Response) -> BatchShape:
    """Read documents again by a configuration. What they show stays until the batch is promoted."""
    selection = Selection.model_validate(given.documents.model_dump())
    choice = Choice.model_validate(given.configuration.model_dump())
    made = application.batches.start(selection, choice, user.name, given.note)
    response.headers["Location"] = f"/api/batches/{made.id}"
    return _shape(application, made)


@router.get("", responses=responses(401))
def listed(application: Held, _: Viewer, wish: Annotated[Paging, Query()]) -> Page[BatchShape]:
    """Batches, newest first."""
    with application.database.reading() as connection:
        total, found = batches.page(connection, wish.limit, wish.offset)
    return paged([_shape(application, batch) for batch in found], total, wish.offset)


@router.get("/{id}", responses=responses(401, 404))
def one(application: Held, _: Viewer, id: Id, wish: Annotated[OutcomeWish, Query()]) -> BatchWithDocuments:
    """How far a batch is, and the outcome of each document with its reason."""
    with application.database.reading() as connection:
        batch = batches.get(connection, id)
        total, found = batches.members_page(connection, id, wish.state, wish.limit, wish.offset)
    outcomes = paged([outcome_shape(member) for member in found], total, wish.offset)
    return BatchWithDocuments(**dict(_shape(application, batch)), documents=outcomes)


@router.get(
    "/{id}/events",
    response_class=EventSourceResponse,
    responses={200: {"content": {"text/event-stream": {}}}, **responses(401, 404)},
)
async def events(
    application: Held, _: Viewer, request: Request, id: Annotated[str, Depends(known)], last_event_id: LastEvent = None
) -> AsyncIterator[ServerSentEvent]:
    """The batch whenever its progress changes (`progress`), at last `end`. After five minutes connect again."""
    seen, waited = last_event_id, 0.0
    while waited < _LONGEST_SECONDS and not application.ending.is_set() and not await request.is_disconnected():
        batch = await run_in_threadpool(_read, application, id)
        mark = ".".join(str(part) for part in (batch.state, *sorted(batch.progress.states.items())))
        if batch.state != "running":
            yield ServerSentEvent(data=batch.model_dump(mode="json"), event="end", id=mark)
            return
        if mark != seen:
            yield ServerSentEvent(data=batch.model_dump(mode="json"), event="progress", id=mark)
            seen = mark
        await asyncio.sleep(_LOOK_SECONDS)
        waited += _LOOK_SECONDS


@router.post("/{id}/cancel", responses=responses(401, 403, 404, 409))
def cancel(application: Held, user: Reviewer, id: Id) -> BatchShape:
    """Read no more of it. What was read stays and can be compared."""
    return _shape(application, application.batches.cancel(id, user.name))


@router.post("/{id}/resume", responses=responses(401, 403, 404, 409))
def resume(application: Held, user: Reviewer, id: Id) -> BatchShape:
    """Read what was cancelled or failed after all."""
    return _shape(application, application.batches.resume(id, user.name))


@router.get("/{id}/diff", responses=responses(401, 404))
def diff(application: Held, _: Viewer, id: Id, wish: Annotated[OutcomeWish, Query()]) -> DiffShape:
    """What promoting it would change, in numbers, against the runs that were current when it began and against golden."""
    with application.database.reading() as connection:
        batches.get(connection, id)
        total, found = batches.members_page(connection, id, wish.state, wish.limit, wish.offset)
    shapes = [document_diff_shape(id, member, application.comparing.totals(id, member)) for member in found]
    golden = [golden_shape(change) for change in application.comparing.golden(id)]
    return DiffShape(
        batch=id,
        totals={what: dict(counts) for what, counts in application.comparing.sum(id).items()},
        golden=golden,
        golden_worse=any(case.worse for case in golden),
        documents=paged(shapes, total, wish.offset),
    )


@router.get("/{id}/diff/{document}", responses=responses(401, 404))
def document_diff(
    application: Held, _: Viewer, id: Id, document: DocumentId, wish: Annotated[ChangeWish, Query()]
) -> Page[ChangeShape]:
    """Every figure and statement of one document that is gained, lost or changed, with its place."""
    with application.database.reading() as connection:
        member = batches.member(connection, id, document)
    stated = wish.model_dump(exclude_none=True, include={"what", "change", "form", "kind"})
    changes = application.comparing.changes(id, member)
    found = [change for change in changes if all(getattr(change, name) == value for name, value in stated.items())]
    shown = found[wish.offset : wish.offset + wish.limit]
    return paged([change_shape(change) for change in shown], len(found), wish.offset)


@router.post("/{id}/promote", responses=responses(401, 403, 404, 409))
def promote(application: Held, user: Reviewer, id: Id, given: Annotated[PromotionShape, Body()] = _AS_IT_IS) -> BatchShape:
    """Make its runs current. 409 while it runs, while golden gets worse, and where documents have moved on meanwhile."""
    return _shape(application, application.promotion.promote(id, user, given.override, given.reason))


def _read(application: Application, identity: str) -> BatchShape:
    with application.database.reading() as connection:
        batch = batches.get(connection, identity)
    return _shape(application, batch)


def _shape(application: Application, batch: Batch) -> BatchShape:
    return batch_shape(batch, application.batches.progress(batch.id))
