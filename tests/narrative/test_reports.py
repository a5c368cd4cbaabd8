"""Performance reports: cells over page breaks, chapters, and what their sentences say. Names and figures are invented."""

from __future__ import annotations

import pytest

from extractors.model import Claim, ClaimValue
from extractors.narrative.report.chapters import chapters_of, ordinal, sections_of_report
from extractors.narrative.report.flow import entries_of
from extractors.narrative.rules.performance import read_report
from tests.narrative.made import said
from tests.narrative.reports import chaptered, form

SPENT = (
    "2.支出情况：2022年度财政拨款支出1200.50万元。基本支出情况：合计数为800.50万元，其中人员经费700.00万元，"
    "公用经费100.50万元；项目支出400.00万元。"
)
ADJUSTED = (
    "1.收入情况：2022年度我局财政拨款收入1200.50万元，其中：财政年初预算拨款1000.00万元，年中调整预算数200.50万元，"
    "主要为追加人员经费。"
)


def told(*paragraphs: str, kind: str = "") -> list[dict[str, ClaimValue]]:
    claims = read_report(chaptered(paragraphs))
    return [said(claim) for claim in claims if not kind or claim.kind == kind]


def of_kind(claims: tuple[Claim, ...], kind: str) -> list[dict[str, ClaimValue]]:
    return [said(claim) for claim in claims if claim.kind == kind]


def test_a_cell_goes_on_over_the_page_break() -> None:
    long = "　".join(["各项任务有序推进，成效明显"] * 30)
    pages = form([(("整体情况", "资金使用"), (ADJUSTED, long)), (("", "存在问题"), ("预算编制不够细",))], lines_per_page=12)
    assert len(pages) > 1
    entries = [entry for entry in entries_of(pages) if entry.paragraphs]
    assert [entry.label for entry in entries] == ["资金使用", "存在问题"]
    assert [len(entry.paragraphs) for entry in entries] == [2, 1]


def test_headings_part_a_cell_into_chapters() -> None:
    pages = form([(("整体", "使用情况"), ("一、部门收支情况", SPENT, "二、预算管理情况", "制度健全。"))])
    assert [(chapter.passage.section, chapter.named) for chapter in chapters_of(pages)] == [
        ("1", "使用情况/部门收支情况"),
        ("2", "使用情况/预算管理情况"),
    ]


def test_chapters_are_sections_with_their_places() -> None:
    pages = form([(("整体", "使用情况"), ("一、部门收支情况", SPENT, "二、预算管理情况", "制度健全。"))])
    first, second = sections_of_report(chapters_of(pages))
    assert (first.key, first.title, second.key, second.title) == ("1", "部门收支情况", "2", "预算管理情况")
    assert first.start < first.end <= second.start < second.end


@pytest.mark.parametrize(("numeral", "number"), [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21)])
def test_numerals(numeral: str, number: int) -> None:
    assert ordinal(numeral) == number


def test_an_adjusted_budget() -> None:
    assert told(ADJUSTED, kind="budget_change") == [
        {"scope": "财政拨款收入", "amount": "1200.50", "prior": "1000.00", "change": "200.50", "reason": "追加人员经费"}
    ]


def test_an_adjustment_told_without_a_total_before_it() -> None:
    text = "年初预算500.00万元，因预算调整下达30.00万元，主要为增加人员，故预算调整率为6%。全年收入与支出数均为530.00万元。"
    (claim,) = told(text, kind="budget_change")
    assert (claim["scope"], claim["amount"], claim["prior"], claim["change"]) == ("年初预算", "530.00", "500.00", "30.00")
    assert claim["reason"] == "增加人员"


def test_a_total_with_its_parts() -> None:
    assert told(SPENT, kind="total_change") == [{"scope": "财政拨款支出", "current": "1200.50"}]
    parts = told(SPENT, kind="composition")
    assert [(part["part"], part["amount"]) for part in parts] == [
        ("基本支出", "800.50"),
        ("人员经费", "700.00"),
        ("公用经费", "100.50"),
        ("项目支出", "400.00"),
    ]
    assert {part["scope"] for part in parts} == {"财政拨款支出"}


def test_parts_of_what_was_approved() -> None:
    text = "批复我局预算收入预算总数为90.00万元，其中：财政预算拨款80.00万元，其他收入10.00万元。"
    parts = told("一、预算批复情况", text, kind="composition")
    assert [(part["part"], part["amount"]) for part in parts] == [
        ("预算收入", "90.00"),
        ("财政预算拨款", "80.00"),
        ("其他收入", "10.00"),
    ]


def test_parts_without_a_whole_are_no_composition() -> None:
    assert told("其中基本支出80.00万元。", kind="composition") == []


def test_spending_by_category_as_budget_and_as_result() -> None:
    text = "“三公经费”预算批复数15.00万元，其中公务接待为6.00万元，公务车运行维护费9.00万元。"
    assert told(text, kind="three_public") == [
        {"category": "total", "budget": "15.00"},
        {"category": "reception", "budget": "6.00"},
        {"category": "vehicle_operation", "budget": "9.00"},
    ]
    text = "三公经费预算执行情况：全年“三公”经费总额为9.00万元，其中公务用车运行维护费为6.00万元，公务接待费为3.00万元。"
    assert [claim.get("actual") for claim in told(text, kind="three_public")] == ["9.00", "6.00", "3.00"]


def test_one_sentence_with_budget_and_result() -> None:
    (claim,) = told("三公经费预算12.00万元，实际支出11.00万元。", kind="three_public")
    assert claim == {"category": "total", "budget": "12.00", "actual": "11.00"}


