"""fund_use in the wordings of several places; figures and names are invented."""

from __future__ import annotations

import pytest

from extractors.narrative.rules.fund_use import read_fund_use
from tests.narrative.made import read

BASIC = "一般公共预算财政拨款基本支出决算情况说明"
FUND = "政府性基金预算财政拨款收入支出决算情况说明"
CAPITAL = "国有资本经营预算财政拨款支出决算情况说明"


@pytest.mark.parametrize(
    "text",
    [
        "2023年度一般公共预算财政拨款基本支出130.50万元，其中：人员经费100.50万元，主要包括：基本工资、津贴补贴；"
        "公用经费30.00万元，主要包括：办公费、差旅费。",
        "本部门2023年度一般公共预算财政拨款基本支出决算为130.50万元，其中：\n人员经费100.50万元，主要包括基本工资、津贴补贴。\n"
        "日常公用经费30.00万元，主要包括办公费、差旅费。",
        "2023年度一般公共预算财政拨款基本支出共计130.50万元。其中：人员经费支出100.50万元，主要用于：基本工资、津贴补贴。"
        "公用经费支出30.00万元，主要用于：办公费、差旅费。",
    ],
)
def test_basic_expenditure(text: str) -> None:
    total, people, offices = read(read_fund_use, text, BASIC)
    assert total == {"scope": "一般公共预算财政拨款基本支出", "part": "合计", "amount": "130.50"}
    assert people == {
        "scope": "一般公共预算财政拨款基本支出",
        "part": "人员经费",
        "amount": "100.50",
        "use": "基本工资、津贴补贴",
    }
    assert (offices["part"], offices["amount"], offices["use"]) == ("公用经费", "30.00", "办公费、差旅费")


def test_basic_expenditure_by_economic_class() -> None:
    text = "基本支出130.50万元。工资福利支出100.50万元，主要用于基本工资；商品和服务支出30.00万元。"
    parts = read(read_fund_use, text, BASIC)
    assert [part["part"] for part in parts] == ["合计", "工资福利支出", "商品和服务支出"]
    assert "use" not in parts[2]


def test_a_part_of_a_comparison_is_none() -> None:
    text = "一般公共预算财政拨款基本支出130.50万元。人员经费100.50万元，比人员经费90.00万元增加。"
    assert [part["amount"] for part in read(read_fund_use, text, BASIC)] == ["130.50", "100.50"]


def test_basic_expenditure_of_a_composition_is_no_fund_use() -> None:
    assert read(read_fund_use, "支出合计10万元，其中：基本支出8万元，占80%；项目支出2万元，占20%。") == []


def test_fund_sentence_and_its_items() -> None:
    text = (
        "2023年度政府性基金预算财政拨款年初结转和结余1.20万元，本年收入20.30万元，本年支出21.00万元，年末结转和结余0.50万元。具体支出情况为：\n"
        "1.城乡社区支出（类）国有土地使用权出让收入安排的支出（款）土地开发支出（项）。支出决算为21.00万元，主要用于河岸整治。"
    )
    whole, item = read(read_fund_use, text, FUND)
    assert whole == {
        "scope": "政府性基金预算财政拨款",
        "part": "合计",
        "opening": "1.20",
        "revenue": "20.30",
        "amount": "21.00",
        "closing": "0.50",
    }
    assert item == {"scope": "政府性基金预算财政拨款", "part": "土地开发支出", "amount": "21.00", "use": "河岸整治"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2023年政府性基金预算财政拨款收入20.30万元，支出21.00万元，年末结转和结余0.50万元。",
            {"revenue": "20.30", "amount": "21.00", "closing": "0.50"},
        ),
        ("2023年度政府性基金预算财政拨款支出21.00万元，主要用于河岸整治。", {"amount": "21.00", "use": "河岸整治"}),
        ("政府性基金预算财政拨款本年收入合计20.30万元，比上年收入18.00万元增加2.30万元。", {"revenue": "20.30"}),
    ],
)
def test_fund_sentences_that_tell_less(text: str, expected: dict[str, str]) -> None:
    assert read(read_fund_use, text, FUND) == [{"scope": "政府性基金预算财政拨款", "part": "合计", **expected}]


def test_items_by_class_alone() -> None:
    text = (
        "国有资本经营预算财政拨款本年支出7.00万元。具体支出情况为：\n1.国有资本经营预算支出类支出决算为7.00万元，主要用于改制。"
    )
    whole, item = read(read_fund_use, text, CAPITAL)
    assert whole["amount"] == "7.00"
    assert (item["part"], item["amount"], item["use"]) == ("国有资本经营预算支出", "7.00", "改制")


def test_no_such_spending_is_no_fund_use() -> None:
    assert read(read_fund_use, "本部门2023年度无政府性基金预算财政拨款收入和支出。", FUND) == []


def test_projects_named_before_the_items() -> None:
    text = (
        "支出决算为12.00万元。项目支出主要用于河岸整治8.00万元，主要成效是水质提升，投入资金3.00万元；村道养护4.00万元。\n"
        "1.农林水支出（类）水利（款）水利工程（项）。年初预算为5万元，支出决算为12.00万元。"
    )
    assert [(part["scope"], part["part"], part["amount"]) for part in read(read_fund_use, text)] == [
        ("项目支出", "河岸整治", "8.00"),
        ("项目支出", "村道养护", "4.00"),
    ]
