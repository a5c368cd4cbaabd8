"""What each worker looks after beside its own runs: jobs of workers that died, and runs that nobody was told of."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from service.store import handovers
from service.store.database import Database
from service.store.runs import Run

_LOOKS = 4.0  # within the time after which a worker is taken for dead
_HANDOVER_SECONDS = 10.0
_log = logging.getLogger("mingzhang.jobs")


async def keep(jobs: JobManager, database: Database, submit: Callable[[Sequence[Run]], None], stalled_seconds: float) -> None:
    """Look again and again, until cancelled. `stalled_seconds`: without a heartbeat for so long, a worker is dead."""
    while True:
        try:
            await recover(jobs, stalled_seconds)
            await asyncio.to_thread(hand_over, database, submit)
        except Exception:  # a database that is away comes back
            _log.exception("stalled jobs could not be looked for; trying again")
        await asyncio.sleep(stalled_seconds / _LOOKS)


async def recover(jobs: JobManager, stalled_seconds: float) -> None:
    """Jobs of dead workers wait again."""
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=stalled_seconds):
        _log.warning("a worker died; its run waits again", extra={"run": job.queueing_lock})
        try:
            await jobs.retry_job(job)
        except ConnectorException:
            await _drop(jobs, job)


async def _drop(jobs: JobManager, job: Job) -> None:
    """Another worker was first, or a second job of the same run waits already: this one is one too many."""
    try:
        await jobs.finish_job(job, Status.FAILED, delete_job=True)
    except ConnectorException:
        _log.info("the job is gone already", extra={"run": job.queueing_lock})


def hand_over(database: Database, submit: Callable[[Sequence[Run]], None]) -> None:
    """Runs without a job get one."""
    with database.begin() as connection:
        left = handovers.forgotten(connection, handovers.settled(datetime.now(UTC), _HANDOVER_SECONDS))
    if left:
        _log.info("runs without a job are handed over", extra={"runs": len(left)})
        submit(left)
