"""Title pages of many printers: who speaks, for which year."""

from __future__ import annotations

import pytest

from extractors.errors import NotADisclosure
from extractors.outline import outline_of
from tests.narrative.paper import printed

HEADED = """
第一部分 青山市民政局概况
一、主要职责
负责民政。
第二部分 青山市民政局2022年度部门决算情况说明
一、收入支出决算总体情况说明
2022年度收、支总计512.30万元。
"""
BODY = """
第三部分 2022年度部门决算情况说明
一、收入支出决算总体情况说明
2022年度收、支总计512.30万元。
二、收入决算情况说明
本年收入合计500.00万元。
"""
OFFICE = "青山市民政局"


@pytest.mark.parametrize(
    ("cover", "department"),
    [
        (("2022年度", OFFICE, "部门决算"), OFFICE),
        (("青山市民政局2022年度部门决算公开说明",), OFFICE),
        (("青山市民政局关于2022年度部门决算公开的说明",), OFFICE),
        (("附件1", "2022年度部门决算", "（青山市民政局）"), OFFICE),
        (("2022年度", "部门决算公开文本", OFFICE, "二〇二三年十月"), OFFICE),
        (("青山市民政局决算公开", "2022年度"), OFFICE),
        (("湖北省青山市2022年度部门决算公开", "（青山市民政局）"), OFFICE),
        (("2022年青山市民政局机关（本级）决算公开",), "青山市民政局机关（本级）"),
        (("2022年度青山县大河镇人民政府", "部门决算公开"), "青山县大河镇人民政府"),
        (("中国共产党青山市委员会宣传部", "2022 年度部门决算"), "中国共产党青山市委员会宣传部"),
        (("青山市财政预算评审中心2022年度决算公开",), "青山市财政预算评审中心"),
        (("青山市民政局关于编制2022年度部门决算的说明",), OFFICE),
        (("2022年度部门决算公开：青山市民政局",), OFFICE),
        (("青山市民政局（公章）", "QINGSHAN", "2022年度决算公开"), OFFICE),
    ],
)
def test_title_page(cover: tuple[str, ...], department: str) -> None:
    outline = outline_of(printed(BODY, cover=cover))
    assert (outline.genre, outline.department, outline.fiscal_year) == ("final_accounts", department, 2022)


def test_headings_name_the_department_where_nothing_else_does() -> None:
    pages = [
        page.model_copy(update={"lines": page.lines[2:]}) if page.number == 2 else page
        for page in printed(HEADED, cover=("附件2",))
    ]
    assert outline_of(pages).department == OFFICE


@pytest.mark.parametrize(
    "title",
    [
        "青山市2022年市级财政决算公开",
        "关于批复2022年度部门决算的通知",
        "关于青山市2022年财政决算的报告",
        "青山市民政局2022年度部门决算审计报告",
        "青山市部门决算编审手册",
    ],
)
def test_papers_about_accounts_disclose_none(title: str) -> None:
    with pytest.raises(NotADisclosure, match=title):
        outline_of(printed(BODY, cover=(title,)))


def test_a_paper_without_any_amount_discloses_none() -> None:
    told = BODY.replace("512.30万元", "如下").replace("500.00万元", "如下")
    with pytest.raises(NotADisclosure, match="prints no amount"):
        outline_of(printed(told))


def test_the_year_of_what_is_disclosed_comes_before_that_of_its_publication() -> None:
    assert outline_of(printed(BODY, cover=("公开年份2023年青山市民政局2022年度部门决算",))).fiscal_year == 2022
