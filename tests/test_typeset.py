"""The typesetter's own truth: what it says is printed is printed, and its books balance until a contradiction is planted."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pymupdf
import pytest

from tests.typeset import PRESETS, Layout, Made, make, random_layout
from tests.typeset.lines import ordinal

Figures = dict[tuple[str, str, str], Decimal]


def figures(made: Made) -> Figures:
    return {(f.form, f.row, f.column): Decimal(f.value) for f in made.facts}


def ink(page: pymupdf.Page) -> str:
    return unicodedata.normalize("NFKC", "".join(page.get_text().split())).replace(",", "")


def breaks_in_roll_ups(printed: Figures) -> list[tuple[str, str, str]]:
    """Parents that differ from the sum of their children by more than rounding explains; a blank is zero."""
    children: dict[tuple[str, str, str], list[Decimal]] = defaultdict(list)
    for (form, row, column), value in printed.items():
        if row.isdigit() and len(row) in (5, 7):
            children[form, row[:3] if len(row) == 5 else row[:5], column].append(value)
    return [key for key, parts in children.items() if abs(printed.get(key, Decimal(0)) - sum(parts)) > slack(parts)]


def slack(parts: list[Decimal]) -> Decimal:
    places = max(-int(p.as_tuple().exponent) for p in parts)
    return Decimal(len(parts) + 1) / 2 * Decimal(1).scaleb(-min(places, 2) if places else 0)


@pytest.mark.parametrize("name", PRESETS)
def test_every_figure_of_a_preset_is_printed_on_its_page(name: str) -> None:
    made = make(11, PRESETS[name])
    with pymupdf.open(stream=made.pdf) as document:
        texts = [ink(page) for page in document]
    absent = [fact for fact in made.facts if fact.value not in texts[fact.page - 1]]
    split_by_wrapping = len(made.facts) // 50 if PRESETS[name].wrap_figures else 0
    assert len(absent) <= split_by_wrapping, absent[:5]
    assert made.meta["pages"] == len(texts)


@pytest.mark.parametrize("seed", range(100, 110))
def test_books_roll_up_within_rounding_unless_planted(seed: int) -> None:
    layout = random_layout(seed).model_copy(update={"plants": ()})
    assert breaks_in_roll_ups(figures(make(seed, layout))) == []


def test_a_planted_roll_up_is_the_only_contradiction_and_is_in_the_truth() -> None:
    made = make(5, Layout(plants=("roll_up",)))
    (finding,) = made.findings
    planted = (finding["form"], finding["row"], finding["column"])
    assert planted in breaks_in_roll_ups(figures(made))
    assert str(figures(made)[planted]) == finding["printed"] != finding["expected"]


@pytest.mark.parametrize("year", range(2018, 2026))
def test_class_lines_make_the_subtotals_in_every_year(year: int) -> None:
    for seed in range(3):
        funds = {"funds": 2, "order": PRESETS["year_2018"].order} if year < 2020 else {"has_capital": True}
        printed = figures(make(seed, Layout(year=year, unit="元", **funds)))
        for form, column in (("FA01", "amount"), ("FA04", "total"), ("FA04", "general"), ("FA04", "fund")):
            lines = [v for (f, row, c), v in printed.items() if (f, c) == (form, column) and row.split(".")[1].isdigit()]
            assert sum(lines) == printed.get((form, "expenditure.subtotal", column), 0)
        halves = [printed["FA06", row, "amount"] for row in ("personnel_total", "operating_total")]
        assert sum(halves) == printed["FA05", "total", "basic"]


def test_both_sides_of_the_totals_agree() -> None:
    for seed in range(8):
        printed = figures(make(seed, Layout(zero="0.00", negatives=seed % 4 == 0)))
        for form, column in (("FA01", "amount"), ("FA04", "total")):
            assert printed[form, "income.total", "amount"] == printed[form, "expenditure.total", column]
        assert printed["FA01", "income.subtotal", "amount"] == printed["FA02", "total", "total"]
        assert printed["FA05", "total", "total"] == printed["FA04", "expenditure.subtotal", "general"]


def test_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    layout = PRESETS["filled_bars"]
    assert make(3, layout).pdf == make(3, layout).pdf
    assert make(3, layout).pdf != make(4, layout).pdf
    assert random_layout(7) == random_layout(7)


def test_blank_and_dash_cells_are_no_figures_and_a_printed_zero_is() -> None:
    zeros = {
        zero: sum(Decimal(f.value) == 0 for f in make(2, Layout(zero=zero)).facts) for zero in ("blank", "dash", "0.00", "0")
    }
    assert zeros["blank"] == zeros["dash"] == 0
    assert zeros["0.00"] == zeros["0"] > 100


def test_turned_pages_are_kept_as_asked() -> None:
    for name, rotation in (("rotated_90", 90), ("rotated_270", 270), ("sideways_90", 0)):
        with pymupdf.open(stream=make(1, PRESETS[name]).pdf) as document:
            directions = {
                line["dir"] for page in document for block in page.get_text("dict")["blocks"] for line in block["lines"]
            }
            assert rotation in {page.rotation for page in document}
        assert len(directions) == 2, name


@pytest.mark.parametrize("name", ["plain", "rotated_90", "rotated_270", "sideways_90", "sideways_270", "cropped"])
def test_boxes_lie_on_the_ink_of_the_displayed_page(name: str) -> None:
    made = make(6, PRESETS[name])
    with pymupdf.open(stream=made.pdf) as document:
        glyphs = [list(displayed_glyphs(page)) for page in document]
    for fact in made.facts:
        inside = [c for c, x, y in glyphs[fact.page - 1] if fact.x0 <= x <= fact.x1 and fact.top <= y <= fact.bottom]
        assert sorted(c for c in inside if c not in ", ") == sorted(fact.value), fact


def displayed_glyphs(page: pymupdf.Page) -> Iterator[tuple[str, float, float]]:
    for block in page.get_text("rawdict")["blocks"]:
        for char in (c for line in block["lines"] for span in line["spans"] for c in span["chars"]):
            box = pymupdf.Rect(char["bbox"]) * page.rotation_matrix
            yield char["c"], (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def test_the_total_alone_on_the_next_page() -> None:
    made = make(1, PRESETS["only_total_overleaf"])
    pages = {f.row: f.page for f in made.facts if f.form == "FA01"}
    assert [row for row, page in pages.items() if page == pages["income.total"]] == ["income.total", "expenditure.total"]


def test_ordinals() -> None:
    assert [ordinal(n) for n in (1, 10, 12, 20, 26)] == ["一", "十", "十二", "二十", "二十六"]
