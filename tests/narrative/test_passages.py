"""Passages: running text that leads back to its glyphs, across lines and pages, without tables and captions."""

from __future__ import annotations

from extractors.model import Page, Rule, Section
from extractors.narrative.grounding import Passage
from extractors.narrative.passages import passages_of
from tests.outline.made import line, page

TITLE = "收入支出决算总体情况说明"


def section(end: tuple[int, int], title: str = TITLE) -> Section:
    return Section(key="1", title=title, level=2, start=(1, 0), end=end)


def only(pages: list[Page], wanted: Section) -> Passage:
    ((_, passage),) = passages_of(pages, [wanted], [wanted])
    return passage


def test_heading_is_no_part_of_the_text() -> None:
    pages = [page(1, ["一、" + TITLE, "　　2023年度收、支总计10万元。"])]
    assert only(pages, section((1, 2))).text == "2023年度收、支总计10万元。"


def test_heading_that_shares_its_line() -> None:
    pages = [page(1, ["一、" + TITLE + "。2023年度收、支总计10万元。"])]
    assert only(pages, section((1, 1))).text == "2023年度收、支总计10万元。"


def test_a_figure_over_a_page_end_is_one_and_has_two_boxes() -> None:
    pages = [
        page(1, ["一、" + TITLE, "　　2023年度本部门收、支总计（含结转和结余资金在内）为1,23"], foot="- 1 -"),
        page(2, ["4.50万元。"], foot="- 2 -"),
    ]
    passage = only(pages, section((2, 1)))
    at = passage.text.index("1,234.50")
    boxes = passage.boxes((at, at + len("1,234.50")))
    assert [box.page for box in boxes] == [1, 2]
    assert passage.squeezed((at, at + len("1,234.50"))) == "1,234.50"


def test_paragraphs_are_parted() -> None:
    pages = [page(1, ["一、" + TITLE, "　　收入总计10万元。", "　　支出总计10万元。"])]
    assert only(pages, section((1, 3))).text == "收入总计10万元。\n支出总计10万元。"


def test_lines_of_a_ruled_table_are_left_out() -> None:
    rules = [Rule(80, y, 500, y) for y in (130, 160, 190)] + [Rule(x, 130, x, 190) for x in (80, 300, 500)]
    lines = (line("一、" + TITLE, 100), line("收入总计 10.00", 140), line("支出总计10万元。", 210))
    pages = [Page(number=1, width=595, height=842, lines=lines, rules=tuple(rules))]
    assert only(pages, section((1, 3))).text == "支出总计10万元。"


def test_captions_of_charts_are_left_out() -> None:
    pages = [page(1, ["一、" + TITLE, "　　收入总计10万元。", "图1：收、支决算总计变动情况"])]
    assert only(pages, section((1, 3))).text == "收入总计10万元。"


def test_widths_are_folded_and_printed_ones_kept() -> None:
    passage = only([page(1, ["一、" + TITLE, "　　收入总计１０万元（含结转）。"])], section((1, 2)))
    assert passage.text == "收入总计10万元(含结转)。"
    assert passage.squeezed((8, 13)) == "（含结转）"
