"""kill -9 of the server in the middle of decisions: what was answered stands, what was not is whole or not there at all."""

from __future__ import annotations

import contextlib
import random
import signal
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx2

from tests.service.process import Serving, serving
from tests.service.test_review_api import MISPRINT, printed

KILLS = 5
_PATIENCE = 90.0
Json = dict[str, Any]


def test_no_answered_decision_is_lost(tmp_path: Path) -> None:
    data = tmp_path / "data"
    answered: Counter[str] = Counter()
    with serving(data, MINGZHANG_WORKERS="1") as site, site.client() as client:
        sent = client.post("/api/documents", files={"file": ("a.pdf", printed(), "application/pdf")}).json()["id"]
        assert settled(client, sent)["open_items"] > 10
    for number in range(KILLS):
        with serving(data, MINGZHANG_WORKERS="1") as site:
            work_until_killed(site, answered, random.Random(number))
    with serving(data, MINGZHANG_WORKERS="1") as site, site.client() as client:
        settled(client, sent)
        items = queue(client)
        histories = {item["id"]: client.get(f"/api/review/{item['id']}/history").json() for item in items}
        made = Counter({identity: sum(one["by"] == "local" for one in told) for identity, told in histories.items()})
        assert answered.total() > 2 * KILLS, "the server was killed before it had answered anything"
        assert all(made[identity] >= count for identity, count in answered.items()), "an answered decision is lost"
        assert made.total() <= answered.total() + KILLS, "more was decided than was asked for"
        for item in items:
            told = histories[item["id"]]
            if told and item["state"] != "closed":
                assert (item["state"], item["action"]) == (told[-1]["after"]["state"], told[-1]["after"]["action"])
        shown_is_decided(client, sent, next(item for item in items if item["subject"] == MISPRINT))


def work_until_killed(site: Serving, answered: Counter[str], chance: random.Random) -> None:
    """Decide what is open, undo what is decided, until somebody kills the server."""
    killer = threading.Timer(2 + 2 * chance.random(), lambda: site.process.send_signal(signal.SIGKILL))
    killer.start()
    with contextlib.suppress(httpx2.TransportError), site.client() as client:
        while True:
            for item in chance.sample(found := queue(client), min(3, len(found))):
                answer = client.post(f"/api/review/{item['id']}/{verb(item)}", params={"wait": 0}, json=given(item))
                assert answer.status_code in (200, 409), answer.text
                answered[item["id"]] += answer.status_code == 200
    killer.join()
    site.process.wait(30)


def verb(item: Json) -> str:
    return "decision" if item["state"] == "open" else "undo"


def given(item: Json) -> Json:
    """The misprint is corrected, everything else confirmed."""
    if item["state"] != "open":
        return {"version": item["version"]}
    said = {"action": "correct", "value": "936.77"} if item["subject"] == MISPRINT else {"action": "confirm"}
    return {"version": item["version"], **said}


def queue(client: httpx2.Client) -> list[Json]:
    found: list[Json] = client.get("/api/review", params={"limit": 1000, "state": "any"}).json()["items"]
    return found


def settled(client: httpx2.Client, document: str) -> Json:
    """The document once nothing of it is under way."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        found: Json = client.get(f"/api/documents/{document}").json()
        if not {run["state"] for run in found["runs"]} & {"queued", "running"}:
            return found
        time.sleep(0.2)
    raise AssertionError("the document is not read to its end")


def shown_is_decided(client: httpx2.Client, document: str, misprint: Json) -> None:
    """The figure is the person's where the correction stands, the document's where it was undone."""
    wish = {"form": "FA04", "row": "income.subtotal", "column": "amount"}
    shown = client.get(f"/api/documents/{document}/facts", params=wish).json()["items"][0]
    assert shown["value"] == (misprint["corrected"] or "1023.42")
    assert shown["verdict"] == ("accepted" if misprint["state"] == "decided" else "flagged")
