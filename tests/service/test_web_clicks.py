"""The service in a real browser: a PDF is uploaded, watched, its report opened, flagged items decided by keys alone.

Pictures of what was seen go to `out/screens`. Skipped where there is no Chromium.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.service.browser import CHROMIUM, Page, chromium
from tests.service.process import Serving, serving
from tests.typeset import PRESETS, make

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
SCREENS = ROOT / "out" / "screens"
PRINTED, RIGHT = "1,023.42", "936.77"
HEARD = """window.heard = [];
addEventListener("error", (event) => heard.push(String(event.message)));
document.addEventListener("securitypolicyviolation", (event) => heard.push(event.violatedDirective + " " + event.blockedURI));"""
FAINT = """(() => {
  const part = (value) => { const v = value / 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const parse = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const words = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const shown = [...document.querySelectorAll("body *")].filter((element) => words(element) && element.getClientRects().length);
  return shown.map((element) => {
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))].sort((x, y) => y - x);
    return [(a + 0.05) / (b + 0.05), `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 30)}`];
  }).filter(([ratio]) => ratio < 4.5).map(([ratio, what]) => ratio.toFixed(2) + " " + what);
})()"""

FOCUSED = """(() => {
  const element = document.activeElement, shown = element.id === "files" ? document.querySelector("label[for=files]") : element;
  const style = getComputedStyle(shown);
  const outlined = parseFloat(style.outlineWidth) > 1 && style.outlineStyle !== "none";
  return [element.tagName + (element.id || element.className), outlined];
})()"""
CLIP = (
    "(() => { const box = document.querySelector('.clipped').getBoundingClientRect(); return [box.left + 60, box.top + 40]; })()"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("clicks") / "data") as served:
        yield served


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("browser") / "profile") as opened:
        opened.send("Emulation.setDeviceMetricsOverride", width=1280, height=800, deviceScaleFactor=1, mobile=False)
        opened.send("Page.enable")
        opened.send("Page.addScriptToEvaluateOnNewDocument", source=HEARD)
        yield opened


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document one figure of which was misprinted."""
    file = tmp_path_factory.mktemp("paper") / "某局决算.pdf"
    file.write_bytes(make(7, PRESETS["fa09_rows_meetings"].model_copy(update={"plants": ("across",)})).pdf)
    return file


def sound(page: Page) -> None:
    """Nothing was blocked, nothing failed, all words can be read, nothing is cut off at the side."""
    assert page.ask("heard") == []
    assert page.ask(FAINT) == []
    assert page.ask("document.documentElement.scrollWidth") <= 1280


def told(page: Page) -> str:
    """What the page says was just done, once it says it."""
    text: str = page.wait("document.querySelector('.told') && document.querySelector('.told').innerText")
    return text


def moved(page: Page, key: str) -> None:
    """Press a key and wait until another item, or the end, is shown."""
    page.ask("document.querySelector('#desk').dataset.old = 'yes'")
    page.press(key)
    page.wait("!document.querySelector('#desk').dataset.old")
    page.wait("((form) => !form || Boolean(form['htmx-internal-data']))(document.querySelector('.deciding form'))")


def drawn(page: Page) -> None:
    """Wait for the picture of the page beside the item."""
    page.wait("document.querySelectorAll('#viewer image').length === 2")
    page.ask("fetch(document.querySelector('#viewer image').getAttribute('href')).then((answer) => answer.blob())")
    page.ask("new Promise((done) => setTimeout(done, 300))")


def rest_confirmed(served: Serving, besides: str) -> None:
    """All that waits but one item, by the API."""
    with served.client() as client:
        waiting = client.get("/api/review", params={"limit": 1000}).json()["items"]
        chosen = [{"id": each["id"], "version": each["version"]} for each in waiting if each["id"] != besides]
        client.post("/api/review/bulk", json={"action": "confirm", "items": chosen}).raise_for_status()


def flagged(served: Serving, document: str) -> dict[str, Any]:
    with served.client() as client:
        found: dict[str, Any] = client.get(f"/api/documents/{document}").json()
        return found


