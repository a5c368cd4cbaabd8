"""Runs and their jobs in Procrastinate's tables beside the ledger: which runs have no job, and whose turn comes sooner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from service.store import runs
from service.store.runs import Run

_LOCK = 0x4D5B  # one process makes Procrastinate's tables at a time
_FORGOTTEN = text(
    """
    SELECT runs.id FROM runs
    WHERE runs.state IN ('queued', 'running') AND runs.queued_at < :asked_before AND NOT EXISTS (
        SELECT 1 FROM procrastinate_jobs AS job WHERE job.queueing_lock = runs.id AND (
            job.status = 'todo' OR job.status = 'doing' AND (runs.state = 'running' OR EXISTS (
                SELECT 1 FROM procrastinate_events AS event
                WHERE event.job_id = job.id AND event.type = 'started' AND event.at > now() - :starting * interval '1 second'
            ))
        )
    )
    ORDER BY runs.priority DESC, runs.queued_at LIMIT :most
    """
)
_SOONER = text(
    """
    UPDATE procrastinate_jobs SET priority = :priority
    WHERE queueing_lock = :run AND status = 'todo' AND priority < :priority
    """
)
_STARTING_SECONDS, _MOST = 120, 500


def prepare(connection: Connection, schema: str) -> None:
    """Make Procrastinate's tables unless they are there; safe from several processes at once."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    if connection.execute(text("SELECT to_regclass('procrastinate_jobs')")).scalar() is None:
        driver: Any = connection.connection.driver_connection
        driver.execute(schema)  # many statements in one, with percent signs: as it stands


def forgotten(connection: Connection, asked_before: datetime) -> Sequence[Run]:
    """Runs without an end that no job stands for: whoever queued them died before the handover, or the job was lost.

    A job that was fetched long ago and never took its run counts as lost.
    """
    wanted = {"asked_before": asked_before.replace(tzinfo=None), "starting": _STARTING_SECONDS, "most": _MOST}
    return [runs.get(connection, row.id) for row in connection.execute(_FORGOTTEN, wanted)]


def sooner(connection: Connection, run: Run) -> None:
    """The waiting job of a run that matters more by now comes sooner."""
    connection.execute(_SOONER, {"run": run.id, "priority": run.priority})


def settled(now: datetime, seconds: float) -> datetime:
    """Runs asked for before this moment should have their job by now."""
    return now - timedelta(seconds=seconds)
