"""The ledger of runs: each is one document read by one pinned configuration, and is worked once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, and_, select, update

from extractors.model import Frozen
from service.errors import NotFound
from service.store.batched import batched
from service.store.database import insert_many
from service.store.schema import batch_documents, documents, runs

RunState = Literal["queued", "running", "done", "refused", "no_disclosure", "failed", "cancelled"]
ENDED: tuple[RunState, ...] = ("done", "refused", "no_disclosure", "failed", "cancelled")
REVIEW, UPLOAD, BATCH = 20, 10, 0
MOST_ATTEMPTS, MOST_FAULTS = 12, 3
_WAITING: Mapping[str, Any] = {"state": "queued", "message": "", "attempts": 0, "faults": 0}
_AT_ONCE = 500
_NEVER_ENDS = "the process ended each time this document was read: read it alone, and report it"


class Run(Frozen):
    """A row of the ledger. `result`, `report`: digests of stored files. `faults`: how often our own code failed on it."""

    id: str
    document: str
    config: Mapping[str, Any]
    manifest: Mapping[str, Any]
    corrections: Sequence[Mapping[str, Any]] = ()
    state: RunState
    message: str = ""
    priority: int = 0
    queued_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    attempts: int = 0
    faults: int = 0
    owner: str | None = None
    result: str | None = None
    report: str | None = None
    counts: Mapping[str, Any] | None = None
    seconds: float | None = None

    @property
    def ended(self) -> bool:
        """Nothing more will happen to it unless it is asked for again."""
        return self.state in ENDED


class Asked(Frozen):
    """A document of which a run is asked for."""

    document: str
    corrections: Sequence[Mapping[str, Any]] = ()


def run_id(document: str, manifest: Mapping[str, Any], corrections: Sequence[Mapping[str, Any]] = ()) -> str:
    """The digest of what decides a run."""
    decisive = json.dumps([document, manifest, list(corrections)], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(decisive.encode()).hexdigest()[:32]


def ask_for(
    connection: Connection,
    document: str,
    config: Mapping[str, Any],
    manifest: Mapping[str, Any],
    priority: int,
    corrections: Sequence[Mapping[str, Any]] = (),
) -> Run:
    """The run of this document by this configuration: as it stands, or queued now. One cancelled or failed is queued again."""
    asked = Asked(document=document, corrections=corrections)
    return get(connection, ask_for_many(connection, [asked], config, manifest, priority)[0])


def ask_for_many(
    connection: Connection, asked: Sequence[Asked], config: Mapping[str, Any], manifest: Mapping[str, Any], priority: int
) -> list[str]:
    """The same for many documents: the ids of their runs, in order."""
    if not asked:
        return []
    identities = [run_id(one.document, manifest, one.corrections) for one in asked]
    fresh = {"config": dict(config), "manifest": dict(manifest), "priority": priority, **_WAITING, "queued_at": datetime.now(UTC)}
    rows = [
        {"id": identity, "document": one.document, "corrections": [dict(each) for each in one.corrections], **fresh}
        for identity, one in zip(identities, asked, strict=True)
    ]
    insert_many(connection, runs, rows)
    for some in batched(identities, _AT_ONCE):
        revive(connection, some, priority)
        raised = and_(runs.c.id.in_(some), runs.c.state == "queued", runs.c.priority < priority)
        connection.execute(update(runs).where(raised).values(priority=priority))
    return identities


def revive(connection: Connection, identities: Sequence[str], priority: int) -> int:
    """Those cancelled or failed wait again."""
    again = {**_WAITING, "owner": None, "finished_at": None, "queued_at": datetime.now(UTC), "priority": priority}
    ended = update(runs).where(runs.c.id.in_(identities), runs.c.state.in_(("cancelled", "failed")))
    return connection.execute(ended.values(again)).rowcount


def again(connection: Connection, run: Run) -> Run:
    """A run that has ended is worked once more."""
    values = {**_WAITING, "owner": None, "finished_at": None, "queued_at": datetime.now(UTC)}
    connection.execute(update(runs).where(runs.c.id == run.id, runs.c.state.in_(ENDED)).values(values))
    return get(connection, run.id)


def get(connection: Connection, identity: str) -> Run:
    """One run. Raises NotFound."""
    row = connection.execute(select(runs).where(runs.c.id == identity)).first()
    if row is None:
        raise NotFound(what="run", id=identity)
    return _run(row)


def of_document(connection: Connection, document: str) -> list[Run]:
    """All runs of a document, newest first."""
    return [
        _run(row) for row in connection.execute(select(runs).where(runs.c.document == document).order_by(runs.c.queued_at.desc()))
    ]


def take_next(connection: Connection, owner: str) -> Run | None:
    """The queued run whose turn it is, now running for `owner`; None where nothing waits."""
    waiting = (
        select(runs.c.id).where(runs.c.state == "queued").order_by(runs.c.priority.desc(), runs.c.queued_at, runs.c.id).limit(1)
    )
    identity = connection.execute(waiting.with_for_update(skip_locked=True)).scalar()
    return None if identity is None else take(connection, identity, owner)


def take(connection: Connection, identity: str, owner: str) -> Run | None:
    """This run, now running for `owner`: also one that another worker was at when it died.

    None where it has ended, and where it now ends because so many workers died of it.
    """
    found = connection.execute(select(runs).where(runs.c.id == identity).with_for_update()).first()
    if found is None or found.state not in ("queued", "running"):
        return None
    if found.attempts >= MOST_ATTEMPTS:
        finish(connection, identity, "failed", message=_NEVER_ENDS)
        return None
    values: dict[str, Any] = {"state": "running", "owner": owner, "started_at": datetime.now(UTC), "attempts": found.attempts + 1}
    connection.execute(update(runs).where(runs.c.id == identity).values(values))
    return get(connection, identity)


def put_back(connection: Connection, taken: Run, message: str) -> Run:
    """A run that our own code failed on waits again, or has failed for good after several times.

    Nothing changes where another worker took it over meanwhile. The run as it stands then.
    """
    given_up = taken.faults + 1 >= MOST_FAULTS or taken.attempts >= MOST_ATTEMPTS
    values = {
        "state": "failed" if given_up else "queued",
        "message": message,
        "faults": taken.faults + 1,
        "owner": None,
        "finished_at": datetime.now(UTC) if given_up else None,
    }
    connection.execute(update(runs).where(*_held(taken)).values(values))
    return get(connection, taken.id)


def give_back(connection: Connection, taken: Run) -> bool:
    """A worker that ends gives up a run that it had begun: no fault of the run. False where another has it by now."""
    values = {"state": "queued", "owner": None, "attempts": taken.attempts - 1}
    return connection.execute(update(runs).where(*_held(taken)).values(values)).rowcount == 1


def _held(taken: Run) -> tuple[ColumnElement[bool], ...]:
    """The run is still in the hands of the worker that took it."""
    return runs.c.id == taken.id, runs.c.state == "running", runs.c.owner == taken.owner, runs.c.attempts == taken.attempts


def requeue_interrupted(connection: Connection) -> int:
    """Runs that were being worked when their process died wait again; one that was so many times over has failed.

    For the embedded store, when it is opened.
    """
    often = (runs.c.state == "running", runs.c.attempts >= MOST_ATTEMPTS)
    connection.execute(update(runs).where(*often).values(state="failed", message=_NEVER_ENDS, finished_at=datetime.now(UTC)))
    values = {"state": "queued", "owner": None}
    return connection.execute(update(runs).where(runs.c.state == "running").values(values)).rowcount


def finish(connection: Connection, identity: str, state: RunState, **values: Any) -> bool:
    """Write a run's end. False where it had ended before (another worker was first): then nothing else may follow."""
    ending = {"state": state, "finished_at": datetime.now(UTC), "owner": None, **values}
    done = connection.execute(update(runs).where(runs.c.id == identity, runs.c.state.in_(("queued", "running"))).values(ending))
    return done.rowcount == 1


