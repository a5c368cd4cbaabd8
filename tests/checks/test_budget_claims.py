"""What the text of a budget says against its tables and its own arithmetic: a text that agrees and one that does not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractors.checks import Judged, judge
from extractors.model import ClaimField, FormRead, Outline, RowRead, Section
from extractors.narrative.budgets.reader import read_passage
from extractors.narrative.prose import sentences_of
from tests.checks.budgets import BOX, OUTLINE, D, budget_form
from tests.narrative.made import passage

NAMES = {
    "201": "一般公共服务支出",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
}
SPENT = {"total": "100.00 60.00 40.00", "201": "100.00 60.00 40.00", "20103": "100.00 60.00 40.00"}
SPENT |= {"2010301": "60.00 60.00 -", "2010302": "40.00 - 40.00"}
ITEM = "一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）"
FUNCTIONAL = ("total", "basic", "project")


def form(key: str = "BG05", rows: Mapping[str, str] = SPENT, columns: tuple[str, ...] = FUNCTIONAL) -> FormRead:
    """A form whose rows bear names."""
    read = budget_form(key, columns, rows)
    named = tuple(RowRead(key=row.key, label=NAMES.get(row.key, ""), box=BOX) for row in read.rows)
    return read.model_copy(update={"rows": named})


def in_yuan(read: FormRead) -> FormRead:
    """The same form in 元."""
    facts = tuple(fact.model_copy(update={"unit": "元"}) for fact in read.facts)
    return read.model_copy(update={"unit": "元", "facts": facts})


def told(text: str, *forms: FormRead, topic: str = "general", title: str = "") -> Judged:
    """The text read and judged, as section 1 of a budget of 2025."""
    section = Section(key="1", title=title, level=2, start=(1, 0), end=(1, 99))
    outline = Outline(
        **{"genre": "budget", "title": "某部门预算", "department": "某部门", "fiscal_year": 2025, "unit": "万元"},
        sections=(section,),
    )
    printed = passage(text, title, "1")
    claims = tuple(read_passage(printed, topic, 2025))
    return judge(outline, forms, claims, tuple(sentences_of(printed)))


def field(judged: Judged, name: str, at: int = 0) -> ClaimField:
    return judged.claims[at].fields[name]


def rules(judged: Judged) -> set[tuple[str, str]]:
    return {(finding.rule, finding.severity) for finding in judged.findings if finding.rule.startswith(("narrative", "text"))}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("2025年支出预算{}万元。", "general"),
        ("2025年支出预算{}万元，比上年增加9万元。", "general"),
        ("项目支出{}万元，具体如下：\n（一）甲。", "projects"),
    ],
)
def test_a_total_is_what_its_table_prints(text: str, topic: str) -> None:
    right = "40" if topic == "projects" else "100"
    good, bad = (told(text.format(said), form("BG03"), topic=topic) for said in (right, "140"))
    name = "current" if "比" not in text and topic == "general" else "amount"
    assert field(good, name).verdict == "accepted"
    assert rules(good) == set()
    assert field(bad, name).verdict == "flagged"
    assert rules(bad) == {("narrative.amount", "error")}


@pytest.mark.parametrize("words", ["60万元，主要用于工资。", "60万元，比上年增加2万元，增长3.4%。"])
def test_an_item_is_found_by_its_names(words: str) -> None:
    good, bad = told(f"1.{ITEM}{words}", form()), told(f"1.{ITEM}8{words}", form())
    assert field(good, "amount").verdict == "accepted"
    assert ("narrative.amount", "error") in rules(bad)
    assert {each.verdict for each in good.claims[0].fields.values()} == {"accepted"}


def test_an_item_is_found_by_the_code_beside_its_name() -> None:
    rows = {**SPENT, "2080101": "7.00 7.00 -"}
    good, bad = (told(f"（1）行政运行（2080101）{said}万元，较上年减少1万元；", form(rows=rows)) for said in ("7", "60"))
    assert field(good, "amount").verdict == "accepted"
    assert field(bad, "amount").verdict == "flagged"


def test_what_is_cut_off_instead_of_rounded_is_told_gently() -> None:
    yuan = in_yuan(form(rows={"2010301": "877080.00 877080.00 -", "201": "877080.00 877080.00 -"}))
    cut, wrong = told(f"1.{ITEM}87.70万元。", yuan), told(f"1.{ITEM}887.70万元。", yuan)
    assert rules(cut) == {("narrative.truncated", "info")}
    assert field(cut, "amount").verdict == "accepted"
    assert rules(wrong) == {("narrative.amount", "error")}


def test_a_last_digit_off_is_a_warning() -> None:
    good, bad = (told(f"2025年支出预算{said}万元。", form("BG03")) for said in ("100.00", "100.01"))
    assert rules(good) == set()
    assert rules(bad) == {("narrative.amount", "warning")}


def test_the_second_half_of_a_sentence_about_grants_is_about_grants() -> None:
    lines = budget_form("BG04", ("amount", "total"), {"income.total": "80.00 -", "expenditure.total": "- 80.00"})
    text = "财政拨款收入预算总计{}万元，支出预算总计{}万元。"
    good = told(text.format("80", "80"), form("BG03"), lines)
    bad = told(text.format("80", "70"), form("BG03"), lines)
    assert field(good, "current", 1).verdict == "accepted"
    assert ("narrative.amount", "error") in rules(bad)


def test_a_part_under_another_than_all_expenditure_is_not_the_tables_part() -> None:
    split = budget_form("BG05", ("total", "personnel", "operating"), {"total": "60.00 45.00 15.00"})
    text = "{}60万元，其中：人员经费13万元，较上年增加2万元。"
    assert ("narrative.amount", "error") in rules(told(text.format("一般公共预算支出"), split))
    assert ("narrative.amount", "error") not in rules(told(text.format("对个人和家庭的补助"), split))


@pytest.mark.parametrize(("pct", "verdict"), [("5.26", "accepted"), ("15.26", "flagged")])
def test_a_change_recomputes(pct: str, verdict: str) -> None:
    judged = told(f"收入预算100万元，比2024年预算增加5万元，增长{pct}%。")
    assert field(judged, "change_pct").verdict == verdict
    assert (("narrative.change_pct", "error") in rules(judged)) == (verdict == "flagged")
    assert field(judged, "basis").verdict == "accepted"


def test_two_comparisons_of_one_total_do_not_contradict_each_other() -> None:
    text = "收入预算100万元，比2024年执行数减少25万元，减幅20%，扣除基建后比2024年执行数增加5万元，增幅5.26%。"
    assert rules(told(text)) == set()
    both = told("收入预算100万元，比2024年执行数增加减少25万元，下降20%。")
    assert ("narrative.direction", "error") in rules(both)


@pytest.mark.parametrize(("second", "found"), [("40", set()), ("50", {("narrative.listed", "error")})])
def test_what_is_listed_adds_up(second: str, found: set[tuple[str, str]]) -> None:
    judged = told(f"2025年支出预算100万元，其中：基本支出60万元，项目支出{second}万元。")
    assert rules(judged) == found
    assert field(judged, "amount", 2).verdict == ("flagged" if found else "accepted")


@pytest.mark.parametrize(("opening", "found"), [("其中：", {("narrative.listed", "warning")}), ("主要项目包括：", set())])
def test_a_list_that_says_it_is_all_is_short(opening: str, found: set[tuple[str, str]]) -> None:
    text = f"政府性基金预算支出100万元，比上年增加4万元。{opening}\n1、甲补贴60万元。\n2、乙补贴30万元。"
    assert rules(told(text, topic="fund")) == found


def test_what_comes_in_and_what_is_spent_are_two_lists() -> None:
    text = "财政拨款收支总预算90万元。收入包括：一般公共预算拨款收入60万元、上年结转30万元；"
    text += "支出包括：教育支出50万元、卫生健康支出{}万元。"
    assert rules(told(text.format("40"))) == set()
    assert rules(told(text.format("50"))) == {("narrative.listed", "error")}


def test_shares_whose_whole_is_told_elsewhere() -> None:
    text = "教育（类）支出50万元，占{}%；卫生健康（类）支出50万元，占50%。"
    assert field(told(text.format("50")), "share_pct").verdict == "accepted"
    assert field(told(text.format("70")), "share_pct").verdict == "flagged"


PUBLIC = budget_form("BG07", ("total", "overseas", "vehicle_total", "reception"), {"budget": "5.00 3.00 - 2.00"})
FUNDS = budget_form("BG07", ("total.general", "total.fund"), {"budget": "4.00 1.00"})


@pytest.mark.parametrize("table", [PUBLIC, FUNDS])
def test_three_public_against_its_table(table: FormRead) -> None:
    good, bad = (told(f"2025年“三公”经费预算{said}万元，与上年持平。", table, topic="three_public") for said in ("5.00", "6.00"))
    assert {each.verdict for each in good.claims[0].fields.values()} == {"accepted"}
    assert rules(bad) == {("narrative.amount", "error")}


def test_a_category_that_only_its_heading_names() -> None:
    text = "2025年预算安排2.00万元，与上年持平。"
    headed = told(text, PUBLIC, topic="three_public", title="公务接待费")
    assert field(headed, "category").verdict == "accepted"
    assert told(text, PUBLIC, topic="three_public", title="其他").claims == ()


def test_operating_cost_against_basic_expenditure() -> None:
    basic = budget_form("BG06", ("total", "personnel", "operating"), {"total": "60.00 45.00 15.00"})
    good, bad = (told(f"机关运行经费预算{said}万元。", basic, topic="operating_cost") for said in ("15", "18"))
    assert field(good, "amount").verdict == "accepted"
    assert rules(bad) == {("narrative.operating_cost", "warning")}


def test_procurement_against_its_table() -> None:
    bought = budget_form("BG15", ("total",), {"goods": "3.00", "services": "6.00", "total": "9.00"})
    text = "政府采购预算总额9万元，其中：货物预算{}万元、服务预算{}万元。"
    assert rules(told(text.format("3", "6"), bought, topic="procurement")) == set()
    assert rules(told(text.format("4", "5"), bought, topic="procurement")) == {("narrative.amount", "error")}


def test_projects_against_their_list() -> None:
    listed = budget_form("BG10", ("total",), {"某局|甲经费": "4.00", "某局|乙补贴": "5.00"})
    text = "2025年项目支出{}万元，具体如下：\n（一）甲经费项目{}万元。\n（二）乙补贴5万元。"
    good, bad = told(text.format(9, 4), listed, topic="projects"), told(text.format(8, 3), listed, topic="projects")
    assert {each.verdict for claim in good.claims for each in claim.fields.values()} == {"accepted"}
    assert ("narrative.amount", "error") in rules(bad)


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        ("text.residue", "（一）人员经费9万元。", "（按“部门预算公开06表”中实际发生经济分类支出事项填写）"),
        ("text.unsigned", "收入较上年减少12.95%，原因是人员减少。", "收入较上年减少12.95，原因是人员减少。"),
        ("text.unsigned", "收入较上年减少1,283.91万元。", "收入较上年减少1283.91。"),
    ],
)
def test_words_of_the_template_and_changes_without_a_measure(rule: str, good: str, bad: str) -> None:
    assert rule not in {found for found, _ in rules(told(good))}
    assert rule in {found for found, _ in rules(told(bad))}


@pytest.mark.parametrize(("said", "found"), [("国有资本经营预算", set()), ("政府性基金预算", {("text.other_fund", "warning")})])
def test_the_note_under_an_empty_form_is_about_its_fund(said: str, found: set[tuple[str, str]]) -> None:
    note = f"注：本部门2025年无{said}安排的支出，故本表为空表。"
    empty = FormRead(form="BG09", title="BG09", unit="万元", status="stated_none", pages=(1,), statement=note)
    assert rules(told("2025年支出预算100万元。", form("BG03"), empty)) == found


def test_words_that_name_another_year_are_no_basis() -> None:
    judged = told("收入预算100万元，比2023年预算增加5万元，增长5.26%。")
    assert field(judged, "basis").value == "2023年预算"
    assert D(str(field(judged, "change").value)) == 5


@pytest.mark.parametrize(("amount", "verdict"), [("3", "accepted"), ("0", "flagged")])
def test_nothing_is_no_rise(amount: str, verdict: str) -> None:
    assert field(told(f"政府性基金预算支出{amount}万元，比上年增加3万元。"), "direction").verdict == verdict


@pytest.mark.parametrize(("name", "whole"), [("收入预算", True), ("收入", False), ("预算", False)])
def test_a_total_is_called_by_its_whole_name(name: str, whole: bool) -> None:
    judged = told("2025年收入预算100万元，比上年增加5万元，增长5.26%。")
    renamed = judged.claims[0].model_copy(update={"fields": {**judged.claims[0].fields, "scope": _called(judged, name)}})
    again = judge(
        OUTLINE, (), (renamed,), tuple(sentences_of(passage("2025年收入预算100万元，比上年增加5万元，增长5.26%。", "", "1")))
    )
    assert (again.claims[0].fields["scope"].verdict == "accepted") == whole


def _called(judged: Judged, name: str) -> ClaimField:
    return field(judged, "scope").model_copy(update={"value": name, "text": name})


@pytest.mark.parametrize(("operation", "verdict"), [("318.88", "accepted"), ("218.88", "flagged")])
def test_changes_of_vehicles_add_to_the_change_of_all(operation: str, verdict: str) -> None:
    text = "公务用车购置及运行维护费0万元（公务用车购置费0万元，比上年减少70万元；"
    text += f"公务用车运行维护费0万元，比上年减少{operation}万元）比上年减少388.88万元。"
    judged = told(text, topic="three_public")
    changes = {str(claim.get("category")): claim.fields["change"].verdict for claim in judged.claims}
    assert (changes["vehicle_purchase"], changes["vehicle_operation"]) == (verdict, verdict)


@pytest.mark.parametrize(("running", "verdict"), [("5.00", "accepted"), ("4.00", "flagged")])
def test_amounts_of_vehicles_add_up(running: str, verdict: str) -> None:
    text = (
        f"公务用车购置及运行维护费5.00万元。其中：公务用车购置费0万元，与上年持平；公务用车运行维护费{running}万元，与上年持平。"
    )
    assert field(told(text, topic="three_public"), "budget").verdict == verdict
