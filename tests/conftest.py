"""What all tests share: where development documents lie, if they are there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from service.access import passwords
from service.store.database import Database
from service.store.schema import metadata
from tests.postgres import Server, running_server

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development documents beside a checkout; skips where there is none."""
    if not (SHARED / "scoreboard.py").exists():
        pytest.skip("no development documents beside this checkout (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL; skips, saying why, where none starts."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_server())
        except Exception as error:  # no wheel for this machine, no user to run as, no sockets: whatever it is, there is none
            pytest.skip(f"no PostgreSQL starts here ({type(error).__name__}: {error})")
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres: Server) -> str:
    """The URL of a database of that server with our tables, shared by tests that leave it empty."""
    url = postgres.new_database()
    database = Database(url)
    database.migrate()
    database.close()
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty store: the test runs on both databases."""
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path}/kept.db")
        made.migrate()
        yield made
    else:
        made = Database(request.getfixturevalue("migrated_postgres"))
        yield made
        with made.begin() as connection:
            connection.execute(text(f"TRUNCATE {', '.join(metadata.tables)} CASCADE"))
    made.close()


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> None:
    """Hashing a password takes a tenth of a second by design; tests need not wait for it."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
