"""The queue over HTTP: a document with a misprint is uploaded, looked at, corrected, and checked again."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.application import Application
from service.settings import Serving, Settings
from tests.service.served import served
from tests.typeset import PRESETS, make

MISPRINT = "fact:FA04/income.subtotal/amount"


def printed() -> bytes:
    """A document one figure of which, 936.77, was misprinted as 1,023.42."""
    return make(7, PRESETS["fa09_rows_meetings"].model_copy(update={"plants": ("across",)})).pdf


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service with one worker and one document that was read."""
    settings = Settings(serving=Serving(data=str(tmp_path_factory.mktemp("data")), workers=1))
    with served(Application(settings)) as client:
        yield client


@pytest.fixture(scope="module")
def document(client: TestClient) -> str:
    """The id of the document, read to its end."""
    answer = client.post("/api/documents", files={"file": ("a.pdf", printed(), "application/pdf")})
    identity: str = answer.json()["id"]
    for _ in range(300):
        if client.get(f"/api/documents/{identity}").json()["state"] == "done":
            return identity
        time.sleep(0.1)
    raise AssertionError("the document was not read")


def items(client: TestClient, **wish: Any) -> list[dict[str, Any]]:
    """Items of the queue."""
    found: list[dict[str, Any]] = client.get("/api/review", params=wish).json()["items"]
    return found


def item(client: TestClient, subject: str) -> dict[str, Any]:
    """The item of a subject, whatever its state."""
    for state in ("open", "decided", "closed", "proposed"):
        for each in items(client, state=state, limit=1000):
            if each["subject"] == subject:
                return each
    raise AssertionError(f"no item {subject}")


def figure(client: TestClient, document: str) -> dict[str, Any]:
    """The misprinted figure as it is shown."""
    wish = {"form": "FA04", "row": "income.subtotal", "column": "amount"}
    shown: dict[str, Any] = client.get(f"/api/documents/{document}/facts", params=wish).json()["items"][0]
    return shown


def test_a_correction_is_checked_at_once_and_undone(client: TestClient, document: str) -> None:
    """Corrected: accepted, its contradiction gone. Undone: all as before. The history has both."""
    asked = item(client, MISPRINT)
    view = asked["view"]
    assert view["text"] == "1,023.42" and asked["severity"] == "error"
    assert [term["own"] for term in view["equations"][0]["left"]] == [True]
    assert view["equations"][0]["right"][0]["box"]["page"] and view["equations"][0]["relation"] == "≠"

    given = {"action": "correct", "value": "936.77", "version": asked["version"], "note": "misread"}
    answer = client.post(f"/api/review/{asked['id']}/decision", json=given)
    assert answer.status_code == 200, answer.text
    decided = answer.json()
    assert decided["run"]["state"] == "done" and decided["run"]["current"]
    assert decided["item"]["state"] == "decided" and decided["item"]["corrected"] == "936.77"
    assert figure(client, document)["verdict"] == "accepted"
    assert figure(client, document)["value"] == "936.77"
    assert "review:local" in figure(client, document)["proofs"]
    assert not [each for each in items(client, kind="finding") if each["severity"] == "error"]

    undone = client.post(f"/api/review/{asked['id']}/undo", json={"version": decided["item"]["version"]}).json()
    assert undone["item"]["state"] == "open" and undone["item"]["corrected"] is None
    assert figure(client, document)["value"] == "1023.42" and figure(client, document)["verdict"] == "flagged"
    assert [each for each in items(client, kind="finding") if each["severity"] == "error"]
    told = client.get(f"/api/review/{asked['id']}/history").json()
    assert [(each["action"], each["by"]) for each in told] == [("correct", "local"), ("undo", "local")]
    assert told[0]["before"]["text"] == "1,023.42" and told[0]["after"]["value"] == "936.77" and told[0]["note"] == "misread"


def test_a_correction_that_is_contradicted_is_asked_again(client: TestClient) -> None:
    """A slip of the person is caught like a misprint."""
    asked = item(client, MISPRINT)
    given = {"action": "correct", "value": "963.77", "version": asked["version"]}
    answer = client.post(f"/api/review/{asked['id']}/decision", json=given).json()
    assert answer["run"]["state"] == "done"
    again = answer["item"]
    assert again["state"] == "open" and again["view"]["text"] == "963.77"
    undone = client.post(f"/api/review/{asked['id']}/undo", json={"version": again["version"]}).json()
    assert undone["item"]["state"] == "open" and undone["item"]["view"]["text"] == "1,023.42"


def test_what_is_no_figure_leaves_and_comes_back(client: TestClient, document: str) -> None:
    """Dismissed: neither shown nor added up. Undone: there again."""
    asked = item(client, MISPRINT)
    answer = client.post(f"/api/review/{asked['id']}/decision", json={"action": "dismiss", "version": asked["version"]}).json()
    wish = {"form": "FA04", "row": "income.subtotal", "column": "amount"}
    assert client.get(f"/api/documents/{document}/facts", params=wish).json()["total"] == 0
    client.post(f"/api/review/{asked['id']}/undo", json={"version": answer["item"]["version"]})
    assert client.get(f"/api/documents/{document}/facts", params=wish).json()["total"] == 1


