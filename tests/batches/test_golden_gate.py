"""A configuration that reads golden cases worse cannot be promoted, whichever documents it was asked to read."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.application import Application
from service.golden.cases import cases_in
from service.store import history
from tests.batches.served import WITH_MODEL, application, uploaded
from tests.jobs.workshops import eventually
from tests.service.served import served

GOLD = b"%PDF-gold"
FIGURES = "form,row,column,value\nFA05,2010301,basic,942.50\nFA05,2010302,project,0.00\n"


@pytest.fixture
def app(tmp_path: Path) -> Application:
    case = tmp_path / "golden/one"
    (case / "expected").mkdir(parents=True)
    (case / "source.pdf").write_bytes(GOLD)
    digest = hashlib.sha256(GOLD).hexdigest()
    (case / "provenance.toml").write_text(f'[source]\nsha256 = "{digest}"\n[checked]\nby = "Ann"\n')
    (case / "expected/facts.csv").write_text(FIGURES)
    for name in ("claims", "findings"):
        (case / f"expected/{name}.jsonl").write_text("")
    made = application(tmp_path)
    made.batches._cases = made.comparing._cases = lambda: cases_in([tmp_path / "golden"])
    return made


@pytest.fixture
def site(app: Application) -> Iterator[TestClient]:
    with served(app) as client:
        yield client


def batch_of(site: TestClient, configuration: dict[str, Any]) -> str:
    batch = str(site.post("/api/batches", json={"configuration": configuration}).json()["id"])
    assert eventually(lambda: site.get(f"/api/batches/{batch}").json()["state"] == "done")
    return batch


def test_a_worse_configuration_is_refused_whatever_it_was_asked_to_read(app: Application, site: TestClient) -> None:
    document = uploaded(app, b"a")[0]
    batch = batch_of(site, WITH_MODEL)
    golden = site.get(f"/api/batches/{batch}/diff").json()
    assert golden["golden_worse"] and golden["golden"][0]["case"] == "one"
    assert golden["golden"][0]["before"]["equal"] == 2 and golden["golden"][0]["after"]["missing"] == 1
    answer = site.post(f"/api/batches/{batch}/promote")
    assert answer.status_code == 409 and answer.json()["type"] == "urn:mingzhang:GoldenWorse"
    assert "one: FA05 2010302 project: missing" in answer.json()["detail"]
    assert site.get(f"/api/documents/{document}/facts").json()["items"][1]["row"] == "2010302"
    assert site.get(f"/api/batches/{batch}").json()["state"] == "done"


def test_an_administrator_overrides_with_a_reason_that_is_kept(app: Application, site: TestClient) -> None:
    uploaded(app, b"a")
    batch = batch_of(site, WITH_MODEL)
    answer = site.post(f"/api/batches/{batch}/promote", json={"override": True, "reason": " "})
    assert answer.status_code == 422 and "reason" in answer.json()["detail"]
    answer = site.post(f"/api/batches/{batch}/promote", json={"override": True, "reason": "the case is to be replaced"})
    assert answer.json()["state"] == "promoted"
    with app.database.reading() as connection:
        entry = history.page(connection, f"batch:{batch}", None, 1, 0)[1][0]
    assert entry.detail["override"] == "the case is to be replaced" and entry.detail["golden_worse"]


def test_a_configuration_as_good_is_promoted(app: Application, site: TestClient) -> None:
    uploaded(app, b"a")
    batch = batch_of(site, {"reader": "rules"})
    assert not site.get(f"/api/batches/{batch}/diff").json()["golden_worse"]
    assert site.post(f"/api/batches/{batch}/promote").json()["state"] == "promoted"


def test_documents_of_golden_cases_are_in_no_list_until_somebody_uploads_them(app: Application, site: TestClient) -> None:
    uploaded(app, b"a")
    batch = batch_of(site, WITH_MODEL)
    found = site.get(f"/api/batches/{batch}").json()
    assert found["progress"]["total"] == 1 and found["progress"]["checks"] == {"done": 1}
    assert site.get("/api/documents").json()["total"] == 1
    received = app.intake.receive(io.BytesIO(GOLD), "gold.pdf", "ann")
    assert received.new
    assert eventually(lambda: site.get(f"/api/documents/{received.document.id}").json()["run"] is not None)
    assert {one["name"] for one in site.get("/api/documents").json()["items"]} == {"a.pdf", "gold.pdf"}


def test_a_golden_document_that_was_chosen_is_judged_by_its_current_run(app: Application, site: TestClient) -> None:
    received = app.intake.receive(io.BytesIO(GOLD), "gold.pdf", "ann")
    assert eventually(lambda: site.get(f"/api/documents/{received.document.id}").json()["run"] is not None)
    batch = batch_of(site, WITH_MODEL)
    assert site.get(f"/api/batches/{batch}").json()["progress"]["checks"] == {}
    assert site.post(f"/api/batches/{batch}/promote").status_code == 409
