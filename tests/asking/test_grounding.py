"""What a model says stands where the passage prints it in that role, or it does not stand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.narrative.asking.grounded import claim_of, ground
from extractors.narrative.segments import Segment
from tests.asking.made import ITEM, ITEM_SAID, piece

SEGMENT = piece("item_execution", ITEM)


def printed(segment: Segment, name: str, value: Any) -> str:
    """Where the figure or word was found, with the words before it."""
    spans = ground(segment, {name: value}).spans[name]
    return segment.passage.text[max(0, spans[0][0] - 4) : spans[0][1]]


def problem(segment: Segment, **values: Any) -> str:
    problems = ground(segment, values).problems
    assert len(problems) == 1, problems
    return next(iter(problems.values())).why


def test_a_right_answer_stands_in_every_field() -> None:
    grounded = ground(SEGMENT, ITEM_SAID)
    assert grounded.problems == {}
    claim = claim_of(SEGMENT, grounded, "llm:small")
    assert {name: field.value for name, field in claim.fields.items()} == {**ITEM_SAID, "item_names": ("行政单位医疗",)}
    assert all(field.boxes for field in claim.fields.values())


@pytest.mark.parametrize("said", ["17.02", "17.020", "17.02万元", " 17.02 ", "１７.０２"])
def test_a_figure_is_taken_as_the_page_prints_it(said: str) -> None:
    assert ground(SEGMENT, {"actual": said}).fields["actual"].value == "17.02"


def test_separators_and_lost_zeros_come_back_from_the_page() -> None:
    segment = piece("total_change", "2022年度收入总计3,860.40万元，比上年增加215.10万元。")
    fields = ground(segment, {"current": "3860.4", "change": "-215.1"}).fields
    assert (fields["current"].value, fields["current"].text, fields["change"].value) == ("3860.40", "3,860.40", "215.10")


@given(st.decimals(min_value=0, max_value=10**6, places=2))
def test_no_other_digits_ever_stand(value: Decimal) -> None:
    problems = ground(SEGMENT, {"actual": str(value)}).problems
    assert bool(problems) == (value != Decimal("17.02"))


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"actual": "17.20"}, "没有数字"),
        ({"actual": "92"}, "不是金额"),
        ({"completion_pct": "17.02"}, "不是百分比"),
        ({"actual": "18.50"}, "不是这一栏"),
        ({"budget": "17.02"}, "不是这一栏"),
        ({"reason": "年终人员调出"}, "没有这句话"),
        ({"reason": "完成年初预算的92%"}, "不是原因"),
        ({"class_name": "教育支出"}, "没有这些字"),
        ({"item_names": ["行政单位医疗", "公务员医疗补助"]}, "没有这些字"),
        ({"direction": "above"}, "没有这个意思"),
        ({"actual": "17.02至18.50"}, "不是一个数字"),
    ],
)
def test_what_does_not_stand_says_why(values: dict[str, Any], why: str) -> None:
    assert why in problem(SEGMENT, **values)


def test_one_printed_figure_serves_one_field() -> None:
    segment = piece("item_execution", "行政运行（项）。年初预算为300.00万元，支出决算为300.00万元，完成年初预算的100%。")
    grounded = ground(segment, {"budget": "300.00", "actual": "300.00", "completion_pct": "100"})
    assert grounded.problems == {} and grounded.spans["budget"] != grounded.spans["actual"]
    once = piece("fund_use", "人员经费300.00万元。")
    assert "只出现一次" in problem(once, amount="300.00", revenue="300.00")


def test_of_two_places_the_one_of_the_role_is_taken() -> None:
    segment = piece("three_public", "公务接待费全年预算为0.59万元，支出决算为0.59万元。")
    assert "决算" in printed(segment, "actual", "0.59")
    assert "预算" in printed(segment, "budget", "0.59")


def test_a_figure_of_what_leads_the_piece_is_not_its_own() -> None:
    segment = piece("composition", "基本支出700.00万元，占76.8%。", lead="2022年度支出合计912.00万元。")
    assert "没有数字" in problem(segment, amount="912.00")
    assert ground(segment, {"scope": "支出合计"}).fields["scope"].value == "支出合计"


def test_names_pass_over_level_marks_but_not_over_other_words() -> None:
    segment = piece("composition", "农林水（类）支出30.5万元，占4.69%。")
    assert ground(segment, {"part": "农林水支出"}).fields["part"].value == "农林水支出"
    assert ground(segment, {"part": "农林支出"}).problems


def test_words_may_differ_in_width_and_blanks_only() -> None:
    segment = piece("item_execution", "行政运行（项）支出决算为5万元，主要原因是：新增“金种子”贴息 项目，年中追加。")
    field = ground(segment, {"reason": '新增"金种子"贴息项目,年中追加'}).fields["reason"]
    assert field.value == "新增“金种子”贴息 项目，年中追加"


def test_the_category_is_the_one_the_piece_speaks_of() -> None:
    segment = piece("three_public", "公务用车购置及运行费支出决算为10.40万元，其中公务接待费无。")
    assert ground(segment, {"category": "vehicle_total"}).problems == {}
    assert ground(segment, {"category": "reception"}).problems


def test_vehicles_keep_their_own_counts() -> None:
    segment = piece("assets", "共有车辆5辆，其中，机要通信用车2辆、应急保障用车3辆。")
    right = [{"use": "机要通信用车", "count": "2"}, {"use": "应急保障用车", "count": "3"}]
    swapped = [{"use": "机要通信用车", "count": "3"}, {"use": "应急保障用车", "count": "2"}]
    assert ground(segment, {"vehicles": right}).fields["vehicles"].value == {"机要通信用车": "2", "应急保障用车": "3"}
    assert ground(segment, {"vehicles": swapped}).problems


def test_what_does_not_stand_is_null_shown_and_rejected() -> None:
    claim = claim_of(SEGMENT, ground(SEGMENT, {**ITEM_SAID, "actual": "71.02"}), "llm:small")
    field = claim.fields["actual"]
    assert field.value is None
    assert [(other.reader, other.value, other.verdict) for other in field.others] == [("llm:small", "71.02", "rejected")]


def test_of_several_names_the_one_beside_the_amount_has_it() -> None:
    segment = piece("composition", "上级补助收入、事业收入、经营收入0.00万元。")
    assert "紧跟" in problem(segment, part="上级补助收入", amount="0.00")
    assert ground(segment, {"part": "经营收入", "amount": "0.00"}).problems == {}


def test_what_belongs_to_the_words_before_the_piece_is_left_out() -> None:
    assert ground(SEGMENT, {**ITEM_SAID, "scope": "一般公共预算财政拨款支出"}).problems == {}
    led = piece("procurement", "政府采购货物支出50.00万元。", lead="政府采购支出总额130.00万元，")
    assert ground(led, {"total": "130.00", "goods": "50.00"}).fields.keys() == {"goods"}


def test_a_sentence_about_several_items_names_them_all() -> None:
    segment = piece("item_execution", "卫生健康支出（类）行政单位医疗（项）事业单位医疗（项），支出决算为9.00万元。")
    assert "2个" in problem(segment, item_names=["事业单位医疗"])
    assert ground(segment, {"item_names": ["行政单位医疗", "事业单位医疗"]}).problems == {}


LEVELS = piece("item_execution", "社会保障和就业支出（类）抚恤（款）死亡抚恤（项），支出决算为44.17万元。")


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("class_name", "社会保障和就业支出", "抚恤"),
        ("section_name", "抚恤", "死亡抚恤"),
        ("item_names", ["死亡抚恤"], ["社会保障和就业支出"]),
    ],
)
def test_a_name_stands_before_the_mark_of_its_level(name: str, right: Any, wrong: Any) -> None:
    assert ground(LEVELS, {name: right}).problems == {}
    assert "前面的名称" in problem(LEVELS, **{name: wrong})


def test_one_name_said_twice_is_not_two_items() -> None:
    segment = piece("item_execution", "卫生健康支出（类）行政单位医疗（项）事业单位医疗（项），支出决算为9.00万元。")
    assert "2个" in problem(segment, item_names=["事业单位医疗", "事业单位医疗"])


def test_the_name_of_a_part_is_taken_whole() -> None:
    segment = piece("composition", "3.住房保障（类）支出174.04万元，占9.04%。")
    assert ground(segment, {"part": "住房保障"}).fields["part"].value == "住房保障支出"
