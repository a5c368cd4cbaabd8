"""Each narrative rule: one sentence that agrees and one that does not."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.checks import Judged, judge
from extractors.checks.claims.places import whole_scope
from extractors.model import Claim, ClaimField, FormRead
from tests.checks.books import book, claim, outline

GENERAL = "一般公共预算财政拨款支出"


def judged(*claims: Claim, forms: tuple[FormRead, ...] | None = None) -> Judged:
    return judge(outline(), book() if forms is None else forms, claims)


def rules(result: Judged) -> set[str]:
    return {f.rule for f in result.findings if f.section is not None and f.severity != "info"}


def field(result: Judged, name: str, index: int = 0) -> ClaimField:
    return result.claims[index].fields[name]


ITEM: dict[str, Any] = {
    "section": "5.3",
    "class_name": "一般公共服务支出",
    "section_name": "政府办公厅（室）及相关机构事务",
    "item_names": ("行政运行",),
    "budget": "80",
    "actual": "100",
    "completion_pct": "125",
    "direction": "above",
}
CHANGE: dict[str, Any] = {"scope": "收、支总计", "current": "257.35", "change": "57.35", "change_pct": "28.7", "direction": "up"}
PROCUREMENT: dict[str, Any] = {
    "section": "11",
    "total": "87.76",
    "goods": "31.69",
    "works": "27.95",
    "services": "28.12",
    "sme_amount": "78.2",
    "sme_share_pct": "89.11",
    "micro_amount": "39.1",
    "micro_share_pct": "50",
}
ASSETS: dict[str, Any] = {"section": "12", "vehicles_total": "3", "vehicles": {"机要通信用车": "1", "其他用车": "2"}}
PUBLIC: dict[str, Any] = {"section": "9.1", "category": "total", "budget": "13.00", "actual": "10.50", "completion_pct": "80.77"}
CASES: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("narrative.amount", "total_change", CHANGE, {"current": "275.35"}),
    ("narrative.change_pct", "total_change", CHANGE, {"change_pct": "82.7"}),
    ("narrative.direction", "total_change", CHANGE, {"change_pct": "18.2"}),
    ("narrative.change", "total_change", {**CHANGE, "prior": "200"}, {"prior": "150"}),
    (
        "narrative.score",
        "project_evaluation",
        {"section": "annex", "project": "清渠工程", "score": "96.5", "points": ("17.5", "49", "30")},
        {"score": "98.5"},
    ),
    ("narrative.amount", "item_execution", ITEM, {"actual": "110", "completion_pct": "137.5"}),
    ("narrative.completion", "item_execution", ITEM, {"completion_pct": "152"}),
    ("narrative.direction", "item_execution", ITEM, {"direction": "below"}),
    ("narrative.zero_budget", "item_execution", {**ITEM, "budget": "0", "completion_pct": None}, {"completion_pct": "100"}),
    (
        "narrative.share",
        "composition",
        {"section": "5.2", "scope": GENERAL, "part": "社会保障和就业支出", "amount": "20.10", "share_pct": "11.8"},
        {"share_pct": "18.1"},
    ),
    (
        "narrative.amount",
        "composition",
        {"section": "2", "scope": "收入合计", "part": "事业收入", "amount": "6"},
        {"amount": "9"},
    ),
    (
        "narrative.amount",
        "fund_use",
        {"section": "6", "scope": "一般公共预算财政拨款基本支出", "part": "人员经费", "amount": "95.10"},
        {"amount": "91.50"},
    ),
    (
        "narrative.amount",
        "fund_use",
        {"section": "6", "scope": "一般公共预算财政拨款基本支出", "part": "商品和服务支出", "amount": "20.50"},
        {"amount": "25.00"},
    ),
    (
        "narrative.amount",
        "composition",
        {"section": "5.1", "scope": "财政拨款支出", "part": "项目支出", "amount": "90.25"},
        {"amount": "100.25"},
    ),
    (
        "narrative.amount",
        "fund_use",
        {
            "section": "7",
            "scope": "政府性基金预算财政拨款",
            "part": "合计",
            "opening": "4",
            "revenue": "29",
            "amount": "30",
            "closing": "3",
        },
        {"amount": "33"},
    ),
    ("narrative.amount", "three_public", PUBLIC, {"budget": "31", "completion_pct": "33.87"}),
    ("narrative.completion", "three_public", PUBLIC, {"completion_pct": "77.80"}),
    ("narrative.operating_cost", "operating_cost", {"section": "10", "amount": "25"}, {"amount": "20"}),
    (
        "narrative.change_pct",
        "operating_cost",
        {"section": "10", "amount": "25", "vs_prior_change": "5", "vs_prior_pct": "25", "vs_prior_direction": "up"},
        {"vs_prior_pct": "52"},
    ),
    ("narrative.procurement", "procurement", PROCUREMENT, {"goods": "34.86"}),
    (
        "narrative.procurement",
        "procurement",
        PROCUREMENT,
        {"sme_amount": "97.76", "sme_share_pct": None, "micro_share_pct": None},
    ),
    ("narrative.share", "procurement", PROCUREMENT, {"micro_share_pct": "92.6"}),
    ("narrative.vehicles", "assets", ASSETS, {"vehicles_total": "4"}),
    (
        "narrative.completion",
        "project_evaluation",
        {"section": "13", "project": "某项目", "budget": "33.8", "executed": "31.12", "completion_pct": "92"},
        {"executed": "33.12"},
    ),
]


@pytest.mark.parametrize(
    ("rule", "kind", "right", "wrong"), CASES, ids=[f"{case[1]}-{case[0]}-{index}" for index, case in enumerate(CASES)]
)
def test_a_sentence_that_agrees_is_silent_and_one_that_does_not_is_told(
    rule: str, kind: str, right: dict[str, Any], wrong: dict[str, Any]
) -> None:
    agreeing = judged(claim(kind, **right))
    assert rules(agreeing) == set()
    told = judged(claim(kind, **{**right, **wrong}))
    assert rule in rules(told)
    finding = next(f for f in told.findings if f.rule == rule)
    assert finding.fault == "document"
    assert finding.amounts
    assert finding.message.endswith(".")


def test_amounts_that_a_table_confirms_are_accepted_with_their_proof() -> None:
    result = judged(claim("item_execution", **ITEM))
    assert {name: f.verdict for name, f in result.claims[0].fields.items()} == dict.fromkeys(result.claims[0].fields, "accepted")
    assert field(result, "actual").proofs[0] == "narrative.amount:5.3.2010301"
    assert result.claims[0].verdict == "accepted"


def test_an_amount_that_nothing_confirms_is_flagged() -> None:
    result = judged(claim("item_execution", **{**ITEM, "completion_pct": None}))
    assert field(result, "budget").verdict == "flagged"
    assert result.claims[0].verdict == "flagged"


def test_words_not_found_on_the_page_are_rejected() -> None:
    grounded = claim("statement", text="本部门无专项转移支付支出")
    lost = grounded.model_copy(update={"fields": {"text": ClaimField(value="本部门无专项转移支付支出")}})
    assert field(judged(grounded), "text").verdict == "accepted"
    assert field(judged(lost), "text").verdict == "rejected"


def test_a_figure_cut_off_instead_of_rounded_is_only_information() -> None:
    forms = book({("FA09", "actual", "conference"): "1.087"})
    result = judged(claim("three_public", "9", category="conference", actual="1.08"), forms=forms)
    assert [f.severity for f in result.findings if f.rule == "narrative.truncated"] == ["info"]


def test_a_slip_of_the_unit_is_told_and_does_not_spread() -> None:
    slipped = claim("item_execution", quote="支出决算为100元，完成年初预算的125%", **ITEM)
    assert rules(judged(slipped)) == {"narrative.unit"}


@pytest.mark.parametrize(("printed", "agrees"), [("0.0257", True), ("0.0275", False)])
def test_hundred_millions_against_the_table_in_ten_thousands(printed: str, agrees: bool) -> None:
    total = claim("total_change", quote=f"2024年度收、支总计{printed}亿元", scope="收、支总计", current=printed)
    result = judged(total.model_copy(update={"unit": "亿元"}))
    assert (field(result, "current").verdict == "accepted") is agrees
    assert ("narrative.amount" in rules(result)) is not agrees


@pytest.mark.parametrize(("year", "told"), [("2024", False), ("2023", True)])
def test_the_year_of_the_sentence(year: str, told: bool) -> None:
    result = judged(
        claim("total_change", quote=f"{year}年度收、支总计257.35万元，与2023年度相比", scope="收、支总计", current="257.35")
    )
    assert ("narrative.year" in rules(result)) is told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("较上年增加57.35万元，增长28.7%，决算数较上年增加的主要原因是人员增加。", False),
        ("较上年增加57.35万元，增长28.7%，决算数较上年减少的主要原因是人员减少。", True),
        ("较上年增加57.35万元，增长28.7%。主要原因是项目减少。", False),
        ("较上年增加57.35万元，增长28.7%；比年初预算减少3.00万元，下降1.2%。", False),
        ("比年初预算减少3.00万元，比2023年增加57.35万元，增长28.7%。", False),
        ("比上年增加57.35万元，减少28.7%。", True),
        ("人员经费较上年减少3.00万元；收、支总计较上年增加57.35万元，增长28.7%。", False),
        ("人员经费较上年减少3.00万元；收、支总计较上年增加57.35万元，减少28.7%。", True),
    ],
)
def test_words_of_both_directions(words: str, told: bool) -> None:
    result = judged(claim("total_change", quote=f"收、支总计257.35万元，{words}", **CHANGE))
    assert ("narrative.direction" in rules(result)) is told


def test_a_base_of_zero_has_no_rate_of_growth() -> None:
    grown = {**CHANGE, "change": "257.35", "change_pct": "100"}
    assert rules(judged(claim("total_change", **grown))) == {"narrative.zero_base"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("本部门没有政府性基金预算财政拨款支出", True),
        ("本部门没有年末结转结余的政府性基金支出", False),
        ("本部门无专项转移支付支出", False),
    ],
)
def test_nothing_said_but_figures_printed(text: str, told: bool) -> None:
    assert ("narrative.none_but_amount" in rules(judged(claim("statement", "7", text=text)))) is told


@pytest.mark.parametrize(("again", "told"), [("257.35", False), ("275.35", True)])
def test_the_same_amount_twice_where_its_table_is_a_picture(again: str, told: bool) -> None:
    one = claim("total_change", "1", scope=GENERAL, current="257.35")
    other = claim("item_execution", "5.3", scope=GENERAL, actual=again)
    result = judged(one, other, forms=())
    assert ("narrative.twice" in rules(result)) is told
    assert (field(result, "actual", 1).verdict == "flagged") is told


@pytest.mark.parametrize(("amount", "told"), [("39.50", set()), ("18.30", {"narrative.operating_cost"})])
def test_what_an_office_costs_need_not_be_all_operating_expenditure(amount: str, told: set[str]) -> None:
    basic = claim("fund_use", "6", scope="一般公共预算财政拨款基本支出", part="公用经费", amount="39.50")
    assert rules(judged(basic, claim("operating_cost", "10", amount=amount), forms=())) == told


@pytest.mark.parametrize(
    ("quote", "known"),
    [
        ("2021年度财政拨款收入总计209.91万元、支出总计209.91万元。", True),
        ("2021年度财政拨款收入总计、支出总计209.91万元。", True),
        ("2021年度收入总计209.91万元、支出总计209.91万元。", False),
    ],
)
def test_whose_total_it_is_stands_before_the_total_beside_it(quote: str, known: bool) -> None:
    assert (whole_scope("支出总计", quote) != "支出总计") is known


@pytest.mark.parametrize(
    ("heading", "known"),
    [("财政拨款收支与2018年度决算对比情况", True), ("收入决算情况说明", False), ("一般公共预算财政拨款收入情况", False)],
)
def test_this_years_income_under_a_heading_of_the_grant(heading: str, known: bool) -> None:
    assert (whole_scope("本年收入", "其中本年收入807.50万元，比2018年度增加。", heading) == "财政拨款本年收入") is known


@pytest.mark.parametrize(("between", "told"), [("。其中：其他收入减少1万元，下降5%", False), ("，下降5%", True)])
def test_what_a_member_of_a_list_did_is_no_second_direction_of_the_whole(between: str, told: bool) -> None:
    quote = f"收、支总计257.35万元。与上年相比，增加57.35万元，增长28.7%{between}。主要原因是项目。"
    assert ("narrative.direction" in rules(judged(claim("total_change", quote=quote, **CHANGE)))) is told


@pytest.mark.parametrize(("executed", "told"), [("31.12", False), ("33.12", True)])
def test_one_project_prints_one_execution(executed: str, told: bool) -> None:
    one = claim("project_evaluation", "13.2", project="某项目", budget="33.8", executed="31.12")
    other = claim("project_evaluation", "annex", project="某项目", budget="33.8", executed=executed)
    assert ("narrative.project" in rules(judged(one, other))) is told


@pytest.mark.parametrize(("total", "proven"), [("100", True), ("110", False)])
def test_budgets_of_the_items_prove_each_other(total: str, proven: bool) -> None:
    item = claim("item_execution", **{**ITEM, "completion_pct": None})
    rest = claim(
        "item_execution",
        **{**ITEM, "item_names": ("一般行政管理事务",), "budget": "20", "actual": "50.25", "completion_pct": None},
    )
    whole = claim("item_execution", "5.3", scope=GENERAL, budget=total, actual="170.35", direction="above")
    result = judged(whole, item, rest)
    assert (field(result, "budget", 1).verdict == "accepted") is proven


def test_a_wrong_table_figure_is_told_once_and_the_text_points_at_it() -> None:
    forms = book({("FA09", "budget", "total"): "31.00"})
    result = judged(claim("three_public", **PUBLIC), forms=forms)
    (finding,) = [f for f in result.findings if f.severity == "error"]
    assert (finding.form, finding.row, finding.column) == ("FA09", "budget", "total")
    assert field(result, "budget").verdict == "flagged"


def test_a_figure_that_only_its_own_row_confirms_is_flagged_where_the_text_denies_it() -> None:
    forms = book({("FA09", "actual", "overseas"): None, ("FA09", "actual", "reception"): "3.50"})
    denied = judged(claim("three_public", "9", category="reception", actual="3.00"), forms=forms)
    assert next(f for f in denied.facts if f.key == ("FA09", "actual", "reception")).verdict == "flagged"


def test_a_share_of_the_total_does_not_prove_the_awards_of_another_share() -> None:
    said = {**PROCUREMENT, "micro_share_pct": "44.55"}
    right = judged(claim("procurement", **said))
    wrong = judged(claim("procurement", **{**said, "sme_amount": "39.1", "micro_amount": "39.1"}))
    assert field(right, "sme_amount").verdict == "accepted"
    assert field(wrong, "sme_amount").verdict == "flagged"


@pytest.mark.parametrize(("current", "verdict"), [("257.35", "accepted"), ("238.35", "flagged")])
def test_a_change_that_fits_another_claim_of_the_section_is_borrowed(current: str, verdict: str) -> None:
    owner = claim("total_change", "1", **{**CHANGE, "scope": "支出总计"}, reason="人员增加")
    other = claim("total_change", "1", **{**CHANGE, "scope": "本年收入", "current": current}, reason="人员增加")
    shared = {name: field.model_copy(update={"boxes": owner.fields[name].boxes}) for name, field in other.fields.items()}
    result = judged(owner, other.model_copy(update={"fields": shared}))
    assert field(result, "direction").verdict == "accepted"
    assert (field(result, "direction", 1).verdict, field(result, "reason", 1).verdict) == (verdict, verdict)


@pytest.mark.parametrize(("rate", "told"), [("99.75", False), ("97.75", True)])
def test_the_rate_of_an_adjusted_budget_is_not_one_of_the_first_budget(rate: str, told: bool) -> None:
    quote = f"年初预算为1,650.00万元，调整预算为1,640.00万元，支出决算为1,635.90万元，完成调整预算的{rate}%"
    item = claim("item_execution", "5.3", quote=quote, budget="1650.00", actual="1635.90", completion_pct=rate)
    result = judged(item, forms=())
    assert ("narrative.completion" in rules(result)) is told
    assert field(result, "budget").verdict == "flagged"


@pytest.mark.parametrize(("whole", "told"), [("本年收入", False), ("财政拨款收支总计", True)])
def test_a_share_of_the_whole_that_it_names(whole: str, told: bool) -> None:
    """203.35 of 238.35 is 85.3 %, of the 257.35 that the list began with 79.0 %."""
    quote = f"总收入257.35万元。具体情况如下：财政拨款收入203.35万元，占{whole}的85.3%。"
    part = {"scope": "总收入", "part": "财政拨款收入", "amount": "203.35", "share_pct": "85.3"}
    assert ("narrative.share" in rules(judged(claim("composition", "1", quote=quote, **part)))) is told


@pytest.mark.parametrize(("direction", "verdict"), [("flat", "accepted"), ("up", "flagged")])
def test_a_change_of_nought_is_flat(direction: str, verdict: str) -> None:
    nought = {**CHANGE, "change": "0.00", "change_pct": "0", "direction": direction}
    assert field(judged(claim("total_change", **nought)), "direction").verdict == verdict
