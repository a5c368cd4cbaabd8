"""What of the service is configured: where things are kept, who may come in, who reads. Nothing is made by looking."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

from extractors.errors import MingzhangError
from service.examined import Examined, State
from service.settings import Serving
from service.store.database import Database
from service.store.files import FileStore
from service.store.tallies import answers, tallies
from service.store.users import listed

_POSTGRES = {"psycopg": "psycopg", "procrastinate": "procrastinate"}
_S3 = {"s3fs": "s3fs"}
_FIRST_USER = "`mingzhang users add NAME --role admin`; until then only 127.0.0.1 is served, to one local user"


def examine_serving(serving: Serving) -> Iterator[Examined]:
    """Database, users, files, packages, host names, limits."""
    yield from _database(serving)
    yield from _files(serving)
    yield from _packages(serving)
    names = ", ".join(serving.hosts) or "this machine's own; with users any bare address"
    yield Examined(what="host names", state="ok", detail=names, remedy="" if serving.hosts else "other names: MINGZHANG_HOSTS")
    limits = f"{serving.max_mb} MB a file; a user a day {serving.user_documents_a_day} documents, {serving.user_mb_a_day} MB"
    yield Examined(what="limits", state="ok", detail=limits)


def _database(serving: Serving) -> Iterator[Examined]:
    what, local = "database", not serving.database
    if local and not Path(serving.data, "mingzhang.db").exists():
        detail = f"none yet in {serving.data} (MINGZHANG_DATA)"
        yield Examined(what=what, state="optional", detail=detail, remedy="`mingzhang serve` makes it")
        return
    try:
        yield from _opened(Database(serving.database_url))
    except Exception as error:  # each database fails in ways of its own
        detail = str(error) if isinstance(error, MingzhangError) else type(error).__name__
        yield Examined(what=what, state="missing", detail=detail, remedy="correct MINGZHANG_DATABASE, or start the server")


def _opened(database: Database) -> Iterator[Examined]:
    kind = "SQLite" if database.embedded else "PostgreSQL"
    try:
        with database.reading() as connection:
            answers(connection)
            if not database.has_tables():
                yield Examined(what="database", state="ok", detail=f"{kind}, empty", remedy="`mingzhang serve` makes its tables")
                return
            now, users = tallies(connection), listed(connection)
        waiting = now.runs.get("queued", 0)
        yield Examined(what="database", state="ok", detail=f"{kind}, {now.documents} documents, {waiting} runs wait")
        roles = ", ".join(f"{user.name} ({user.role})" for user in users[:5]) + (" …" if len(users) > 5 else "")
        yield Examined(
            what="users", state="ok" if users else "optional", detail=roles or "none", remedy="" if users else _FIRST_USER
        )
    finally:
        database.close()


def _files(serving: Serving) -> Iterator[Examined]:
    if not serving.files:
        yield Examined(what="files", state="ok", detail=f"in {serving.files_url}")
        return
    try:
        FileStore(serving.files).check()
        yield Examined(what="files", state="ok", detail=f"{serving.files} can be written and read")
    except Exception as error:  # each storage fails in ways of its own
        remedy = "correct MINGZHANG_FILES, or give access to it"
        yield Examined(what="files", state="missing", detail=f"{serving.files}: {type(error).__name__}", remedy=remedy)


def _packages(serving: Serving) -> Iterator[Examined]:
    wanted = [("PostgreSQL", _POSTGRES, "postgres", (serving.database or "").startswith("postgresql"))]
    wanted.append(("S3 storage", _S3, "s3", (serving.files or "").startswith("s3:")))
    for what, modules, extra, used in wanted:
        missing = [package for module, package in modules.items() if importlib.util.find_spec(module) is None]
        remedy = f"pip install 'mingzhang[{extra}]'" if missing else ""
        state: State = "ok" if not missing else ("missing" if used else "optional")
        detail = f"not installed: {', '.join(missing)}" if missing else "can be used"
        yield Examined(what=what, state=state, detail=detail, remedy=remedy)
