"""The report in a real browser: a click shows the page, and the box lies over the figure. Skipped where there is no Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from extractors.model import Box
from service.exports.report import render_report
from tests.service.browser import CHROMIUM, Page, chromium
from tests.service.sample_report import sample, sample_pdf

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
RESULT = sample("词")
LIT = """(() => {
  const pane = document.querySelector("#sheets").getBoundingClientRect();
  const boxes = [...document.querySelectorAll("#sheets .spot.lit")].map((spot) => {
    const figure = spot.closest("figure"), b = spot.getBoundingClientRect();
    const i = figure.querySelector("img").getBoundingClientRect();
    const across = (x) => (x - i.left) / i.width, down = (y) => (y - i.top) / i.height;
    const share = [across(b.left), down(b.top), across(b.right), down(b.bottom)];
    return { page: Number(figure.dataset.page), seen: b.top >= pane.top && b.bottom <= pane.bottom, share };
  });
  const page = Number(document.querySelector("#page").value), enlarged = Boolean(document.querySelector("#evidence .clip"));
  return { boxes, page, enlarged };
})()"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("browser")
    (folder / "report.html").write_text(render_report(sample_pdf(), RESULT), encoding="utf-8")
    with chromium(folder / "profile") as opened:
        opened.open(folder / "report.html")
        yield opened


def lit(page: Page, selector: str) -> dict[str, Any]:
    """What is lit up after a click on an element."""
    page.click(selector)
    told: dict[str, Any] = page.ask(LIT)
    return told


def shares(box: Box) -> tuple[float, ...]:
    width, height = RESULT.page_sizes[box.page - 1]
    return box.x0 / width, box.top / height, box.x1 / width, box.bottom / height


@pytest.mark.parametrize("number", range(len(RESULT.facts)))
def test_a_click_on_a_figure_shows_it_on_its_page_also_on_a_turned_one(page: Page, number: int) -> None:
    fact = RESULT.facts[number]
    told = lit(page, f"#f{number}")
    (box,) = told["boxes"]
    assert (told["page"], box["page"], box["seen"], told["enlarged"]) == (fact.box.page, fact.box.page, True, True)
    assert box["share"] == pytest.approx(shares(fact.box), abs=0.006)


def test_a_click_on_a_field_shows_all_its_boxes(page: Page) -> None:
    told = lit(page, "#c0-reason")
    boxes = RESULT.claims[0].fields["reason"].boxes
    assert [box["page"] for box in told["boxes"]] == [box.page for box in boxes]
    assert [box["share"] for box in told["boxes"]] == [pytest.approx(shares(box), abs=0.006) for box in boxes]


def test_a_click_on_a_finding_shows_its_operands_or_else_its_page(page: Page) -> None:
    findings = page.ask("[...document.querySelectorAll('.finding')].map(each => [each.id, each.dataset.pageOnly || ''])")
    with_operands, page_only = findings[0][0], next(name for name, at in findings if at == "2")
    assert len(lit(page, f"#{with_operands} .measure")["boxes"]) == 3
    assert lit(page, f"#{page_only} .measure")["page"] == 2


def test_a_click_on_the_page_leads_back_to_the_figure(page: Page) -> None:
    page.ask("document.querySelector('#sheets .spot:not(.lit)').click()")
    assert page.ask("document.querySelector('.chosen').classList.contains('mark')")


def test_the_other_language_hides_the_first(page: Page) -> None:
    page.click("#language")
    assert "Overview" in page.ask("document.querySelector('.jump').innerText")
    assert "概览" not in page.ask("document.querySelector('.jump').innerText")
    page.click("#language")
    assert "概览" in page.ask("document.querySelector('.jump').innerText")
