"""Glyphs, lines, rules and pictures: what is shown is read once, what is not shown is not read."""

from __future__ import annotations

import pymupdf
import pytest

from extractors.model import Page
from tests.pages.made import Draw, bar, line, mapped, pdf, picture, read, text, words_of


def one(*draw: Draw) -> Page:
    (page,) = read(pdf(*draw))
    return page


def watermark(page: pymupdf.Page) -> None:
    page.insert_text((120, 160), "内部资料", fontname="china-s", morph=(pymupdf.Point(120, 160), pymupdf.Matrix(30)))


def test_text_drawn_twice_for_weight_is_kept_once() -> None:
    assert list(words_of(one(text("合计 100.00", 50, 50), text("合计 100.00", 50.3, 50)))) == ["合计100.00"]


def test_equal_digits_side_by_side_are_all_kept() -> None:
    assert list(words_of(one(text("1111.11", 50, 50, size=5)))) == ["1111.11"]


def test_slanted_text_is_no_text() -> None:
    assert list(words_of(one(text("行政运行 942.50", 50, 150), watermark))) == ["行政运行942.50"]


@pytest.mark.parametrize(("visible", "read_as"), [(1.0, ["5.00"]), (0.0, [])])
def test_text_without_opacity_is_not_shown(visible: float, read_as: list[str]) -> None:
    assert list(words_of(one(text("5.00", 50, 50, fill_opacity=visible)))) == read_as


def test_text_outside_the_page_is_not_shown() -> None:
    assert list(words_of(one(text("5.00", 50, 50), text("9.99", 500, 50)))) == ["5.00"]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"一": "\u2f00", "行": "\u2f8f"}, id="kangxi-radicals"),
        pytest.param({"行": "\ufa08"}, id="compatibility-ideograph"),
        pytest.param({}, id="itself"),
    ],
)
def test_radicals_and_compatibility_forms_become_the_letters_they_stand_for(said: dict[str, str]) -> None:
    (page,) = read(mapped("一般行政", said))
    assert page.text == "一般行政"


def test_full_width_figures_stay_as_printed() -> None:
    (page,) = read(mapped("12.5", {"1": "１", ".": "．"}))
    assert page.text == "１2．5"


def test_columns_of_one_row_share_a_line_and_rows_do_not() -> None:
    page = one(text("2010301", 50, 50), text("行政运行", 120, 51), text("942.50", 300, 50), text("2010302", 50, 66))
    assert list(words_of(page)) == ["2010301行政运行942.50", "2010302"]


@pytest.mark.parametrize(
    ("draw", "count"),
    [
        pytest.param(line(50, 50, 200, 50), 1, id="stroke"),
        pytest.param(line(50, 50, 50, 200, dashes="[3 3] 0"), 1, id="dashed"),
        pytest.param(bar(50, 50, 200, 50.8), 1, id="thin-bar"),
        pytest.param(bar(50, 50, 200, 90), 0, id="shading"),
        pytest.param(line(50, 50, 200, 120), 0, id="slanted"),
        pytest.param(line(50, 50, 51, 50), 0, id="speck"),
        pytest.param(line(50, 50, 200, 50, color=(1, 1, 1)), 0, id="white"),
        pytest.param(line(50, 50, 200, 50, stroke_opacity=0), 0, id="transparent"),
        pytest.param(lambda page: page.draw_rect((50, 50, 200, 90)), 4, id="rectangle"),
    ],
)
def test_visible_straight_lines_are_rules(draw: Draw, count: int) -> None:
    assert len(one(text("x", 300, 250), draw).rules) == count


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        pytest.param([picture(20, 20, 380, 280)], "picture", id="scan"),
        pytest.param([picture(20, 20, 380, 280), text("收入决算表", 50, 15)], "picture", id="captioned-scan"),
        pytest.param([picture(20, 20, 60, 60), text("收入决算表", 50, 150)], "text", id="seal-on-text"),
        pytest.param([picture(20, 20, 380, 280), text("本部门" * 20, 20, 150, size=6)], "text", id="text-over-background"),
        pytest.param([text("一", 50, 50)], "text", id="one-word"),
        pytest.param([], "blank", id="nothing"),
    ],
)
def test_what_a_page_is(draw: list[Draw], kind: str) -> None:
    assert one(*draw).kind == kind


@pytest.mark.parametrize(("step", "rules"), [(1.5, 1), (30.0, 0)])
def test_a_row_of_dots_is_a_rule_where_they_stand_close(step: float, rules: int) -> None:
    dots = [bar(50 + i * step, 100, 50.6 + i * step, 100.6) for i in range(10)]
    assert len(one(text("合计", 50, 50), *dots).rules) == rules