@pytest.mark.parametrize(
    ("text", "project"),
    [
        ("我单位预算执行得分30分，无扣分项目。", "预算执行"),
        ("故我局在效果产出得分为30分。", "效果产出"),
        ("综上，资产管理自评得分30分。", "资产管理"),
    ],
)
def test_points_of_a_part(text: str, project: str) -> None:
    assert told(text) == [{"project": project, "score": "30"}]


def test_listed_projects_with_what_was_spent() -> None:
    texts = (
        "(1)清渠工程市本级预算安排资金100万元，财政资金实际拨付90.27万元，成效明显；",
        "(2)青禾行动（含两个站点）20万元，实际到位资金15万元；",
        "(3)护林专项经费65万元，全部用于巡护；",
    )
    assert told(*texts, kind="project_evaluation") == [
        {"project": "清渠工程", "budget": "100", "executed": "90.27"},
        {"project": "青禾行动", "budget": "20", "executed": "15"},
        {"project": "护林专项经费", "budget": "65"},
    ]


def test_a_project_told_in_a_sentence_with_its_rate() -> None:
    text = "其中，清渠项目年初预算40.00万元，实际支出36.00万元，预算执行率90%。"
    assert told(text, kind="project_evaluation") == [
        {"project": "清渠项目", "budget": "40.00", "executed": "36.00", "completion_pct": "90"}
    ]


def test_what_was_paid_out() -> None:
    text = "共发放甲类补贴381人次，累计发放金额3.50万元；发放乙类补贴331人次，累计发放金额2.50万元，两项补贴共发放6.00万元。"
    assert told(text, kind="fund_use") == [
        {"scope": "两项补贴", "part": "甲类补贴", "amount": "3.50"},
        {"scope": "两项补贴", "part": "乙类补贴", "amount": "2.50"},
        {"scope": "两项补贴", "part": "合计", "amount": "6.00"},
    ]


def test_work_done_point_by_point_only_under_its_heading() -> None:
    points = ("1.服务能力不断提升。全年办理建议提案23件，满意率达到100%；", "2.宣传工作,各类平台发布信息400多篇，效果良好；")
    pages = form([(("目标", "绩效目标完成情况"), points)])
    assert [claim["item"] for claim in of_kind(read_report(pages), "key_work")] == ["服务能力不断提升", "宣传工作"]
    assert of_kind(read_report(form([(("概况", "部门职责"), points)])), "key_work") == []


def test_the_form_as_a_whole() -> None:
    rows = [
        (("年度预算", "年度预算金额"), ("1000.00万元",)),
        (("情况", "资金使用"), (SPENT,)),
        (("问题", "存在的问题"), ("预算编制不够精细。",)),
        (("问题", "改进措施"), ("加强测算。",)),
    ]
    pages = (*chaptered(("2022年青山市民政局部门整体支出绩效评价报告",)), *form(rows, first=2))
    whole = of_kind(read_report(pages), "project_evaluation")[-1]
    assert whole == {
        "project": "青山市民政局部门整体支出",
        "budget": "1000.00",
        "executed": "1200.50",
        "problems": "预算编制不够精细",
        "improvements": "加强测算",
    }


def test_a_paragraph_of_one_kind_of_expenditure() -> None:
    text = "2022年度基本支出决算数为812.36万元，其中：人员经费702.11万元；公用经费110.25万元。"
    assert told(text, kind="total_change") == [{"scope": "基本支出", "current": "812.36"}]
    assert [(part["scope"], part["part"]) for part in told(text, kind="composition")] == [
        ("基本支出", "人员经费"),
        ("基本支出", "公用经费"),
    ]


def test_a_total_behind_an_adjustment_with_shares() -> None:
    text = "年初预算收入1500.20万元，追加预算220.80万元，全年总收入1721.00万元，总支出1690.50万元。"
    text += "总支出中，基本支出980.30万元，占57.99%；项目支出710.20万元，占42.01%。"
    assert told(text, kind="total_change") == [{"scope": "总支出", "current": "1690.50"}]
    assert [part["share_pct"] for part in told(text, kind="composition")] == ["57.99", "42.01"]


@pytest.mark.parametrize("text", ["其中公务接待费支出4.20万元。", "该项目实际支出48.6万元。", "事业单位经营收入3.00万元。"])
def test_what_is_no_total(text: str) -> None:
    assert told(text, kind="total_change") == []


def test_spending_goes_on_behind_a_full_stop_with_its_rate_and_its_change() -> None:
    text = "“三公”经费年初预算数为18万元，决算数为12.45万元，完成预算的69.17%。其中：公务接待费支出4.20万元。"
    total, reception = told(text, kind="three_public")
    assert total == {"category": "total", "budget": "18", "actual": "12.45", "completion_pct": "69.17"}
    assert reception == {"category": "reception", "actual": "4.20"}
    (total,) = told("三公经费支出6.8万元，较上年减少1.2万元，下降15%。", kind="three_public")
    assert (total["change"], total["change_pct"], total["direction"]) == ("1.2", "15", "down")


def test_the_score_of_the_whole_and_that_of_a_project() -> None:
    title = "2022年青山水务局部门整体支出绩效自评报告"
    assert told(title, "一、结论", "我单位自评得分96分，等级为优。") == [{"project": "青山水务局部门整体支出", "score": "96"}]
    text = "1.水质监测专项资金：预算安排120万元，全年实际支付113.4万元，绩效自评得分95分。"
    assert told(title, "一、项目", text) == [{"project": "水质监测专项资金", "budget": "120", "executed": "113.4", "score": "95"}]


def test_headings_part_even_where_every_line_is_indented() -> None:
    pages = chaptered(("2023年文化馆绩效报告", "一、基本情况", "（一）预算执行情况", "全年总支出1690.50万元，较好地保障了运转。"))
    assert [chapter.named for chapter in chapters_of(pages)] == ["", "/基本情况/预算执行情况"]
