"""Workers on any machine, by Procrastinate on the ledger's PostgreSQL. A job says which run; the ledger says the rest.

A job is delivered at least once: taking and finishing a run are the ledger's, so working it twice has one effect.
"""

from __future__ import annotations

import asyncio
import logging
import os
import queue
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from procrastinate.schema import SchemaManager

from service.jobs.keeper import keep
from service.jobs.perform import Workshop
from service.sandbox import Sandbox
from service.store import handovers, runs
from service.store.runs import Run

_QUEUE, _TASK = "runs", "mingzhang.run"
_BEATS = 4.0  # heartbeats that must have stayed away before a worker is taken for dead
_POLL_SECONDS = 2.0
_LEAVING_SECONDS = 20.0
_LONGEST_BACKOFF_SECONDS = 60
_log = logging.getLogger("mingzhang.jobs")


class WaitsAgain(Exception):
    """The run was put back: try it again a little later."""


class Interrupted(Exception):
    """The worker ends: another takes the run at once."""


class ProcrastinateRunner:
    """`workers`: documents that this process reads at the same time; with 0 it only hands over.

    `stalled_seconds`: without a heartbeat for so long, a worker is taken for dead and its runs go to others.
    """

    def __init__(
        self, workshop: Workshop, workers: int, sandbox: Callable[[], Sandbox] = Sandbox, stalled_seconds: float = 20.0
    ) -> None:
        self._workshop, self._workers, self._stalled = workshop, workers, stalled_seconds
        self._url = workshop.database.driver_url
        self._ending = threading.Event()
        self._opening = threading.Lock()
        self._counter: App | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._working: asyncio.Task[None] | None = None
        self._sandboxes = [sandbox() for _ in range(workers)]
        self._seats: queue.SimpleQueue[tuple[int, Sandbox]] = queue.SimpleQueue()

    def submit(self, queued: Sequence[Run]) -> None:
        """A job for each that waits; what cannot be handed over now is found by the workers' sweep."""
        for run in queued:
            if run.state == "queued":
                self._defer(run)

    def resubmit(self, forgotten: Sequence[Run]) -> None:
        """A job for each run that has lost its own, also one that its worker had begun."""
        for run in forgotten:
            self._defer(run)

    def start(self) -> None:
        """Make Procrastinate's tables where they are missing, then work."""
        self._prepared()
        if self._workers:
            for seat in enumerate(self._sandboxes):
                self._seats.put(seat)
            self._thread = threading.Thread(target=self._work, name="procrastinate", daemon=True)
            self._thread.start()

    def idle_because(self) -> str:
        """A worker that has ended; where others work, they are not looked at."""
        at_work = self._thread is not None and self._thread.is_alive()
        return "" if at_work or not self._workers else "none is at work"

    def stop(self) -> None:
        """Give back the runs in hand and leave."""
        self._ending.set()
        if self._loop is not None and self._working is not None:
            self._loop.call_soon_threadsafe(self._working.cancel)
        until = time.monotonic() + _LEAVING_SECONDS
        while self._thread is not None and self._thread.is_alive() and time.monotonic() < until:
            for sandbox in self._sandboxes:
                sandbox.interrupt()
            self._thread.join(timeout=1)
        for sandbox in self._sandboxes:
            sandbox.close()
        if self._counter is not None:
            self._counter.close()
            self._counter = None

    def perform(self, identity: str) -> None:
        """Work one run. Raises WaitsAgain or Interrupted where it has not ended."""
        seat, sandbox = self._seats.get()
        try:
            self._perform(identity, f"{socket.gethostname()}/{os.getpid()}/{seat}", sandbox)
        finally:
            self._seats.put((seat, sandbox))

    def _perform(self, identity: str, owner: str, sandbox: Sandbox) -> None:
        if self._ending.is_set():
            raise Interrupted
        with self._workshop.database.begin() as connection:
            run = runs.take(connection, identity, owner)
        if run is None:
            return
        ended = self._workshop.perform(run, sandbox, self._ending.is_set)
        _log.info("run worked", extra={"run": run.id, "document": run.document, "state": ended.state, "seconds": ended.seconds})
        if ended.ended:
            return
        if self._ending.is_set():
            with self._workshop.database.begin() as connection:
                runs.give_back(connection, run)
            raise Interrupted
        raise WaitsAgain(ended.message)

    def _defer(self, run: Run) -> None:
        try:
            job = self._prepared().configure_task(_TASK, queue=_QUEUE, queueing_lock=run.id, priority=run.priority)
            job.defer(run=run.id)
        except AlreadyEnqueued:
            with self._workshop.database.begin() as connection:
                handovers.sooner(connection, run)
        except Exception:  # the run waits in the ledger all the same
            _log.exception("a run could not be handed over; a worker's sweep will", extra={"run": run.id})

    def _prepared(self) -> App:
        """The counter where jobs are handed over, opened once."""
        with self._opening:
            if self._counter is None:
                with self._workshop.database.begin() as connection:
                    handovers.prepare(connection, SchemaManager.get_schema())
                connector = SyncPsycopgConnector(conninfo=self._url, min_size=1, max_size=4)
                self._counter = App(connector=connector).open()
            return self._counter

    def _work(self) -> None:
        """Work until the end; a database that was away is no reason to stop for good."""
        while not self._ending.is_set():
            try:
                asyncio.run(self._worked())
            except asyncio.CancelledError:
                pass
            except Exception:
                _log.exception("the worker stopped; it starts again")
            self._ending.wait(_POLL_SECONDS)

    async def _worked(self) -> None:
        self._loop, self._working = asyncio.get_running_loop(), asyncio.current_task()
        self._loop.set_default_executor(ThreadPoolExecutor(self._workers + 2, thread_name_prefix="run"))
        app = App(connector=PsycopgConnector(conninfo=self._url, min_size=1, max_size=4))
        app.task(name=_TASK, queue=_QUEUE, retry=Patience(), pass_context=False)(self._job)
        async with app.open_async():
            keeping = asyncio.create_task(keep(app.job_manager, self._workshop.database, self.resubmit, self._stalled))
            try:
                await app.run_worker_async(
                    queues=[_QUEUE],
                    concurrency=self._workers,
                    install_signal_handlers=False,
                    delete_jobs="always",  # the ledger remembers
                    fetch_job_polling_interval=_POLL_SECONDS,
                    update_heartbeat_interval=self._stalled / _BEATS,
                    stalled_worker_timeout=self._stalled,
                )
            finally:
                keeping.cancel()

    def _job(self, run: str) -> None:
        self.perform(run)


class Patience(BaseRetryStrategy):
    """Each time twice as long, up to a minute; an interrupted run at once. How often is the ledger's to say."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """When to try again."""
        if isinstance(exception, Interrupted):
            return RetryDecision(retry_in={"seconds": 0})
        return RetryDecision(retry_in={"seconds": min(2 ** min(job.attempts, 10), _LONGEST_BACKOFF_SECONDS)})
