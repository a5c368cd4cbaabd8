"""`/review/{id}`: one item with everything a decision needs, the decision, and the next item in its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Form, Path, Query, Request, Response

from service.access.roles import User
from service.api.access import Reviewer, Viewer
from service.api.holder import Held
from service.api.review_shapes import history_shapes
from service.application import Application
from service.review.desk import Decided
from service.review.view import Place, View
from service.store import documents, review_items
from service.store.documents import Document
from service.store.review_items import WAITING, Item
from service.store.runs import Run
from service.web.decisions import DecisionForm, entered, first_place, verdict_of
from service.web.looking import places_in, sheet_of
from service.web.places import Sheet, written
from service.web.queue import QueueAsked, Round
from service.web.rendering import go_to, is_part, render

router = APIRouter(include_in_schema=False)

Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
Asked = Annotated[QueueAsked, Query()]
Version = Annotated[int, Form(ge=1, le=2**31 - 1)]
_MOST_IN_A_ROUND = 5000
_PATIENCE = 20.0
_MOST_AHEAD = 4


class Done(NamedTuple):
    """What was just done, and what the document shows before and after it."""

    item: Item
    title: Any
    action: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    left: int
    run: Run | None


@router.get("/review/{id}")
def one(application: Held, request: Request, user: Viewer, id: Id, asked: Asked) -> Response:
    """One item."""
    return _shown(application, request, user, id, asked)


@router.post("/review/ask")
def ask(
    application: Held,
    request: Request,
    user: Reviewer,
    asked: Asked,
    document: Annotated[str, Form(pattern="^[0-9a-f]{64}$")],
    subject: Annotated[str, Form(max_length=4000)],
) -> Response:
    """Look at a term of an equation as an item of its own."""
    item = application.desk.ask(document, subject, user.name)
    return _moved(application, request, user, item.id, asked)


@router.post("/review/{id}/claim")
def claim(application: Held, request: Request, user: Reviewer, id: Id) -> Response:
    """Keep the item while its page is open."""
    return render(request, "claim.html.j2", item=application.desk.claim(id, user.name))


@router.post("/review/{id}/skip")
def skip(application: Held, request: Request, user: Reviewer, id: Id, asked: Asked, step: int = 1) -> Response:
    """Give the item back and go on to the one after it, or before."""
    beside = _round(application, user, asked).beside(id, 1 if step > 0 else -1)
    with application.database.reading() as connection:
        mine = review_items.get(connection, id).claimed_by == user.name
    if mine:
        application.desk.release(id, user.name)
    return _moved(application, request, user, beside or id, asked)


@router.post("/review/{id}/decision")
def decide(
    application: Held, request: Request, user: Reviewer, id: Id, asked: Asked, given: Annotated[DecisionForm, Form()]
) -> Response:
    """Decide; once its document is checked again, the next item is shown."""
    before, known = _round(application, user, asked), _known(application, id)
    if given.action == "approve":
        decided = application.desk.approve(id, given.version, user.name, given.note.strip())
    else:
        decided = application.desk.decide(id, verdict_of(given, known[0]), user.name)
    done = _done(application, known, decided, given.action)
    if done.item.state == "open":  # contradicted, so it is asked again
        return _moved(application, request, user, id, asked, done)
    return _moved(application, request, user, before.after_decision(id, _round(application, user, asked).items), asked, done)


@router.post("/review/{id}/undo")
def undo(application: Held, request: Request, user: Reviewer, id: Id, asked: Asked, version: Version) -> Response:
    """Take the last decision back and show the item again."""
    known = _known(application, id)
    done = _done(application, known, application.desk.undo(id, version, user.name), "undo")
    return _moved(application, request, user, id, asked, done)


def _round(application: Application, user: User, asked: QueueAsked) -> Round:
    with application.database.reading() as connection:
        return Round(review_items.identities(connection, asked.round(user), _MOST_IN_A_ROUND))


def _known(application: Application, identity: str) -> tuple[Item, Document]:
    with application.database.reading() as connection:
        item = review_items.get(connection, identity)
        return item, documents.get(connection, item.document)


def _done(application: Application, known: tuple[Item, Document], decided: Decided, action: str) -> Done:
    run = application.rereader.awaited(decided.run, _PATIENCE) if decided.run else None
    item, document = _known(application, decided.item.id)
    title = View.model_validate(known[0].view).title
    return Done(item, title, action, known[1].counts or {}, document.counts or {}, document.open_items, run)


def _moved(
    application: Application, request: Request, user: User, item: str | None, asked: QueueAsked, done: Done | None = None
) -> Response:
    """Another item in the place of this one; where there is none, that all is done."""
    if not is_part(request):
        return go_to(request, f"/review/{item}{asked.query()}" if item else f"/review{asked.query()}")
    if item is None:
        pushed = {"HX-Push-Url": f"/review{asked.query()}"}
        return render(request, "review_done.html.j2", headers=pushed, asked=asked, done=done)
    return _shown(application, request, user, item, asked, done)


def _shown(
    application: Application, request: Request, user: User, identity: str, asked: QueueAsked, done: Done | None = None
) -> Response:
    """An item. What came by a request that changes something has an address of its own, which the browser is told."""
    pushed = request.method == "POST"
    item, document = _known(application, identity)
    view = View.model_validate(item.view)
    in_order = _round(application, user, asked)
    return render(
        request,
        "review_desk.html.j2" if is_part(request) else "review_item.html.j2",
        headers={"HX-Push-Url": f"/review/{identity}{asked.query()}"} if pushed else {},
        here="review",
        asked=asked,
        item=item,
        view=view,
        document=document,
        waits=item.state in WAITING,
        other=item.held_by_another(user.name),
        history=history_shapes(*application.desk.history(identity)),
        position=in_order.position(identity),
        total=len(in_order.items),
        entered=entered(item),
        place=first_place(item),
        written=written,
        sheet=_sheet(application, item, view),
        ahead=_ahead(application, item, view, in_order),
        done=done,
    )


def _sheet(application: Application, item: Item, view: View) -> Sheet | None:
    places = places_in(view)
    lit: list[Place] = list(view.boxes)
    page = lit[0].page if lit else item.page
    return sheet_of(application, item.document, page, lit, places) if page else None


def _ahead(application: Application, item: Item, view: View, in_order: Round) -> list[tuple[str, int]]:
    """Pages that are likely to be looked at next, for the browser to fetch: those of other terms, that of the next item."""
    pages = [(item.document, place.page) for place in places_in(view)]
    following = in_order.beside(item.id, 1)
    if following:
        after = _known(application, following)[0]
        pages += [(after.document, after.page)] if after.page else []
    return [page for page in dict.fromkeys(pages) if page != (item.document, item.page)][:_MOST_AHEAD]
