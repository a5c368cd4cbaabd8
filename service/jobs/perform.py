"""Works one run: bytes -> sandbox -> stored result -> the ledger. Delivered at least once, its effect happens once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection

from extractors.errors import InputRefused, MingzhangError, NotADisclosure, ReaderDied
from extractors.model import Extraction
from extractors.pipeline import Config, manifest
from service.asking import config_of
from service.comparing import Comparing
from service.review.keeping import keep
from service.sandbox import Produced, Sandbox
from service.store import batches, documents, runs
from service.store.database import Database
from service.store.files import FileStore
from service.store.results import Results, counts_of, described
from service.store.runs import Run

_log = logging.getLogger("mingzhang.jobs")


class Workshop:
    """What working a run takes. Each thread brings a sandbox of its own."""

    def __init__(self, database: Database, files: FileStore, results: Results) -> None:
        self.database, self.files, self.results = database, files, results
        self._comparing = Comparing(database, results)

    def perform(self, run: Run, sandbox: Sandbox, ending: Callable[[], bool] = lambda: False) -> Run:
        """Work a taken run to its end, or put it back where our own code or storage failed. Its new state is returned.

        A run that another version of the code was asked for ends at once: this version's takes its place.
        A sandbox that was interrupted because the worker is `ending` leaves the run as it is: it is worked again later.
        """
        try:
            pinned = manifest(Config.model_validate(run.config)).model_dump(mode="json")
            if pinned != run.manifest:
                return self._superseded(run, pinned)
            return self._done(run, sandbox.run(self.files.get(run.document), config_of(run), report=True))
        except NotADisclosure as error:
            return self._end(run, "no_disclosure", str(error))
        except ReaderDied as error:
            return self._put_back(run, str(error), ending)
        except InputRefused as error:
            return self._end(run, "refused", str(error))
        except MingzhangError as error:
            return self._put_back(run, str(error), ending)
        except Exception as error:  # one document must never end the worker
            return self._put_back(run, f"{type(error).__name__}: {error}", ending)

    def _superseded(self, run: Run, pinned: Mapping[str, Any]) -> Run:
        with self.database.begin() as connection:
            return runs.supersede(connection, run, pinned)

    def _end(self, run: Run, state: runs.RunState, message: str) -> Run:
        with self.database.begin() as connection:
            runs.finish(connection, run.id, state, message=message)
            return runs.get(connection, run.id)

    def _put_back(self, run: Run, message: str, ending: Callable[[], bool]) -> Run:
        if ending():  # whatever broke, it broke because the worker ends
            return run
        with self.database.begin() as connection:
            return runs.put_back(connection, run, message)

    def _done(self, run: Run, produced: Produced) -> Run:
        values: dict[str, Any] = {
            "result": self.results.keep(produced.extraction),
            "report": self.results.keep_report(produced.report) if produced.report is not None else None,
            "counts": counts_of(produced.extraction),
            "seconds": produced.seconds,
            "message": produced.report_error,
        }
        with self.database.begin() as connection:
            documents.lock(connection, run.document)
            if runs.finish(connection, run.id, "done", **values):
                self._settle(connection, run, produced.extraction)
            ended = runs.get(connection, run.id)
        self._compare(ended)
        return ended

    def _compare(self, run: Run) -> None:
        """Work out at once what batches will be asked about; should that fail, it is worked out when they are asked."""
        try:
            with self.database.reading() as connection:
                waiting = batches.waiting_for(connection, run.id)
            for batch, member in waiting:
                self._comparing.keep(batch, member)
        except Exception:
            _log.exception("differences could not be worked out", extra={"run": run.id})

    def _settle(self, connection: Connection, run: Run, extraction: Extraction) -> None:
        """An upload's first figures, and those that a correction waits for, are shown at once; those of a batch are not."""
        document = documents.get(connection, run.document)
        first = document.current_run is None and document.newest_run == run.id
        if not document.hidden and (first or document.awaited_run == run.id):
            publish(connection, runs.get(connection, run.id), extraction)


def publish(connection: Connection, run: Run, extraction: Extraction) -> Run | None:
    """The document shows this run's figures from now on; what a person should look at follows, in the same transaction.

    The run that is asked for where corrections stand that this one does not know: to be submitted after the transaction.
    """
    documents.lock(connection, run.document)
    shown: Mapping[str, Any] = described(extraction)
    runs.make_current(connection, run, shown)
    documents.set_newest(connection, run.document, run.id)
    return keep(connection, run, extraction)
