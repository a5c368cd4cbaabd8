"""The rows of batches: which documents, by which run, beside which run they are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select, update

from extractors.model import Frozen, Verdict
from service.errors import NotFound
from service.store import runs as ledger
from service.store.batched import batched
from service.store.documents import Wanted, conditions
from service.store.runs import ENDED, Run, RunState
from service.store.schema import batch_documents, batches, documents, runs

BatchState = Literal["open", "cancelled", "promoted"]
_AT_ONCE = 500


class Selection(Frozen):
    """Which documents: all that answer to everything stated.

    `form`: in the result shown; `verdict`: of some figure or statement there; `run_version`: the code that read it;
    `outdated`: not yet read by the batch's configuration.
    """

    documents: tuple[str, ...] = ()
    genre: str | None = None
    fiscal_year: int | None = None
    department: str | None = None
    state: RunState | None = None
    text: str | None = None
    form: str | None = None
    verdict: Verdict | None = None
    run_version: str | None = None
    outdated: bool = False


class Chosen(Frozen):
    """A document as it stood when it was chosen. `shown_run`: the run it shows, or will show once that is done."""

    document: str
    shown_run: str | None
    corrections: Sequence[Mapping[str, Any]] = ()


class Batch(Frozen):
    """One batch."""

    id: str
    made_at: datetime
    made_by: str
    selection: Mapping[str, Any]
    config: Mapping[str, Any]
    state: BatchState
    promoted_at: datetime | None = None
    promoted_by: str | None = None
    note: str = ""


class Member(Frozen):
    """A document of a batch. `before`: the run it is compared with; `chosen` False: only there to check the configuration."""

    document: str
    run: str
    before: str | None = None
    chosen: bool
    changes: str | None = None
    totals: Mapping[str, Any] | None = None
    name: str
    department: str | None = None
    fiscal_year: int | None = None
    current_run: str | None = None
    state: RunState
    message: str = ""
    seconds: float | None = None
    finished_at: datetime | None = None
    result: str | None = None

    @property
    def moved(self) -> bool:
        """The document shows another run by now than the one it was compared with, and not this one."""
        return self.current_run not in (None, self.before, self.run)


def choose(connection: Connection, selection: Selection) -> list[Chosen]:
    """The documents that a selection means, oldest first."""
    wanted = Wanted.model_validate({name: getattr(selection, name) for name in Wanted.model_fields})
    rows = _with_current().where(*conditions(wanted)).order_by(documents.c.received_at, documents.c.id)
    found: list[Chosen] = []
    for narrowed in _narrowed(rows, selection.documents):
        found.extend(_chosen(row) for row in connection.execute(narrowed) if _answers(row, selection))
    return found


def add(connection: Connection, batch: Batch, members: Iterable[Mapping[str, Any]]) -> None:
    """A batch and its documents: `document`, `run`, `before`, `chosen`."""
    connection.execute(batches.insert().values(**batch.model_dump()))
    rows = [{"batch": batch.id, **member} for member in members]
    connection.execute(batch_documents.insert(), rows)


def get(connection: Connection, identity: str) -> Batch:
    """One batch. Raises NotFound."""
    row = connection.execute(select(batches).where(batches.c.id == identity)).first()
    if row is None:
        raise NotFound(what="batch", id=identity)
    return Batch.model_validate(dict(row._mapping))


def lock(connection: Connection, identity: str) -> Batch:
    """The same, for a change: nobody else changes it until the transaction ends."""
    connection.execute(select(batches.c.id).where(batches.c.id == identity).with_for_update())
    return get(connection, identity)


def page(connection: Connection, limit: int, offset: int) -> tuple[int, list[Batch]]:
    """How many batches there are, and those of one page, newest first."""
    total = connection.execute(select(func.count()).select_from(batches)).scalar_one()
    rows = select(batches).order_by(batches.c.made_at.desc(), batches.c.id).limit(limit).offset(offset)
    return total, [Batch.model_validate(dict(row._mapping)) for row in connection.execute(rows)]


def set_state(connection: Connection, identity: str, state: BatchState, **values: Any) -> None:
    """Move a batch on."""
    connection.execute(update(batches).where(batches.c.id == identity).values(state=state, **values))


def progress(connection: Connection, identity: str, chosen: bool = True) -> dict[str, int]:
    """How many documents are in which state."""
    joined = select(runs.c.state, func.count().label("total")).join_from(
        batch_documents, runs, runs.c.id == batch_documents.c.run
    )
    wanted = joined.where(batch_documents.c.batch == identity, batch_documents.c.chosen.is_(chosen)).group_by(runs.c.state)
    return {row.state: row.total for row in connection.execute(wanted)}


def compared_with(connection: Connection, identity: str) -> int:
    """How many of the runs that a batch is compared with are still to be read."""
    joined = select(func.count()).join_from(batch_documents, runs, runs.c.id == batch_documents.c.before)
    waiting = joined.where(batch_documents.c.batch == identity, runs.c.state.not_in(ENDED))
    return connection.execute(waiting).scalar_one()


def members(connection: Connection, identity: str, *conditions: ColumnElement[bool]) -> list[Member]:
    """The documents of a batch, by name."""
    return [_member(row) for row in connection.execute(_members(identity).where(*conditions))]


def members_page(
    connection: Connection, identity: str, state: RunState | None, limit: int, offset: int
) -> tuple[int, list[Member]]:
    """How many chosen documents are in a state, and those of one page."""
    wanted = [batch_documents.c.chosen.is_(True), *([runs.c.state == state] if state else [])]
    rows = _members(identity).where(*wanted)
    total = connection.execute(select(func.count()).select_from(rows.order_by(None).subquery())).scalar_one()
    return total, [_member(row) for row in connection.execute(rows.limit(limit).offset(offset))]


def member(connection: Connection, identity: str, document: str) -> Member:
    """One document of a batch. Raises NotFound."""
    row = connection.execute(_members(identity).where(batch_documents.c.document == document)).first()
    if row is None:
        raise NotFound(what=f"document in batch {identity}:", id=document)
    return _member(row)


def waiting_for(connection: Connection, run: str) -> list[tuple[str, Member]]:
    """Batches, each with the document that a run is read for, whose differences are not known yet."""
    asking = select(batch_documents.c.batch).where(batch_documents.c.run == run, batch_documents.c.changes.is_(None))
    found = list(connection.execute(asking).scalars())
    return [(batch, one) for batch in found for one in members(connection, batch, batch_documents.c.run == run)]


def keep_changes(connection: Connection, identity: str, known: Member, changes: str, totals: Mapping[str, Any]) -> None:
    """What a document's two runs say differently: a stored file, and how many of each kind."""
    row = (batch_documents.c.batch == identity, batch_documents.c.document == known.document, batch_documents.c.run == known.run)
    connection.execute(update(batch_documents).where(*row).values(changes=changes, totals=dict(totals)))


