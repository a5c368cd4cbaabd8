"""project_evaluation in sentences and forms, as places word and draw them. All figures and names are invented."""

from __future__ import annotations

import pytest

from extractors.model import ClaimValue, Page
from extractors.narrative.rules.project_claims import read_projects
from extractors.narrative.rules.project_evaluation import read_evaluations
from extractors.narrative.rules.project_forms import read_forms
from tests.narrative.drawn import drawn, told
from tests.narrative.made import passage, read, said

TOLD = (
    "1.清渠工程项目绩效自评综述：项目全年预算数为50.00万元，执行数为45.00万元，完成预算的90.00%。"
    "主要产出和效果：一是疏浚河道30公里；二是群众满意。发现的问题及原因：前期准备不足。下一步改进措施：压实责任。"
)
SAID = {
    "project": "清渠工程项目",
    "budget": "50.00",
    "executed": "45.00",
    "completion_pct": "90.00",
    "outputs": "一是疏浚河道30公里；二是群众满意",
    "problems": "前期准备不足",
    "improvements": "压实责任",
}


def test_a_project_and_what_is_told_of_it() -> None:
    assert read(read_evaluations, TOLD) == [SAID]


def test_names_of_money_are_whole_without_the_word_project() -> None:
    first, second = read(
        read_evaluations,
        "1.驻村帮扶经费项目绩效自评综述：项目全年预算数为9万元，执行数为9万元，完成预算100%。\n"
        "2.清渠工程项目绩效自评综述：项目全年预算数为5万元，执行数为4万元，完成预算80%。",
    )
    assert (first["project"], second["project"]) == ("驻村帮扶经费", "清渠工程")


def test_names_are_those_that_forms_print() -> None:
    claim = said(next(iter(read_evaluations(passage(TOLD), ("清渠工程",)))))
    assert claim["project"] == "清渠工程"


def test_a_name_behind_another_sentence_of_its_paragraph_is_in_doubt() -> None:
    doubted = next(iter(read_evaluations(passage("本局反映全部项目自评情况。" + TOLD.removeprefix("1.")))))
    assert [other.value for other in doubted.fields["project"].others] == ["本局反映全部项目自评情况。清渠工程"]
    assert not next(iter(read_evaluations(passage(TOLD)))).fields["project"].others


WORDED: list[tuple[str, dict[str, ClaimValue]]] = [
    (
        "清渠工程项目绩效自评综述：根据年初设定的绩效目标，项目绩效自评得分为96.5分。全年预算数为20万元，执行数为18万元，完成预算的90%。"
        "项目绩效目标完成情况：一是疏浚河道。发现的主要问题及原因：进度偏慢。下一步改进措施：加快进度。",
        {
            "project": "清渠工程项目",
            "budget": "20",
            "executed": "18",
            "completion_pct": "90",
            "outputs": "一是疏浚河道",
            "problems": "进度偏慢",
            "improvements": "加快进度",
            "score": "96.5",
        },
    ),
    (
        "（1）“青禾行动”项目绩效目标完成情况综述。项目全年预算数30万元，执行数为30万元，完成预算的100%。存在的主要问题：无。",
        {"project": "青禾行动", "budget": "30", "executed": "30", "completion_pct": "100", "problems": "无"},
    ),
    (
        "2.清渠工程项目：全年预算数12万元，执行数12万元，完成预算的100%。",
        {"project": "清渠工程项目", "budget": "12", "executed": "12", "completion_pct": "100"},
    ),
    (
        "（1）青禾行动项目绩效目标完成情况综述。项目全年预算数30万元，执行数为15万元，完成预算的50%。通过项目实施，新建站点3个。发现的主要问题：进度慢。",
        {
            "project": "青禾行动项目",
            "budget": "30",
            "executed": "15",
            "completion_pct": "50",
            "outputs": "新建站点3个",
            "problems": "进度慢",
        },
    ),
    (
        "根据年初设定的绩效目标，青禾培训项目绩效自评得分为90分。项目全年预算数为10万元，执行数为5万元，完成预算的50%。"
        "项目绩效目标完成情况：培训2期。偏离绩效目标的原因：师资不足。",
        {
            "project": "青禾培训项目",
            "budget": "10",
            "executed": "5",
            "completion_pct": "50",
            "outputs": "培训2期",
            "score": "90",
        },
    ),
    (
        "清渠工程项目自评得分为96分。全年预算数为10万元，执行数为9万元，完成预算的90%。",
        {"project": "清渠工程项目", "budget": "10", "executed": "9", "completion_pct": "90", "score": "96"},
    ),
    ("清渠工程绩效自评报告：绩效自评分数98分。", {"project": "清渠工程", "score": "98"}),
]


