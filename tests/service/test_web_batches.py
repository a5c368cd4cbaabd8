"""The batch pages: started by their form, followed, compared figure by figure, promoted or refused, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from extractors.model import Box
from service.application import Application
from service.differences import Change, Side
from service.web.change_words import change_label, side_text
from tests.batches.served import application, uploaded
from tests.jobs.workshops import eventually
from tests.service.served import browser_of, served, signed_in, with_users

PAGE = {"Accept": "text/html", "Accept-Language": "zh-CN"}
PART = {**PAGE, "HX-Request": "true"}


@pytest.fixture
def app(tmp_path: Path) -> Application:
    return application(tmp_path)


@pytest.fixture
def site(app: Application) -> Iterator[TestClient]:
    with served(app) as client:
        yield client


def started(site: TestClient, **fields: str) -> str:
    answer = site.post("/batches", data={"fiscal_year": "", "reader": "llm", "note": "新规则", **fields}, headers=PAGE)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_without_documents_the_page_says_what_to_do(site: TestClient) -> None:
    assert "还没有批次" in site.get("/batches", headers=PAGE).text
    nothing = site.post("/batches", data={"fiscal_year": "1990"}, headers=PART)
    assert nothing.status_code == 422 and "没有文件符合所选条件" in nothing.text
    assert site.post("/batches", data={"verdict": "odd"}, headers=PART).status_code == 422


def test_a_batch_is_compared_on_its_pages_and_promoted(app: Application, site: TestClient) -> None:
    document = uploaded(app, b"a")[0]
    path = started(site)
    assert eventually(lambda: "data-events" not in site.get(path, headers=PART).text)
    page = site.get(path, headers=PAGE).text
    assert (
        "已读完" in page
        and "表内数字 失去" in page
        and "采用新结果" in page
        and "新规则" in site.get("/batches", headers=PAGE).text
    )
    changes = site.get(f"{path}/changes/{document}", headers=PAGE).text
    assert "FA05 · 2010302 行政运行" in changes and "2010303" in changes and 'class="lit"' in changes
    look = f"/documents/{document}/look?at=2,302.1,214,341.7,226.5"
    assert look in changes and 'class="lit"' in site.get(look, headers=PART).text
    promoted = site.post(f"{path}/promote/now", headers=PART).text
    assert "采用" in promoted and site.get(f"/api{path}").json()["state"] == "promoted"


def test_a_batch_that_runs_is_followed_and_cancelled(tmp_path: Path) -> None:
    idle = application(tmp_path, work=False)
    with served(idle) as site:
        site.post("/api/documents", files={"file": ("a.pdf", b"%PDF-a", "application/pdf")})
        path = started(site)
        assert f'data-events="/api{path}/events"' in site.get(path, headers=PAGE).text
        refused = site.post(f"{path}/promote/now", headers=PART)
        assert refused.status_code == 409 and "未读完" in refused.text
        assert "已取消" in site.post(f"{path}/cancel", headers=PART).text
        assert "data-events" in site.post(f"{path}/resume", headers=PART).text


def test_viewers_see_batches_and_start_none(tmp_path: Path) -> None:
    with served(with_users(application(tmp_path, work=False))) as site, browser_of(site) as browser:
        token = signed_in(browser, "vic")
        assert "需要审核者角色" in browser.get("/batches", headers=PAGE).text
        assert browser.post("/batches", data={}, headers=PART | token).status_code == 403


def test_differences_are_named_in_both_languages() -> None:
    figure = Change(what="figure", change="lost", form="FA05", row="2010301", column="basic", label="行政运行")
    assert change_label(figure).zh == "FA05 · 2010301 行政运行 · 基本支出"
    assert change_label(figure.model_copy(update={"label": ""})).en.startswith("FA05 · 2010301")
    claim = Change(what="claim", change="changed", kind="three_public", section="9.2", field="actual")
    assert change_label(claim).zh.startswith("第 9.2 节")


def test_sides_fit_on_a_line() -> None:
    side = Side(value={"甲": "1", "乙": "2"}, verdict="accepted", boxes=(Box(1, 0, 0, 1, 1),))
    assert side_text(side) == "甲 1；乙 2"
    assert side_text(side.model_copy(update={"value": ["甲", "乙"]})) == "甲、乙"
    assert len(side_text(side.model_copy(update={"text": "长" * 500}))) == 121
