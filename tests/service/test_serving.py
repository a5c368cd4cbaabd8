"""The server as a process: it ends in good order, and its log says what happened without saying what was read."""

import json
import threading
import time
from pathlib import Path

from service.store import runs
from service.store.database import Database
from tests.conftest import ROOT
from tests.service.process import Serving, serving

DOCUMENT = ROOT / "golden" / "office-print" / "source.pdf"


def upload(server: Serving, name: str = "财政局机密.pdf") -> str:
    with server.client() as client:
        answer = client.post("/api/documents", files={"file": (name, DOCUMENT.read_bytes(), "application/pdf")})
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])


def await_state(server: Serving, document: str, *states: str, seconds: float = 60.0) -> str:
    until = time.monotonic() + seconds
    with server.client() as client:
        while time.monotonic() < until:
            state = str(client.get(f"/api/documents/{document}").json()["state"])
            if state in states:
                return state
            time.sleep(0.05)
    raise AssertionError(f"still {state} after {seconds} s")


def begin_batch_and_watch(server: Serving, ended: threading.Event) -> None:
    """A batch whose events are followed until the server ends them: as an open page does."""
    with server.client() as client:
        batch = client.post("/api/batches", json={}).json()["id"]
    first = threading.Event()

    def follow() -> None:
        with server.client() as client, client.stream("GET", f"/api/batches/{batch}/events") as events:
            for _ in events.iter_lines():
                first.set()
        ended.set()

    threading.Thread(target=follow, daemon=True).start()
    assert first.wait(10)


def test_told_to_end_it_ends_soon_and_the_run_in_hand_waits_for_the_next_start(tmp_path: Path) -> None:
    data, ended = tmp_path / "data", threading.Event()
    with serving(data) as server:
        document = upload(server)
        await_state(server, document, "running")
        begin_batch_and_watch(server, ended)
        began = time.monotonic()
        assert server.end() == 0
        assert time.monotonic() - began < 15 and ended.wait(5)
        lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    database = Database(f"sqlite:///{data}/mingzhang.db")
    with database.reading() as connection:
        assert [run.state for run in runs.of_document(connection, document)] == ["queued"]
    database.close()
    posted = next(line for line in lines if line.get("method") == "POST")
    assert (posted["path"], posted["status"], posted["user"]) == ("/api/documents", 202, "local")
    assert posted["ms"] > 0 and len(posted["request"]) == 32
    assert "机密" not in server.log.read_text()
