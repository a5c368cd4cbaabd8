"""Which runner works for which database."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.application import Application
from service.cli import app
from service.errors import NoWorkersHere
from service.jobs.embedded import EmbeddedRunner
from service.jobs.procrastinate import ProcrastinateRunner
from service.settings import Serving, Settings
from tests.postgres import Server


def runner_of(folder: Path, **serving: object) -> object:
    application = Application(Settings(serving=Serving.model_validate({"data": str(folder), **serving})))
    application.database.close()
    return application.runner


def test_an_embedded_store_is_worked_by_the_process_that_serves(tmp_path: Path) -> None:
    runner = runner_of(tmp_path)
    assert isinstance(runner, EmbeddedRunner) and runner._workers == 2


@pytest.mark.parametrize(("told", "workers"), [({}, 0), ({"workers": 3}, 3)])
def test_on_postgresql_the_process_that_serves_hands_over_unless_it_is_told_to_work(
    tmp_path: Path, postgres: Server, told: dict[str, int], workers: int
) -> None:
    runner = runner_of(tmp_path, database=postgres.new_database(), **told)
    assert isinstance(runner, ProcrastinateRunner) and runner._workers == workers


def test_a_worker_of_an_embedded_store_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINGZHANG_DATA", str(tmp_path))
    done = CliRunner().invoke(app, ["worker"])
    assert isinstance(done.exception, NoWorkersHere) and done.exception.exit_code == 2
