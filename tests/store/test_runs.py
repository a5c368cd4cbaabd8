from collections import Counter

import pytest
from sqlalchemy import update

from service.store import runs
from service.store.database import Database
from service.store.schema import runs as table
from tests.store import made
from tests.store.together import together


def test_the_same_run_is_asked_for_once(database: Database) -> None:
    with database.begin() as connection:
        first, again, other = made.run(connection), made.run(connection), made.run(connection, reader="llm")
    assert first.id == again.id != other.id


def test_asked_for_at_once_it_is_one_run(database: Database) -> None:
    with database.begin() as connection:
        document = made.document(connection)

    def ask(_: int) -> str:
        with database.begin() as connection:
            return runs.ask_for(connection, document, {}, made.MANIFEST, runs.UPLOAD).id

    assert len(set(together(8, ask))) == 1


def test_a_run_that_is_done_costs_nothing_again(database: Database) -> None:
    with database.begin() as connection:
        run = made.run(connection)
        runs.finish(connection, run.id, "done", result="r")
        again = made.run(connection)
    assert (again.state, again.result) == ("done", "r")


@pytest.mark.parametrize(("state", "then"), [("failed", "queued"), ("cancelled", "queued"), ("refused", "refused")])
def test_asking_again_revives_what_failed_or_was_cancelled(database: Database, state: runs.RunState, then: str) -> None:
    with database.begin() as connection:
        runs.finish(connection, made.run(connection).id, state, message="why")
        again = made.run(connection)
    assert again.state == then
    assert again.message == ("" if then == "queued" else "why") and (again.finished_at is None) == (then == "queued")


def test_uploads_come_before_batches_and_first_come_first_served(database: Database) -> None:
    with database.begin() as connection:
        made.run(connection, "slow", runs.BATCH)
        asked = [made.run(connection, name).document for name in "ab"]
        taken = [runs.take_next(connection, "w") for _ in range(3)]
        assert [run.document for run in taken if run][:2] == asked
        assert runs.take_next(connection, "w") is None


def test_an_upload_raises_a_run_that_waits_for_a_batch(database: Database) -> None:
    with database.begin() as connection:
        made.run(connection, priority=runs.BATCH)
        assert made.run(connection, priority=runs.UPLOAD).priority == runs.UPLOAD
        assert made.run(connection, priority=runs.BATCH).priority == runs.UPLOAD


def test_many_workers_take_each_run_once(database: Database) -> None:
    with database.begin() as connection:
        for number in range(24):
            made.run(connection, str(number))

    def take_three(worker: int) -> list[str]:
        taken = []
        for _ in range(3):
            with database.begin() as connection:
                run = runs.take_next(connection, str(worker))
                taken.extend([run.id] if run else [])
        return taken

    assert set(Counter(run for taken in together(8, take_three) for run in taken).values()) == {1}
    with database.begin() as connection:
        assert runs.take_next(connection, "late") is None


def test_only_the_first_end_counts(database: Database) -> None:
    with database.begin() as connection:
        run = made.run(connection)
        runs.take(connection, run.id, "a")

    def end(worker: int) -> bool:
        with database.begin() as connection:
            return runs.finish(connection, run.id, "done", result=str(worker))

    assert sorted(together(6, end)) == [False] * 5 + [True]


def test_a_run_cancelled_while_it_was_read_stays_cancelled(database: Database) -> None:
    with database.begin() as connection:
        run = made.run(connection)
        assert runs.cancel_queued(connection, [run.id]) == 1
        assert not runs.finish(connection, run.id, "done", result="r")
        assert runs.take(connection, run.id, "a") is None


def test_a_run_is_put_back_until_it_has_failed_for_good(database: Database) -> None:
    with database.begin() as connection:
        run = made.run(connection)
        states = []
        for _ in range(runs.MOST_FAULTS):
            taken = runs.take(connection, run.id, "a")
            assert taken is not None
            states.append(runs.put_back(connection, taken, "it stumbled").state)
        assert states == ["queued"] * (runs.MOST_FAULTS - 1) + ["failed"]
        assert runs.get(connection, run.id).finished_at is not None


def test_a_worker_thought_dead_puts_nothing_back_that_another_has(database: Database) -> None:
    with database.begin() as connection:
        run = made.run(connection)
        slow = runs.take(connection, run.id, "slow")
        second = runs.take(connection, run.id, "second")
        assert slow is not None and second is not None
        assert runs.put_back(connection, slow, "late").owner == "second"
        assert not runs.give_back(connection, slow)
        assert runs.get(connection, run.id).faults == 0
        assert runs.give_back(connection, second)
        given = runs.get(connection, run.id)
    assert (given.state, given.owner, given.faults, given.attempts) == ("queued", None, 0, 1)


def test_a_document_that_kills_each_worker_is_given_up(database: Database) -> None:
    with database.begin() as connection:
        run = made.run(connection)
        for number in range(runs.MOST_ATTEMPTS):
            assert runs.take(connection, run.id, str(number)) is not None
        assert runs.take(connection, run.id, "next") is None
        found = runs.get(connection, run.id)
    assert found.state == "failed" and "read it alone" in found.message


def test_what_a_dead_process_left_waits_again(database: Database) -> None:
    with database.begin() as connection:
        left, often = made.run(connection, "left"), made.run(connection, "often")
        for run in (left, often):
            runs.take(connection, run.id, "dead")
        connection.execute(update(table).where(table.c.id == often.id).values(attempts=runs.MOST_ATTEMPTS))
        assert runs.requeue_interrupted(connection) == 1
        assert runs.get(connection, left.id).state == "queued"
        assert runs.get(connection, often.id).state == "failed"
