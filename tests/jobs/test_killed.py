"""Real processes, killed once; `make acceptance` has the same with 200 documents and five kills."""

from pathlib import Path

from tests.acceptance.living import MODEL, at_once, lived_through
from tests.acceptance.processes import running
from tests.postgres import Server


def test_embedded_and_killed_once(tmp_path: Path) -> None:
    with running(tmp_path, MINGZHANG_WORKERS="1", **MODEL) as site:
        lived_through(site, tmp_path, 10, ["api"])


def test_on_postgresql_and_a_worker_killed_once(tmp_path: Path, postgres: Server) -> None:
    with running(tmp_path, postgres.new_database(), workers=2, **MODEL) as site:
        lived_through(site, tmp_path, 10, ["worker-0"])


def test_many_uploads_at_once_half_of_them_twice(tmp_path: Path) -> None:
    at_once(tmp_path, 8, None)
