"""Headings over several columns where nothing is drawn between columns: by their middles alone."""

from __future__ import annotations

from itertools import pairwise

from extractors.forms.tiled import tiled_paths
from extractors.model import Page
from extractors.tables.grid import Edge, Grid
from extractors.tables.lattice import Mesh
from tests.tables.paper import glyphs, line, page, wide

XS = (50.0, 100.0, 200.0, 260.0, 320.0, 380.0, 440.0, 500.0, 560.0, 620.0, 680.0)
BALANCES = ["小计", "基本支出", "项目支出"] * 2
Word = tuple[str, float, float, float]


def grid(*words: Word) -> Grid:
    """Words (text, left and right edge of what they head, top) over one blank row of body."""
    lines = [line(glyphs(text, (low + high - wide(text)) / 2, top)) for text, low, high, top in words]
    made: Page = page(lines, size=(720, 400))
    ys = (80.0, 140.0, 160.0)
    mesh = Mesh(XS, ys, ((True,) * (len(XS) - 2),) * 2, ((True,) * (len(XS) - 1),))
    every = [g for one in made.lines for g in one.glyphs]
    return Grid(made, mesh, every, [Edge("clustered")] * len(XS))


def cells(words: list[str], first: int, top: float) -> list[Word]:
    spans = list(pairwise(XS))[first : first + len(words)]
    return [(text, low, high, top) for text, (low, high) in zip(words, spans, strict=True)]


STUB = cells(["科目编码", "科目名称"], 0, 100)


def test_groups_of_three_beside_columns_of_their_own() -> None:
    upper = [("年初结转和结余", XS[2], XS[5], 90.0), ("本年支出", XS[6], XS[9], 90.0)]
    lower = [*cells(BALANCES[:3], 2, 118), *cells(BALANCES[:3], 6, 118)]
    alone = [("本年收入", XS[5], XS[6], 104.0), ("年末结转", XS[9], XS[10], 104.0)]
    found = tiled_paths(grid(*STUB, *upper, *lower, *alone), 1)
    assert [found[c] for c in range(2, 10)] == [
        *(f"年初结转和结余/{word}" for word in BALANCES[:3]),
        "本年收入",
        *(f"本年支出/{word}" for word in BALANCES[:3]),
        "年末结转",
    ]


def test_a_heading_off_the_middle_of_its_group_leaves_all_open() -> None:
    upper = [("年初结转和结余", XS[2] - 8, XS[5], 90.0), ("本年支出", XS[6], XS[9], 90.0)]
    lower = [*cells(BALANCES[:3], 2, 118), *cells(BALANCES[:3], 6, 118)]
    alone = [("本年收入", XS[5], XS[6], 104.0), ("年末结转", XS[9], XS[10], 104.0)]
    assert tiled_paths(grid(*STUB, *upper, *lower, *alone), 1) == {}


def test_words_on_one_level_head_one_column_each() -> None:
    words = ["合计", "基本支出", "项目支出", "上缴上级", "经营支出", "补助支出", "其他", "备注"]
    found = tiled_paths(grid(*STUB, *cells(words, 2, 100)), 1)
    assert [found[c] for c in range(2, 10)] == words


def test_a_narrow_heading_over_the_middle_of_three_is_that_of_all_three() -> None:
    upper = [("收入", XS[2], XS[5], 90.0)]
    rest = cells(["甲", "乙", "丙", "丁", "戊"], 5, 104)
    found = tiled_paths(grid(*STUB, *upper, *cells(BALANCES[:3], 2, 118), *rest), 1)
    assert [found[c] for c in (2, 3, 4)] == ["收入/小计", "收入/基本支出", "收入/项目支出"]


def test_groups_within_a_group_of_all() -> None:
    top = [("支出预算", XS[2], XS[10], 84.0)]
    middle = [("基本支出", XS[3], XS[6], 100.0), ("其他支出", XS[8], XS[10], 100.0)]
    leaves = [*cells(["小计", "人员经费", "公用经费"], 3, 120), *cells(["甲", "乙"], 8, 120)]
    alone = [*cells(["合计"], 2, 110), *cells(["项目支出", "经营支出"], 6, 110)]
    found = tiled_paths(grid(*STUB, *top, *middle, *leaves, *alone), 1)
    assert [found[c] for c in range(2, 10)] == [
        "支出预算/合计",
        *(f"支出预算/基本支出/{word}" for word in ("小计", "人员经费", "公用经费")),
        "支出预算/项目支出",
        "支出预算/经营支出",
        "支出预算/其他支出/甲",
        "支出预算/其他支出/乙",
    ]


def test_a_word_of_an_inner_group_at_another_height_leaves_all_open() -> None:
    top = [("支出预算", XS[2], XS[10], 84.0)]
    leaves = [*cells(["小计", "人员经费", "公用经费"], 2, 104), *cells(["甲", "乙", "丙", "丁"], 5, 104), *cells(["戊"], 9, 120)]
    assert tiled_paths(grid(*STUB, *top, *leaves), 1) == {}


def test_letters_that_count_the_columns_are_no_headings() -> None:
    words = ["合计", "基本支出", "项目支出", "上缴上级", "经营支出", "补助支出", "其他", "备注"]
    letters = cells(list("ABCDEFGHIJ"), 0, 122)
    found = tiled_paths(grid(*STUB, *cells(words, 2, 100), *letters), 1)
    assert [found[c] for c in range(2, 10)] == words
