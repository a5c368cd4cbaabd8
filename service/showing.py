"""What a document shows: the result of its current run with what persons decided, and its report page."""

from __future__ import annotations

from extractors.model import Extraction
from service.errors import NotFound
from service.exports.report import render_again
from service.reviewed import Decisions, decisions_of, reviewed
from service.store import documents, runs
from service.store.database import Database
from service.store.documents import Document
from service.store.results import Results
from service.store.runs import Run


class Showing:
    """Every result that leaves the service passes here, so that decisions are in all of them alike."""

    def __init__(self, database: Database, results: Results) -> None:
        self._database, self._results = database, results

    def result(self, identity: str) -> tuple[Document, Extraction]:
        """A document and its result. Raises NotFound, also where there is no result yet."""
        document, run, decisions = self._found(identity)
        if run is None or run.result is None:
            raise NotFound(what=f"result yet ({document.state}) of document", id=identity)
        return document, reviewed(self._results.extraction(run.result), decisions)

    def report(self, identity: str) -> str:
        """The report page; with decisions it is written anew around the same pictures. Raises NotFound."""
        _, run, decisions = self._found(identity)
        if run is None or run.report is None or run.result is None:
            raise NotFound(what="report of document", id=identity)
        page = self._results.report(run.report)
        return render_again(page, reviewed(self._results.extraction(run.result), decisions)) if decisions.items else page

    def _found(self, identity: str) -> tuple[Document, Run | None, Decisions]:
        with self._database.reading() as connection:
            document = documents.get(connection, identity)
            run = runs.get(connection, document.current_run) if document.current_run else None
            return document, run, decisions_of(connection, identity)
