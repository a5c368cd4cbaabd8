"""Who did what, to what, when. Only ever appended to, in the transaction of the write that it tells of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from extractors.model import Frozen
from service.store.schema import history


class Entry(Frozen):
    """One write. `subject`: `document:ID`, `batch:ID`, `item:ID`, `user:NAME`. `detail`: no document content."""

    id: int
    at: datetime
    by: str
    action: str
    subject: str
    detail: Mapping[str, Any]


def note(connection: Connection, by: str, action: str, subject: str, **detail: Any) -> None:
    """Append an entry: `note(connection, user.name, "document.upload", f"document:{id}", size=…)`."""
    row = history.insert().values(at=datetime.now(UTC), by=by, action=action, subject=subject, detail=detail)
    connection.execute(row)


def page(connection: Connection, subject: str | None, by: str | None, limit: int, offset: int) -> tuple[int, list[Entry]]:
    """How many entries there are of a subject, of a user, and those of one page, newest first."""
    stated = [(history.c.subject, subject), (history.c.by, by)]
    chosen = [column == value for column, value in stated if value is not None]
    total = connection.execute(select(func.count()).select_from(history).where(*chosen)).scalar_one()
    rows = select(history).where(*chosen).order_by(history.c.id.desc()).limit(limit).offset(offset)
    return total, [Entry.model_validate(dict(row._mapping)) for row in connection.execute(rows)]
