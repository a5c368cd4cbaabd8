"""200 documents and five kills on each database; 50 uploads at once. `tests/jobs/test_killed.py` has the same in small."""

from pathlib import Path

import pytest

from tests.acceptance.living import MODEL, at_once, lived_through
from tests.acceptance.processes import running
from tests.postgres import Server


def test_embedded_and_killed_five_times(tmp_path: Path) -> None:
    with running(tmp_path, **MODEL) as site:
        lived_through(site, tmp_path, 200, ["api"] * 5)


def test_on_postgresql_and_killed_five_times(tmp_path: Path, postgres: Server) -> None:
    names = ["api", "worker-0", "worker-1", "api", "worker-0"]
    with running(tmp_path, postgres.new_database(), workers=2, **MODEL) as site:
        lived_through(site, tmp_path, 200, names)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_fifty_uploads_at_once_half_of_them_twice(tmp_path: Path, kind: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("postgres").new_database() if kind == "postgresql" else None
    at_once(tmp_path, 50, url)
