"""What must follow a decision: the document's counts, and its figures read and checked again where a correction came or went."""

from __future__ import annotations

import time

from sqlalchemy import Connection

from extractors.model import Extraction
from service.errors import NotFound
from service.jobs.perform import publish
from service.review.keeping import follow, recount
from service.store import documents, runs
from service.store.database import Database
from service.store.results import Results
from service.store.runs import Run

_LOOK_SECONDS = 0.15


class Rereader:
    """Called in the decision's transaction; the run that it asks for is submitted after that."""

    def __init__(self, database: Database, results: Results) -> None:
        self._database, self._results = database, results

    def __call__(self, connection: Connection, document: str) -> Run | None:
        """The run that the corrections need, if it is not the one that is shown. One that was worked before is shown at once."""
        current = documents.get(connection, document).current_run
        if current is None:
            return None
        shown = runs.get(connection, current)
        if shown.result is not None:
            recount(connection, document, self._results.extraction(shown.result))
        run = follow(connection, shown)
        if run is not None and run.result is not None:
            publish(connection, run, self._results.extraction(run.result))
        return run

    def shown(self, connection: Connection, document: str) -> tuple[Run, Extraction]:
        """The current run and its result, as it was read. Raises NotFound."""
        current = documents.get(connection, document).current_run
        run = runs.get(connection, current) if current else None
        if run is None or run.result is None:
            raise NotFound(what="result yet of document", id=document)
        return run, self._results.extraction(run.result)

    def awaited(self, run: Run, seconds: float) -> Run:
        """The run once it has ended, or the one that took its place; as it is after so many seconds."""
        until = time.monotonic() + seconds
        while (not run.ended or run.state == "cancelled") and time.monotonic() < until:
            time.sleep(_LOOK_SECONDS)
            with self._database.reading() as connection:
                newer = documents.get(connection, run.document).awaited_run
                found = runs.get(connection, newer or run.id)
            if found.id == run.id and found.state == "cancelled":
                return found
            run = found
        return run
