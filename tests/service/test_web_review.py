"""The review pages: an item with everything a decision needs, decided and undone by its form, the next one in its place."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.application import Application
from service.errors import Impossible
from service.review.view import Place
from service.settings import Serving, Settings
from service.web.decisions import DecisionForm, value_of
from service.web.places import clipped, place_of, sheet, written
from service.web.queue import Round
from tests.service.served import served
from tests.typeset import PRESETS, make

PAGE = {"Accept": "text/html", "Accept-Language": "zh-CN"}
PART = {**PAGE, "HX-Request": "true"}
MISPRINT = "fact:FA04/income.subtotal/amount"


def printed() -> bytes:
    """A document one figure of which, 936.77, was misprinted as 1,023.42."""
    return make(7, PRESETS["fa09_rows_meetings"].model_copy(update={"plants": ("across",)})).pdf


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service with one document that was read."""
    settings = Settings(serving=Serving(data=str(tmp_path_factory.mktemp("data")), workers=1))
    with served(Application(settings)) as client:
        identity = client.post("/api/documents", files={"file": ("a.pdf", printed(), "application/pdf")}).json()["id"]
        for _ in range(600):
            if client.get(f"/api/documents/{identity}").json()["state"] == "done":
                break
            time.sleep(0.1)
        yield client


@pytest.fixture
def item(site: TestClient) -> dict[str, Any]:
    """The misprinted figure's item as it is now."""
    found: dict[str, Any] = site.get("/api/review", params={"subject": MISPRINT, "state": "any"}).json()["items"][0]
    return found


def test_the_queue_lists_what_waits_and_its_filters_narrow_it(site: TestClient, item: dict[str, Any]) -> None:
    page = site.get("/review", headers=PAGE).text
    assert f"/review/{item['id']}" in page and "1,023.42" in page and "按原因" in page
    assert "没有符合条件的项" in site.get("/review?form=FA09&severity=error&kind=claim", headers=PART).text
    assert "<html" not in site.get("/review?fiscal_year=&kind=", headers=PART).text


def test_an_item_shows_page_equation_readers_and_keys(site: TestClient, item: dict[str, Any]) -> None:
    page = site.get(f"/review/{item['id']}", headers=PAGE).text
    box = item["view"]["boxes"][0]
    assert f"/pages/{box['page']}.png" in page and 'class="lit"' in page and "≠" in page and "各读法所读" in page
    keys = set(re.findall(r'data-key="(.)"', page))
    assert {"c", "d", "e", "n", "k", "m", "p", "q", "z", "1", "2"} <= keys
    assert all(f"<kbd>{key}</kbd>" in page for key in "cdenkmp12")


def test_each_term_leads_to_its_place_also_on_another_page(site: TestClient, item: dict[str, Any]) -> None:
    page = site.get(f"/review/{item['id']}", headers=PAGE).text
    links = [link.replace("&amp;", "&") for link in re.findall(r'class="mark" href="([^"]+)"', page)]
    equation = item["view"]["equations"][0]
    boxes = [term["box"] for term in (*equation["left"], *equation["right"])]
    assert len(links) >= len(boxes) > 1
    for link, box in zip(links, boxes, strict=False):
        part = site.get(link, headers=PART).text
        assert f'data-page="{box["page"]}"' in part and 'class="lit"' in part and "<html" not in part
    assert site.get(links[0], headers=PAGE).text.count("<html") == 1


def test_a_correction_by_the_form_changes_verdicts_and_is_undone(site: TestClient, item: dict[str, Any]) -> None:
    given = {"action": "correct", "value": "936.77", "version": item["version"], "place": "", "note": "看错"}
    answer = site.post(f"/review/{item['id']}/decision", data=given, headers=PART)
    assert answer.status_code == 200 and answer.headers["hx-push-url"] != f"/review/{item['id']}"
    assert "已更正" in answer.text and "→" in answer.text and "撤销" in answer.text
    decided = site.get(f"/api/review/{item['id']}").json()
    assert (decided["state"], decided["corrected"]) == ("decided", "936.77")
    undone = site.post(f"/review/{item['id']}/undo", data={"version": decided["version"]}, headers=PART)
    assert "已撤销" in undone.text and "看错" in undone.text and "1,023.42" in undone.text
    assert site.get(f"/api/review/{item['id']}").json()["state"] == "open"