def test_from_upload_to_a_reviewed_document_by_keys(site: Serving, page: Page, paper: Path) -> None:
    page.visit(f"{site.url}/language/zh")
    page.wait("document.querySelectorAll('.example').length === 3 && document.querySelector('.empty')")
    page.picture(SCREENS / "1-first-page.png")
    sound(page)

    page.give("#files", paper)
    page.wait("document.querySelector('#sent a').textContent === '已接收'")
    page.wait("document.querySelector('#list .state-mark.done')")
    page.picture(SCREENS / "2-uploaded.png")
    sound(page)

    path = page.ask("document.querySelector('#list tbody a').pathname")
    document = path.rsplit("/", 1)[1]
    page.visit(site.url + path)
    page.wait("document.querySelector('#report')")
    page.picture(SCREENS / "3-document.png")
    sound(page)
    page.visit(f"{site.url}/api{path}/report")
    assert page.wait("document.querySelectorAll('.finding').length") > 0

    page.visit(site.url + path)
    page.press("r")
    page.wait("location.pathname === '/review' && document.querySelector('#queue')")
    page.picture(SCREENS / "4-queue.png")
    sound(page)
    page.press("Enter")
    page.wait("location.pathname.length > 20 && document.querySelector('#desk')")
    for _ in range(60):
        if page.ask("(document.querySelector('[name=value]') || {}).value") == PRINTED:
            break
        moved(page, "n")
    drawn(page)
    page.picture(SCREENS / "5-item.png")
    sound(page)
    buttons = page.ask("[...document.querySelectorAll('.deciding button')].map(b => b.getBoundingClientRect().bottom)")
    assert len(buttons) >= 5 and max(buttons) <= 800

    place = page.ask("document.querySelector('#viewer rect.lit').outerHTML")
    page.press("2")
    page.wait(f"document.querySelector('#viewer rect.lit').outerHTML !== {place!r}")

    before = flagged(site, document)
    page.press("e")
    assert page.ask("document.activeElement.name") == "value"
    page.type(RIGHT)
    moved(page, "Enter")
    said = told(page)
    assert "已更正" in said and "→" in said
    drawn(page)
    page.picture(SCREENS / "6-corrected.png")
    sound(page)
    after = flagged(site, document)
    assert after["counts"]["facts"]["accepted"] > before["counts"]["facts"]["accepted"]
    assert after["open_items"] < before["open_items"]

    moved(page, "u")
    assert "已撤销" in told(page) and flagged(site, document)["counts"] == before["counts"]
    page.press("e")
    page.type(RIGHT)
    moved(page, "Enter")
    assert "已更正" in told(page)
    for key in "cd":
        moved(page, key)
    rest_confirmed(site, besides=page.ask("location.pathname").rsplit("/", 1)[1])
    moved(page, "c")
    page.wait("document.querySelector('.calm') && document.body.innerText.includes('已全部审核完')")
    assert flagged(site, document)["open_items"] == 0
    page.press("r")
    page.wait(f"location.pathname === {path!r} && document.querySelector('#document')")
    page.ask("new Promise((done) => document.querySelector('#report').addEventListener('load', done) || setTimeout(done, 1500))")
    page.picture(SCREENS / "7-reviewed.png")
    sound(page)


def test_the_other_pages_are_sound_in_english_too(site: Serving, page: Page) -> None:
    page.visit(f"{site.url}/language/en?next=/batches")
    page.wait("document.body.innerText.includes('Start reading again')")
    sound(page)
    for path, words in (("/review", "Nothing waits"), ("/nowhere", "Not found"), ("/login", "Sign in"), ("/docs", "API")):
        page.visit(site.url + path)
        assert words in page.ask("document.body.innerText")
        assert page.ask("heard") == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(site: Serving, page: Page) -> None:
    page.visit(f"{site.url}/language/zh")
    page.wait("document.querySelector('#list')")
    seen = set()
    for _ in range(40):
        page.press("Tab")
        told = page.ask(FOCUSED)
        if told[0].startswith("BODY"):
            break
        assert told[1], f"{told[0]} does not show its focus"
        seen.add(told[0])
    assert {"Askip", "INPUTfiles", "BUTTONexample", "INPUTtext"} <= seen


def test_a_box_drawn_on_the_page_is_the_place(site: Serving, page: Page, paper: Path) -> None:
    with site.client() as client:
        found = client.get("/api/review", params={"state": "decided", "kind": "fact"}).json()["items"][0]
        client.post(f"/api/review/{found['id']}/undo", json={"version": found["version"]})
    page.visit(f"{site.url}/review/{found['id']}")
    page.wait("document.querySelector('#viewer .sheets .sheet').getBoundingClientRect().height > 100")
    x, y = page.ask(
        "(() => { const b = document.querySelector('.clipped').getBoundingClientRect(); return [b.left + 60, b.top + 40]; })()"
    )
    for kind, dx, dy in (("mousePressed", 0, 0), ("mouseMoved", 50, 20), ("mouseReleased", 50, 20)):
        page.send("Input.dispatchMouseEvent", type=kind, x=x + dx, y=y + dy, button="left", clickCount=1)
    parts = [float(part) for part in page.ask("document.querySelector('#place').value").split(",")]
    assert parts[0] == found["page"] and parts[1] < parts[3] and parts[2] < parts[4]
    assert parts[1:] != [found["view"]["boxes"][0][edge] for edge in ("x0", "top", "x1", "bottom")]
