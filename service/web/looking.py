"""`/documents/{id}/look`: a page of a document with places on it, beside whatever names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from service.api.access import Viewer
from service.api.holder import Held
from service.application import Application
from service.errors import NotFound
from service.review.view import Place, View
from service.store import documents, review_items, runs
from service.web.places import Sheet, place_of, sheet
from service.web.rendering import is_part, render

router = APIRouter(include_in_schema=False)

Id = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


class Looked(BaseModel):
    """What is looked at: places, the first one's page or another, and a review item whose other figures are pointed at too."""

    at: list[str] = Field(default_factory=list, max_length=200)
    page: int | None = Field(None, ge=1)
    item: str | None = Field(None, pattern="^[0-9a-f]{32}$")


@router.get("/documents/{id}/look")
def look(application: Held, request: Request, _: Viewer, id: Id, asked: Annotated[Looked, Query()]) -> Response:
    """A page with places on it."""
    places = [place_of(one) for one in asked.at]
    page = asked.page or (places[0].page if places else 1)
    shown = sheet_of(application, id, page, places, twins_of(application, asked.item))
    template = "look.html.j2" if is_part(request) else "look_page.html.j2"
    return render(request, template, here="documents", sheet=shown, item=asked.item)


def sheet_of(application: Application, document: str, page: int, lit: Sequence[Place], twins: Sequence[Place] = ()) -> Sheet:
    """A page of a document that was read. Raises NotFound."""
    sizes = page_sizes(application, document)
    if page > len(sizes):
        raise NotFound(what=f"page {page} (of {len(sizes)}) of document", id=document)
    return sheet(document, sizes, page, lit, twins)


def page_sizes(application: Application, document: str) -> Sequence[tuple[float, float]]:
    """Width and height of each page as displayed, in points. Raises NotFound where the document was never read."""
    with application.database.reading() as connection:
        documents.get(connection, document)
        results = [run.result for run in runs.of_document(connection, document) if run.result]
    if not results:
        raise NotFound(what="result yet of document", id=document)
    return application.results.extraction(results[0]).page_sizes


def places_in(view: View) -> list[Place]:
    """Where the figures of an item's equations and its readers' words stand."""
    terms = [term.box for each in view.equations for term in (*each.left, *each.right) if term.box]
    return [*view.boxes, *terms, *(box for reader in view.readers for box in reader.boxes)]


def twins_of(application: Application, item: str | None) -> list[Place]:
    """The places of an item that is looked at; none where there is no such item."""
    if item is None:
        return []
    with application.database.reading() as connection:
        return places_in(View.model_validate(review_items.get(connection, item).view))