def test_items_of_one_cause_are_confirmed_together(client: TestClient, document: str) -> None:
    """Preview, decide, undo: one that changed since the preview is left alone and named."""
    cause = "fact: no identity with other figures proves it"
    assert {"cause": cause, "items": 4, "documents": 1} in client.get("/api/review/causes").json()
    seen = client.post("/api/review/bulk/preview", json={"cause": cause}).json()["items"]
    assert len(seen) == 4
    chosen = [{"id": each["id"], "version": each["version"]} for each in seen]
    chosen[0]["version"] += 1
    done = client.post("/api/review/bulk", json={"action": "confirm", "items": chosen, "note": "looked at each"}).json()
    assert len(done["items"]) == 3 and [each["id"] for each in done["skipped"]] == [seen[0]["id"]]
    assert "has changed since you saw it" in done["skipped"][0]["reason"]
    accepted = client.get(f"/api/documents/{document}/facts", params={"form": "FA09", "verdict": "flagged"}).json()
    assert accepted["total"] == 1
    assert client.get(f"/api/documents/{document}").json()["counts"]["facts"]["flagged"] == 2
    undone = client.post(f"/api/review/bulk/{done['bulk']}/undo", json={}).json()
    assert len(undone["items"]) == 3
    assert client.get(f"/api/documents/{document}").json()["counts"]["facts"]["flagged"] == 5


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"action": "correct", "version": 1}, "needs a value"),
        ({"action": "correct", "version": 1, "value": "about 5"}, "no figure"),
        ({"action": "correct", "version": 1, "value": ["5"]}, "no figure"),
    ],
)
def test_a_correction_without_a_figure_is_refused(client: TestClient, document: str, given: dict[str, Any], says: str) -> None:
    """With what to do instead."""
    asked = items(client, document=document, kind="fact")[0]
    answer = client.post(f"/api/review/{asked['id']}/decision", json=given)
    assert answer.status_code == 422 and says in answer.json()["detail"]


def test_a_stale_version_is_a_conflict(client: TestClient, document: str) -> None:
    """Told with the version to look at."""
    asked = items(client, document=document, kind="fact")[0]
    given = {"action": "confirm", "version": asked["version"] + 7}
    answer = client.post(f"/api/review/{asked['id']}/decision", json=given)
    assert answer.status_code == 409 and f"decide on version {asked['version']}" in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_next_item_is_the_most_urgent(client: TestClient, document: str) -> None:
    """Claimed for the one who asks; given back with release."""
    taken = client.post("/api/review/next", json={"document": document}).json()["item"]
    assert taken["claimed_by"] == "local" and taken["priority"] == max(each["priority"] for each in items(client))
    assert [each["id"] for each in items(client, mine=True)] == [taken["id"]]
    assert client.post(f"/api/review/{taken['id']}/release").json()["claimed_by"] is None
    assert client.post("/api/review/next", json={"form": "FA99"}).json() == {"item": None}


def test_what_is_not_there_is_a_404(client: TestClient) -> None:
    """Also its history."""
    for path in ("", "/history"):
        assert client.get(f"/api/review/{'0' * 32}{path}").status_code == 404


def test_the_report_shows_the_decisions(client: TestClient, document: str) -> None:
    """Written anew around the pictures it had; the proof has its name."""
    before = client.get(f"/api/documents/{document}/report").text
    asked = items(client, document=document, kind="fact", cause="fact: no identity with other figures proves it")[0]
    given = {"action": "confirm", "version": asked["version"]}
    decided = client.post(f"/api/review/{asked['id']}/decision", json=given).json()["item"]
    after = client.get(f"/api/documents/{document}/report").text
    pictures = [page.count('src="data:image/png;base64,') for page in (before, after)]
    assert pictures[0] == pictures[1] > 5
    assert "review:local" in after and "review:local" not in before and "人工复核" in after
    client.post(f"/api/review/{asked['id']}/undo", json={"version": decided["version"]})
    assert client.get(f"/api/documents/{document}/report").text == before


def test_a_term_of_an_equation_can_be_asked_for(client: TestClient, document: str) -> None:
    """It is accepted, so nothing asks about it; a person does."""
    term = item(client, MISPRINT)["view"]["equations"][0]["right"][0]
    assert items(client, state="any", subject=term["subject"]) == []
    given = {"document": document, "subject": term["subject"]}
    asked = client.post("/api/review", json=given).json()
    assert asked["state"] == "open" and asked["view"]["value"] == term["value"]
    assert [each["id"] for each in items(client, subject=term["subject"])] == [asked["id"]]
    assert client.post("/api/review", json={**given, "subject": "fact:FA99/1/total"}).status_code == 404
