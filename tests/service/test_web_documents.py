"""The pages of documents: what they show, in which language, to whom; what a document says is text, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from service.application import Application
from service.store import documents, schema
from tests.service.served import application, browser_of, served, signed_in, with_users

PAGE = {"Accept": "text/html", "Accept-Language": "zh-CN"}
ENGLISH = {"Accept": "text/html", "Accept-Language": "en-GB,en;q=0.9,zh;q=0.5"}
PART = {**PAGE, "HX-Request": "true"}
NOWHERE = "0" * 64


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Application:
    return application(tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def site(held: Application) -> Iterator[TestClient]:
    with served(held) as client:
        yield client


def test_the_first_page_says_what_to_do_and_offers_three_examples(site: TestClient) -> None:
    page = site.get("/", headers=PAGE).text
    assert "还没有文件" in page and page.count('action="/examples/') == 3 and 'id="upload"' in page


def test_the_language_is_what_the_browser_reads_until_it_is_switched(site: TestClient) -> None:
    assert 'lang="zh-CN"' in site.get("/", headers={"Accept": "text/html"}).text
    assert "No documents yet" in site.get("/", headers=ENGLISH).text
    with browser_of(site) as browser:
        answer = browser.get("/language/zh?next=/batches", headers=ENGLISH)
        assert (answer.status_code, answer.headers["location"]) == (303, "/batches")
        assert "还没有文件" in browser.get("/", headers=ENGLISH).text
        assert browser.get("/language/zh?next=//evil.example", headers=ENGLISH).headers["location"] == "/"


def test_an_example_is_taken_in_and_its_page_follows(site: TestClient) -> None:
    answer = site.post("/examples/office")
    where = answer.headers["location"]
    assert answer.status_code == 303 and where.startswith("/documents/")
    page = site.get(where, headers=PAGE).text
    assert "排队等候读取" in page and f'hx-get="{where}"' in page
    assert where in site.get("/", headers=PART).text and "<html" not in site.get("/", headers=PART).text


def test_what_a_document_says_is_text(site: TestClient) -> None:
    name = "<img src=x onerror=alert(1)>.pdf"
    files = {"file": (name, b"%PDF-1.4 not really", "application/pdf")}
    where = "/documents/" + site.post("/api/documents", files=files).json()["id"]
    for page in (site.get("/", headers=PAGE).text, site.get(where, headers=PAGE).text):
        assert "<img" not in page and "&lt;img src=x" in page


def test_errors_are_pages_for_browsers_notes_for_parts_and_problems_for_scripts(site: TestClient) -> None:
    path = f"/documents/{NOWHERE}"
    page, part = site.get(path, headers=PAGE), site.get(path, headers=PART)
    assert page.status_code == 404 and "找不到文件" in page.text and 'href="/"' in page.text
    assert part.status_code == 404 and "找不到文件" in part.text and "<html" not in part.text
    assert site.get(path, headers={"Accept": "*/*"}).headers["content-type"] == "application/problem+json"
    assert site.get(f"/api{path}", headers=ENGLISH).headers["content-type"] == "application/problem+json"
    wrong = {"file": ("a.pdf", b"PK\x03\x04", "application/pdf")}
    assert "不是 PDF" in site.post("/api/documents", files=wrong, headers={**PAGE, "HX-Request": "true"}).text
    assert "没有这个页面" in site.get("/nowhere", headers=PAGE).text


def test_no_page_needs_scripts_or_styles_of_its_own(site: TestClient) -> None:
    for path in ("/", "/nowhere"):
        page = site.get(path, headers=PAGE).text
        assert "<script>" not in page and "<style" not in page and " style=" not in page and " onclick" not in page
    for name in ("report.css", "pages.css", "pages.js", "htmx.min.js", "htmx.LICENSE.txt", "seal.svg"):
        assert site.get(f"/static/{name}").status_code == 200


def test_viewers_look_and_strangers_sign_in_first(tmp_path: Path) -> None:
    with served(with_users(application(tmp_path))) as site:
        assert site.get("/", headers=PAGE).headers["location"] == "/login?next=/"
        assert site.get("/", headers=PART).headers["hx-redirect"].startswith("/login")
        with browser_of(site) as browser:
            token = signed_in(browser, "vic")
            page = browser.get("/", headers=PAGE).text
            assert 'id="upload"' not in page and "请联系管理员" in page and "退出" in page
            assert browser.post("/examples/office", headers=token).status_code == 403
        with browser_of(site) as browser:
            token = signed_in(browser, "rae")
            assert browser.post("/examples/office").status_code == 403
            assert browser.post("/examples/office", data={"csrf": token["X-CSRF-Token"]}).status_code == 303


def test_a_fault_of_ours_is_a_page_that_says_so(held: Application, site: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.web.documents.examples", lambda: 1 / 0)
    answer = site.get("/", headers=PAGE)
    assert (
        answer.status_code == 500
        and "服务出错" in answer.text
        and "连同编号" in answer.text
        and "ZeroDivision" not in answer.text
    )


def test_without_examples_the_page_says_so(site: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("service.web.examples.GOLDEN_DIR", tmp_path)
    assert "未附带示例文件" in site.get("/", headers=PAGE).text
    assert site.post("/examples/office", headers=PAGE).status_code == 404
    (tmp_path / "office-print.pdf").write_bytes(b"%PDF-bundled")
    monkeypatch.setattr("service.web.examples.BUNDLED", tmp_path)
    assert site.get("/", headers=PAGE).text.count('action="/examples/') == 1


def test_others_of_the_department_and_year_are_named_on_the_page_and_in_the_list(tmp_path: Path) -> None:
    held = application(tmp_path)
    with served(held) as site:
        with held.database.begin() as connection:
            for identity, name in (("a" * 64, "first.pdf"), ("b" * 64, "second.pdf")):
                documents.add(connection, identity, name, 7, "ann")
                said = {"genre": "budget", "department": "某市水务局", "fiscal_year": 2024, "title": "某市水务局2024年部门预算"}
                connection.execute(update(schema.documents).where(schema.documents.c.id == identity).values(**said))
        assert "同文种另有 1 份" in site.get("/", headers=PAGE).text
        page = site.get(f"/documents/{'a' * 64}", headers=PAGE).text
        assert f'href="/documents/{"b" * 64}"' in page and "second.pdf" in page and "可能是另一版本" in page
        told = site.get(f"/api/documents/{'a' * 64}").json()["siblings"]
        assert [(one["id"], one["standing"]) for one in told] == [("b" * 64, "edition")]
