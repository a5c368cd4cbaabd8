"""Performance reports: what is proven by sums and place, what is contradicted. Names and figures are invented."""

from __future__ import annotations

import pytest

from extractors.checks import Judged, judge
from extractors.model import Claim, Outline
from extractors.narrative.prose import prose_of
from extractors.narrative.report.chapters import with_chapters
from extractors.narrative.rules.performance import read_report
from service.bench.faults.injection import Material, inject
from tests.narrative.reports import chaptered

SPENT = (
    "2.支出情况：2022年度财政拨款支出1200.50万元。基本支出情况：合计数为800.50万元，其中人员经费700.00万元，"
    "公用经费100.50万元；项目支出400.00万元。"
)
ADJUSTED = "1.收入情况：2022年度我局财政拨款收入1200.50万元，其中：财政年初预算拨款1000.00万元，年中调整预算数200.50万元。"
SPENDING = "2022年“三公经费”总额为9.00万元，其中公务用车运行维护费为6.00万元，公务接待费为3.00万元，出国（境）支出为0万元。"


OUTLINE = Outline(genre="performance_report", title="", department=None, fiscal_year=2022, unit="万元")


def checked(*paragraphs: str) -> Judged:
    pages = chaptered(paragraphs)
    outline = with_chapters(OUTLINE, pages)
    return judge(outline, (), read_report(pages), prose_of(pages, outline))


def rules(*paragraphs: str) -> list[str]:
    return [finding.rule for finding in checked(*paragraphs).findings]


def verdicts(judged: Judged, kind: str) -> set[str]:
    return {claim.verdict for claim in judged.claims if claim.kind == kind}


def claim_of(judged: Judged, kind: str, at: int = 0) -> Claim:
    return [claim for claim in judged.claims if claim.kind == kind][at]


def test_figures_that_add_up_are_accepted_and_nothing_is_told() -> None:
    judged = checked(ADJUSTED, SPENT, SPENDING)
    assert {claim.verdict for claim in judged.claims} == {"accepted"}
    assert judged.findings == ()


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("调整预算数200.50", "调整预算数300.50", "report.adjustment"),
        ("项目支出400.00", "项目支出500.00", "report.parts"),
        ("公用经费100.50", "公用经费100.60", "report.parts"),
        ("接待费为3.00", "接待费为2.00", "report.parts"),
    ],
)
def test_another_sum_is_a_finding_and_its_figures_are_flagged(right: str, wrong: str, rule: str) -> None:
    judged = checked(*(text.replace(right, wrong) for text in (ADJUSTED, SPENT, SPENDING)))
    assert [finding.rule for finding in judged.findings] == [rule]
    assert judged.findings[0].fault == "document"
    assert "flagged" in {claim.verdict for claim in judged.claims}


def test_parts_agree_within_rounding() -> None:
    assert rules(SPENT.replace("800.50", "800.5").replace("100.50", "100.49")) == []


def test_a_total_alone_is_not_proven() -> None:
    assert verdicts(checked("2022年度财政拨款支出1200.50万元。"), "total_change") == {"flagged"}


def test_yuan_for_ten_thousand_yuan() -> None:
    judged = checked(ADJUSTED, SPENT.replace("1200.50万元", "1200.50元"))
    assert [finding.rule for finding in judged.findings] == ["report.unit"]
    assert judged.findings[0].amounts == ("1200.50",)
    assert claim_of(judged, "total_change").unit == "元"


def test_small_sums_in_yuan_are_no_slip() -> None:
    assert rules(ADJUSTED, "集中供养标准为每人每月1600元，另发1000.00元。") == []


def test_another_year_with_this_years_amount() -> None:
    assert rules(ADJUSTED, "2021年度批复我局部门预算为1200.50万元。") == ["report.year"]
    assert rules(ADJUSTED, "2021年度批复我局部门预算为900.25万元。") == []
    assert rules(ADJUSTED, "与2021年相比，收入1200.50万元没有变化。") == []


@pytest.mark.parametrize(("rate", "told"), [("零", True), ("20.05%", False), ("20.1%", False), ("30%", True)])
def test_the_rate_of_adjustment(rate: str, told: bool) -> None:
    assert (rules(f"{ADJUSTED}预算调整率为{rate}。") == ["report.adjustment_rate"]) == told


