from pathlib import Path

import pytest

from service.errors import DatabaseAway
from service.jobs.embedded import EmbeddedRunner
from service.jobs.perform import Workshop
from service.store import runs
from service.store.database import Database
from tests.jobs.workshops import Obedient, eventually, now, queued, workshop_over


def embedded(folder: Path) -> Workshop:
    database = Database(f"sqlite:///{folder}/kept.db")
    database.migrate()
    return workshop_over(database, folder)


def test_what_waits_is_worked_and_a_bad_document_costs_only_itself(tmp_path: Path) -> None:
    workshop = embedded(tmp_path)
    made = [queued(workshop, content) for content in (b"a", b"refuse", b"crash", b"b")]
    runner = EmbeddedRunner(workshop, 2, Obedient)
    runner.start()
    assert eventually(lambda: all(now(workshop, run).ended for run in made))
    runner.stop()
    assert [now(workshop, run).state for run in made] == ["done", "refused", "failed", "done"]


def test_what_a_dead_process_had_begun_is_worked_after_the_next_start(tmp_path: Path) -> None:
    workshop = embedded(tmp_path)
    run = queued(workshop, b"a")
    with workshop.database.begin() as connection:
        runs.take(connection, run.id, "dead")
    runner = EmbeddedRunner(workshop, 1, Obedient)
    runner.start()
    assert eventually(lambda: now(workshop, run).state == "done")
    runner.stop()


def test_stopping_puts_back_what_is_in_hand(tmp_path: Path) -> None:
    workshop = embedded(tmp_path)
    run = queued(workshop, b"hang")
    sandbox = Obedient()
    runner = EmbeddedRunner(workshop, 1, lambda: sandbox)
    runner.start()
    assert sandbox.at_work.wait(20)
    runner.stop()
    assert now(workshop, run).state == "queued"


def test_a_run_whose_end_could_not_be_written_is_worked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = embedded(tmp_path)
    run = queued(workshop, b"a")
    real, calls = runs.finish, []

    def finish(*arguments: object, **values: object) -> bool:
        calls.append(1)
        if len(calls) == 1:
            raise DatabaseAway(detail="test")
        return real(*arguments, **values)  # type: ignore[arg-type]

    def put_back(*arguments: object) -> object:
        if len(calls) == 1:
            calls.append(1)
            raise DatabaseAway(detail="test")
        return given(*arguments)  # type: ignore[arg-type]

    given = runs.put_back
    monkeypatch.setattr(runs, "finish", finish)
    monkeypatch.setattr(runs, "put_back", put_back)
    runner = EmbeddedRunner(workshop, 1, Obedient)
    runner.start()
    assert eventually(lambda: now(workshop, run).state == "done")
    runner.stop()
    assert now(workshop, run).faults == 1


def test_what_cannot_be_kept_is_given_up_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workshop = embedded(tmp_path)
    run = queued(workshop, b"a")

    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workshop.files, "put", full)
    runner = EmbeddedRunner(workshop, 1, Obedient)
    runner.start()
    assert eventually(lambda: now(workshop, run).state == "failed")
    runner.stop()
    assert "No space left" in now(workshop, run).message