@pytest.mark.parametrize(("text", "fields"), WORDED, ids=range(len(WORDED)))
def test_wordings(text: str, fields: dict[str, ClaimValue]) -> None:
    (claim,) = read(read_evaluations, text)
    assert {**claim, "project": fields["project"]} == fields
    assert str(claim["project"]).removesuffix("项目") == str(fields["project"]).removesuffix("项目")


@pytest.mark.parametrize(
    "text",
    [
        "部门整体支出绩效自评综述：全年预算数90万元，执行数90万元，完成预算的100%。",
        "本部门组织对2023年度3个项目开展绩效自评。绩效自评结果。均为优。",
        "（一）总体目标完成情况：全年预算数90万元，执行数90万元，完成预算的100%。",
        "本次绩效评价结果：综合得分96分。",
    ],
)
def test_the_department_as_a_whole_is_no_project(text: str) -> None:
    assert read(read_evaluations, text) == []


POINTS = ("9", "49")
FIRST = ("产出指标", "疏浚河道", "30公里", "31公里", "50", "49")
SECTION = told((drawn(3, [("甲", "乙")], (60.0, 100.0, 200.0)),), "13", "预算绩效情况说明")
XS = (60.0, 150.0, 240.0, 330.0, 400.0, 470.0, 535.0)


