"""key_work from tables in several rulings, over page breaks, and from headed points. Names are invented."""

from __future__ import annotations

import pytest

from extractors.model import ClaimValue, Page
from extractors.narrative.rules.key_work import goals, read_key_work, read_points
from tests.narrative.drawn import drawn, told
from tests.narrative.made import passage, read, said

HEADER = ("序号", "重要事项", "工作内容及目标", "完成情况")
XS = (60.0, 100.0, 220.0, 440.0, 535.0)
TITLE = "第四部分 2023年重点工作完成情况"
FIRST = ("1", "青禾行动", "建成服务点12个，|覆盖全部街道", "已完成")
SECOND = ("2", "清渠工程", "疏浚河道30公里", "完成")


def rows_of(*pages: Page) -> list[dict[str, ClaimValue]]:
    return [said(claim) for claim in read_key_work(pages, {told(pages, "part4", TITLE): None})]


def row(no: str, item: str, goals: str, completion: str) -> dict[str, ClaimValue]:
    return {"no": no, "item": item, "content_and_goals": goals, "completion": completion}


EXPECTED = [row("1", "青禾行动", "建成服务点12个，覆盖全部街道", "已完成"), row("2", "清渠工程", "疏浚河道30公里", "完成")]


@pytest.mark.parametrize(("walls", "between"), [(True, True), (False, True), (False, False)])
def test_rows_in_every_ruling(walls: bool, between: bool) -> None:
    assert rows_of(drawn(5, [HEADER, FIRST, SECOND], XS, walls=walls, between=between, above=(TITLE,))) == EXPECTED


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    begun = ("2", "清渠工程", "疏浚河道", "完成")
    rest = ("", "", "30公里", "")
    pages = (drawn(5, [HEADER, FIRST, begun], XS, above=(TITLE,)), drawn(6, [rest], XS))
    assert rows_of(*pages) == EXPECTED


def test_the_quote_keeps_cells_apart() -> None:
    (claim,) = read_key_work((drawn(5, [HEADER, SECOND], XS),), {told((drawn(5, [HEADER, SECOND], XS),), "part4", TITLE): None})
    assert claim.quote == "2 清渠工程 疏浚河道30公里 完成"


def test_a_header_alone_at_the_foot_of_a_page_and_a_repeated_one() -> None:
    pages = (drawn(5, [HEADER], XS, top=700, above=(TITLE,)), drawn(6, [FIRST], XS), drawn(7, [HEADER, SECOND], XS))
    assert rows_of(*pages) == EXPECTED


def test_a_table_of_other_matters_is_none() -> None:
    other = ("序号", "车牌", "用途", "备注")
    assert rows_of(drawn(5, [other, FIRST], XS, above=(TITLE,))) == []


def test_deadlines_and_those_in_charge_are_columns_aside() -> None:
    header = ("序号", "工作任务", "目标要求", "完成时限", "完成情况", "责任单位")
    xs = (60.0, 100.0, 180.0, 320.0, 380.0, 480.0, 540.0)
    first = ("1", "青禾行动", "建成服务点12个", "12月", "已完成", "综合科")
    assert rows_of(drawn(5, [header, first], xs, above=(TITLE,))) == [row("1", "青禾行动", "建成服务点12个", "已完成")]
    others = ("序号", "工作任务", "甲", "乙", "完成情况", "丙")
    assert rows_of(drawn(5, [others, first], xs, above=(TITLE,))) == []


def test_headed_points() -> None:
    text = "（一）强化党建引领\n全年开展学习12次。\n（二）抓好民生实事\n新建站点3个。\n（三）存在的问题\n经费不足。"
    first, second = read(read_points, text)
    assert first == {"no": "（一）", "item": "强化党建引领", "completion": "全年开展学习12次"}
    assert second["item"] == "抓好民生实事"


def test_a_bare_list_of_points() -> None:
    assert [claim["item"] for claim in read(read_points, "（1）青禾行动提质；\n（2）清渠工程收尾；")] == [
        "青禾行动提质",
        "清渠工程收尾",
    ]


def test_running_text_is_no_list() -> None:
    assert list(read_points(passage("2023年，全局扎实推进各项工作。\n（1）完成任务。"))) == []


@pytest.mark.parametrize(
    ("key", "title", "tells"),
    [
        ("part4.2", "重点工作完成情况表", True),
        ("15", "重点工作完成情况", True),
        ("13.1", "预算绩效管理工作开展情况", False),
        ("part1.3", "重点工作", False),
        ("part5", "名词解释", False),
    ],
)
def test_sections_that_tell_of_key_work(key: str, title: str, tells: bool) -> None:
    section = told((drawn(5, [FIRST], XS),), key, title)
    assert goals([section]) == ([section] if tells else [])
