"""Each rule of wording: a text that is in order and one that is not."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractors.checks import judge
from extractors.checks.residue import families
from extractors.model import Blank, Finding, FormRead, Outline, RowRead, Sentence
from extractors.narrative.grounding import Passage
from extractors.narrative.prose import sentences_of
from tests.checks.books import BOX, book, claim, outline

ITEM = "一般公共服务支出(类)政府办公厅(室)及相关机构事务(款)"
GRADES = '绩效自评的2024年度项目3个(其中,绩效评级为"优"的项目2个;绩效评级为"良"的项目{n}个)。'
BELOW = ("机关及下属0个单位出国团组0个。", "下属0个单位公务用车保有量为0辆。", "下属{n}个单位共接待来访团组。")
AWARDS = (
    "2024年度政府采购金额(以合同签订为准)为21.07万元。",
    "在面向中小企业预留的政府采购项目中,由中小企业供应商中标或成交的,采购金额{n}万元;",
    "在其他政府采购项目中,由中小企业供应商中标或成交的,采购金额1.07万元。",
)


def prose(*texts: str, section: str = "5.3") -> tuple[Sentence, ...]:
    return tuple(Sentence(section, at, text, (BOX,)) for at, text in enumerate(texts))


def findings(*texts: str, section: str = "5.3", about: Outline | None = None) -> list[Finding]:
    return list(judge(about or outline(), named(book()), (), prose(*texts, section=section)).findings)


def named(forms: tuple[FormRead, ...]) -> tuple[FormRead, ...]:
    """FA06 with the names of its rows."""
    names = {"30101": "基本工资", "30102": "津贴补贴", "30201": "办公费", "30217": "公务接待费", "30231": "公务用车运行维护费"}
    return tuple(_renamed(form, names) if form.form == "FA06" else form for form in forms)


def _renamed(form: FormRead, names: Mapping[str, str]) -> FormRead:
    rows = (*form.rows, RowRead(key="30199", label="其他工资福利支出", box=BOX))
    rows = tuple(row.model_copy(update={"label": names.get(row.key, row.label)}) for row in rows)
    blank = Blank(row="30199", column="amount", box=BOX)
    return form.model_copy(update={"rows": rows, "blanks": (*form.blanks, blank)})


CASES: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("text.residue", ("2024年度支出比上年增加1.00万元。",), ("2024年度支出比上年增加(减少)1.00万元。",)),
    ("text.residue", ("本年度无政府性基金支出,故本表无数据。",), ("无政府性基金收入支出的,仍保留该表格式。",)),
    ("text.residue", ("本部门共有车辆3辆。",), ("XX局共有车辆3辆。",)),
    ("text.residue", ("开展了重点绩效评价。",), ("开展了重点绩效评价(如有)。",)),
    ("narrative.year", ("与2023年度相比,收入增加1万元。",), ("与2022年度相比,收入增加1万元。",)),
    ("narrative.year", ("2024年度收入合计1万元。",), ("2023年度收入合计1万元。",)),
    ("narrative.year", ("截至2024年12月31日,经费余额1万元。",), ("截至2023年12月31日,经费余额1万元。",)),
    (
        "text.sibling",
        ("收入合计减少17万元。", "支出合计减少17万元。", "总计各减少17万元。", "财政拨款减少17万元,下降8%。", "其他增17万元。"),
        ("收入合计减少17万元。", "支出合计减少17万元。", "总计各减少17万元。", "财政拨款下降17万元,下降8.00%。"),
    ),
    (
        "text.department",
        ("甲市乙区水务局2024年度收入合计1万元。",),
        ("甲市乙区水务局2024年度支出合计1万元。", "丙市丁区教育局2024年度收入合计1万元。"),
    ),
    (
        "text.copied",
        ("1.事业收入0万元,不存在上年事业收入数。", "2.经营收入0万元,不存在上年经营收入数。"),
        ("1.事业收入0万元,不存在上年经营收入数。", "2.经营收入0万元,不存在上年经营收入数。"),
    ),
    (
        "text.copied",
        (
            "卫生支出(类)医疗(款)事业单位医疗(项)。主要用于:事业单位医疗保险。",
            "住房支出(类)改革(款)住房公积金(项)。主要用于:住房公积金。",
        ),
        (
            "卫生支出(类)医疗(款)事业单位医疗(项)。主要用于:事业单位医疗保险。",
            "住房支出(类)改革(款)住房公积金(项)。主要用于:事业单位医疗保险。",
        ),
    ),
    (
        "narrative.zero_base",
        ("经费支出97.19万元,比预算数增加97.19万元。",),
        ("经费支出97.19万元,比预算数增加97.19万元,增长0%。",),
    ),
    (
        "narrative.zero_base",
        ("拨款收入66.10万元,比上年决算数变化0万元,增长0%。",),
        ("拨款收入66.10万元,比上年决算数变化0万元,增长0%;主要是因为新成立单位,无2023年决算数。",),
    ),
    (
        "narrative.which_budget",
        ("年初预算为100万元,全年预算为200万元,支出决算为100万元,完成年初预算的100%。",),
        ("年初预算为100万元,全年预算为200万元,支出决算为100万元,完成年初预算的50%。",),
    ),
    (
        "text.halves",
        ("支出决算为30.00万元。其中:基本支出10.00万元,占33%;项目支出20.00万元。",),
        ("支出决算为30.00万元。其中:基本支出10.00万元,占33%;项目支出21.00万元。",),
    ),
    (
        "text.halves",
        ("支出总计38.0万元,其中:基本支出10.0万元,项目支出20.0万元,年末结转和结余8.0万元。",),
        ("支出总计38.0万元,其中:基本支出10.0万元,项目支出20.0万元。",),
    ),
    ("text.halves", ("支出合计30.0万元。",), ("支出合计30.0万元。其中:基本支出10.0万元,项目支出21.0万元。",)),
    ("narrative.year", ("2022年度结转资金1万元。",), ("2022年度收入合计1万元。",)),
    ("text.unsigned", ("比上年增加1万元,增长5.30%。",), ("比上年增加1万元,增长5.30。",)),
    ("text.unsigned", ("支出决算为1万元,完成年初预算的98.5%。",), ("支出决算为1万元,完成年初预算的98.5,",)),
    ("text.counts", (GRADES.format(n=1),), (GRADES.format(n=2),)),
    ("text.counts", tuple(t.format(n=0) for t in BELOW), tuple(t.format(n=1) for t in BELOW)),
    ("text.awards", tuple(t.format(n="20") for t in AWARDS), tuple(t.format(n="21.07") for t in AWARDS)),
    (
        "text.opposites",
        ("我部门开展了部门整体支出绩效自评。",),
        ("我部门开展了部门整体支出绩效自评。", "本部门不属于整体支出绩效评价的试点范围。"),
    ),
    (
        "narrative.evaluated",
        ("资金30万元,占一般公共预算项目支出总额的59.70%。",),
        ("资金30万元,占一般公共预算项目支出总额的39%。",),
    ),
    (
        "narrative.evaluated",
        ("资金50.25万元,占一般公共预算项目支出总额的100%。",),
        ("资金55万元,占一般公共预算项目支出总额的100%。",),
    ),
]


@pytest.mark.parametrize(("rule", "good", "bad"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_rule_of_wording(rule: str, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    assert rule not in {finding.rule for finding in findings(*good)}
    told = [finding for finding in findings(*bad) if finding.rule == rule]
    assert told
    assert all(finding.section == "5.3" and finding.page == 1 for finding in told)


@pytest.mark.parametrize(
    ("names", "told"), [("基本工资、津贴补贴、绩效工资", False), ("基本工资、津贴补贴、其他工资福利支出", True)]
)
def test_names_listed_without_a_figure(names: str, told: bool) -> None:
    found = [
        f
        for f in findings(f"人员经费95.10万元,主要包括:{names}。", section="6")
        if f.rule == "text.listed" and f.severity != "info"
    ]
    assert bool(found) is told
    assert all(f.form == "FA06" and f.row == "30199" for f in found)


@pytest.mark.parametrize(("names", "told"), [("办公费、公务接待费", 0), ("办公费、公务用车运行维护费、公务接待费", 1)])
def test_names_left_out_of_a_list_are_information(names: str, told: int) -> None:
    found = [f for f in findings(f"公用经费25.00万元,主要包括:{names}。", section="6") if f.rule == "text.listed"]
    assert len(found) == told
    assert all(f.severity == "info" and "omits" in f.message for f in found)


@pytest.mark.parametrize(("nature", "told"), [("项目", False), ("基本", True)])
def test_basic_or_project(nature: str, told: bool) -> None:
    code = next(fact.row for form in book() if form.form == "FA05" for fact in form.facts if fact.row == "2010302")
    text = f"1.{ITEM}一般行政管理事务(项)。主要用于:业务指导等{nature}支出。"
    assert any(f.rule == "text.nature" and f.row == code for f in findings(text)) is told


def test_a_note_under_a_form_names_the_form() -> None:
    note = Sentence("part2", 0, "无政府性基金收入支出的,仍保留该表格式。", (BOX._replace(page=7),))
    forms = tuple(form.model_copy(update={"pages": (7,)}) if form.form == "FA07" else form for form in book())
    (finding,) = [f for f in judge(outline(), forms, (), (note,)).findings if f.rule == "text.residue"]
    assert finding.form == "FA07"


def test_a_flat_figure_with_a_reason_for_less() -> None:
    for reason, told in (("人员减少", True), ("标准未变", False), ("人员减少而标准提高", False)):
        said = claim("total_change", scope="收、支总计", current="257.35", direction="flat", reason=reason)
        assert any(f.rule == "text.reason" for f in judge(outline(), book(), (said,)).findings) is told


def test_percentages_off_by_a_digit_again_and_again_are_told_once() -> None:
    shares = [claim("composition", str(n), scope="收入合计", part="事业收入", amount="6.00", share_pct="2.53") for n in range(6)]
    whole = claim("total_change", "9", scope="收入合计", current="238.35")
    found = [f for f in judge(outline(), book(), (*shares, whole)).findings if f.rule == "narrative.share"]
    assert [f.severity for f in found] == ["warning"] + ["info"] * 5
    assert "5 more" in found[0].message
    few = [f for f in judge(outline(), book(), (*shares[:3], whole)).findings if f.rule == "narrative.share"]
    assert [f.severity for f in few] == ["warning"] * 3


def test_what_a_claim_tells_is_not_told_again() -> None:
    text = "2023年度收、支总计257.35万元。"
    said = claim("total_change", quote=text, scope="收、支总计", current="257.35")
    result = judge(outline(), book(), (said,), prose(text, section="1"))
    assert sum(finding.rule == "narrative.year" for finding in result.findings) == 1


@pytest.mark.parametrize("family", families(), ids=lambda family: family.what)
def test_residue_is_not_found_in_ordinary_wording(family: object) -> None:
    ordinary = "比上年增加1.00万元,增长5%,主要原因是人员增加;公务用车购置及运行费大于预算数。本部门(单位)共有设备2台(套)。"
    assert not any(each.pattern.search(ordinary) for each in families() if each is family)


def test_prose_is_cut_at_full_stops_and_paragraphs() -> None:
    text = "收入合计1万元。其中:甲。\n1.乙;丙"
    passage = Passage("2", "收入", text, (), ((-1, -1),) * len(text))
    found = [(sentence.paragraph, sentence.text) for sentence in sentences_of(passage)]
    assert found == [(0, "收入合计1万元。"), (0, "其中:甲。"), (1, "1.乙;丙")]
