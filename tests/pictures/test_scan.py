"""A scan made here, read whole by the real networks: leaning, noisy, uneven, with specks."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from extractors.errors import NotADisclosure
from extractors.model import Extraction
from extractors.pipeline import Config, extract
from tests.pictures.scanner import Glass, scan
from tests.typeset import Layout, Made, make

pytest.importorskip("rapidocr", reason="the reader of pictures is not installed")

FORM = "FA05"
TRUTH = make(31, Layout(indent_names=False))


def pages_of(made: Made) -> list[int]:
    """The cover and the pages of one form."""
    return [1, *sorted({fact.page for fact in made.facts if fact.form == FORM})]


PAGES = pages_of(TRUTH)
SCAN = scan(TRUTH.pdf, Glass(lean=0.6), pages=PAGES)


@pytest.fixture(scope="module")
def read() -> Extraction:
    return extract(SCAN)


def test_every_figure_is_read_and_nothing_wrong_is_accepted(read: Extraction) -> None:
    truth = {(f.form, f.row, f.column): Decimal(f.value) for f in TRUTH.facts if f.form == FORM}
    found = {fact.key: fact for fact in read.facts}
    assert {key: fact.value for key, fact in found.items()} == truth
    accepted = sum(fact.verdict == "accepted" for fact in read.facts)
    assert accepted >= 0.8 * len(truth)


def test_figures_are_marked_as_read_from_a_picture(read: Extraction) -> None:
    assert {fact.reading.source for fact in read.facts} == {"ocr"}
    assert all(fact.reasons[0] == "read from a picture" for fact in read.facts if fact.verdict == "accepted")
    assert any("read from pictures" in note for note in read.notes)


def test_boxes_lie_on_the_leaning_page(read: Extraction) -> None:
    """The truth's boxes turned as the scanner turned them."""

    truth = {(f.form, f.row, f.column): f for f in TRUTH.facts if f.form == FORM}
    for fact in read.facts:
        printed = truth[fact.key]
        width, height = read.page_sizes[fact.box.page - 1]
        x, y = (printed.x0 + printed.x1) / 2 - width / 2, (printed.top + printed.bottom) / 2 - height / 2
        angle = math.radians(0.6)
        x, y = x * math.cos(angle) - y * math.sin(angle) + width / 2, x * math.sin(angle) + y * math.cos(angle) + height / 2
        assert (fact.box.x0 + fact.box.x1) / 2 == pytest.approx(x, abs=3)
        assert (fact.box.top + fact.box.bottom) / 2 == pytest.approx(y, abs=3)


def test_without_the_reader_a_scan_is_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.pipeline.can_read", lambda: False)
    with pytest.raises(NotADisclosure, match="scan"):
        extract(SCAN, Config())
