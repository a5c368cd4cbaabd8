"""Disclosures that order, number and head their narrative differently; figures and names are invented."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.narrative.paper import told

CHONGQING = """
一、部门基本情况
（一）职能职责。
负责农业工作。
二、部门决算收支情况说明
（一）收入支出决算总体情况说明
1.总体情况。2022年度收入总计812.40万元，支出总计812.40万元。收、支与2021年度相比，减少35.60万元，下降4.2%，主要原因是项目减少。
2.收入情况。2022年度收入合计800.00万元，较上年决算数减少30.00万元，下降3.6%。其中：财政拨款收入800.00万元，占100%。
（二）一般公共预算财政拨款基本支出决算情况说明
2022年度一般公共预算财政拨款基本支出505.10万元。其中：人员经费400.10万元，较上年增加5.10万元。人员经费用途主要包括基本工资等。
三、“三公”经费情况说明
（一）“三公”经费支出总体情况说明
2022年度“三公”经费支出共计8.50万元，较年初预算数减少1.50万元，下降15.0%，主要原因是厉行节约。
四、其他需要说明的事项
（一）机关运行经费情况说明
2022年度本部门机关运行经费支出105.00万元。
五、专业名词解释
（一）财政拨款收入：指资金。
"""


def test_parts_by_plain_ordinals_and_three_public_apart() -> None:
    got = told(CHONGQING)
    assert ("1.1", "total_change:收入总计") in got and ("1.1", "total_change:支出总计") in got
    assert ("1.2", "composition:财政拨款收入") in got
    assert ("2", "fund_use:合计") in got and ("2", "fund_use:人员经费") in got
    assert ("part3.1", "three_public:total") in got


def test_narrow_lines_change_nothing() -> None:
    assert told(CHONGQING, chars=19, rows=11) == told(CHONGQING)


BEIJING = """
第一部分 2022年度部门决算报表
报表详见附件
第二部分 2022年度部门决算说明
一、部门基本情况
（一）机构设置、职责
负责财政工作。
二、收入支出决算总体情况说明
2022年度收、支总计1200.12万元，比上年增加20.12万元，增长1.7%。
三、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
2022年度一般公共预算财政拨款支出1170.00万元，主要用于以下方面（按大类）：教育支出1170.00万元，占本年财政拨款支出100%。
（二）一般公共预算财政拨款支出决算具体情况
1、“教育支出”（类）2022年度决算1170.00万元，比2022年年初预算减少20.00万元，下降1.7%。其中：
“普通教育”（款）2022年度决算1170.00万元，比2022年年初预算减少20.00万元，下降1.7%。主要原因：压减支出。
第三部分 2022年度其他重要事项的情况说明
一、“三公”经费财政拨款决算情况
2022年“三公”经费财政拨款决算数15.50万元，比2022年“三公”经费财政拨款年初预算数20.00万元减少4.50万元。其中：
1．公务接待费。2022年决算数0.50万元，比2022年年初预算数1.00万元减少0.50万元。公务接待6批次，公务接待48人次。
二、机关运行经费支出情况
2022年机关运行经费支出10.00万元。
"""


def test_three_public_in_a_part_of_other_matters() -> None:
    assert told(BEIJING)[:7] == [
        ("2", "total_change:收、支总计"),
        ("3.1", "total_change:一般公共预算财政拨款支出"),
        ("3.1", "composition:教育支出"),
        ("3.2", "item_execution:教育支出"),
        ("3.2", "item_execution:普通教育"),
        ("part3.1", "three_public:total"),
        ("part3.1", "three_public:reception"),
    ]


PROSE = """
第一部分 概况
一、主要职责
负责民政。
第二部分 2022年度部门决算情况说明
2022年度收、支总计512.30万元。与2021年度相比，收、支总计各增加20.10万元，增长4.1%。
本年收入合计500.00万元，其中：财政拨款收入480.00万元，占96%；事业收入20.00万元，占4%。
2022年度一般公共预算财政拨款支出年初预算为470.00万元，支出决算为480.00万元，完成年初预算的102.1%。
2022年度一般公共预算财政拨款基本支出300.00万元，其中：人员经费280.00万元，主要包括：基本工资。
“三公”经费财政拨款支出预算为10.00万元，支出决算为8.00万元，完成预算的80%。
第三部分 名词解释
一、财政拨款收入：指资金。
"""


def test_narrative_without_headings() -> None:
    assert told(PROSE) == [
        ("part2", "total_change:收、支总计"),
        ("part2", "total_change:本年收入合计"),
        ("part2", "composition:财政拨款收入"),
        ("part2", "composition:事业收入"),
        ("part2", "item_execution:一般公共预算财政拨款支出"),
        ("part2", "fund_use:合计"),
        ("part2", "fund_use:人员经费"),
        ("part2", "three_public:total"),
    ]


RUN_IN = """
第一部分 概况
一、主要职责
负责民政。
第二部分 2022年度部门决算情况说明
一、收入支出决算总体情况说明。2022年度收、支总计512.30万元。
二、支出决算情况说明：本年支出合计505.00万元，其中：基本支出305.00万元，占60.4%。
三、“三公”经费支出决算情况说明：“三公”经费财政拨款支出预算为10.00万元，支出决算为8.00万元，完成预算的80%。
第三部分 名词解释
一、财政拨款收入：指资金。
"""


def test_headings_that_run_into_their_first_sentence() -> None:
    assert told(RUN_IN) == [
        ("1", "total_change:收、支总计"),
        ("2", "total_change:本年支出合计"),
        ("2", "composition:基本支出"),
        ("3", "three_public:total"),
    ]


OLD = """
一、部门概况
（一）主要职责
负责农业。
二、收支决算总体情况
2016年收入决算512.30万元，其中：财政拨款收入500.00万元，其他收入12.30万元。
三、“三公”经费决算情况
2016年“三公”经费支出8.00万元，比上年减少2.00万元。
四、名词解释
"""


def test_old_disclosure_of_three_short_chapters() -> None:
    assert told(OLD) == [
        ("2", "total_change:收入决算"),
        ("2", "composition:财政拨款收入"),
        ("2", "composition:其他收入"),
        ("3", "three_public:total"),
    ]


@pytest.mark.parametrize("path", sorted(Path(__file__).with_name("structures").glob("*.toml")), ids=lambda path: path.stem)
def test_whole_narrative_of_a_place(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    expected = [tuple(claim) for claim in case["claims"]]
    assert told(case["text"]) == expected
    for chars, rows in ((18, 9), (23, 17), (34, 25)):
        assert told(case["text"], chars=chars, rows=rows) == expected
