"""Backup and restoring of the embedded store. A backup is a folder: the database, every file under its digest, and what it is.

The database is copied first: files are never changed or removed, and are kept before a row speaks of them, so that what the copy
speaks of is there when the files are copied. Every file is read back and its digest compared, at backup and before restoring.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from extractors.model import Frozen
from extractors.versions import code_version
from service.application import Application
from service.errors import BackupRefused
from service.store.files import FileStore
from service.store.snapshots import copy_database, needed_files

_DATABASE, _FILES, _TOLD = "mingzhang.db", "files", "backup.json"
_CHUNK = 1 << 20


class Backup(Frozen):
    """What a backup says of itself. `database`: the digest of its file."""

    made_at: datetime
    version: str
    database: str
    files: int
    bytes: int


def back_up(application: Application, folder: Path) -> Backup:
    """Make a backup in a new folder, whole or not at all; the service may be running. Raises BackupRefused, FileGone."""
    _only_embedded(application)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupRefused(reason=f"{folder} is there already and is not an empty folder; choose another")
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    try:
        made = _written(application, part)
        with suppress(FileNotFoundError):
            folder.rmdir()
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return made


def restore(application: Application, folder: Path) -> Backup:
    """Fill an empty store from a backup that is whole. Raises BackupRefused, also where there are data already."""
    _only_embedded(application)
    told = _checked(folder)
    kept = FileStore(str(folder / _FILES))
    database = Path(str(application.database.engine.url.database))
    there = set(application.files.digests())
    if database.exists() or there - set(kept.digests()):
        raise BackupRefused(reason=f"{database.parent} holds data already; set MINGZHANG_DATA to a folder that does not exist")
    for digest in kept.digests():
        application.files.put_file(folder / _FILES / digest[:2] / digest, digest)
    part = database.with_name(f"{database.name}.part")
    shutil.copyfile(folder / _DATABASE, part)
    part.rename(database)
    application.database.migrate()
    return told


def _written(application: Application, part: Path) -> Backup:
    copy_database(application.database, part / _DATABASE)
    needed = needed_files(part / _DATABASE)
    size = sum(_copied(application.files, digest, part) for digest in sorted(needed | set(application.files.digests())))
    made = Backup(
        made_at=datetime.now(UTC),
        version=code_version(),
        database=_digest(part / _DATABASE),
        files=sum(1 for _ in FileStore(str(part / _FILES)).digests()),
        bytes=size,
    )
    (part / _TOLD).write_text(made.model_dump_json(indent=1), encoding="utf-8")
    return made


def _copied(files: FileStore, digest: str, part: Path) -> int:
    content = files.get(digest)
    if hashlib.sha256(content).hexdigest() != digest:
        raise BackupRefused(reason=f"The stored file {digest} is damaged; restore it from an earlier backup first")
    place = part / _FILES / digest[:2] / digest
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return len(content)


def _checked(folder: Path) -> Backup:
    """What a whole backup says of itself. Raises BackupRefused."""
    try:
        told = Backup.model_validate(json.loads((folder / _TOLD).read_text(encoding="utf-8")))
        if _digest(folder / _DATABASE) != told.database:
            raise BackupRefused(reason=f"The database in {folder} is not the one that was backed up")
    except (OSError, ValueError) as error:
        raise BackupRefused(
            reason=f"{folder} is no backup ({type(error).__name__}); give a folder that `mingzhang backup` made"
        ) from error
    digests = set(FileStore(str(folder / _FILES)).digests())
    _refuse(needed_files(folder / _DATABASE) - digests, "is missing from")
    _refuse((one for one in sorted(digests) if _digest(folder / _FILES / one[:2] / one) != one), "is damaged in")
    return told


def _refuse(wrong: Iterable[str], what: str) -> None:
    for digest in wrong:
        raise BackupRefused(reason=f"The file {digest} {what} the backup; use another backup")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _only_embedded(application: Application) -> None:
    if not application.database.embedded:
        raise BackupRefused(
            reason="The database is a PostgreSQL; use pg_dump and pg_restore, and copy the folder or bucket of files"
        )
