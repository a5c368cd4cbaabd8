"""`/`: documents, upload, examples. `/documents/{id}`: one document, its report in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Path, Query, Request, Response

from service.api.access import Reviewer, Viewer
from service.api.holder import Held
from service.application import Application
from service.exports.report import tallies
from service.siblings import editions_beside, siblings_of
from service.store import documents, runs
from service.store.documents import Document, Wanted
from service.store.runs import ENDED, RunState
from service.web.asked import PER_PAGE, Asked, Offset, Pager, Words, Year
from service.web.examples import example, examples
from service.web.problem_words import problem_label
from service.web.rendering import go_to, is_part, render

router = APIRouter(include_in_schema=False)

Id = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]


class DocumentsAsked(Asked):
    """Which documents."""

    text: Words = None
    fiscal_year: Year = None
    state: Words = None
    offset: Offset = 0


@router.get("/")
def listed(application: Held, request: Request, _: Viewer, asked: Annotated[DocumentsAsked, Query()]) -> Response:
    """Documents, newest first; only the list where a part is asked for."""
    shown = _listed(application, asked)
    if is_part(request):
        return render(request, "documents_list.html.j2", **shown)
    limit = application.config.limits.max_bytes // 2**20
    return render(request, "documents.html.j2", here="documents", examples=examples(), limit=limit, **shown)


@router.post("/examples/{name}")
def take_example(application: Held, request: Request, user: Reviewer, name: str) -> Response:
    """Read one of the examples."""
    known, path = example(name)
    with path.open("rb") as stream:
        received = application.intake.receive(stream, f"{known.case}.pdf", user.name)
    return go_to(request, f"/documents/{received.document.id}")


@router.get("/documents/{id}")
def one(application: Held, request: Request, _: Viewer, id: Id) -> Response:
    """One document; while it is read, the page asks for its parts again and again."""
    with application.database.reading() as connection:
        document = documents.get(connection, id)
        known = runs.of_document(connection, id)
        siblings = siblings_of(connection, document)
    counted = {name: counts_of(document, name) for name in ("facts", "claims", "findings")}
    return render(
        request,
        "document_parts.html.j2" if is_part(request) else "document.html.j2",
        here="documents",
        document=document,
        runs=known,
        siblings=siblings,
        waits=document.state not in ENDED,
        problem=problem_label(document.message) if document.message else None,
        counts=counted,
        tallies={name: tallies(Counter(counts).elements()) for name, counts in counted.items()},
    )


def counts_of(document: Document, name: str) -> Mapping[str, int]:
    """How many of its figures, claims or findings there are of each kind; empty where nothing was read."""
    found: Mapping[str, int] = (document.counts or {}).get(name, {})
    return found


def _listed(application: Application, asked: DocumentsAsked) -> dict[str, Any]:
    wanted = Wanted.model_validate(asked.model_dump(exclude={"offset"}))
    with application.database.reading() as connection:
        total, found = documents.page(connection, wanted, PER_PAGE, asked.offset)
        years = documents.years(connection)
        beside = editions_beside(connection, found)
    return {
        "asked": asked,
        "documents": found,
        "pager_part": Pager(total=total, offset=asked.offset, count=len(found)),
        "beside": beside,
        "years": years,
        "states": get_args(RunState),
        "waits": any(document.state not in ENDED for document in found),
        "counts_of": counts_of,
        "problem_label": problem_label,
    }
