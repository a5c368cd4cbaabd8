"""Title pages of many printers: who speaks, for which year."""

from __future__ import annotations

import pytest

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
