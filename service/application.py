"""The service put together: store, files, workers, intake. One per process."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from extractors.pages import Limits
from extractors.pipeline import Config
from service.access.accounts import Accounts
from service.access.signing_in import SigningIn
from service.allowance import Allowance
from service.batches import Batches
from service.comparing import Comparing
from service.errors import DataInUse
from service.exporting import Exporting
from service.golden.cases import GOLDEN_DIR, Case, cases_in
from service.golden.reviewed import Goldsmith
from service.intake import Intake
from service.jobs.embedded import EmbeddedRunner
from service.jobs.perform import Workshop
from service.jobs.port import Runner
from service.page_pictures import PagePictures
from service.promotion import Promotion
from service.review.desk import Desk
from service.review.rereading import Rereader
from service.settings import Settings
from service.showing import Showing
from service.store.database import Database
from service.store.files import FileStore
from service.store.results import Results

EMBEDDED_WORKERS = 2


class Application:
    """What the API, the pages and the commands work with. `open` before use, `close` after."""

    def __init__(self, settings: Settings) -> None:
        serving = settings.serving
        self.settings = settings
        self.ending = threading.Event()  # set as soon as the process is told to end: streams end too
        self._lock: IO[str] | None = None
        Path(serving.data).mkdir(parents=True, exist_ok=True)
        self.database = Database(serving.database_url)
        self.files = FileStore(serving.files_url)
        self.results = Results(self.files)
        self.pictures = PagePictures(self.files, serving.max_mb * 2**20)
        self.accounts = Accounts(self.database)
        self.signing_in = SigningIn(self.database)
        self.config = config_from(settings)
        self.workshop = Workshop(self.database, self.files, self.results)
        self.runner: Runner = self._runner()
        self.showing = Showing(self.database, self.results)
        self.goldsmith = Goldsmith(self.database, self.files, self.showing, _first(serving.golden_folders))
        self.rereader = Rereader(self.database, self.results)
        self.desk = Desk(self.database, self.rereader, self.runner.submit, serving.second_approver, serving.claim_minutes)
        allowance = Allowance(documents=serving.user_documents_a_day, bytes=serving.user_mb_a_day * 2**20)
        self.batches = Batches(self.database, self.files, self.runner, settings, self.config, self._cases)
        self.comparing = Comparing(self.database, self.results, self._cases)
        self.exporting = Exporting(self.database, self.results)
        self.promotion = Promotion(self.database, self.results, self.runner, self.batches, self.comparing)
        self.intake = Intake(self.database, self.files, self.runner, self.config, allowance)

    def open(self, work: bool = True) -> None:
        """Bring the tables up to date and begin to work. Raises DataInUse where another process has the embedded store."""
        if self.database.embedded:
            self._lock = _locked(Path(self.settings.serving.data) / "lock")
        self.database.migrate()
        if work:
            self.runner.start()

    @contextmanager
    def held_alone(self) -> Iterator[None]:
        """Keep others away from the embedded store without working it. Raises DataInUse."""
        with _locked(Path(self.settings.serving.data) / "lock"):
            yield

    def close(self) -> None:
        """End in good order."""
        self.runner.stop()
        self.pictures.close()
        self.database.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _cases(self) -> Mapping[str, Case]:
        """Golden cases as they are now."""
        folders = self.settings.serving.golden_folders
        return cases_in([GOLDEN_DIR, *map(Path, folders)] if folders else [])

    def _runner(self) -> Runner:
        """Threads of this process where the store is its own; where it is shared, workers on any machine."""
        workers = self.settings.serving.workers
        if self.database.embedded:
            return EmbeddedRunner(self.workshop, EMBEDDED_WORKERS if workers is None else workers)
        from service.jobs.procrastinate import ProcrastinateRunner  # needs the packages of PostgreSQL

        return ProcrastinateRunner(self.workshop, workers or 0, stalled_seconds=self.settings.serving.stalled_seconds)


def _first(folders: Sequence[str]) -> Path | None:
    return Path(folders[0]) if folders else None


def config_from(settings: Settings) -> Config:
    """What uploads are read by."""
    limits = Limits(max_bytes=settings.serving.max_mb * 2**20)
    if settings.reader == "rules":
        return Config(limits=limits)
    return Config(limits=limits, reader=settings.reader, model=settings.model, asking=settings.asking)


def _locked(path: Path) -> IO[str]:
    """The lock of an embedded store: held until the process ends, however it ends."""
    lock = path.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise DataInUse(folder=path.parent) from error
    return lock
