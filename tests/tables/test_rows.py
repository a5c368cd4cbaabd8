"""Lines that begin a row, and the boundaries between rows that no rule separates."""

from __future__ import annotations

import pytest

from extractors.model import Glyph
from extractors.tables.rows import TextRow, anchor_rows, begins_row, separators, text_rows
from tests.tables.paper import glyphs


def rows(*lines: tuple[float, tuple[tuple[float, str], ...]]) -> list[TextRow]:
    """Text rows of (top, ((x, text), …))."""
    every: list[Glyph] = []
    for top, pieces in lines:
        for x, text in pieces:
            every += glyphs(text, x, top)
    return text_rows(every)


@pytest.mark.parametrize(
    "text", ["2010301", "208", "30101", "942.50", "0.00", "一、一般公共预算", "合计", "总计", "人员经费合计"]
)
def test_a_line_that_begins_a_row(text: str) -> None:
    (row,) = rows((100, ((50, text),)))
    assert begins_row(row)


@pytest.mark.parametrize("text", ["科目名称", "出", "12", "401", "本年收入", "事业单位"])
def test_a_line_that_begins_none(text: str) -> None:
    (row,) = rows((100, ((50, text),)))
    assert not begins_row(row)


def test_a_boundary_runs_midway_between_two_rows() -> None:
    (boundary,) = separators(rows((100, ((50, "2010301"), (200, "5.00"))), (120, ((50, "2010302"), (200, "6.00")))))
    assert boundary == pytest.approx((109 + 120) / 2)


def test_a_wrapped_name_goes_to_the_nearer_row() -> None:
    above = rows((100, ((50, "2010301"), (200, "5.00"))), (110, ((90, "运行"),)), (130, ((50, "2010302"), (200, "6.00"))))
    below = rows((100, ((50, "2010301"), (200, "5.00"))), (120, ((90, "一般"),)), (130, ((50, "2010302"), (200, "6.00"))))
    (after,), (before,) = separators(above), separators(below)
    assert 119 < after < 130
    assert 109 < before < 120


def test_one_row_has_no_boundary() -> None:
    assert separators(rows((100, ((50, "2010301"), (200, "5.00"))))) == []


def test_a_code_set_lower_than_its_figures_is_the_same_row() -> None:
    assert len(anchor_rows(rows((100, ((200, "5.00"),)), (105, ((50, "2010301"),))))) == 1
    assert len(anchor_rows(rows((100, ((200, "5.00"),)), (116, ((50, "2010301"),))))) == 2


def test_line_numbers_on_both_sides_keep_a_row_without_figures() -> None:
    lines = rows((100, ((50, "一、一般公共预算"), (200, "1"), (300, "31"))), (116, ((50, "拨款"), (200, "2"), (300, "32"))))
    assert len(anchor_rows(lines)) == 2
    lines = rows((100, ((50, "一、一般公共预算"), (200, "1"), (300, "31"))), (116, ((50, "拨款"),)))
    assert len(anchor_rows(lines)) == 1


def test_bare_labels_between_figures_are_rows_where_rows_have_no_codes() -> None:
    plain = rows(
        (100, ((50, "上级补助收入"), (200, "5.00"))), (116, ((50, "事业收入"),)), (132, ((50, "其他收入"), (200, "6.00")))
    )
    assert len(separators(plain)) == 2
    coded = rows((100, ((50, "2010301"), (200, "5.00"))), (116, ((50, "事业收入"),)), (132, ((50, "2010302"), (200, "6.00"))))
    assert len(separators(coded)) == 1


def test_glued_figures_come_apart_by_the_usual_number_of_decimals() -> None:
    usual = [(100 + 16 * i, ((50, "2010301"), (200, "5.00"), (300, "7.25"))) for i in range(3)]
    (*_, last) = rows(*usual, (148, ((50, "2010302"), (200, "5.006.00"))))
    assert [t.text for t in last.tokens] == ["2010302", "5.00", "6.00"]


def test_six_printed_places_are_no_glued_code() -> None:
    (*_, last) = rows(*[(100 + 16 * i, ((50, "2010301"), (200, "5.123456"))) for i in range(4)])
    assert [t.text for t in last.tokens] == ["2010301", "5.123456"]


@pytest.mark.parametrize(("tails", "count"), [((233.6, 293.6), 1), ((220.0, 280.0), 2)])
def test_the_last_digits_of_wrapped_figures_begin_no_row(tails: tuple[float, float], count: int) -> None:
    """Two short numbers on a line look like line numbers; flush right below figures they are their last digits."""
    (end,) = [t.x1 for t in rows((100, ((200, "5543874.4"),)))[0].tokens]
    one, two = tails[0] - 233.6 + end - 5, tails[1] - 293.6 + end + 55
    lines = rows((100, ((200, "5543874.4"), (260, "5543874.4"))), (105, ((360, "0.00"),)), (110, ((one, "5"), (two, "5"))))
    assert len(anchor_rows(lines)) == count


@pytest.mark.parametrize(("dash", "figure"), [(True, "64.33"), (False, "-64.33")])
def test_a_dash_beside_a_figure_is_no_sign_where_other_rows_end_there(dash: bool, figure: str) -> None:
    """A dash set apart from the next column's figure by less than a blank is wide."""
    (sign,) = rows((100, ((200, "-"),)))[0].tokens
    (above,) = rows((84, ((200, "12.50"),)))[0].tokens
    start = 200 + sign.x1 - above.x1 + (0 if dash else 20)
    lines = rows((84, ((start, "12.50"),)), (100, ((200, "-"), (sign.x1 + 4.5, "64.33"))))
    assert lines[1].tokens[-1].text == figure


@pytest.mark.parametrize(("below", "count"), [("金预算财政拨", 2), ("本年收入合计", 3)])
def test_figures_beside_the_second_line_of_a_numbered_label_are_of_its_row(below: str, count: int) -> None:
    lines = rows(
        (80, ((50, "一、一般公共预算"), (200, "5.00"))),
        (100, ((50, "二、政府性基"),)),
        (113, ((50, below), (200, "6.00"))),
    )
    assert len(anchor_rows(lines)) == count
