"""`/batches`: read documents again, follow it live, compare figure by figure, make it so."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from fastapi import APIRouter, Form, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from extractors.model import Verdict
from extractors.narrative.readers import ReaderChoice
from service.api.access import Reviewer, Viewer
from service.api.batch_shapes import state_of
from service.api.holder import Held
from service.application import Application
from service.batches import Choice
from service.differences import Change
from service.exports.labels import order
from service.review.view import Place, place
from service.store import batches, documents, review_items
from service.store.batches import Batch, Member, Selection
from service.web.asked import PER_PAGE, Asked, Maybe, Offset, Pager, Words, Year
from service.web.change_words import change_label, side_text
from service.web.looking import sheet_of
from service.web.places import written
from service.web.problem_words import problem_label
from service.web.rendering import go_to, is_part, render

router = APIRouter(include_in_schema=False)

Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
DocumentId = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
_MOST_CHANGES = 400


class BatchForm(BaseModel):
    """What is chosen for a new batch; an empty field does not matter."""

    model_config = ConfigDict(frozen=True)

    genre: Words = None
    fiscal_year: Year = None
    department: Words = None
    text: Words = None
    form: Words = None
    verdict: Annotated[Verdict | None, Maybe] = None
    run_version: Words = None
    outdated: bool = False
    reader: Annotated[ReaderChoice | None, Maybe] = None
    model: Words = None
    note: str = Field("", max_length=1000)


class PartAsked(Asked):
    """Which part of a list."""

    offset: Offset = 0


@router.get("/batches")
def listed(application: Held, request: Request, _: Viewer, asked: Annotated[PartAsked, Query()]) -> Response:
    """Batches, newest first, and the form for a new one."""
    with application.database.reading() as connection:
        total, found = batches.page(connection, PER_PAGE, asked.offset)
        years, forms = documents.years(connection), review_items.forms(connection)
    return render(
        request,
        "batches.html.j2",
        here="batches",
        asked=asked,
        batches=[_summary(application, batch) for batch in found],
        pager_part=Pager(total=total, offset=asked.offset, count=len(found)),
        genres=order("genres"),
        readers=get_args(ReaderChoice),
        model_configured=application.settings.model_configured,
        years=years,
        forms=forms,
    )


@router.post("/batches")
def start(application: Held, request: Request, user: Reviewer, given: Annotated[BatchForm, Form()]) -> Response:
    """Start a batch and go to its page."""
    stated = given.model_dump(exclude={"reader", "model", "note"}, exclude_none=True)
    choice = Choice.model_validate({"reader": given.reader, "model": given.model})
    made = application.batches.start(Selection.model_validate(stated), choice, user.name, given.note.strip())
    return go_to(request, f"/batches/{made.id}")


@router.get("/batches/{id}")
def one(application: Held, request: Request, _: Viewer, id: Id, asked: Annotated[PartAsked, Query()]) -> Response:
    """One batch: while it runs its part of the page is fetched anew whenever its progress changes."""
    return _shown(application, request, id, asked)


@router.post("/batches/{id}/{deed}")
def change(application: Held, request: Request, user: Reviewer, id: Id, deed: Literal["cancel", "resume"]) -> Response:
    """Read no more of it, or read what is left after all."""
    act = application.batches.cancel if deed == "cancel" else application.batches.resume
    act(id, user.name)
    return _after(application, request, id)


@router.post("/batches/{id}/promote/now")
def promote(
    application: Held,
    request: Request,
    user: Reviewer,
    id: Id,
    override: Annotated[bool, Form()] = False,
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Let its documents show their new figures."""
    application.promotion.promote(id, user, override, reason)
    return _after(application, request, id)


@router.get("/batches/{id}/changes/{document}")
def changes(application: Held, request: Request, _: Viewer, id: Id, document: DocumentId) -> Response:
    """Every difference of one document beside its pages."""
    with application.database.reading() as connection:
        member = batches.member(connection, id, document)
    found = application.comparing.changes(id, member)
    first = next(filter(None, map(_place, found)), None)
    return render(
        request,
        "batch_changes.html.j2",
        here="batches",
        batch=id,
        member=member,
        changes=[(each, _place(each)) for each in found[:_MOST_CHANGES]],
        count=len(found),
        change_label=change_label,
        side_text=side_text,
        written=written,
        sheet=sheet_of(application, document, first.page, [first]) if first else None,
    )


def _after(application: Application, request: Request, identity: str) -> Response:
    if not is_part(request):
        return go_to(request, f"/batches/{identity}")
    return _shown(application, request, identity, PartAsked())


def _shown(application: Application, request: Request, identity: str, asked: PartAsked) -> Response:
    with application.database.reading() as connection:
        batch = batches.get(connection, identity)
        total, found = batches.members_page(connection, identity, None, PER_PAGE, asked.offset)
    summary = _summary(application, batch)
    ready = not summary["progress"].running
    return render(
        request,
        "batch_parts.html.j2" if is_part(request) else "batch.html.j2",
        here="batches",
        asked=asked,
        members=[(member, _totals(application, batch, member)) for member in found],
        pager_part=Pager(total=total, offset=asked.offset, count=len(found)),
        sum=application.comparing.sum(identity) if ready else None,
        golden=application.comparing.golden(identity) if ready else [],
        problem_label=problem_label,
        **summary,
    )


def _summary(application: Application, batch: Batch) -> dict[str, Any]:
    progress = application.batches.progress(batch.id)
    return {"batch": batch, "progress": progress, "state": state_of(batch, progress), "percent": _percent(progress)}


def _percent(progress: Any) -> int:
    return int(100 * progress.ended / progress.total) if progress.total else 100


def _totals(application: Application, batch: Batch, member: Member) -> Any:
    return application.comparing.totals(batch.id, member) if member.state == "done" else None


def _place(change: Change) -> Place | None:
    return place(change.box) if change.box else None
