"""The rows of uploaded documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, or_, select, update

from extractors.model import Frozen
from service.errors import NotFound
from service.store.database import insert_new
from service.store.schema import documents, review_items, runs


class Document(Frozen):
    """One uploaded file. What it is (genre, department, …) is known once a run is done; `state` is that of its newest run."""

    id: str
    name: str
    size: int
    received_at: datetime
    received_by: str
    current_run: str | None = None
    newest_run: str | None = None
    awaited_run: str | None = None
    genre: str | None = None
    title: str | None = None
    department: str | None = None
    fiscal_year: int | None = None
    pages: int | None = None
    hidden: bool = False
    state: str = "queued"
    message: str = ""
    counts: Mapping[str, Any] | None = None
    open_items: int = 0


class Wanted(Frozen):
    """Which documents: all of what is stated; `text` is searched in name, title and department."""

    genre: str | None = None
    fiscal_year: int | None = None
    department: str | None = None
    state: str | None = None
    text: str | None = None


class Shown(Frozen):
    """A document that shows a result."""

    document: str
    name: str
    department: str | None = None
    fiscal_year: int | None = None
    genre: str | None = None
    result: str


def add(connection: Connection, identity: str, name: str, size: int, by: str) -> bool:
    """Take up a document. False where its bytes were there before; one kept aside for checks is taken up now."""
    values: dict[str, Any] = {"name": name, "size": size, "received_at": datetime.now(UTC), "received_by": by}
    if insert_new(connection, documents, id=identity, hidden=False, **values):
        return True
    aside = update(documents).where(documents.c.id == identity, documents.c.hidden.is_(True))
    return connection.execute(aside.values(hidden=False, **values)).rowcount == 1


def keep_aside(connection: Connection, identity: str, name: str, size: int) -> None:
    """A document that batches check their configuration by: in no list, unless somebody uploads it."""
    values: dict[str, Any] = {"name": name, "size": size, "received_at": datetime.now(UTC), "received_by": "mingzhang"}
    insert_new(connection, documents, id=identity, hidden=True, **values)


def known(connection: Connection, identity: str) -> bool:
    """Whether these bytes were uploaded before."""
    found = select(documents.c.id).where(documents.c.id == identity, documents.c.hidden.is_(False))
    return connection.execute(found).first() is not None


def get(connection: Connection, identity: str) -> Document:
    """One document. Raises NotFound."""
    row = connection.execute(_rows().where(documents.c.id == identity)).first()
    if row is None:
        raise NotFound(what="document", id=identity)
    return _document(row)


def page(connection: Connection, wanted: Wanted, limit: int, offset: int) -> tuple[int, list[Document]]:
    """How many there are, and those of one page, newest first."""
    chosen = conditions(wanted)
    joined = select(func.count()).select_from(documents.outerjoin(runs, runs.c.id == documents.c.newest_run))
    total = connection.execute(joined.where(*chosen)).scalar_one()
    rows = _rows().where(*chosen).order_by(documents.c.received_at.desc(), documents.c.id).limit(limit).offset(offset)
    return total, [_document(row) for row in connection.execute(rows)]


def years(connection: Connection) -> list[int]:
    """The fiscal years that there are, newest first."""
    found = select(documents.c.fiscal_year).distinct().where(documents.c.hidden.is_(False), documents.c.fiscal_year.is_not(None))
    return list(connection.execute(found.order_by(documents.c.fiscal_year.desc())).scalars())


def alike(connection: Connection, departments: Collection[str]) -> dict[tuple[str | None, str | None, int | None], int]:
    """How many there are of each genre, department and year, of these departments; more than one, and all three known."""
    key = (documents.c.genre, documents.c.department, documents.c.fiscal_year)
    chosen = (documents.c.hidden.is_(False), documents.c.department.in_(departments), documents.c.genre.is_not(None))
    counted = select(*key, func.count()).where(*chosen, documents.c.fiscal_year.is_not(None)).group_by(*key)
    return {(row[0], row[1], row[2]): row[3] for row in connection.execute(counted.having(func.count() > 1))}


def shown(connection: Connection, wanted: Wanted, identities: Sequence[str] = ()) -> list[Shown]:
    """Documents that show a result, oldest first; among these only, where any are named."""
    newest, current = runs, runs.alias("current")
    joined = documents.outerjoin(newest, newest.c.id == documents.c.newest_run)
    joined = joined.join(current, current.c.id == documents.c.current_run)
    columns = (documents.c[name] for name in ("name", "department", "fiscal_year", "genre"))
    rows = select(documents.c.id.label("document"), *columns, current.c.result).select_from(joined)
    rows = rows.where(*conditions(wanted), current.c.result.is_not(None)).order_by(documents.c.received_at, documents.c.id)
    if identities:
        rows = rows.where(documents.c.id.in_(identities))
    return [Shown.model_validate(dict(row._mapping)) for row in connection.execute(rows)]


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """The wish as conditions on documents joined with their newest run."""
    found: list[ColumnElement[bool]] = [documents.c.hidden.is_(False)]
    if wanted.genre:
        found.append(documents.c.genre == wanted.genre)
    if wanted.fiscal_year:
        found.append(documents.c.fiscal_year == wanted.fiscal_year)
    if wanted.department:
        found.append(documents.c.department == wanted.department)
    if wanted.state:
        found.append(runs.c.state == wanted.state)
    if wanted.text:
        columns = (documents.c.name, documents.c.title, documents.c.department)
        found.append(or_(*(column.contains(wanted.text, autoescape=True) for column in columns)))
    return found


def lock(connection: Connection, *identities: str) -> None:
    """Until the transaction ends, nobody else decides about these documents or changes what they show.

    Several are locked together and in one order, so that no two wait for each other.
    """
    wanted = select(documents.c.id).where(documents.c.id.in_(identities)).order_by(documents.c.id)
    connection.execute(wanted.with_for_update()).all()


def set_newest(connection: Connection, identity: str, run: str) -> None:
    """The run whose state the document shows."""
    connection.execute(update(documents).where(documents.c.id == identity).values(newest_run=run))


def await_run(connection: Connection, identity: str, run: str) -> None:
    """This run becomes current as soon as it is done, because of a correction; it is the newest until then."""
    connection.execute(update(documents).where(documents.c.id == identity).values(awaited_run=run, newest_run=run))


def await_none(connection: Connection, identity: str) -> None:
    """What is shown has every correction; a run that was awaited, however it ended, says nothing of the document any more."""
    newest = case((documents.c.newest_run == documents.c.awaited_run, documents.c.current_run), else_=documents.c.newest_run)
    connection.execute(update(documents).where(documents.c.id == identity).values(newest_run=newest, awaited_run=None))


def set_shown_counts(connection: Connection, identity: str, counts: Mapping[str, Any]) -> None:
    """Counts by verdict of what is shown, with what persons decided."""
    connection.execute(update(documents).where(documents.c.id == identity).values(shown_counts=counts))


def received_since(connection: Connection, by: str, since: datetime) -> tuple[int, int]:
    """How many documents, and bytes, a user sent since a moment."""
    sent = select(func.count(), func.coalesce(func.sum(documents.c.size), 0))
    count, size = connection.execute(sent.where(documents.c.received_by == by, documents.c.received_at >= since)).one()
    return int(count), int(size)


def _rows() -> Select[Any]:
    open_items = (
        select(func.count())
        .where(review_items.c.document == documents.c.id, review_items.c.state.in_(("open", "proposed")))
        .correlate(documents)
        .scalar_subquery()
    )
    joined = documents.outerjoin(runs, runs.c.id == documents.c.newest_run)
    return select(documents, runs.c.state, runs.c.message, runs.c.counts, open_items.label("open_items")).select_from(joined)


def _document(row: Row[Any]) -> Document:
    values = {name: value for name, value in row._mapping.items() if value is not None}
    shown = values.pop("shown_counts", None)
    return Document.model_validate(values | ({"counts": shown} if shown else {}))
