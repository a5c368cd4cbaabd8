"""Copies of an embedded store: the database as it stood at one moment, also while it is written to, and which files it needs."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from service.errors import BackupRefused
from service.store.database import Database
from service.store.schema import documents, runs


def copy_database(database: Database, to: Path) -> None:
    """SQLite's own backup, in one step: one file that needs no journal."""
    copy = Database(f"sqlite:///{to}")
    try:
        with closing(database.engine.raw_connection()) as source, closing(copy.engine.raw_connection()) as target:
            assert source.driver_connection is not None
            source.driver_connection.backup(target.driver_connection)
            target.cursor().execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()


def needed_files(path: Path) -> frozenset[str]:
    """Digests of the files that a copied database speaks of. Raises BackupRefused where the copy is damaged."""
    database = Database(f"sqlite:///file:{path}?mode=ro&immutable=1&uri=true")
    columns = (documents.c.id, runs.c.result, runs.c.report)
    try:
        with database.engine.connect() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
                raise BackupRefused(reason=f"The database {path} is damaged")
            found = [connection.execute(select(column).where(column.is_not(None))).scalars() for column in columns]
            return frozenset(digest for each in found for digest in each)
    finally:
        database.close()
