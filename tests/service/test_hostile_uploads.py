"""What a hostile client sends is refused soon and without growing the server. Gigabytes: tests/acceptance."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.conftest import ROOT
from tests.service.hostile import stream, watching
from tests.service.process import Serving, serving
from tests.service.test_serving import await_state

MB = 1 << 20


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("hostile")
    with serving(folder / "data", MINGZHANG_MAX_MB="8", MINGZHANG_WORKERS="1") as made:
        yield made


def send(server: Serving, data: bytes, name: str = "a.pdf") -> httpx2.Response:
    with server.client() as client:
        return client.post("/api/documents", files={"file": (name, data, "application/pdf")})


@pytest.mark.parametrize(
    ("data", "status", "says"),
    [
        (b"<!doctype html><html>", 415, "not a PDF"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, 415, "not a PDF"),
        (b"PK\x03\x04" + b"\0" * 100, 415, "not a PDF"),
        (b"\0" * 2000 + b"%PDF-1.7", 415, "not a PDF"),
        (b"", 422, "empty"),
    ],
)
def test_what_is_no_pdf_is_refused_by_its_content_whatever_it_says_it_is(
    server: Serving, data: bytes, status: int, says: str
) -> None:
    answer = send(server, data)
    assert answer.status_code == status and says in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_truncated_pdf_is_taken_in_and_told_to_be_damaged(server: Serving) -> None:
    whole = (ROOT / "golden" / "printed-zeros" / "source.pdf").read_bytes()
    answer = send(server, whole[:3000])
    assert answer.status_code == 202
    assert await_state(server, answer.json()["id"], "refused", "no_disclosure", "done") == "refused"


@pytest.mark.parametrize("name", ["../../../etc/passwd.pdf", "..\\..\\x.pdf", "/abs/x.pdf", "a\x1b[2Jb.pdf", "x" * 4000, ".."])
def test_names_are_shown_and_never_used_as_paths(server: Serving, name: str, tmp_path: Path) -> None:
    answer = send(server, b"%PDF-1.7\n%" + name.encode(), name)
    assert answer.status_code == 202
    shown = answer.json()["name"]
    assert "/" not in shown and "\\" not in shown and shown.isprintable() and len(shown) <= 200


@pytest.mark.parametrize("announced", [True, False])
def test_a_stream_that_is_too_long_is_cut_off(server: Serving, announced: bool) -> None:
    with watching(server, most_mb=60, most_seconds=20):
        status, sent = stream(server, 64 * MB, announced)
    assert status == 413
    assert sent < 32 * MB


def test_only_uploads_may_be_large(server: Serving) -> None:
    with server.client() as client:
        answer = client.post("/api/session", content=b'{"name": "' + b"a" * (3 * MB) + b'"}')
        assert answer.status_code == 413 and "2 MB" in answer.json()["detail"]
        deep = client.post("/api/session", content=b"[" * MB, headers={"Content-Type": "application/json"})
        assert deep.status_code in (400, 422)


def test_forms_of_thousands_of_parts_are_refused(server: Serving) -> None:
    with watching(server, most_mb=60, most_seconds=20), server.client() as client:
        many = client.post("/api/documents", files=[("file", (f"{n}.pdf", b"%PDF-", "application/pdf")) for n in range(3000)])
        field = client.post("/api/documents", data={"x": "y" * (3 * MB)}, files={"file": ("a.pdf", b"%PDF-1", "application/pdf")})
        torn = client.post(
            "/api/documents", content=b"--x\r\nnonsense", headers={"Content-Type": "multipart/form-data; boundary=x"}
        )
        bare = client.post("/api/documents", content=b"%PDF-1.7", headers={"Content-Type": "multipart/form-data"})
    for answer in (many, field, torn, bare):
        assert answer.status_code in (400, 413, 422), answer.text
        assert answer.headers["content-type"] == "application/problem+json"


def test_after_all_that_it_serves_as_before(server: Serving) -> None:
    with server.client() as client:
        assert client.get("/readyz").json()["ready"]
    assert '"level": "error"' not in server.log.read_text()