def test_a_stale_version_and_a_senseless_place_are_told_in_words(site: TestClient, item: dict[str, Any]) -> None:
    stale = site.post(f"/review/{item['id']}/decision", data={"action": "confirm", "version": 999}, headers=PART)
    assert stale.status_code == 409 and "已变动" in stale.text
    given = {"action": "correct", "value": "1", "version": item["version"], "place": "somewhere"}
    wrong = site.post(f"/review/{item['id']}/decision", data=given, headers=PART)
    assert wrong.status_code == 422 and "位置格式不对" in wrong.text


def test_without_scripts_forms_lead_on_by_redirects(site: TestClient, item: dict[str, Any]) -> None:
    answer = site.post(f"/review/{item['id']}/skip", headers=PAGE)
    assert answer.status_code == 303 and re.fullmatch(r"/review/[0-9a-f]{32}", answer.headers["location"])
    assert answer.headers["location"] != f"/review/{item['id']}"
    assert site.post("/review/next?kind=fact", headers=PAGE).headers["location"].endswith("?kind=fact")


def test_a_term_that_nobody_doubts_can_be_asked_for(site: TestClient, item: dict[str, Any]) -> None:
    page = site.get(f"/review/{item['id']}", headers=PAGE).text
    subject = re.findall(r'name="subject" value="([^"]+)"', page)[0]
    answer = site.post("/review/ask", data={"document": item["document"], "subject": subject}, headers=PART)
    assert answer.status_code == 200 and 'id="desk"' in answer.text


def test_items_of_one_cause_are_ticked_decided_and_undone_together(site: TestClient) -> None:
    cause = next(each for each in site.get("/api/review/causes").json() if each["items"] > 1)
    params = {"cause": cause["cause"]}
    page = site.get("/review", params=params, headers=PART).text
    ticked = re.findall(r'name="items" value="([^"]+)" checked', page)
    assert len(ticked) == cause["items"]
    done = site.post("/review/bulk", params=params, data={"action": "confirm", "items": ticked}, headers=PART).text
    assert f"已一并决定 {len(ticked)} 项" in done
    undo = re.search(r'hx-post="(/review/bulk/\w+/undo)', done)
    assert undo
    assert f"已撤销 {len(ticked)} 项" in site.post(undo.group(1), params=params, headers=PART).text


def test_values_take_the_shape_of_what_was_read() -> None:
    assert value_of(" 942.50 ", "1.00") == "942.50"
    assert value_of("甲\n\n 乙 ", ["甲"]) == ("甲", "乙")
    assert value_of("车辆＝2\n坏", {"车辆": "1"}) == {"车辆": "2"}


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "1,5,5,4,6", "0,1,1,2,2", "1.5,1,1,2,2", "a,b,c,d,e", "1,nan,1,2,2", "1e400,1,1,2,2"]
)
def test_a_senseless_place_is_refused(text: str) -> None:
    with pytest.raises(Impossible):
        place_of(text)


def test_places_are_written_and_read_alike_and_enlarged_on_their_page() -> None:
    place = Place(page=9, x0=302.1, top=214.0, x1=341.7, bottom=226.5)
    assert place_of(written(place)) == place == place_of("9，302.1 214, 341.7 226.5")
    shown = sheet("d", [(595.0, 842.0)] * 9, 9, [place], [place, place.model_copy(update={"x0": 1.0})])
    assert shown.lit == [place] and len(shown.twins) == 1
    for corner in (place, Place(page=1, x0=0, top=0, x1=5, bottom=5), Place(page=1, x0=590, top=837, x1=595, bottom=842)):
        left, top, across, down = map(float, clipped(corner, 595.0, 842.0).split())
        assert 0 <= left <= corner.x0 and corner.x1 <= left + across + 0.1 <= 595.2
        assert 0 <= top <= corner.top and corner.bottom <= top + down + 0.1 <= 842.2


def test_the_next_item_is_the_one_that_followed_and_is_left() -> None:
    before = Round(["a", "b", "c", "d"])
    assert before.after_decision("b", ["a", "d"]) == "d"  # c went with it
    assert before.after_decision("d", ["a", "b"]) == "a"
    assert before.after_decision("a", []) is None
    assert before.after_decision("gone", ["new"]) == "new"
    assert (before.beside("a", 1), before.beside("a", -1), before.beside("d", 1)) == ("b", "d", "a")
    assert Round(["a"]).beside("a", 1) is None


def test_an_unknown_action_is_none() -> None:
    with pytest.raises(ValueError, match="action"):
        DecisionForm.model_validate({"action": "burn", "version": 1})
