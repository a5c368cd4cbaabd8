"""/api/exports: figures, statements and findings of many documents as one table, or everything as an archive; streamed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from extractors.model import Verdict
from service.api.access import Viewer
from service.api.holder import Held
from service.api.problems import responses
from service.exports.many import Narrowing, Table
from service.store.documents import Wanted
from service.store.runs import RunState

router = APIRouter(prefix="/api/exports", tags=["exports"])

_MEDIA = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl", "zip": "application/zip"}
_DIGEST = r"^[0-9a-f]{64}$"
_CSV = {"text/csv": {"schema": {"type": "string"}}}
_JSONL = {"application/jsonl": {"schema": {"type": "string"}}}
_ZIP = {"application/zip": {"schema": {"type": "string", "format": "binary"}}}


class DocumentsWish(BaseModel):
    """Which documents: all that answer to everything stated."""

    document: list[Annotated[str, Field(pattern=_DIGEST)]] = Field([], max_length=1000, description="ids; several times")
    genre: str | None = Field(None, examples=["final_accounts"])
    fiscal_year: int | None = Field(None, ge=1900, le=2200, examples=[2024])
    department: str | None = None
    state: RunState | None = None
    text: str | None = Field(None, max_length=100, description="in name, title or department")


class LinesWish(DocumentsWish):
    """Which documents, and which of their lines."""

    form: str | None = Field(None, examples=["FA05"])
    kind: str | None = Field(None, examples=["three_public"])
    section: str | None = Field(None, examples=["9.2"])
    verdict: Verdict | None = None
    severity: Literal["error", "warning", "info"] | None = None
    bom: bool = Field(False, description="a byte order mark in front of CSV: for spreadsheets")


@router.get("/documents.zip", response_class=StreamingResponse, responses={200: {"content": _ZIP}, **responses(401)})
def archive(application: Held, _: Viewer, wish: Annotated[DocumentsWish, Query()]) -> StreamingResponse:
    """A folder for each document, with facts.csv, claims.jsonl, findings.jsonl, indicators.jsonl and document.json."""
    chosen = application.exporting.chosen(_wanted(wish), wish.document)
    return _streamed(application.exporting.archive(chosen), "zip", "documents.zip")


@router.get("/{table}.csv", response_class=StreamingResponse, responses={200: {"content": _CSV}, **responses(401)})
def as_csv(application: Held, _: Viewer, table: Table, wish: Annotated[LinesWish, Query()]) -> StreamingResponse:
    """One line for each figure, stated field, or finding, with the document it comes from."""
    return _table(application, table, "csv", wish)


@router.get("/{table}.jsonl", response_class=StreamingResponse, responses={200: {"content": _JSONL}, **responses(401)})
def as_jsonl(application: Held, _: Viewer, table: Table, wish: Annotated[LinesWish, Query()]) -> StreamingResponse:
    """One JSON object for each figure, statement, or finding, as in the files of a result, with the document it comes from."""
    return _table(application, table, "jsonl", wish)


def _table(application: Held, table: Table, form: Literal["csv", "jsonl"], wish: LinesWish) -> StreamingResponse:
    chosen = application.exporting.chosen(_wanted(wish), wish.document)
    narrowing = Narrowing.model_validate(wish.model_dump(include=set(Narrowing.model_fields)))
    return _streamed(application.exporting.table(table, form, chosen, narrowing, wish.bom), form, f"{table}.{form}")


def _wanted(wish: DocumentsWish) -> Wanted:
    return Wanted.model_validate(wish.model_dump(include=set(Wanted.model_fields)))


def _streamed(parts: Iterator[bytes], form: str, name: str) -> StreamingResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return StreamingResponse(parts, media_type=_MEDIA[form], headers=headers)
