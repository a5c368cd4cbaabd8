import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from service.api.app import create_app
from service.logs import JsonLines, Readable
from tests.service.served import HERE, application, bearer, served, with_users


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with served(application(tmp_path)) as made:
        yield made


def record(**extra: object) -> logging.LogRecord:
    return logging.makeLogRecord({"name": "mingzhang.jobs", "levelname": "INFO", "msg": "run %s", "args": ("ended",), **extra})


def test_a_record_is_one_line_of_json_with_what_it_is_about() -> None:
    told = json.loads(JsonLines().format(record(run="0f", seconds=1.5)))
    assert told.pop("at").endswith("+00:00")
    assert told == {"level": "info", "logger": "mingzhang.jobs", "message": "run ended", "run": "0f", "seconds": 1.5}
    assert Readable().format(record(run="0f")).endswith("info    run ended  run=0f")


def test_of_an_exception_the_places_are_told_and_never_the_message() -> None:
    try:
        int("公务接待费1.20万元")
    except ValueError as error:
        failed = record(exc_info=(ValueError, error, error.__traceback__))
    for formatter in (JsonLines(), Readable()):
        assert "公务" not in formatter.format(failed) and "ValueError" in formatter.format(failed)
    assert json.loads(JsonLines().format(failed))["where"][-1].startswith("service/test_operations.py:")


def test_alive_and_ready(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["ready"]) == (200, True)
    assert ready.json()["parts"] == {"database": "ok", "files": "ok", "workers": "ok"}


def test_not_ready_says_which_part_and_stays_alive(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = client.app.state.application  # type: ignore[attr-defined]
    monkeypatch.setattr(kept.files, "check", lambda: (_ for _ in ()).throw(OSError("disk at /secret")))
    monkeypatch.setattr(kept.runner, "_workers", 2)
    ready = client.get("/readyz")
    assert ready.status_code == 503 and "/secret" not in ready.text
    assert ready.json()["parts"] == {
        "database": "ok",
        "files": "does not answer (OSError)",
        "workers": "0 of 2 are at work",
    }
    assert client.get("/healthz").status_code == 200


def test_metrics_count_requests_and_show_the_ledger(client: TestClient) -> None:
    client.post("/api/documents", files={"file": ("a.pdf", b"%PDF-1.7\n%a", "application/pdf")})
    client.get("/api/documents/" + "0" * 64)
    client.get("/nowhere")
    text = client.get("/metrics").text
    assert 'mingzhang_requests_total{method="POST",route="/api/documents",status="202"} 1.0' in text
    assert 'route="/api/documents/{id}",status="404"' in text and 'route="unmatched",status="404"' in text
    assert 'mingzhang_runs{state="queued"} 1.0' in text and "mingzhang_queue_length 1.0" in text
    assert "mingzhang_request_seconds_bucket" in text and "mingzhang_read_seconds_total 0.0" in text


def test_made_up_methods_and_paths_are_one_line_each(client: TestClient) -> None:
    for number in range(5):
        client.request(f"FETCH{number}", f"/made/up/{number}")
    lines = [line for line in client.get("/metrics").text.splitlines() if line.startswith("mingzhang_requests_total")]
    assert [line for line in lines if "unmatched" in line or "other" in line] == [
        'mingzhang_requests_total{method="other",route="unmatched",status="404"} 5.0'
    ]


def test_metrics_need_a_user_where_there_are_users(tmp_path: Path) -> None:
    kept = with_users(application(tmp_path))
    with served(kept) as client:
        assert client.get("/metrics").status_code == 401
        assert client.get("/metrics", headers=bearer(kept, "vic")).status_code == 200
        assert client.get("/healthz", headers={"Host": "10.0.0.9"}).status_code == 200


def test_a_request_has_an_id_in_answer_and_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "mingzhang.requests")
    answer = client.get("/api/documents?text=机密", headers={"X-Request-ID": "abc-1"})
    assert answer.headers["x-request-id"] == "abc-1"
    told = caplog.records[-1].__dict__
    assert (told["request"], told["user"], told["path"], told["status"]) == ("abc-1", "local", "/api/documents", 200)
    assert "机密" not in caplog.text
    assert client.get("/healthz", headers={"X-Request-ID": "a b\n"}).headers["x-request-id"] != "a b"


def test_a_fault_of_ours_is_a_problem_with_the_id_to_report(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(application(tmp_path))
    app.add_api_route("/api/stumble", lambda: int("公务接待费"))
    with TestClient(app, base_url=HERE) as client:
        answer = client.get("/api/stumble")
        assert answer.status_code == 500 and answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["x-request-id"] in answer.json()["detail"] and "公务" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'self'")
        assert client.get("/healthz").status_code == 200


def test_everything_served_keeps_to_itself(client: TestClient) -> None:
    for path in ("/healthz", "/api/documents", "/login", "/nowhere", "/api/openapi.json"):
        headers = client.get(path).headers
        assert (
            "script-src 'self'" in headers["content-security-policy"]
            and "frame-ancestors 'self'" in headers["content-security-policy"]
        )
        assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "SAMEORIGIN")
        assert headers["cache-control"] == "no-store" and headers["referrer-policy"] == "same-origin"
        assert "server" not in headers