def supersede(connection: Connection, run: Run, manifest: Mapping[str, Any]) -> Run:
    """The same document by the same configuration under another manifest stands in for a run; who waited for it waits for that.

    The run itself, which has ended.
    """
    instead = ask_for(connection, run.document, run.config, manifest, run.priority, run.corrections)
    if finish(
        connection, run.id, "cancelled", message=f"asked of another version of Mingzhang; run {instead.id} reads it instead"
    ):
        for column in (documents.c.newest_run, documents.c.awaited_run):
            waiting = update(documents).where(documents.c.id == run.document, column == run.id)
            connection.execute(waiting.values({column.name: instead.id}))
        connection.execute(update(batch_documents).where(batch_documents.c.run == run.id).values(run=instead.id))
    return get(connection, run.id)


def cancel_queued(connection: Connection, identities: Sequence[str]) -> int:
    """Cancel those that still wait."""
    values = {"state": "cancelled", "finished_at": datetime.now(UTC), "message": "cancelled"}
    waiting = (update(runs).where(runs.c.id.in_(some), runs.c.state == "queued") for some in batched(identities, _AT_ONCE))
    return sum(connection.execute(some.values(values)).rowcount for some in waiting)


def cancel_replaced(connection: Connection, identity: str, by: str) -> None:
    """A run that another takes the place of need not be worked: unless it has begun, or a batch wants it too."""
    wanted = select(batch_documents.c.run).where(batch_documents.c.run == identity)
    waiting = update(runs).where(runs.c.id == identity, runs.c.state == "queued", ~wanted.exists())
    told = f"run {by} reads the document with newer corrections"
    connection.execute(waiting.values(state="cancelled", finished_at=datetime.now(UTC), message=told))


def make_current(connection: Connection, run: Run, described: Mapping[str, Any]) -> None:
    """The document's figures are those of this run from now on."""
    connection.execute(update(documents).where(documents.c.id == run.document).values(current_run=run.id, **described))


def _run(row: Row[Any]) -> Run:
    return Run.model_validate(dict(row._mapping))
