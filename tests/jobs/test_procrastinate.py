from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from service.jobs.perform import Workshop
from service.jobs.procrastinate import Interrupted, Patience, ProcrastinateRunner, WaitsAgain
from service.store import handovers, runs
from service.store.database import Database
from tests.jobs.workshops import Obedient, eventually, now, queued, workshop_over
from tests.postgres import Server


@pytest.fixture
def workshop(postgres: Server, tmp_path: Path) -> Iterator[Workshop]:
    database = Database(postgres.new_database())
    database.migrate()
    yield workshop_over(database, tmp_path)
    database.close()


@pytest.fixture
def counter(workshop: Workshop) -> Iterator[ProcrastinateRunner]:
    """A runner that only hands over."""
    runner = ProcrastinateRunner(workshop, 0)
    runner.start()
    yield runner
    runner.stop()


@pytest.fixture
def worker(workshop: Workshop) -> Iterator[ProcrastinateRunner]:
    """A runner that works, not yet started."""
    runner = ProcrastinateRunner(workshop, 2, Obedient)
    yield runner
    runner.stop()


def jobs(workshop: Workshop) -> list[tuple[str, int]]:
    with workshop.database.begin() as connection:
        rows = connection.execute(text("SELECT status, priority FROM procrastinate_jobs ORDER BY priority DESC, id"))
        return [(row.status, row.priority) for row in rows]


def test_one_process_hands_over_and_another_works(
    workshop: Workshop, counter: ProcrastinateRunner, worker: ProcrastinateRunner
) -> None:
    made = [queued(workshop, content) for content in (b"a", b"b", b"refuse")]
    counter.submit(made)
    assert jobs(workshop) == [("todo", runs.UPLOAD)] * 3
    worker.start()
    assert eventually(lambda: all(now(workshop, run).ended for run in made))
    assert [now(workshop, run).state for run in made] == ["done", "done", "refused"]
    assert eventually(lambda: jobs(workshop) == [])


def test_a_run_waits_once_and_comes_sooner_when_it_matters_more(workshop: Workshop, counter: ProcrastinateRunner) -> None:
    counter.submit([queued(workshop, b"a", runs.BATCH)])
    counter.submit([queued(workshop, b"b", runs.UPLOAD)])
    assert jobs(workshop) == [("todo", runs.UPLOAD), ("todo", runs.BATCH)]
    counter.submit([queued(workshop, b"a", runs.UPLOAD)])
    assert jobs(workshop) == [("todo", runs.UPLOAD), ("todo", runs.UPLOAD)]


def test_only_what_nobody_was_told_of_is_handed_over(workshop: Workshop, counter: ProcrastinateRunner) -> None:
    told, untold, begun, over = (queued(workshop, content) for content in (b"told", b"untold", b"begun", b"over"))
    counter.submit([told])
    with workshop.database.begin() as connection:
        runs.take(connection, begun.id, "dead")
        runs.finish(connection, over.id, "refused")
        found = handovers.forgotten(connection, datetime.now(UTC))
        assert {run.id for run in found} == {untold.id, begun.id}
        assert handovers.forgotten(connection, handovers.settled(datetime.now(UTC), 60)) == []
    counter.resubmit(found)
    with workshop.database.begin() as connection:
        assert handovers.forgotten(connection, datetime.now(UTC)) == []


def test_the_run_of_a_dead_worker_finishes_on_another(workshop: Workshop, counter: ProcrastinateRunner) -> None:
    run = queued(workshop, b"fine")
    counter.submit([run])
    with workshop.database.begin() as connection:
        runs.take(connection, run.id, "dead")
        dead = connection.execute(
            text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '30 s') RETURNING id")
        )
        connection.execute(text("SELECT procrastinate_fetch_job_v2(NULL, :worker)"), {"worker": dead.scalar()})
    assert jobs(workshop) == [("doing", runs.UPLOAD)]
    worker = ProcrastinateRunner(workshop, 1, Obedient)
    worker.start()
    try:
        assert eventually(lambda: now(workshop, run).state == "done")
    finally:
        worker.stop()
    assert now(workshop, run).attempts == 2


def test_a_worker_that_ends_gives_back_what_it_has_in_hand(workshop: Workshop, counter: ProcrastinateRunner) -> None:
    run = queued(workshop, b"hang")
    counter.submit([run])
    sandbox = Obedient()
    worker = ProcrastinateRunner(workshop, 1, lambda: sandbox)
    worker.start()
    assert sandbox.at_work.wait(20)
    worker.stop()
    left = now(workshop, run)
    assert (left.state, left.attempts, left.faults) == ("queued", 0, 0)
    assert jobs(workshop) == [("todo", runs.UPLOAD)]


def test_what_was_put_back_waits_a_little_and_is_tried_again(workshop: Workshop, worker: ProcrastinateRunner) -> None:
    run = queued(workshop, b"crash")
    worker.submit([run])
    worker.start()
    assert eventually(lambda: now(workshop, run).faults == 1)
    assert eventually(lambda: jobs(workshop) == [("todo", runs.UPLOAD)])
    assert eventually(lambda: now(workshop, run).state == "failed")
    assert "SIGABRT" in now(workshop, run).message


def test_each_wait_is_twice_as_long() -> None:
    asked = [_wait(WaitsAgain(), attempts) for attempts in (0, 1, 2, 30)]
    assert asked == [1, 2, 4, 60] and _wait(Interrupted(), 5) == 0


def _wait(error: Exception, attempts: int) -> int:
    from procrastinate.jobs import Job
    from procrastinate.utils import utcnow

    job = Job(id=1, queue="runs", lock=None, queueing_lock=None, task_name="t", attempts=attempts)
    at = Patience().get_retry_decision(exception=error, job=job).retry_at
    return round((at - utcnow()).total_seconds()) if at else 0


def test_many_processes_prepare_at_once(postgres: Server) -> None:
    from procrastinate.schema import SchemaManager

    from tests.store.together import together

    database = Database(postgres.new_database())

    def prepare(_: int) -> None:
        with database.begin() as connection:
            handovers.prepare(connection, SchemaManager.get_schema())

    together(4, prepare)
    with database.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar() == 0
    database.close()
