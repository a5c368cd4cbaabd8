"""/api/documents: upload, list, and everything read of one document."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Path, Query, Response, UploadFile
from fastapi.responses import HTMLResponse
from pydantic import Field

from extractors.amounts import plain
from extractors.model import Extraction, Fact
from extractors.subjects import claim_subjects, finding_subjects
from service.api.access import Reviewer, Viewer
from service.api.headers import REPORT
from service.api.holder import Held
from service.api.problems import responses
from service.api.shapes import (
    BoxShape,
    DocumentShape,
    DocumentWithRuns,
    FactShape,
    Page,
    Paging,
    document_shape,
    paged,
    with_runs,
)
from service.application import Application
from service.exports.files import claim_line, finding_line
from service.page_pictures import Size
from service.siblings import siblings_of
from service.store import documents, runs
from service.store.documents import Document, Wanted
from service.store.runs import RunState

router = APIRouter(prefix="/api/documents", tags=["documents"])

Id = Annotated[str, Path(description="SHA-256 of the document's bytes", pattern="^[0-9a-f]{64}$")]
Pdf = Annotated[UploadFile, File(description="a PDF")]
Verdict = Literal["accepted", "flagged", "rejected"]


@router.post(
    "",
    status_code=202,
    responses={
        200: {"model": DocumentShape, "description": "these bytes were there before"},
        **responses(401, 403, 413, 415, 429),
    },
)
def upload(
    application: Held, user: Reviewer, response: Response, file: Annotated[UploadFile, File(description="a PDF")]
) -> DocumentShape:
    """Upload a PDF. It is read in the background: follow `Location`."""
    received = application.intake.receive(file.file, file.filename or "", user.name)
    response.status_code = 202 if received.new else 200
    response.headers["Location"] = f"/api/documents/{received.document.id}"
    return document_shape(received.document)


class DocumentWish(Paging):
    """Which documents."""

    genre: str | None = Field(None, examples=["final_accounts"])
    fiscal_year: Annotated[int | None, Field(ge=1900, le=2200, examples=[2024])] = None
    department: str | None = None
    state: RunState | None = None
    text: Annotated[str | None, Field(max_length=100, description="in name, title or department")] = None
    limit: Annotated[int, Field(ge=1, le=1000, description="items on a page")] = 50


class FactWish(Paging):
    """Which figures."""

    form: str | None = Field(None, examples=["FA05"])
    row: str | None = Field(None, examples=["2010301"])
    column: str | None = Field(None, examples=["basic"])
    verdict: Verdict | None = None
    page: Annotated[int | None, Field(ge=1)] = None


class ClaimWish(Paging):
    """Which statements."""

    kind: str | None = Field(None, examples=["three_public"])
    section: str | None = None
    verdict: Verdict | None = None


class FindingWish(Paging):
    """Which findings."""

    severity: Literal["error", "warning", "info"] | None = None
    fault: Literal["document", "extraction"] | None = None
    form: str | None = Field(None, examples=["FA05"])


@router.get("", responses=responses(401))
def listed(application: Held, _: Viewer, wish: Annotated[DocumentWish, Query()]) -> Page[DocumentShape]:
    """Documents, newest first."""
    wanted = Wanted.model_validate(wish.model_dump(exclude={"limit", "offset"}))
    with application.database.reading() as connection:
        total, found = documents.page(connection, wanted, wish.limit, wish.offset)
    return paged([document_shape(document) for document in found], total, wish.offset)


@router.get("/{id}", responses=responses(401, 404))
def one(application: Held, _: Viewer, id: Id) -> DocumentWithRuns:
    """One document, its runs, and the others of its department and year."""
    with application.database.reading() as connection:
        document = documents.get(connection, id)
        return with_runs(document, runs.of_document(connection, id), siblings_of(connection, document))


@router.get("/{id}/facts", responses=responses(401, 404, 409))
def facts(application: Held, _: Viewer, id: Id, wish: Annotated[FactWish, Query()]) -> Page[FactShape]:
    """Figures of the tables, in the order of the forms."""
    stated = wish.model_dump(exclude={"limit", "offset", "page"}, exclude_none=True)
    extraction = shown(application, id)[1]
    found = [fact for fact in extraction.facts if all(getattr(fact, name) == value for name, value in stated.items())]
    found = [fact for fact in found if wish.page is None or fact.box.page == wish.page]
    return paged([fact_shape(fact) for fact in found[wish.offset : wish.offset + wish.limit]], len(found), wish.offset)


@router.get("/{id}/claims", responses=responses(401, 404, 409))
def claims(application: Held, _: Viewer, id: Id, wish: Annotated[ClaimWish, Query()]) -> Page[dict[str, Any]]:
    """Statements of the narrative, as in claims.jsonl, each with an `id` and its `subject` in the queue (`/field` behind it)."""
    found = shown(application, id)[1].claims
    named = zip(found, claim_subjects(found), strict=True)
    return _lines([{"subject": subject, **claim_line(claim)} for claim, subject in named], "claim", wish)


@router.get("/{id}/findings", responses=responses(401, 404, 409))
def findings(application: Held, _: Viewer, id: Id, wish: Annotated[FindingWish, Query()]) -> Page[dict[str, Any]]:
    """What the checks found, as in findings.jsonl, each with an `id` and its `subject` in the review queue."""
    found = shown(application, id)[1].findings
    named = zip(found, finding_subjects(found), strict=True)
    return _lines([{"subject": subject, **finding_line(finding)} for finding, subject in named], "finding", wish)


@router.get(
    "/{id}/report", responses={200: {"content": {"text/html": {}}}, **responses(401, 404, 409)}, response_class=HTMLResponse
)
def report(application: Held, _: Viewer, id: Id) -> HTMLResponse:
    """The report page of the figures shown: a page in a sandbox of its own, safe to frame."""
    return HTMLResponse(application.showing.report(id), headers={"Content-Security-Policy": REPORT})


@router.get(
    "/{id}/source.pdf", responses={200: {"content": {"application/pdf": {}}}, **responses(401, 404)}, response_class=Response
)
def source(application: Held, _: Viewer, id: Id) -> Response:
    """The bytes that were uploaded, for saving: a browser does not open them here."""
    with application.database.reading() as connection:
        documents.get(connection, id)
    headers = {"Content-Disposition": f'attachment; filename="{id[:12]}.pdf"', "X-Content-Type-Options": "nosniff"}
    return Response(application.files.get(id), media_type="application/pdf", headers=headers)


@router.get(
    "/{id}/pages/{n}.png",
    responses={200: {"content": {"image/png": {}}, "description": "the page as displayed"}, **responses(401, 404)},
    response_class=Response,
)
def page_picture(
    application: Held,
    _: Viewer,
    id: Id,
    n: Annotated[int, Path(ge=1, le=100_000, description="number of the page, from 1", examples=[1])],
    size: Size = "normal",
) -> Response:
    """A picture of a page, in greys."""
    with application.database.reading() as connection:
        documents.get(connection, id)
    png = application.pictures.png(id, n, size)
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=86400, immutable"})


def shown(application: Application, identity: str) -> tuple[Document, Extraction]:
    """A document and the result it shows, with what persons decided. Raises NotFound, also where there is no result yet."""
    return application.showing.result(identity)


def fact_shape(fact: Fact) -> FactShape:
    """A figure as the API shows it."""
    page, x0, top, x1, bottom = fact.box
    return FactShape(
        id="/".join(fact.key),
        form=fact.form,
        row=fact.row,
        column=fact.column,
        value=plain(fact.value),
        unit=fact.unit,
        text=fact.text,
        label=fact.label,
        box=BoxShape(page=page, x0=round(x0, 1), top=round(top, 1), x1=round(x1, 1), bottom=round(bottom, 1)),
        verdict=fact.verdict,
        proofs=list(fact.proofs),
        reasons=list(fact.reasons),
    )


def _lines(lines: list[dict[str, Any]], name: str, wish: Paging) -> Page[dict[str, Any]]:
    """Lines that match a wish, each with an id: its place among all lines of the result."""
    numbered = [{"id": f"{name}-{number}", **line} for number, line in enumerate(lines, 1)]
    stated = wish.model_dump(exclude={"limit", "offset"}, exclude_none=True)
    found = [line for line in numbered if all(line.get(key) == value for key, value in stated.items())]
    return paged(found[wish.offset : wish.offset + wish.limit], len(found), wish.offset)
