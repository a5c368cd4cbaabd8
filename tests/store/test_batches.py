import pytest

from service.errors import NotFound
from service.store import batches, documents, runs
from service.store.batches import Batch, Selection
from service.store.database import Database
from service.store.runs import Asked
from tests.store import made


@pytest.fixture
def batch(database: Database) -> Batch:
    """Of two documents, a and b."""
    new = batches.new("0" * 32, "ann", Selection(), {"reader": "rules"}, "")
    with database.begin() as connection:
        asked = [Asked(document=made.document(connection, name)) for name in "ab"]
        read = runs.ask_for_many(connection, asked, {}, made.MANIFEST, runs.BATCH)
        rows = [
            {"document": one.document, "run": run, "before": None, "chosen": True} for one, run in zip(asked, read, strict=True)
        ]
        batches.add(connection, new, rows)
    return new


def test_progress_counts_documents_by_state(database: Database, batch: Batch) -> None:
    with database.begin() as connection:
        assert batches.get(connection, batch.id) == batch and batches.page(connection, 9, 0) == (1, [batch])
        taken = runs.take_next(connection, "w")
        assert taken is not None
        assert batches.progress(connection, batch.id) == {"queued": 1, "running": 1}
        runs.finish(connection, taken.id, "refused", message="why")
        total, found = batches.members_page(connection, batch.id, "refused", 9, 0)
        assert total == 1 and found[0].message == "why"
        assert batches.members_page(connection, batch.id, None, 1, 1)[0] == 2


def test_differences_are_kept_for_the_run_they_were_worked_out_for(database: Database, batch: Batch) -> None:
    with database.begin() as connection:
        member = batches.members(connection, batch.id)[0]
        assert [found for found, _ in batches.waiting_for(connection, member.run)] == [batch.id]
        batches.keep_changes(connection, batch.id, member, "d" * 64, {"figures": {"gained": 1}})
        assert batches.waiting_for(connection, member.run) == []
        kept = batches.member(connection, batch.id, member.document)
    assert kept.changes == "d" * 64 and kept.totals == {"figures": {"gained": 1}}


def test_a_run_of_another_version_takes_the_place_of_its_forerunner(database: Database, batch: Batch) -> None:
    with database.begin() as connection:
        member = batches.members(connection, batch.id)[0]
        runs.supersede(connection, runs.get(connection, member.run), {"code_version": "2"})
        after = batches.member(connection, batch.id, member.document)
        assert after.run != member.run and after.state == "queued"
        assert runs.get(connection, member.run).state == "cancelled"


def test_cancel_and_resume(database: Database, batch: Batch) -> None:
    with database.begin() as connection:
        assert batches.cancel(connection, batch.id) == 2
        assert [run.state for run in batches.resume(connection, batch.id)] == ["queued", "queued"]


def test_many_runs_are_asked_for_as_one_would_be(database: Database) -> None:
    with database.begin() as connection:
        asked = [Asked(document=made.document(connection, str(number))) for number in range(3)]
        one = runs.ask_for(connection, asked[1].document, {}, made.MANIFEST, runs.UPLOAD)
        many = runs.ask_for_many(connection, asked, {}, made.MANIFEST, runs.BATCH)
        assert many[1] == one.id and runs.get(connection, one.id).priority == runs.UPLOAD
        assert len(batches.waiting(connection, many)) == 3
        assert runs.ask_for_many(connection, [], {}, made.MANIFEST, runs.BATCH) == []


def test_a_document_kept_aside_is_new_to_who_uploads_it(database: Database) -> None:
    with database.begin() as connection:
        documents.keep_aside(connection, "f" * 64, "case.pdf", 7)
        assert not documents.known(connection, "f" * 64) and batches.choose(connection, Selection()) == []
        assert documents.add(connection, "f" * 64, "mine.pdf", 7, "ann")
        assert not documents.add(connection, "f" * 64, "again.pdf", 7, "bob")
        documents.keep_aside(connection, "f" * 64, "case.pdf", 7)
        assert [one.document for one in batches.choose(connection, Selection(documents=("f" * 64,)))] == ["f" * 64]
        assert documents.get(connection, "f" * 64).name == "mine.pdf"


def test_what_is_not_there_is_said_so(database: Database) -> None:
    with database.begin() as connection, pytest.raises(NotFound, match="batch 1"):
        batches.get(connection, "1")
