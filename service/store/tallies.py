"""How the ledger stands, in numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Connection, func, select, text

from extractors.model import Frozen
from service.store.schema import documents, review_items, runs


class Tallies(Frozen):
    """`waiting_seconds`: how long the run has waited that waits longest; `read_seconds`: of all runs done."""

    documents: int
    runs: Mapping[str, int]
    waiting_seconds: float
    read: int
    read_seconds: float
    open_items: int


def tallies(connection: Connection) -> Tallies:
    """The numbers of this moment."""
    by_state = connection.execute(select(runs.c.state, func.count()).group_by(runs.c.state))
    oldest = connection.execute(select(func.min(runs.c.queued_at)).where(runs.c.state == "queued")).scalar()
    read, seconds = connection.execute(
        select(func.count(), func.coalesce(func.sum(runs.c.seconds), 0.0)).where(runs.c.seconds.is_not(None))
    ).one()
    items = select(func.count()).select_from(review_items).where(review_items.c.state == "open")
    return Tallies(
        documents=connection.execute(select(func.count()).where(documents.c.hidden.is_(False))).scalar_one(),
        runs={row[0]: row[1] for row in by_state},
        waiting_seconds=max(0.0, (datetime.now(UTC) - oldest).total_seconds()) if oldest else 0.0,
        read=read,
        read_seconds=seconds,
        open_items=connection.execute(items).scalar_one(),
    )


def answers(connection: Connection) -> None:
    """Raises whatever the database raises where it does not answer."""
    connection.execute(text("SELECT 1"))
