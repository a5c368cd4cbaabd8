"""Threads of this process that work the ledger of an embedded store, each with a sandbox of its own."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Sequence

from service.jobs.perform import Workshop
from service.sandbox import Sandbox
from service.store import runs
from service.store.runs import Run

_LOOK_AGAIN_SECONDS = 2.0
_log = logging.getLogger("mingzhang.jobs")


class EmbeddedRunner:
    """Works the store of this process alone: the store's lock keeps a second process out."""

    def __init__(self, workshop: Workshop, workers: int, sandbox: Callable[[], Sandbox] = Sandbox) -> None:
        self._workshop, self._workers, self._sandbox = workshop, workers, sandbox
        self._wake = threading.Condition()
        self._ending = threading.Event()
        self._threads: list[threading.Thread] = []
        self._sandboxes: list[Sandbox] = []

    def submit(self, queued: Sequence[Run]) -> None:
        """Wake as many threads as there are runs."""
        with self._wake:
            self._wake.notify(len(queued) or 1)

    def start(self) -> None:
        """Take up what a dead process left, then work."""
        with self._workshop.database.begin() as connection:
            left = runs.requeue_interrupted(connection)
        if left:
            _log.info("runs interrupted earlier wait again", extra={"runs": left})
        for number in range(self._workers):
            sandbox = self._sandbox()
            thread = threading.Thread(target=self._work, args=(sandbox, number), name=f"worker-{number}", daemon=True)
            self._sandboxes.append(sandbox)
            self._threads.append(thread)
            thread.start()

    def idle_because(self) -> str:
        """Threads that have ended."""
        alive = sum(thread.is_alive() for thread in self._threads)
        return "" if alive == self._workers else f"{alive} of {self._workers} are at work"

    def stop(self) -> None:
        """Interrupt the documents in hand; they are read again after the next start."""
        self._ending.set()
        with self._wake:
            self._wake.notify_all()
        for sandbox in self._sandboxes:
            sandbox.interrupt()
        for thread in self._threads:
            thread.join(timeout=10)
        with self._workshop.database.begin() as connection:
            runs.requeue_interrupted(connection)

    def _work(self, sandbox: Sandbox, number: int) -> None:
        owner = f"{os.getpid()}/{number}"
        with sandbox:
            while not self._ending.is_set():
                try:
                    run = self._next(owner)
                except Exception:  # a database that is away for a while is no reason to stop for good
                    _log.exception("the ledger cannot be read; trying again")
                    self._ending.wait(_LOOK_AGAIN_SECONDS)
                    continue
                if run is None:
                    with self._wake:
                        self._wake.wait(_LOOK_AGAIN_SECONDS)
                else:
                    self._perform(run, sandbox)

    def _next(self, owner: str) -> Run | None:
        with self._workshop.database.begin() as connection:
            return runs.take_next(connection, owner)

    def _perform(self, run: Run, sandbox: Sandbox) -> None:
        try:
            ended = self._workshop.perform(run, sandbox, self._ending.is_set)
        except Exception:
            _log.exception("a run could not be ended", extra={"run": run.id})
            self._leave(run)
            return
        _log.info("run ended", extra={"run": run.id, "document": run.document, "state": ended.state, "seconds": ended.seconds})

    def _leave(self, run: Run) -> None:
        """Give a run back as soon as the database takes it: nobody else would before the next start."""
        while not self._ending.is_set():
            try:
                with self._workshop.database.begin() as connection:
                    runs.put_back(connection, run, "its result could not be kept")
                return
            except Exception:
                _log.exception("the run cannot be given back yet; trying again", extra={"run": run.id})
                self._ending.wait(_LOOK_AGAIN_SECONDS)
