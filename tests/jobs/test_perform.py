from pathlib import Path

import pytest

from extractors.pipeline import Config
from service.jobs.perform import Workshop
from service.store import documents, runs
from service.store.database import Database
from tests.jobs.workshops import Obedient, now, queued, workshop_over


@pytest.fixture
def workshop(database: Database, tmp_path: Path) -> Workshop:
    return workshop_over(database, tmp_path)


def taken(workshop: Workshop, run: runs.Run) -> runs.Run:
    with workshop.database.begin() as connection:
        found = runs.take(connection, run.id, "w")
    assert found is not None
    return found


def test_a_run_ends_with_its_result_and_the_document_shows_it(workshop: Workshop) -> None:
    run = queued(workshop, b"fine")
    with Obedient() as sandbox:
        ended = workshop.perform(taken(workshop, run), sandbox)
    assert ended.state == "done" and ended.result and ended.report
    assert workshop.results.extraction(ended.result).facts
    with workshop.database.begin() as connection:
        assert documents.get(connection, run.document).current_run == run.id


@pytest.mark.parametrize(
    ("content", "state", "reason"),
    [(b"refuse", "refused", "password"), (b"elsewhere", "no_disclosure", "cookery"), (b"crash", "queued", "SIGABRT")],
)
def test_a_bad_document_ends_with_its_reason(workshop: Workshop, content: bytes, state: str, reason: str) -> None:
    with Obedient() as sandbox:
        ended = workshop.perform(taken(workshop, queued(workshop, content)), sandbox)
    assert ended.state == state and reason in ended.message


def test_a_lost_file_is_our_fault_and_tried_again(workshop: Workshop, tmp_path: Path) -> None:
    run = queued(workshop, b"fine")
    for path in (tmp_path / "files").rglob(run.document):
        path.unlink()
    with Obedient() as sandbox:
        assert workshop.perform(taken(workshop, run), sandbox).state == "queued"


def test_two_workers_at_one_run_have_one_effect(workshop: Workshop) -> None:
    run = queued(workshop, b"fine")
    first, second = taken(workshop, run), taken(workshop, run)
    with Obedient() as one, Obedient() as other:
        ends = [workshop.perform(first, one), workshop.perform(second, other)]
    assert ends[0].result == ends[1].result == now(workshop, run).result


def test_a_run_cancelled_meanwhile_shows_nothing(workshop: Workshop) -> None:
    run = queued(workshop, b"fine")
    held = taken(workshop, run)
    with workshop.database.begin() as connection:
        runs.finish(connection, run.id, "cancelled")
    with Obedient() as sandbox:
        assert workshop.perform(held, sandbox).state == "cancelled"
    with workshop.database.begin() as connection:
        assert documents.get(connection, run.document).current_run is None


def test_a_run_asked_of_another_version_gives_way_to_this_one(workshop: Workshop) -> None:
    digest = queued(workshop, b"fine").document
    with workshop.database.begin() as connection:
        old = runs.ask_for(connection, digest, Config().model_dump(mode="json"), {"code_version": "old"}, runs.BATCH)
        documents.set_newest(connection, digest, old.id)
    with Obedient() as sandbox:
        assert workshop.perform(taken(workshop, old), sandbox).state == "cancelled"
    with workshop.database.begin() as connection:
        instead = runs.get(connection, documents.get(connection, digest).newest_run or "")
    assert instead.state == "queued" and instead.manifest["code_version"] != "old" and instead.id in now(workshop, old).message


def test_what_breaks_because_the_worker_ends_is_no_fault_of_the_document(workshop: Workshop, tmp_path: Path) -> None:
    run = queued(workshop, b"fine")
    for path in (tmp_path / "files").rglob(run.document):
        path.unlink()
    with Obedient() as sandbox:
        left = workshop.perform(taken(workshop, run), sandbox, ending=lambda: True)
    assert (left.state, now(workshop, run).faults) == ("running", 0)


def test_a_configuration_of_another_time_is_tried_and_given_up(workshop: Workshop) -> None:
    digest = queued(workshop, b"fine").document
    with workshop.database.begin() as connection:
        run = runs.ask_for(connection, digest, {"reader": "runes"}, {"code_version": "old"}, runs.BATCH)
    with Obedient() as sandbox:
        ends = [workshop.perform(taken(workshop, run), sandbox).state for _ in range(runs.MOST_FAULTS)]
    assert ends == ["queued"] * (runs.MOST_FAULTS - 1) + ["failed"]
