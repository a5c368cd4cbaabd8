"""Takes in uploads: checks, digests, stores, queues. The same bytes are one document, also when they arrive at once."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from sqlalchemy import Connection

from extractors.errors import EmptyFile, NotAPdf, TooLarge
from extractors.pages import Limits, looks_like
from extractors.pipeline import Config, manifest
from service.allowance import Allowance, demand
from service.jobs.port import Runner
from service.store import documents, history, runs
from service.store.database import Database
from service.store.documents import Document
from service.store.files import FileStore

_CHUNK = 1 << 20
_HEADER_WINDOW = 1024
_NAME_LENGTH = 200


class Received(NamedTuple):
    """A document and whether these bytes were new."""

    document: Document
    new: bool


class Intake:
    """`config`: what uploads are read by; `allowance`: what one user may send within a day."""

    def __init__(self, database: Database, files: FileStore, runner: Runner, config: Config, allowance: Allowance) -> None:
        self._database, self._files, self._runner = database, files, runner
        self._config, self._allowance = config, allowance

    def receive(self, stream: BinaryIO, name: str, by: str) -> Received:
        """One upload. Raises EmptyFile, TooLarge, NotAPdf or TooMuch; what is refused leaves nothing behind."""
        with tempfile.NamedTemporaryFile(prefix="mingzhang-upload-") as aside:
            digest, size = _copied(stream, aside, self._config.limits)
            with self._database.reading() as connection:  # before anything is kept
                self._demand_room(connection, digest, size, by)
            self._files.put_file(Path(aside.name), digest)
        with self._database.begin() as connection:
            self._demand_room(connection, digest, size, by)
            new = documents.add(connection, digest, _short(name), size, by)
            queued = [self._queue(connection, digest)] if new else []
            if new:
                history.note(connection, by, "document.upload", f"document:{digest}", size=size)
            document = documents.get(connection, digest)
        self._runner.submit(queued)
        return Received(document, new)

    def _demand_room(self, connection: Connection, digest: str, size: int, by: str) -> None:
        if not documents.known(connection, digest):
            demand(connection, self._allowance, by, size)

    def _queue(self, connection: Connection, document: str) -> runs.Run:
        config: Mapping[str, Any] = self._config.model_dump(mode="json")
        run = runs.ask_for(connection, document, config, manifest(self._config).model_dump(mode="json"), runs.UPLOAD)
        if run.ended:  # read for a check before anybody had uploaded it: read once more, and shown
            run = runs.again(connection, run)
        documents.set_newest(connection, document, run.id)
        return run


def _copied(stream: BinaryIO, aside: Any, limits: Limits) -> tuple[str, int]:
    """Digest and size of what was copied. A PDF says so in its first kilobyte."""
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        if not size and b"%PDF-" not in chunk[:_HEADER_WINDOW]:
            raise NotAPdf(looks_like=looks_like(chunk))
        size += len(chunk)
        if size > limits.max_bytes:
            raise TooLarge(size_mb=size / 2**20, limit_mb=limits.max_bytes / 2**20)
        digest.update(chunk)
        aside.write(chunk)
    if not size:
        raise EmptyFile()
    aside.flush()
    return digest.hexdigest(), size


def _short(name: str) -> str:
    """The last part of a path, without control characters: it is shown, never opened."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(char for char in last if char.isprintable())[:_NAME_LENGTH].strip()
    return clean or "document.pdf"
