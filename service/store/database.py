"""Opens the database that a URL names, brings its tables up to date, and begins transactions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config as AlembicConfig
from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, text
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DataError, InterfaceError, OperationalError

from service.errors import DatabaseAway, NoDatabase, Unusable

_MIGRATIONS = Path(__file__).with_name("migrations")
_BUSY_SECONDS = 30
_LOCK = 0x4D5A  # one process migrates a PostgreSQL at a time


class Database:
    """SQLite (WAL) or PostgreSQL behind one engine. Raises NoDatabase where the URL opens nothing."""

    def __init__(self, url: str) -> None:
        try:
            self.engine = _engine(url)
        except (ArgumentError, ModuleNotFoundError) as error:
            raise NoDatabase(url=_shown(url), detail=error) from error

    @property
    def embedded(self) -> bool:
        """A file of this machine rather than a server."""
        return self.engine.dialect.name == "sqlite"

    @property
    def driver_url(self) -> str:
        """The URL as the server's own clients take it, with its password."""
        return self.engine.url.set(drivername=self.engine.url.get_backend_name()).render_as_string(hide_password=False)

    def migrate(self) -> None:
        """Bring the tables to the newest version; safe to call from several processes at once."""
        config = AlembicConfig()
        config.set_main_option("script_location", str(_MIGRATIONS))
        try:
            with self.engine.begin() as connection:
                if not self.embedded:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
        except OperationalError as error:
            raise NoDatabase(url=_shown(str(self.engine.url)), detail=str(error.orig).splitlines()[0]) from error

    def has_tables(self) -> bool:
        """Whether a service has been here."""
        return inspect(self.engine).has_table("documents")

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes: committed at the end, rolled back on an error."""
        with _guarded(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that only reads: it waits for no writer, and no writer for it."""
        with _guarded(), self.engine.connect().execution_options(reads=True) as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Give up all connections."""
        self.engine.dispose()


@contextmanager
def _guarded() -> Iterator[None]:
    """What callers can do something about: what the database cannot keep is Unusable; one that is away, DatabaseAway.

    Not to be kept are text with a NUL or half a character, and a number beyond all bounds. A server that is away, or a file
    that others keep locked, comes back.
    """
    try:
        yield
    except (DataError, UnicodeEncodeError, OverflowError) as error:
        raise Unusable(what="text or number", detail=f"the database cannot keep it: {type(error).__name__}") from error
    except (OperationalError, InterfaceError) as error:
        raise DatabaseAway(detail=type(error.orig).__name__) from error


def insert_new(connection: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless one with its key is there. True: it is new."""
    chosen = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    key = next(iter(table.primary_key))  # returned only for a row that went in; counts of rows differ between the drivers
    return connection.execute(chosen(table).values(**values).on_conflict_do_nothing().returning(key)).first() is not None


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert those rows whose keys are not there yet."""
    chosen = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
    connection.execute(chosen(table).on_conflict_do_nothing(), rows)


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True, pool_size=10, max_overflow=20)
    engine = create_engine(parsed, connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediately)
    return engine


def _prepare_sqlite(connection: Any, _: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", f"busy_timeout={_BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediately(connection: Connection) -> None:
    """A transaction that may write takes the lock at once: none fails half way because another wrote first."""
    mode = "DEFERRED" if connection.get_execution_options().get("reads") else "IMMEDIATE"
    connection.exec_driver_sql(f"BEGIN {mode}")


def _shown(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return url.split("@")[-1]
