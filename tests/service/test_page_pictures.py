from collections.abc import Iterator

import pymupdf
import pytest
from fastapi.testclient import TestClient

from service.page_pictures import PagePictures
from tests.service.served import application, served


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with served(application(tmp_path_factory.mktemp("pictures"))) as made:
        yield made


def paper(pages: int) -> bytes:
    with pymupdf.open() as document:
        for number in range(pages):
            document.new_page().insert_text((72, 72), f"page {number + 1}")
        return bytes(document.tobytes())


def upload(client: TestClient, data: bytes) -> str:
    return str(client.post("/api/documents", files={"file": ("a.pdf", data, "application/pdf")}).json()["id"])


def test_a_page_is_drawn_by_a_child_and_kept(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    document = upload(client, paper(2))
    first = client.get(f"/api/documents/{document}/pages/2.png?size=small")
    assert first.status_code == 200 and first.headers["content-type"] == "image/png"
    picture = pymupdf.Pixmap(first.content)
    assert (picture.width, picture.height) == (496, 702)
    assert "immutable" in first.headers["cache-control"]
    monkeypatch.setattr(PagePictures, "_drawn", lambda *_: pytest.fail("drawn twice"))
    assert client.get(f"/api/documents/{document}/pages/2.png?size=small").content == first.content


def test_pages_that_are_not_there_are_not_found(client: TestClient) -> None:
    document = upload(client, paper(1))
    missing = client.get(f"/api/documents/{document}/pages/2.png")
    assert missing.status_code == 404 and "page 2 (of 1)" in missing.json()["detail"]
    assert client.get(f"/api/documents/{document}/pages/0.png").status_code == 422
    assert client.get(f"/api/documents/{'0' * 64}/pages/1.png").status_code == 404


def test_a_file_that_cannot_be_opened_is_refused_with_its_reason(client: TestClient) -> None:
    document = upload(client, b"%PDF-1.7\nnothing else")
    answer = client.get(f"/api/documents/{document}/pages/1.png")
    assert answer.status_code == 422 and answer.json()["type"] == "urn:mingzhang:Damaged"
