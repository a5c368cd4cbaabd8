"""Rows of performance indicators. Names and figures are invented."""

from __future__ import annotations

from extractors.model import Indicator, Page, Rule
from extractors.narrative.indicators import read_indicators
from tests.narrative.drawn import drawn

XS = (60.0, 130.0, 210.0, 330.0, 400.0, 470.0, 535.0)
HEADER = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分")
FIRST = ("产出指标", "数量指标", "疏浚河道", "30公里", "31公里", "9")


def rows(*pages: Page) -> list[tuple[str | None, ...]]:
    return [(r.level1, r.level2, r.name, r.target, r.actual, r.score) for r in read_indicators(pages).rows]


def merged(page: Page, column: int, level: int) -> Page:
    """The page without the rule that closes a cell of a column at a level, counted from the top of the table."""
    heights = sorted({rule.top for rule in page.rules if rule.horizontal})
    kept = []
    for rule in page.rules:
        if rule.horizontal and rule.top == heights[level]:
            kept += [Rule(rule.x0, rule.top, XS[column], rule.top), Rule(XS[column + 1], rule.top, rule.x1, rule.top)]
        else:
            kept.append(rule)
    return page.model_copy(update={"rules": tuple(kept)})


def test_rows_with_title_and_project() -> None:
    page = drawn(3, [("项目名称", "清渠工程"), HEADER, FIRST], XS, above=("2023年度项目自评表",))
    (row,) = read_indicators((page,)).rows
    assert row == Indicator(
        table="2023年度项目自评表/清渠工程",
        level1="产出指标",
        level2="数量指标",
        name="疏浚河道",
        target="30公里",
        actual="31公里",
        score="9",
        page=3,
        boxes=row.boxes,
        verdict="accepted",
    )
    assert len(row.boxes) == 4


def test_merged_levels_hold_for_all_their_rows() -> None:
    page = drawn(
        3,
        [HEADER, ("产出指标", "数量指标", "疏浚河道", "30公里", "31公里", "9"), ("", "质量指标", "合格率", "≥95%", "97%", "10")],
        XS,
    )
    assert rows(merged(page, 0, 2)) == [FIRST, ("产出指标", "质量指标", "合格率", "≥95%", "97%", "10")]


def test_a_level_that_is_blank_stays_blank() -> None:
    page = drawn(3, [HEADER, FIRST, ("效益指标", "", "受益村数", "5个", "5个", "")], XS)
    assert rows(page)[1] == ("效益指标", None, "受益村数", "5个", "5个", None)


def test_levels_go_on_over_the_page_break() -> None:
    pages = (drawn(3, [HEADER, FIRST], XS), drawn(4, [("", "", "清淤量", "2万方", "2万方", "8")], XS))
    assert rows(*pages)[1] == ("产出指标", "数量指标", "清淤量", "2万方", "2万方", "8")


def test_totals_and_other_tables_are_no_indicators() -> None:
    total = ("", "", "总分", "", "100", "96")
    assert rows(drawn(3, [HEADER, total], XS)) == []
    assert rows(drawn(3, [("序号", "单位", "名称", "金额"), ("1", "甲", "指标", "2")], XS)) == []


def test_rows_without_walls_are_read_but_not_accepted() -> None:
    second = ("效益指标", "社会效益", "受益|村数", "5个", "5个", "10")
    page = drawn(3, [HEADER, FIRST, second], XS, walls=False)
    assert rows(page) == [FIRST, ("效益指标", "社会效益", "受益村数", "5个", "5个", "10")]
    assert {row.verdict for row in read_indicators((page,)).rows} == {"flagged"}


def test_what_stands_below_a_table_without_walls_is_no_row() -> None:
    below = [("总分", "", "", "", "100", "96"), ("项目名称", "甲", "乙", "丙丁")]
    assert rows(drawn(3, [HEADER, FIRST, *below], XS, walls=False)) == [FIRST]


def test_targets_without_results() -> None:
    page = drawn(3, [HEADER[:4], FIRST[:4]], XS[:5])
    assert rows(page) == [("产出指标", "数量指标", "疏浚河道", "30公里", None, None)]