def form(
    number: int, name: str, figures: tuple[str, ...], total: str, *, walls: bool = True, above: tuple[str, ...] = ()
) -> Page:
    rows = [
        ("项目名称", name),
        ("项目资金", "", "全年预算数", "全年执行数", "执行率", "得分"),
        ("（万元）", "年度资金总额", *figures),
        ("一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
        ("产出指标", "疏浚河道", "30公里", "31公里", "50", "49"),
        ("总分", "", "", "", "100", total),
    ]
    return drawn(number, rows, XS, walls=walls, above=("附件", *above))


def forms_of(page: Page) -> list[dict[str, ClaimValue]]:
    section = told((page,), "annex", "附件")
    return [said(claim) for claim in read_projects((page,), {}, {section: None})]


@pytest.mark.parametrize("walls", [True, False])
def test_a_form(walls: bool) -> None:
    page = form(7, "清渠工程", ("50.00", "45.00", "90.00%", "9"), "95", walls=walls)
    assert forms_of(page) == [
        {
            "project": "清渠工程",
            "budget": "50.00",
            "executed": "45.00",
            "completion_pct": "90.00",
            "score": "95",
            "points": POINTS,
        }
    ]


def test_points_without_their_weight_are_not_all_points() -> None:
    rows = [
        ("项目名称", "清渠工程"),
        ("项目资金", "", "全年预算数", "全年执行数", "执行率", "得分"),
        ("", "", "50.00", "45.00", "90%", "9"),
        ("一级指标", "三级指标", "指标值", "完成值", "分值", "得分"),
        FIRST,
        ("效益指标", "受益村数", "5个", "5个", "40", ""),
        ("总分", "", "", "", "100", "96"),
    ]
    (claim,) = forms_of(drawn(7, rows, XS))
    assert (claim["score"], claim.get("points")) == ("96", None)


def test_a_total_of_funds_is_no_score() -> None:
    rows = [
        ("项目名称", "清渠工程"),
        ("", "年初预算", "调整后预算数", "预算执行数", "权重", "得分"),
        ("合计", "52.00", "50.00", "45.00", "10", "9"),
        ("一级指标", "三级指标", "指标值", "完成值", "权重", "得分"),
        ("合计", "", "", "", "100", "96"),
    ]
    assert forms_of(drawn(7, rows, XS)) == [{"project": "清渠工程", "budget": "50.00", "executed": "45.00", "score": "96"}]


def test_a_list_of_projects_is_no_form() -> None:
    assert forms_of(drawn(7, [("项目名称", "自评分数"), ("清渠工程", "96"), ("青禾行动", "100")], XS)) == []


def test_forms_inside_the_narrative() -> None:
    page = form(7, "清渠工程", ("50.00", "45.00", "90.00%", "9"), "95")
    section = told((page,), "13", "项目支出绩效自评表")
    (claim,) = read_projects((page,), {section: passage("项目自评如下。")}, {})
    assert (claim.section, claim.get("score")) == ("13", "95")


@pytest.mark.parametrize("walls", [True, False])
@pytest.mark.parametrize("name", ["清渠工程及沿河|步道维护", "清渠工程及沿河|步道维护和绿化|养护"])
def test_a_wrapped_name_is_whole(walls: bool, name: str) -> None:
    (claim,) = forms_of(form(7, name, ("50.00", "45.00", "90.00%", "9"), "95", walls=walls))
    assert claim["project"] == name.replace("|", "")


def test_a_total_that_only_repeats_the_weights_is_no_score() -> None:
    assert "score" not in forms_of(form(7, "清渠工程", ("50.00", "45.00", "90.00%", "9"), ""))[0]


def test_a_score_printed_above_its_form() -> None:
    page = form(7, "清渠工程", ("50.00", "45.00", "90.00%", "9"), "", above=("自评得分：93",))
    (found,) = read_forms((page,), told((page,), "annex", "附件"))
    assert found.figures["score"].line.text == "93"


def test_a_score_printed_below_its_form() -> None:
    rows = [("项目名称", "清渠工程"), ("一级指标", "三级指标", "指标值", "完成值", "分值", "得分"), FIRST]
    page = drawn(7, rows, XS, below=("自评得分：93",))
    assert forms_of(page) == [{"project": "清渠工程", "score": "93"}]


def test_what_another_form_prints_is_not_the_projects() -> None:
    page = form(7, "清渠工程", ("50.00", "45.00", "90.00%", "9"), "")
    whole = drawn(
        8,
        [("单位名称", "青禾局"), ("一级指标", "三级指标", "指标值", "完成值", "分值", "得分"), ("总分", "", "", "", "100", "97")],
        XS,
    )
    section = told((page, whole), "annex", "附件")
    (claim,) = read_projects((page, whole), {}, {section: None})
    assert claim.get("score") is None


def test_figures_far_behind_a_heading_are_not_its_projects() -> None:
    text = "清渠工程项目绩效自评报告：" + "沿河村组多次会商，" * 30 + "全年预算数为5万元，执行数为4万元，完成预算的80%。"
    assert read(read_evaluations, text) == []


def test_a_form_adds_its_rate_and_score_to_what_the_narrative_says() -> None:
    page = form(7, "清渠工程项目", ("50.00", "45.00", "90.00%", "9"), "95")
    claims = [said(claim) for claim in read_projects((page,), {SECTION: passage(TOLD)}, {told((page,), "annex", "附件"): None})]
    assert claims == [SAID, {"project": "清渠工程项目", "completion_pct": "90.00", "score": "95", "points": POINTS}]


def test_a_form_that_says_otherwise_is_read_in_full() -> None:
    page = form(7, "清渠工程项目", ("50.00", "44.00", "88.00%", "9"), "95")
    _, other = [said(claim) for claim in read_projects((page,), {SECTION: passage(TOLD)}, {told((page,), "annex", "附件"): None})]
    assert (other["executed"], other["completion_pct"]) == ("44.00", "88.00")


@pytest.mark.parametrize(
    ("text", "otherwise"),
    [
        ("清渠工程项目绩效自评综述：全年预算数为10万元，执行数为9万元，完成预算的90%。", []),
        ("清渠工作经费项目绩效自评综述：全年预算数为10万元，执行数为9万元，完成预算的90%。", ["清渠工作经费项目"]),
        ("2023年度开展清渠工程项目绩效自评综述：全年预算数为10万元，执行数为9万元，完成预算的90%。", ["清渠工程"]),
    ],
)
def test_a_name_that_may_be_another_is_for_a_person_to_decide(text: str, otherwise: list[str]) -> None:
    (claim,) = read_evaluations(passage(text))
    assert [other.value for other in claim.fields["project"].others] == otherwise
