"""A workshop over a store, and documents that do to its sandbox what their bytes say."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from extractors.errors import Encrypted, NotADisclosure, ReaderDied
from extractors.model import Extraction
from extractors.pipeline import Config, manifest
from service.jobs.perform import Workshop
from service.sandbox import Produced, Sandbox
from service.store import documents, runs
from service.store.database import Database
from service.store.files import FileStore
from service.store.results import Results
from service.store.runs import Run
from tests.service.made import extraction

_MANIFEST = manifest(Config()).model_dump(mode="json")


def workshop_over(database: Database, folder: Path) -> Workshop:
    files = FileStore(str(folder / "files"))
    return Workshop(database, files, Results(files))


class Obedient(Sandbox):
    """Does what the document's bytes say, without a child: hang (until interrupted), crash, refuse, or a small result.

    `figures`: what it reads in any other document by a configuration.
    """

    def __init__(self, figures: Callable[[bytes, Config], Extraction] | None = None) -> None:
        super().__init__()
        self._figures = figures or (lambda data, _: extraction(notes=(data.decode(),)))
        self._interrupted = threading.Event()
        self.at_work = threading.Event()

    def run(self, data: bytes, config: Config, report: bool = False) -> Produced:
        self.at_work.set()
        data = data.removeprefix(b"%PDF-")
        if data == b"hang" and self._interrupted.wait(60):
            raise ReaderDied(detail="SIGKILL")
        if data == b"crash":
            raise ReaderDied(detail="SIGABRT")
        if data == b"refuse":
            raise Encrypted()
        if data == b"elsewhere":
            raise NotADisclosure(looks_like="a cookery book")
        return Produced(self._figures(data, config), "<html>" if report else None, 0.01, 0.0, "")

    def interrupt(self) -> None:
        self._interrupted.set()


def queued(workshop: Workshop, content: bytes, priority: int = runs.UPLOAD) -> Run:
    """An uploaded document's run."""
    digest = workshop.files.put(content)
    with workshop.database.begin() as connection:
        documents.add(connection, digest, "a.pdf", len(content), "ann")
        run = runs.ask_for(connection, digest, Config().model_dump(mode="json"), _MANIFEST, priority)
        documents.set_newest(connection, digest, run.id)
        return run


def now(workshop: Workshop, run: Run) -> Run:
    """The run as the ledger has it."""
    with workshop.database.begin() as connection:
        return runs.get(connection, run.id)


def eventually(come: Callable[[], bool], seconds: float = 40.0) -> bool:
    """Whether it comes to pass before long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if come():
            return True
        time.sleep(0.05)
    return come()
