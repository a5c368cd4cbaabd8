from pathlib import Path

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
