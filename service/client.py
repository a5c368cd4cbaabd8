"""A typed client of the HTTP interface, for scripts: what it answers are the interface's own shapes.

with Client("http://127.0.0.1:8000", token="mzt_…") as client:
    document = client.wait(client.upload(Path("决算.pdf")).id)
    for fact in client.facts(document.id, form="FA05", verdict="accepted"):
        print(fact.row, fact.column, fact.value, fact.unit, fact.box.page)
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

import httpx2 as httpx
from pydantic import BaseModel

from service.api.batch_shapes import (
    BatchShape,
    BatchWithDocuments,
    ChangeShape,
    ConfigurationShape,
    DiffShape,
    DocumentDiffShape,
    OutcomeShape,
    SelectionShape,
)
from service.api.golden import GoldenMade
from service.api.review_shapes import (
    BulkShape,
    CauseShape,
    DecidedShape,
    DecisionGiven,
    FilterShape,
    HistoryShape,
    ItemShape,
    NextShape,
)
from service.api.shapes import DocumentShape, DocumentWithRuns, FactShape
from service.errors import ServerAway, ServerRefused, TooLong

LOCAL_SERVER = "http://127.0.0.1:8000"
_PAGE = 500
_ENDED = ("done", "refused", "no_disclosure", "failed", "cancelled")
_LOOK_SECONDS = 0.5
Shape = TypeVar("Shape", bound=BaseModel)


class Client:
    """One server. `token`: an API token (`mingzhang users token NAME`); none is needed where the service has no users.

    Every method raises ServerRefused with the problem's own words, or ServerAway.
    """

    def __init__(
        self,
        server: str = LOCAL_SERVER,
        token: str | None = None,
        timeout: float = 60.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=server, headers=headers, timeout=timeout, transport=transport)
        self._server = server

    def __enter__(self) -> Client:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Give up the connections."""
        self._http.close()

    def upload(self, path: Path) -> DocumentShape:
        """Upload a PDF; the same bytes again are the same document. It is read in the background: `wait` for it."""
        with path.open("rb") as file:
            return self._shape(DocumentShape, "POST", "/api/documents", files={"file": (path.name, file, "application/pdf")})

    def wait(self, document: str, seconds: float = 600.0) -> DocumentWithRuns:
        """The document once its newest run has ended, well or not: see `state` and `message`. Raises TooLong."""
        until = time.monotonic() + seconds
        while (found := self.document(document)).state not in _ENDED:
            if time.monotonic() > until:
                raise TooLong(what=f"document {document}", seconds=seconds)
            time.sleep(_LOOK_SECONDS)
        return found

    def documents(self, **wish: Any) -> Iterator[DocumentShape]:
        """All documents that answer to a wish: genre, fiscal_year, department, state, text."""
        return self._pages(DocumentShape, "/api/documents", wish)

    def document(self, document: str) -> DocumentWithRuns:
        """One document with its runs."""
        return self._shape(DocumentWithRuns, "GET", f"/api/documents/{document}")

    def facts(self, document: str, **wish: Any) -> Iterator[FactShape]:
        """Figures: form, row, column, verdict, page."""
        return self._pages(FactShape, f"/api/documents/{document}/facts", wish)

    def claims(self, document: str, **wish: Any) -> Iterator[dict[str, Any]]:
        """Statements, as in claims.jsonl: kind, section, verdict."""
        return self._items(f"/api/documents/{document}/claims", wish)

    def findings(self, document: str, **wish: Any) -> Iterator[dict[str, Any]]:
        """Findings, as in findings.jsonl: severity, fault, form."""
        return self._items(f"/api/documents/{document}/findings", wish)

    def source(self, document: str) -> bytes:
        """The bytes that were uploaded."""
        return self._asked("GET", f"/api/documents/{document}/source.pdf").content

    def report(self, document: str) -> str:
        """The report page."""
        return self._asked("GET", f"/api/documents/{document}/report").text

    def export(self, name: str, to: Path, **wish: Any) -> int:
        """Write `facts.csv`, `claims.jsonl`, … or `documents.zip` of many documents to a file; its size in bytes."""
        with self._streamed(f"/api/exports/{name}", wish) as answer, to.open("wb") as file:
            return sum(file.write(part) for part in answer.iter_bytes())

    def start_batch(
        self,
        documents: SelectionShape | Mapping[str, Any] | None = None,
        configuration: ConfigurationShape | Mapping[str, Any] | None = None,
        note: str = "",
    ) -> BatchShape:
        """Read documents again: which (all, unless something is stated) and how (as uploads, unless something is stated)."""
        given = {"documents": _plain(documents), "configuration": _plain(configuration), "note": note}
        return self._shape(BatchShape, "POST", "/api/batches", json=given)

    def batches(self) -> Iterator[BatchShape]:
        """All batches, newest first."""
        return self._pages(BatchShape, "/api/batches", {})

    def batch(self, batch: str) -> BatchShape:
        """How far a batch is."""
        return self._shape(BatchWithDocuments, "GET", f"/api/batches/{batch}", params={"limit": 1})

    def outcomes(self, batch: str, state: str | None = None) -> Iterator[OutcomeShape]:
        """What became of each document, with its reason."""
        for body in self._bodies(f"/api/batches/{batch}", {"state": state}, inside="documents"):
            yield from (OutcomeShape.model_validate(item) for item in body["items"])

    def watch(self, batch: str) -> Iterator[BatchShape]:
        """The batch whenever something ended, until all has. A connection that breaks is made again."""
        last: str | None = None
        while True:
            try:
                with self._streamed(f"/api/batches/{batch}/events", {}, {"Last-Event-ID": last} if last else {}) as answer:
                    for event, identity, data in _events(answer.iter_lines()):
                        last = identity
                        yield BatchShape.model_validate_json(data)
                        if event == "end":
                            return
            except ServerAway:
                if last is None:
                    raise
            time.sleep(_LOOK_SECONDS)

    def cancel(self, batch: str) -> BatchShape:
        """Read no more of it."""
        return self._shape(BatchShape, "POST", f"/api/batches/{batch}/cancel")

    def resume(self, batch: str) -> BatchShape:
        """Read what was cancelled or failed after all."""
        return self._shape(BatchShape, "POST", f"/api/batches/{batch}/resume")

    def diff(self, batch: str) -> DiffShape:
        """What promoting would change, in numbers, with the first documents; `document_diffs` has all of them."""
        return self._shape(DiffShape, "GET", f"/api/batches/{batch}/diff")

    def document_diffs(self, batch: str) -> Iterator[DocumentDiffShape]:
        """How much each document would change."""
        for body in self._bodies(f"/api/batches/{batch}/diff", {}, inside="documents"):
            yield from (DocumentDiffShape.model_validate(item) for item in body["items"])

    def changes(self, batch: str, document: str, **wish: Any) -> Iterator[ChangeShape]:
        """What one document would change: what, change, form, kind."""
        return self._pages(ChangeShape, f"/api/batches/{batch}/diff/{document}", wish)

    def promote(self, batch: str, override: bool = False, reason: str = "") -> BatchShape:
        """Make its runs current. Refused (status 409) while golden gets worse, unless an administrator overrides."""
        return self._shape(BatchShape, "POST", f"/api/batches/{batch}/promote", json={"override": override, "reason": reason})

    def review(self, **wish: Any) -> Iterator[ItemShape]:
        """The queue, most urgent first: state, kind, document, form, section, cause, severity, genre, fiscal_year, mine."""
        return self._pages(ItemShape, "/api/review", wish)

    def item(self, item: str) -> ItemShape:
        """One item with everything a decision needs."""
        return self._shape(ItemShape, "GET", f"/api/review/{item}")

    def ask(self, document: str, subject: str) -> ItemShape:
        """The item of any figure or field: `fact:FA05/2010301/basic`; also of one that is accepted, or of an empty cell."""
        return self._shape(ItemShape, "POST", "/api/review", json={"document": document, "subject": subject})

    def causes(self, **wish: Any) -> list[CauseShape]:
        """How many items wait for each cause: document, kind."""
        found = self._asked("GET", "/api/review/causes", params=_stated(wish)).json()
        return [CauseShape.model_validate(cause) for cause in found]

    def preview(self, wanted: FilterShape | Mapping[str, Any] | None = None) -> list[ItemShape]:
        """What a bulk decision would touch."""
        answer = self._asked("POST", "/api/review/bulk/preview", json=_plain(wanted), params={"limit": 1000}).json()
        return [ItemShape.model_validate(item) for item in answer["items"]]

    def bulk(self, action: str, items: Sequence[ItemShape], note: str = "") -> BulkShape:
        """One decision for previewed items: confirm or dismiss; what changed since is left alone and named."""
        chosen = [{"id": item.id, "version": item.version} for item in items]
        return self._shape(BulkShape, "POST", "/api/review/bulk", json={"action": action, "items": chosen, "note": note})

    def undo_bulk(self, bulk: str, note: str = "") -> BulkShape:
        """Take a bulk decision back."""
        return self._shape(BulkShape, "POST", f"/api/review/bulk/{bulk}/undo", json={"note": note})

    def make_golden(self, document: str, name: str, origin: str = "") -> GoldenMade:
        """A golden case of a document all of whose items are decided. By calling this you say that you compared every line."""
        given = {"name": name, "origin": origin, "every_line_compared": True}
        return self._shape(GoldenMade, "POST", f"/api/documents/{document}/golden", json=given)

    def next_item(self, wanted: FilterShape | Mapping[str, Any] | None = None) -> ItemShape | None:
        """Claim the most urgent item that nobody is at."""
        return self._shape(NextShape, "POST", "/api/review/next", json=_plain(wanted)).item

    def claim(self, item: str) -> ItemShape:
        """Keep an item for yourself for a while."""
        return self._shape(ItemShape, "POST", f"/api/review/{item}/claim")

    def release(self, item: str) -> ItemShape:
        """Give an item back undecided."""
        return self._shape(ItemShape, "POST", f"/api/review/{item}/release")

    def decide(self, item: str, decision: DecisionGiven | Mapping[str, Any]) -> DecidedShape:
        """Confirm, correct, dismiss or approve: `{"action": "confirm", "version": item.version}`."""
        return self._shape(DecidedShape, "POST", f"/api/review/{item}/decision", json=_plain(decision))

    def undo(self, item: str, version: int, note: str = "") -> DecidedShape:
        """Take the last decision back."""
        return self._shape(DecidedShape, "POST", f"/api/review/{item}/undo", json={"version": version, "note": note})

    def history(self, item: str) -> list[HistoryShape]:
        """Everything that happened to an item."""
        found = self._asked("GET", f"/api/review/{item}/history").json()
        return [HistoryShape.model_validate(entry) for entry in found]

    def _shape(self, shape: type[Shape], method: str, path: str, **more: Any) -> Shape:
        return shape.model_validate_json(self._asked(method, path, **more).content)

    def _pages(self, shape: type[Shape], path: str, wish: Mapping[str, Any]) -> Iterator[Shape]:
        return (shape.model_validate(item) for item in self._items(path, wish))

    def _items(self, path: str, wish: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        for body in self._bodies(path, wish):
            yield from body["items"]

    def _bodies(self, path: str, wish: Mapping[str, Any], inside: str | None = None) -> Iterator[dict[str, Any]]:
        """Every page of a list. `inside`: where the page is in the answer."""
        offset: int | None = 0
        while offset is not None:
            params = _stated({**wish, "limit": _PAGE, "offset": offset})
            body = self._asked("GET", path, params=params).json()
            page = body[inside] if inside else body
            yield page
            offset = page["next"]

    def _asked(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            answer = self._http.request(method, path, **more)
        except httpx.HTTPError as error:
            raise ServerAway(server=self._server, detail=type(error).__name__) from error
        _refuse(answer)
        return answer

    @contextmanager
    def _streamed(self, path: str, wish: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Iterator[httpx.Response]:
        try:
            with self._http.stream("GET", path, params=_stated(wish), headers=dict(headers or {})) as answer:
                if answer.is_error:
                    answer.read()
                _refuse(answer)
                yield answer
        except httpx.HTTPError as error:
            raise ServerAway(server=self._server, detail=type(error).__name__) from error


def _refuse(answer: httpx.Response) -> None:
    if not answer.is_error:
        return
    try:
        problem = answer.json()
    except ValueError:
        problem = {}
    detail = problem.get("detail") or answer.reason_phrase
    raise ServerRefused(status=answer.status_code, detail=detail, kind=str(problem.get("type", "")).rpartition(":")[2])


def _events(lines: Iterator[str]) -> Iterator[tuple[str, str, str]]:
    """Name, id and data of each server-sent event."""
    told: dict[str, str] = {}
    for line in lines:
        if line and not line.startswith(":"):
            name, _, value = line.partition(": ")
            told[name] = value
        elif not line and "data" in told:
            yield told.get("event", "message"), told.get("id", ""), told["data"]
            told = {}


def _stated(wish: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wish.items() if value is not None}


def _plain(given: BaseModel | Mapping[str, Any] | None) -> Any:
    if isinstance(given, BaseModel):
        return json.loads(given.model_dump_json(exclude_unset=True))
    return dict(given or {})