def test_points_are_proven_by_their_hundred() -> None:
    parts = ("预算执行得分30分。", "预算管理得分为20分。", "资产管理得分为50分。")
    assert all(_by_points(claim) for claim in checked(*parts).claims)
    assert not any(_by_points(claim) for claim in checked(*parts[:2]).claims)


def _by_points(claim: Claim) -> bool:
    return any(proof.startswith("report.points") for proof in claim.fields["score"].proofs)


def test_a_listed_project_is_certain_by_its_place() -> None:
    first = "(1)清渠工程市本级预算安排资金100万元，财政资金实际拨付90.27万元，成效明显；"
    second = "(2)护林专项20万元，实际到位资金15万元，其中实际支出15万元；"
    judged = checked(first, second)
    assert claim_of(judged, "project_evaluation").verdict == "accepted"
    assert claim_of(judged, "project_evaluation").fields["budget"].proofs[0].startswith("narrative.place")
    assert claim_of(judged, "project_evaluation", 1).fields["executed"].verdict == "flagged"


def test_a_projects_rate_is_recomputed() -> None:
    text = "清渠项目年初预算40.00万元，实际支出36.00万元，预算执行率{}%。"
    assert rules(text.format("90")) == []
    assert rules(text.format("95")) == ["narrative.completion"]


def test_a_misread_field_is_not_accepted() -> None:
    pages = chaptered((ADJUSTED, SPENT, SPENDING))
    outline = with_chapters(OUTLINE, pages)
    claims = read_report(pages)
    for at, claim in enumerate(claims):
        for name, field in claim.fields.items():
            if isinstance(field.value, str) and field.value[0].isdigit():
                value = str(int(field.value[0]) % 9 + 1) + field.value[1:]
                bad = claim.model_copy(update={"fields": {**claim.fields, name: field.model_copy(update={"value": value})}})
                judged = judge(outline, (), (*claims[:at], bad, *claims[at + 1 :]), prose_of(pages, outline))
                assert judged.claims[at].fields[name].verdict != "accepted"


def test_the_neighbours_figure_is_not_accepted() -> None:
    """The spans of two parts exchanged: each sum holds, but the names stand beside other figures."""
    pages = chaptered((SPENT,))
    outline = with_chapters(OUTLINE, pages)
    claims = list(read_report(pages))
    one, two = (at for at, claim in enumerate(claims) if claim.get("part") in ("人员经费", "公用经费"))
    amounts = claims[one].fields["amount"], claims[two].fields["amount"]
    for at, amount in ((one, amounts[1]), (two, amounts[0])):
        claims[at] = claims[at].model_copy(update={"fields": {**claims[at].fields, "amount": amount}})
    judged = judge(outline, (), tuple(claims), prose_of(pages, outline))
    assert judged.claims[one].fields["amount"].verdict == "flagged"
    assert judged.claims[two].fields["amount"].verdict == "flagged"


@pytest.mark.parametrize(("share", "told"), [("66.68", []), ("66.70", ["narrative.share"]), ("40", ["narrative.share"])])
def test_shares_of_a_total_are_recomputed(share: str, told: list[str]) -> None:
    text = f"全年总支出1200.50万元。其中，基本支出800.50万元，占{share}%；项目支出400.00万元，占33.32%。"
    assert rules(text) == told


def test_the_rate_of_spending_proves_its_amounts() -> None:
    text = "2022年三公经费年初预算数为18万元，决算数为12.45万元，完成预算的{}%。"
    assert verdicts(checked(text.format("69.17")), "three_public") == {"accepted"}
    assert rules(text.format("79.17")) == ["narrative.completion"]


def injected(*paragraphs: str) -> dict[str, int]:
    """How many corrupted fields are accepted, by fault."""
    pages = chaptered(paragraphs)
    outline = with_chapters(OUTLINE, pages)
    material = Material("made", outline, (), read_report(pages), prose_of(pages, outline))
    score = inject(material, per_fault=12, seed=3)
    assert score.total.corrupted > 100
    return {fault: tally.accepted for fault, tally in score.by_fault.items() if tally.accepted}


def test_no_corrupted_field_is_accepted() -> None:
    projects = (
        "(1)清渠工程市本级预算安排资金100万元，财政资金实际拨付90.27万元，成效明显；",
        "(2)青禾行动20.5万元，实际到位资金15.25万元，站点全部建成；",
    )
    assert injected(ADJUSTED.replace("200.50万元。", "200.50万元，主要为追加人员经费。"), SPENT, SPENDING, *projects) == {}
