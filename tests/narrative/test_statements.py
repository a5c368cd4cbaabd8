"""Statements that there was no such spending. Names are invented."""

from __future__ import annotations

import pytest

from extractors.narrative.rules.statements import read_statements
from tests.narrative.made import read


@pytest.mark.parametrize(
    ("text", "title", "topic"),
    [
        ("本单位2022年度没有政府性基金预算财政拨款收入、支出及结转结余。", "", "fund_none"),
        ("青禾局2022年度未发生国有资本经营预算财政拨款支出。", "", "soe_none"),
        ("本部门决算信息公开未涉及该类支出。", "财政专项支出、专项转移支付支出情况说明", "special_none"),
        ("本单位无此项支出。", "政府采购支出情况", "procurement_none"),
        ("本部门组织对2022年度项目支出开展绩效自评，共涉及项目5个，资金20万元。", "", "evaluation_scope"),
        ("本年无上缴上级支出、对附属单位补助支出。", "", "transfers_none"),
        ("本单位为事业单位，无机关运行经费支出。", "", "operating_cost_none"),
    ],
)
def test_topics(text: str, title: str, topic: str) -> None:
    (claim,) = read(read_statements, text, title)
    assert (claim["topic"], claim["text"]) == (topic, text.rstrip("。"))


@pytest.mark.parametrize(
    "text",
    [
        "政府性基金预算财政拨款支出5.00万元，与上年相比无增减。",
        "公务接待费减少的主要原因是没有接待任务。",
        "本单位没有食堂。",
        "上缴上级支出较上年减少，主要原因是本年没有上缴任务。",
        "政府性基金预算财政拨款支出与上年持平，无变化。",
    ],
)
def test_other_words_of_absence(text: str) -> None:
    assert read(read_statements, text) == []


def test_the_part_of_a_sentence_that_states_figures_elsewhere() -> None:
    (claim,) = read(read_statements, "基本支出90.00万元，占90.0%；本年无上缴上级支出、经营支出。")
    assert (claim["topic"], claim["text"]) == ("transfers_none", "本年无上缴上级支出、经营支出")
