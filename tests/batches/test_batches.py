"""Batches over HTTP: chosen, followed, cancelled, resumed, compared, promoted."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.application import Application
from service.store import batches, history, runs
from tests.batches.served import WITH_MODEL, application, reads, uploaded
from tests.jobs.workshops import Obedient, eventually
from tests.service.served import bearer, served, with_users


@pytest.fixture
def app(tmp_path: Path) -> Application:
    return application(tmp_path)


@pytest.fixture
def site(app: Application) -> Iterator[TestClient]:
    with served(app) as client:
        yield client


def started(site: TestClient, configuration: dict[str, Any] | None = None, **documents: Any) -> str:
    answer = site.post("/api/batches", json={"documents": documents, "configuration": configuration or WITH_MODEL})
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/batches/{answer.json()['id']}"
    return str(answer.json()["id"])


def finished(site: TestClient, batch: str) -> dict[str, Any]:
    assert eventually(lambda: site.get(f"/api/batches/{batch}").json()["state"] != "running")
    return dict(site.get(f"/api/batches/{batch}").json())


def shown(site: TestClient, document: str) -> set[str]:
    return {fact["row"] for fact in site.get(f"/api/documents/{document}/facts").json()["items"]}


def test_a_batch_is_read_compared_and_promoted(app: Application, site: TestClient) -> None:
    documents = uploaded(app, b"a", b"b")
    batch = started(site)
    found = finished(site, batch)
    assert found["state"] == "done" and found["progress"]["states"] == {"done": 2}
    assert [(one["name"], one["state"], one["current"]) for one in found["documents"]["items"]] == [
        ("a.pdf", "done", False),
        ("b.pdf", "done", False),
    ]
    assert shown(site, documents[0]) == {"2010301", "2010302"}

    diff = site.get(f"/api/batches/{batch}/diff").json()
    assert diff["totals"] == {
        "figures": {"gained": 2, "lost": 2, "changed": 2},
        "claims": {"gained": 0, "lost": 2, "changed": 0},
    }
    changes = site.get(diff["documents"]["items"][0]["changes"], params={"what": "figure", "change": "lost"}).json()
    assert [(one["form"], one["row"], one["column"], one["page"]) for one in changes["items"]] == [
        ("FA05", "2010302", "project", 2)
    ]
    assert changes["items"][0]["before"]["boxes"][0]["page"] == 2

    promoted = site.post(f"/api/batches/{batch}/promote").json()
    assert promoted["state"] == "promoted" and promoted["promoted_by"] == "local"
    assert shown(site, documents[0]) == shown(site, documents[1]) == {"2010301", "2010303"}
    again = site.post(f"/api/batches/{batch}/promote")
    assert again.status_code == 200 and again.json()["promoted_at"] == promoted["promoted_at"]
    with app.database.reading() as connection:
        actions = [entry.action for entry in history.page(connection, f"batch:{batch}", None, 9, 0)[1]]
    assert actions == ["batch.promote", "batch.start"]


def test_the_same_configuration_again_costs_nothing_and_changes_nothing(app: Application, site: TestClient) -> None:
    uploaded(app, b"a")
    batch = started(site, {"reader": "rules"})
    found = site.get(f"/api/batches/{batch}").json()
    assert found["state"] == "done" and found["documents"]["items"][0]["current"]
    assert site.get(f"/api/batches/{batch}/diff").json()["totals"]["figures"] == {"gained": 0, "lost": 0, "changed": 0}
    answer = site.post("/api/batches", json={"documents": {"outdated": True}, "configuration": {"reader": "rules"}})
    assert answer.status_code == 422 and "No document answers" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("choice", "count"),
    [
        ({}, 2),
        ({"genre": "final_accounts"}, 2),
        ({"genre": "budget"}, 0),
        ({"fiscal_year": 2024, "department": "某局"}, 2),
        ({"fiscal_year": 2023}, 0),
        ({"form": "FA05"}, 2),
        ({"form": "FA08"}, 0),
        ({"verdict": "flagged"}, 2),
        ({"verdict": "rejected"}, 0),
        ({"run_version": "0.1.0"}, 2),
        ({"run_version": "0.0.9"}, 0),
        ({"state": "refused"}, 1),
        ({"text": "a.pd"}, 1),
    ],
)
def test_documents_are_chosen_by_what_is_known_of_them(
    app: Application, site: TestClient, choice: dict[str, Any], count: int
) -> None:
    uploaded(app, b"a", b"b", b"refuse")
    wanted = count + (not choice)  # all: also the one that was refused
    answer = site.post("/api/batches", json={"documents": choice, "configuration": WITH_MODEL})
    assert answer.json().get("progress", {}).get("total", 0) == wanted, answer.text


def test_one_bad_document_is_told_with_its_reason_and_stops_nothing(app: Application, site: TestClient) -> None:
    uploaded(app, b"a", b"refuse", b"crash")
    batch = started(site)
    found = finished(site, batch)
    assert found["progress"]["states"] == {"done": 1, "refused": 1, "failed": 1}
    refused = site.get(f"/api/batches/{batch}", params={"state": "refused"}).json()["documents"]
    assert refused["total"] == 1 and "password" in refused["items"][0]["message"]
    assert site.post(f"/api/batches/{batch}/promote").json()["state"] == "promoted"


def test_where_nothing_was_read_there_is_nothing_to_promote(app: Application, site: TestClient) -> None:
    uploaded(app, b"refuse")
    batch = started(site)
    finished(site, batch)
    answer = site.post(f"/api/batches/{batch}/promote")
    assert answer.status_code == 409 and "nothing to promote" in answer.json()["detail"]


def test_cancelled_and_resumed(tmp_path: Path) -> None:
    app = application(tmp_path, work=False)
    with served(app) as site:
        site.post("/api/documents", files={"file": ("a.pdf", b"%PDF-a")})
        batch = started(site)
        assert site.post(f"/api/batches/{batch}/promote").status_code == 409
        found = site.post(f"/api/batches/{batch}/cancel").json()
        assert found["state"] == "cancelled" and found["progress"]["states"] == {"cancelled": 1}
        assert "still reading" in site.post(f"/api/batches/{batch}/promote").json()["detail"]  # the upload
        found = site.post(f"/api/batches/{batch}/resume").json()
        assert found["state"] == "running" and found["progress"]["states"] == {"queued": 1}


def test_cancelling_takes_nothing_from_uploads_and_other_batches(tmp_path: Path) -> None:
    app = application(tmp_path, work=False)
    with served(app) as site:
        site.post("/api/documents", files={"file": ("a.pdf", b"%PDF-a")})
        as_uploaded, one, other = started(site, {"reader": "rules"}), started(site), started(site)
        assert site.post(f"/api/batches/{as_uploaded}/cancel").json()["progress"]["states"] == {"queued": 1}
        assert site.post(f"/api/batches/{one}/cancel").json()["progress"]["states"] == {"queued": 1}
        assert site.post(f"/api/batches/{other}/cancel").json()["progress"]["states"] == {"cancelled": 1}


def test_documents_that_moved_on_are_named_and_nothing_is_promoted(app: Application, site: TestClient) -> None:
    documents = uploaded(app, b"a", b"b")
    first, second = started(site), started(site, WITH_MODEL | {"model": "other"}, documents=[documents[0]])
    finished(site, first)
    finished(site, second)
    assert site.post(f"/api/batches/{second}/promote").status_code == 200
    answer = site.post(f"/api/batches/{first}/promote")
    assert answer.status_code == 409 and "a.pdf" in answer.json()["detail"]
    outcomes = site.get(f"/api/batches/{first}").json()["documents"]["items"]
    assert [(one["moved"], one["current"]) for one in outcomes] == [(True, False), (False, False)]


def test_progress_is_told_as_it_changes(app: Application, site: TestClient) -> None:
    uploaded(app, b"a")
    batch = started(site)
    finished(site, batch)
    with site.stream("GET", f"/api/batches/{batch}/events") as stream:
        lines = [line for line in stream.iter_lines() if line]
    told = dict(line.split(": ", 1) for line in lines)
    assert told["event"] == "end" and json.loads(told["data"])["progress"]["ended"] == 1
    assert site.get(f"/api/batches/{'0' * 32}/events").status_code == 404


def test_roles(tmp_path: Path) -> None:
    app = with_users(application(tmp_path))
    with served(app) as site:
        uploaded(app, b"a")
        viewer, reviewer = bearer(app, "vic"), bearer(app, "rae")
        body = {"configuration": WITH_MODEL}
        assert site.post("/api/batches", json=body, headers=viewer).status_code == 403
        batch = site.post("/api/batches", json=body, headers=reviewer).json()["id"]
        assert eventually(lambda: site.get(f"/api/batches/{batch}", headers=viewer).json()["state"] == "done")
        given = {"override": True, "reason": "because"}
        answer = site.post(f"/api/batches/{batch}/promote", json=given, headers=reviewer)
        assert answer.status_code == 403 and "admin" in answer.json()["detail"]


def test_a_reader_without_a_model_is_refused(tmp_path: Path) -> None:
    app = application(tmp_path)
    app.batches._settings = app.settings.model_copy(update={"base_url": None, "model": None})
    with served(app) as site:
        uploaded(app, b"a")
        assert site.post("/api/batches", json={"configuration": {"reader": "llm"}}).status_code == 422


def test_the_ledger_keeps_one_run_for_two_batches(app: Application, site: TestClient) -> None:
    document = uploaded(app, b"a")[0]
    for _ in range(2):
        finished(site, started(site))
    with app.database.reading() as connection:
        assert len(runs.of_document(connection, document)) == 2
        assert batches.page(connection, 9, 0)[0] == 2


def test_a_batch_begun_before_the_uploads_were_read_is_compared_with_what_they_say(tmp_path: Path) -> None:
    app = application(tmp_path, work=False)
    with served(app) as site:
        document = site.post("/api/documents", files={"file": ("a.pdf", b"%PDF-a")}).json()["id"]
        batch = started(site)
        with Obedient(reads) as sandbox, app.database.begin() as connection:
            newest_first = [run.id for run in sorted(runs.of_document(connection, document), key=lambda run: run.priority)]
        for identity in newest_first:  # the batch's own run before the upload's
            assert site.get(f"/api/documents/{document}").json()["run"] is None
            with app.database.begin() as connection:
                taken = runs.take(connection, identity, "w")
            assert taken is not None
            app.workshop.perform(taken, sandbox)
        assert shown(site, document) == {"2010301", "2010302"}
        assert site.get(f"/api/batches/{batch}/diff").json()["totals"]["figures"] == {"gained": 1, "lost": 1, "changed": 1}
        assert site.post(f"/api/batches/{batch}/promote").status_code == 200
        assert shown(site, document) == {"2010301", "2010303"}