def cancel(connection: Connection, identity: str) -> int:
    """What only this batch waits for is not read."""
    other = (
        select(batch_documents.c.run)
        .join(batches, batches.c.id == batch_documents.c.batch)
        .where(batches.c.state == "open", batches.c.id != identity)
    )
    ours = (
        select(runs.c.id)
        .join(batch_documents, batch_documents.c.run == runs.c.id)
        .where(batch_documents.c.batch == identity, runs.c.state == "queued", runs.c.priority <= ledger.BATCH)
        .where(runs.c.id.not_in(other))
    )
    return ledger.cancel_queued(connection, list(connection.execute(ours).scalars()))


def resume(connection: Connection, identity: str) -> list[Run]:
    """What was cancelled or failed waits again; all runs of the batch that wait."""
    mine = list(connection.execute(select(batch_documents.c.run).where(batch_documents.c.batch == identity)).scalars())
    for some in batched(mine, _AT_ONCE):
        ledger.revive(connection, some, ledger.BATCH)
    return waiting(connection, mine)


def waiting(connection: Connection, identities: Sequence[str]) -> list[Run]:
    """Those runs that wait."""
    found: list[Run] = []
    for some in batched(identities, _AT_ONCE):
        rows = connection.execute(select(runs).where(runs.c.id.in_(some), runs.c.state == "queued"))
        found.extend(Run.model_validate(dict(row._mapping)) for row in rows)
    return found


def new(identity: str, by: str, selection: Selection, config: Mapping[str, Any], note: str) -> Batch:
    """A batch as it begins."""
    stated = selection.model_dump(mode="json", exclude_defaults=True)
    made = {"id": identity, "made_at": datetime.now(UTC), "made_by": by, "selection": stated, "config": config}
    return Batch.model_validate({**made, "state": "open", "note": note})


def ended(counts: Mapping[str, int]) -> int:
    """How many of a progress have ended."""
    return sum(counts.get(state, 0) for state in ENDED)


def _with_current() -> Select[Any]:
    current = runs.alias("current")
    joined = documents.outerjoin(runs, runs.c.id == documents.c.newest_run)
    joined = joined.outerjoin(current, current.c.id == documents.c.current_run)
    return select(
        documents.c.id.label("document"),
        func.coalesce(documents.c.current_run, documents.c.newest_run).label("shown_run"),
        current.c.corrections,
        current.c.manifest,
        current.c.counts,
    ).select_from(joined)


def _narrowed(rows: Select[Any], identities: Sequence[str]) -> Iterator[Select[Any]]:
    if not identities:
        yield rows
    for some in batched(identities, _AT_ONCE):
        yield rows.where(documents.c.id.in_(some))


def _chosen(row: Row[Any]) -> Chosen:
    return Chosen(document=row.document, shown_run=row.shown_run, corrections=row.corrections or ())


def _answers(row: Row[Any], selection: Selection) -> bool:
    """What is asked of the result shown, which is kept as JSON."""
    counts, manifest = row.counts or {}, row.manifest or {}
    verdict, version = selection.verdict, selection.run_version
    if selection.form and selection.form not in counts.get("forms", ()):
        return False
    if verdict and not any((counts.get(what) or {}).get(verdict) for what in ("facts", "claims")):
        return False
    read_by = str(manifest.get("code_version", ""))
    return not version or version in (read_by, read_by.partition("+")[0])  # 0.1.0+4f0c2ab91d3e, or all of 0.1.0


def _members(identity: str) -> Select[Any]:
    joined = batch_documents.join(runs, runs.c.id == batch_documents.c.run)
    joined = joined.join(documents, documents.c.id == batch_documents.c.document)
    of_batch = (batch_documents.c[name] for name in ("document", "run", "before", "chosen", "changes", "totals"))
    of_document = (documents.c[name] for name in ("name", "department", "fiscal_year", "current_run"))
    of_run = (runs.c[name] for name in ("state", "message", "seconds", "finished_at", "result"))
    rows = select(*of_batch, *of_document, *of_run).select_from(joined).where(batch_documents.c.batch == identity)
    return rows.order_by(documents.c.name, documents.c.id)


def _member(row: Row[Any]) -> Member:
    return Member.model_validate(dict(row._mapping))
