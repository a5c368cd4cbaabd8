"""Pieces: one item, one clause, one sentence, each with what it belongs to."""

from __future__ import annotations

import pytest

from extractors.narrative.segments import figures_in, segments_in
from tests.asking.made import ITEM, pieces
from tests.narrative.made import passage


def texts(text: str, kind: str) -> list[str]:
    return [segment.source for segment in pieces(text, kind)]


def test_items_are_parted_by_their_names_and_led_by_their_class() -> None:
    second = ITEM.replace("行政单位医疗（项）", "事业单位医疗（项）").replace("3.", "（2）")
    found = pieces(f"1.卫生健康支出具体包括：\n{ITEM}{second}", "item_execution")
    assert [segment.source for segment in found] == [ITEM, second]
    assert all(segment.context.endswith("1.卫生健康支出具体包括：") for segment in found)


def test_parts_of_a_total_are_parted_by_semicolons() -> None:
    text = "2022年度支出合计912.00万元。其中：基本支出700.00万元，占76.8%；项目支出212.00万元，占23.2%。"
    assert texts(text, "composition") == ["基本支出700.00万元，占76.8%；", "项目支出212.00万元，占23.2%。"]
    assert all("支出合计912.00万元" in segment.context for segment in pieces(text, "composition"))


def test_a_total_keeps_its_comparison_and_its_reason() -> None:
    text = "2022年度收、支总计均为38.40万元。与2021年度相比，各增加2.10万元，增长5.9%，主要原因是：新增项目。"
    assert texts(text, "total_change") == [text]


def test_categories_of_official_spending_are_parted() -> None:
    text = (
        "1.因公出国（境）费支出决算为0.00万元。\n2.公务用车购置及运行费支出决算为10.40万元。其中：\n"
        "（1）公务用车购置费支出0.00万元。本年度购置（更新）公务用车0辆。\n（2）公务用车运行费支出10.40万元。\n"
        "3.公务接待费支出0.59万元。其中：国内公务接待5批次，60人次。"
    )
    found = texts(text, "three_public")
    assert len(found) == 5
    assert "购置（更新）公务用车0辆" in found[2] and "60人次" in found[4]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("本部门2022年度无政府性基金预算财政拨款支出。", 1),
        ("与上年无变化。", 0),
        ("本年无结余，支出5万元。", 0),
        ("支出5.00万元。", 0),
    ],
)
def test_statements_are_sentences_that_say_there_is_none(text: str, count: int) -> None:
    assert len(texts(text, "statement")) == count


def test_every_piece_is_the_text_it_covers() -> None:
    whole = passage(f"2022年度收入合计９１２.00 万元，比上年增加3万元。\n{ITEM}")
    for segment in segments_in(whole, ("total_change", "item_execution")):
        assert len(segment.source) == segment.span[1] - segment.span[0]


def test_a_long_text_without_openings_is_still_shown_in_parts() -> None:
    text = "".join(f"本年完成了第{at}项工作并支出预算{at}万元；" for at in range(80))
    assert max(len(each) for each in texts(text, "item_execution")) < 660


def test_figures_know_their_units_and_years_are_none() -> None:
    text = "2022年支出1,507.06万元,占7.5%,接待5批次60人次,共3辆,编号7"
    assert [(f.text, f.unit) for f in figures_in(text, (0, len(text))) if f.unit] == [
        ("1,507.06", "money"),
        ("7.5", "pct"),
        ("5", "count"),
        ("60", "count"),
        ("3", "count"),
    ]
