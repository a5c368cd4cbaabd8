"""Columns without vertical rules: from the ends of ruled segments, or from the text of all rows and the header."""

from __future__ import annotations

import pytest

from extractors.model import Rule
from extractors.tables.columns import Columns, segment_ends, segment_verticals, text_columns
from extractors.tables.tokens import Token, tokens
from tests.tables.paper import glyphs


def segments(y: float, *xs: float) -> list[Rule]:
    return [Rule(a, y, b, y) for a, b in zip(xs, xs[1:], strict=False)]


def words(*pieces: tuple[float, str], top: float = 100) -> list[Token]:
    return [token for x, text in pieces for token in tokens(glyphs(text, x, top))]


def column_of(columns: Columns, x: float) -> int:
    return sum(boundary < x for boundary in columns.xs)


def test_segments_end_at_columns() -> None:
    rules = [*segments(100, 50, 120, 300, 400), *segments(120, 50, 120, 300, 400)]
    assert segment_ends(rules) == (120, 300)


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([], id="nothing"),
        pytest.param(segments(100, 50, 400) + segments(120, 50, 400), id="whole-rules"),
        pytest.param(segments(100, 50, 120, 400) + segments(120, 50, 400), id="one-row-only"),
    ],
)
def test_no_segment_ends(rules: list[Rule]) -> None:
    assert segment_ends(rules) == ()


def test_ends_that_nearly_meet_are_one_column() -> None:
    rules = [Rule(50, 100, 119, 100), Rule(121, 100, 400, 100), Rule(50, 120, 119, 120), Rule(121, 120, 400, 120)]
    (x,) = segment_ends(rules)
    assert x == pytest.approx(120)


def test_a_merged_header_over_segments_stays_whole() -> None:
    rules = [*segments(100, 50, 400), *segments(115, 50, 400), *segments(130, 50, 200, 400), *segments(145, 50, 200, 400)]
    tops = sorted(rule.top for rule in segment_verticals(rules, [200]))
    assert tops == [115, 130]


def test_columns_of_right_aligned_figures_under_centred_heads() -> None:
    body = words((50, "201"), (120, "行政运行"), (200, "1,234.50"), (300, "7.25")) + words(
        (50, "202"), (120, "事务"), (218, "5.00")
    )
    found = text_columns(body, [words((50, "编码"), (120, "名称"), (205, "合计"), (290, "基本支出"))])
    assert len(found.xs) == 3
    assert [column_of(found, x) for x in (55, 125, 225, 310)] == [0, 1, 2, 3]
    assert min(found.margins) > 2


def test_a_header_word_without_figures_is_a_column_that_stays_blank() -> None:
    body = words((50, "201"), (200, "1,234.50"), (400, "7.25"))
    found = text_columns(body, [words((50, "编码"), (205, "合计"), (300, "基本支出"), (395, "项目支出"))])
    assert [column_of(found, x) for x in (55, 225, 320, 410)] == [0, 1, 2, 3]


def test_the_numbers_row_says_how_many_figure_columns_there_are() -> None:
    body = words((50, "201"), (200, "1,234.50"), (400, "7.25"))
    heads = [words((195, "本年收入合计"), (290, "财政拨款"), (380, "其他收入")), words((215, "1"), (305, "2"), (400, "3"))]
    found = text_columns(body, heads)
    assert [column_of(found, x) for x in (55, 225, 307, 410)] == [0, 1, 2, 3]


def test_a_heading_over_several_columns_is_no_column() -> None:
    body = words((50, "201"), (200, "1,234.50"), (300, "7.25"))
    alone = text_columns(body, [words((50, "编码"), (205, "合计"), (290, "基本支出"))])
    under = text_columns(body, [words((245, "本年支出")), words((50, "编码"), (205, "合计"), (290, "基本支出"))])
    assert len(under.xs) == len(alone.xs) == 2


def test_columns_that_touch_leave_no_margin() -> None:
    apart = text_columns(words((50, "201"), (100, "5.00"), (150, "6.00")), [])
    close = text_columns(words((50, "201"), (100, "5.00"), (118.5, "6.00")), [])
    assert min(apart.margins) > 10
    assert min(close.margins) < 1


def test_a_long_figure_that_reaches_into_the_next_column_fuses_them() -> None:
    body = words((100, "5.00"), (150, "6.00")) + words((100, "1,234,567,890.00"))
    assert text_columns(body, []).xs == ()


def test_a_word_between_two_lower_words_heads_both_and_is_no_column() -> None:
    """合计 over 预算数 and 决算数, 因公出国 over the next two; 小计 alone in its own column stays one."""
    names = ("预算数", "决算数", "预算数", "决算数")
    lower = words(*((100 + 60 * i, name) for i, name in enumerate(names)), top=120)
    upper = words((134, "合计"), (250, "因公出国"))
    body = words(*((110 + 60 * i, "5.00") for i in range(4)), top=140)
    assert len(text_columns(body, [upper, lower]).xs) == 3
    alone = words((100, "编码"), (160, "名称"), (300, "基本支出"), (360, "项目支出"), top=120)
    mixed = words((230, "本年收入"), (330, "本年支出"))
    figures = words((105, "1.00"), (165, "2.00"), (240, "3.00"), (310, "4.00"), (370, "5.00"), top=140)
    assert len(text_columns(figures, [mixed, alone]).xs) == 4


def test_a_sum_in_a_merged_cell_joins_no_columns() -> None:
    rows = words((50, "301"), (90, "工资"), (150, "5.00"), (190, "302"), (230, "办公费"), (300, "6.00"))
    total = words((140, "公用经费合计"), (300, "6.00"), top=116)
    assert text_columns([*rows, *total], ()).xs == text_columns(rows, ()).xs
