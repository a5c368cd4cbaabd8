"""`/review`: the queue, and decisions about many items of one cause."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Form, Path, Query, Request, Response
from pydantic import BaseModel, Field

from service.access.roles import User
from service.api.access import Reviewer, Viewer
from service.api.holder import Held
from service.application import Application
from service.review.desk import BulkDone, BulkVerb, Chosen
from service.review.view import View
from service.store import documents, review_items
from service.store.review_items import Wish
from service.web.asked import PER_PAGE, Pager
from service.web.problem_words import problem_label
from service.web.queue import QueueAsked, State, cause_label
from service.web.rendering import go_to, is_part, render

router = APIRouter(include_in_schema=False)

Asked = Annotated[QueueAsked, Query()]
BulkId = Annotated[str, Path(pattern="^[0-9a-f]{32}$")]
_MOST_CAUSES = 12


class BulkForm(BaseModel):
    """The ticked items, each as `id:version`."""

    action: BulkVerb
    items: list[str] = Field([], max_length=1000)
    note: str = Field("", max_length=4000)

    def chosen(self) -> list[Chosen]:
        """As the desk takes them; what is malformed is none."""
        pairs = (each.partition(":") for each in self.items)
        return [Chosen(id=identity, version=int(version)) for identity, _, version in pairs if version.isdecimal()]


@router.get("/review")
def queue(application: Held, request: Request, user: Viewer, asked: Asked) -> Response:
    """The queue, most urgent first; only the list where a part is asked for."""
    template = "queue_list.html.j2" if is_part(request) else "queue.html.j2"
    return render(request, template, here="review", **_queue(application, user, asked))


@router.post("/review/next")
def begin(application: Held, request: Request, user: Reviewer, asked: Asked) -> Response:
    """Claim the most urgent item and go there."""
    wish = asked.wish(user).model_copy(update={"state": None, "claimed_by": None})
    item = application.desk.claim_next(wish, user.name)
    return go_to(request, f"/review/{item.id}{asked.query()}" if item else f"/review{asked.query()}")


@router.post("/review/bulk")
def bulk(application: Held, request: Request, user: Reviewer, asked: Asked, given: Annotated[BulkForm, Form()]) -> Response:
    """One decision for the ticked items."""
    done = application.desk.bulk(given.chosen(), given.action, user.name, given.note.strip()) if given.items else None
    return _after(application, request, user, asked, done)


@router.post("/review/bulk/{bulk}/undo")
def undo_bulk(application: Held, request: Request, user: Reviewer, asked: Asked, bulk: BulkId) -> Response:
    """Take it back."""
    return _after(application, request, user, asked, application.desk.undo_bulk(bulk, user.name), undone=True)


def _after(
    application: Application, request: Request, user: User, asked: QueueAsked, done: BulkDone | None, undone: bool = False
) -> Response:
    """The list as it is then, with what was done."""
    if not is_part(request):
        return go_to(request, f"/review{asked.query()}")
    for run in done.runs if done else ():
        application.rereader.awaited(run, 20)
    shown = _queue(application, user, asked) | {"done": done, "undone": undone}
    return render(request, "queue_list.html.j2", here="review", **shown)


def _queue(application: Application, user: User, asked: QueueAsked) -> dict[str, Any]:
    with application.database.reading() as connection:
        total, found = review_items.page(connection, asked.wish(user), PER_PAGE, asked.offset)
        causes = review_items.causes(connection, Wish(state="open", document=asked.document, kind=None))
        facets = {"forms": review_items.forms(connection), "years": documents.years(connection)}
        document = documents.get(connection, asked.document) if asked.document else None
    return {
        "asked": asked,
        "items": [(item, View.model_validate(item.view)) for item in found],
        "pager_part": Pager(total=total, offset=asked.offset, count=len(found)),
        "causes": causes[:_MOST_CAUSES],
        "cause_label": cause_label,
        "document": document,
        "states": _states(),
        "done": None,
        "undone": False,
        "problem_label": problem_label,
        **facets,
    }


def _states() -> Sequence[str]:
    return get_args(State)
