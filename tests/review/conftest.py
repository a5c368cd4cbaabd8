"""What tests of the queue share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store.database import Database
from tests.review.bench import Bench


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with our tables, to be copied: migrating takes longer than most of these tests."""
    path = tmp_path_factory.mktemp("empty") / "kept.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.close()
    return path


@pytest.fixture
def embedded(empty_store: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty store on SQLite."""
    path = shutil.copy(empty_store, tmp_path / "kept.db")
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def bench(embedded: Database, tmp_path: Path) -> Bench:
    """A desk over an empty store."""
    return Bench(embedded, tmp_path)


@pytest.fixture
def anywhere(database: Database, tmp_path: Path) -> Bench:
    """A desk on either database."""
    return Bench(database, tmp_path)


@pytest.fixture
def seconded(embedded: Database, tmp_path: Path) -> Bench:
    """One where a second person has to agree."""
    return Bench(embedded, tmp_path, seconded=True)
