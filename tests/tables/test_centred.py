"""Columns told by centred headings: blank columns, touching figures, and what must not be read so."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Rule
from extractors.tables.centred import Sides, centred_columns, sides_of
from extractors.tables.rows import TextRow, text_rows
from extractors.tables.tokens import apart, parted, token_of
from extractors.tables.undrawn import _centred, _Open
from tests.tables.paper import SIZE, glyphs, wide

LEFT = 50.0


def edges(widths: list[float]) -> list[float]:
    return [LEFT, *(LEFT + x for x in accumulate(widths))]


def centred(words: list[str], xs: list[float], top: float = 100.0) -> list[TextRow]:
    placed = [glyphs(w, (a + b - wide(w)) / 2, top) for w, (a, b) in zip(words, pairwise(xs), strict=True) if w]
    return text_rows([g for run in placed for g in run])


def figures(texts: list[str], xs: list[float], top: float, pad: float = 2.0) -> list[TextRow]:
    placed = [glyphs(t, b - pad - wide(t), top) for t, (_, b) in zip(texts, pairwise(xs), strict=True) if t]
    return text_rows([g for run in placed for g in run])


WIDTHS = [60.0, 90.0, 120.0, 44.0, 130.0, 90.0]
XS = edges(WIDTHS)
HEADS = ["科目编码", "科目名称", "合计", "事业收入", "经营收入", "其他收入"]


def test_figures_far_from_their_headings_and_a_blank_column() -> None:
    body = [
        *figures(["201", "", "7.00", "", "", "7.00"], XS, 130),
        *figures(["20103", "", "7.00", "", "", "7.00"], XS, 150),
    ]
    found = centred_columns(body, centred(HEADS, XS), Sides(XS[0], XS[-1]))
    assert found is not None
    assert [round(x, 3) for x in found] == XS[1:-1]


def test_headings_that_do_not_end_at_the_tables_edge_tell_nothing() -> None:
    header = centred(HEADS, [x + 4 * (i % 2) for i, x in enumerate(XS)])
    assert centred_columns(figures(["201", "", "7.00", "", "", ""], XS, 130), header, Sides(XS[0], XS[-1] + 3)) is None


def test_a_boundary_through_a_figure_or_two_figures_in_a_column_tell_nothing() -> None:
    header, sides = centred(HEADS, XS), Sides(XS[0], XS[-1])
    across = text_rows(list(glyphs("1,234,567,890.12", XS[3] - 20, 130)))
    beside = text_rows([*glyphs("1.00", XS[2] + 5, 130), *glyphs("2.00", XS[2] + 60, 130)])
    assert centred_columns(across, header, sides) is None
    assert centred_columns(beside, header, sides) is None


def test_a_heading_over_a_group_is_no_column_and_codes_may_reach_over_their_levels() -> None:
    xs = edges([18, 18, 18, 90, 80, 80, 80])
    upper = centred(["", "", "", "", "", "本年支出", ""], xs, 90)
    lower = centred(["类", "款", "项", "科目名称", "合计", "基本支出", "项目支出"], xs, 110)
    body = [*figures(["", "", "", "", "1.00", "1.00", ""], xs, 130), *text_rows(list(glyphs("2010301", xs[0] + 10, 150)))]
    assert centred_columns(body, [*upper, *lower], Sides(xs[0], xs[-1])) == tuple(xs[3:-1])


def test_headings_that_touch_come_apart() -> None:
    xs = edges([60, 90, 56, 56, 56])
    header = centred(["科目编码", "科目名称", "本年收入合计", "财政拨款收入", "上级补助收入"], xs)
    assert max(len(row.tokens) for row in header) < 5
    body = figures(["201", "", "780", "743", "0"], xs, 130)
    found = centred_columns(body, header, Sides(xs[0], xs[-1]))
    assert found is not None
    assert [round(x, 3) for x in found] == xs[1:-1]


@given(st.lists(st.floats(46, 150), min_size=3, max_size=9))
def test_any_widths_are_found(widths: list[float]) -> None:
    xs = edges(widths)
    words = ["科目名称", "合计", "基本支出", "项目支出", "经营支出", "上缴上级", "其他", "年初", "年末"][: len(widths)]
    body = figures(["" if i == 0 else "1.00" for i in range(len(widths))], xs, 130)
    found = centred_columns(body, centred(words, xs), Sides(xs[0], xs[-1]))
    assert found is not None
    assert all(abs(a - b) < 0.01 for a, b in zip(found, xs[1:-1], strict=True))


def test_the_sides_are_those_of_rules_as_wide_as_the_table() -> None:
    body = figures(["201", "", "7.00", "", "", "7.00"], XS, 130)
    whole = [Rule(XS[0], y, XS[-1], y) for y in (95.0, 120.0)]
    assert sides_of([*whole, Rule(XS[2], 105, XS[4], 105)], body) == Sides(XS[0], XS[-1])
    assert sides_of(whole[:1], body) is None
    assert sides_of([Rule(XS[0] + 60, y, XS[-1], y) for y in (95.0, 120.0)], body) is None


def test_runs_come_apart_at_boundaries_and_wide_gaps_alone() -> None:
    glued = token_of([*glyphs("12", 100, 10), *glyphs("2226", 111.5, 10)])
    assert [t.text for t in apart(glued, [110.2])] == ["12", "2226"]
    assert [t.text for t in apart(glued, [105.0])] == ["122226"]
    whole = token_of(glyphs("122226", 100, 10))
    assert [t.text for t in apart(whole, [109.0])] == ["122226"]
    spaced = token_of(glyphs("项目", 100, 10, apart=SIZE))
    assert [t.text for t in parted(spaced)] == ["项目"]


def test_without_rules_the_ends_of_figures_tell_the_sides() -> None:
    header = centred(HEADS, XS)
    body = [
        *figures(["201", "", "7.00", "1.00", "2.00", "4.00"], XS, 130, pad=3.5),
        *figures(["2010301", "", "1,007.00", "0.00", "2.00", "4.00"], XS, 150, pad=3.5),
    ]
    found = centred_columns(body, header, None)
    assert found is not None
    assert [round(x, 1) for x in found] == XS[1:-1]


def test_figures_that_end_anywhere_tell_no_sides() -> None:
    header = centred(HEADS, XS)
    body = [
        *figures(["201", "", "7.00", "1.00", "2.00", "4.00"], XS, 130, pad=3.5),
        *figures(["20103", "", "7.00", "0.00", "2.00", "4.00"], XS, 150, pad=9.0),
    ]
    assert centred_columns(body, header, None) is None


@pytest.mark.parametrize("exact", [True, False])
def test_words_from_a_picture_do_not_stand_exactly_enough_to_tell_columns(exact: bool) -> None:
    body = figures(["201", "", "7.00", "", "", "7.00"], XS, 130)
    rules = [Rule(XS[0], y, XS[-1], y) for y in (90.0, 120.0, 150.0)]
    opened = _Open(rules, rules, [*centred(HEADS, XS), *body], 1, exact)
    assert bool(_centred(opened, opened.body)) is exact
