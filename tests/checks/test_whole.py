"""Words and names are read whole, behind their own label, in the unit printed: each rule holds once and fails once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractors.checks import judge
from extractors.model import Box, Claim, ClaimField, ClaimValue, FormRead, RowRead, Sentence, Unit
from tests.checks.books import form_read, outline

WHERE = Box(3, 10, 100, 500, 112)
FA05 = form_read("FA05", {"total": {"total": "300.00"}, "208": {"total": "14.45"}, "2010301": {"total": "90.00"}})


def claim(kind: str, quote: str, fields: Mapping[str, ClaimValue], unit: Unit = "万元") -> Claim:
    read = {name: ClaimField(value=value, text=_text(value), boxes=(WHERE,)) for name, value in fields.items()}
    return Claim(kind=kind, section="5", fields=read, quote=quote, boxes=(WHERE,), unit=unit)


def _text(value: ClaimValue) -> str:
    return value if isinstance(value, str) else "".join(value or ())


def reasons(claims: Claim | tuple[Claim, ...], name: str, forms: tuple[FormRead, ...] = (FA05,)) -> str:
    """Why the field of the first claim is not accepted; nothing where it is."""
    several = claims if isinstance(claims, tuple) else (claims,)
    said = tuple(dict.fromkeys(each.quote for each in several if each.kind != "key_work"))
    prose = tuple(
        Sentence("5", at, quote.translate(str.maketrans("，：；（）", ",:;()")), (WHERE,)) for at, quote in enumerate(said)
    )
    return "; ".join(judge(outline(), forms, several, prose).claims[0].fields[name].reasons)


SPENT = "2024年度一般公共预算财政拨款支出300.00万元，其中：社会保障和就业支出14.45万元，占4.82%，主要用于离退休经费、职业年金。"


@pytest.mark.parametrize(
    ("part", "whole"),
    [("社会保障和就业支出", True), ("社会保障和就业", False), ("保障和就业支出", False), ("就业支出", False), ("支出", False)],
)
def test_a_part_is_named_whole(part: str, whole: bool) -> None:
    said = claim("composition", SPENT, {"scope": "一般公共预算财政拨款支出", "part": part, "amount": "14.45"})
    assert ("only part" not in reasons(said, "part")) is whole


@pytest.mark.parametrize(
    ("scope", "whole"),
    [("一般公共预算财政拨款支出", True), ("一般公共预算财政拨款", False), ("财政拨款支出", False), ("支出", False)],
)
def test_a_total_is_named_whole(scope: str, whole: bool) -> None:
    assert ("only part" not in reasons(claim("total_change", SPENT, {"scope": scope, "current": "300.00"}), "scope")) is whole


ITEM = "1.一般公共服务支出（类）政府办公厅（款）行政运行（项）。年初预算为100.00万元，支出决算为90.00万元，完成年初预算的90.00%。"


@pytest.mark.parametrize(
    ("name", "value", "whole"),
    [
        ("class_name", "一般公共服务支出", True),
        ("class_name", "公共服务支出", False),
        ("section_name", "政府办公厅", True),
        ("section_name", "政府办公", False),
        ("item_names", ("行政运行",), True),
        ("item_names", ("运行",), False),
    ],
)
def test_an_item_is_named_whole_at_every_level(name: str, value: ClaimValue, whole: bool) -> None:
    fields = {name: value, "budget": "100.00", "actual": "90.00", "completion_pct": "90.00"}
    assert ("only part" not in reasons(claim("item_execution", ITEM, fields), name)) is whole


@pytest.mark.parametrize(
    ("project", "whole"),
    [("中小河流治理项目", True), ("小河流治理项目", False), ("水库除险加固项目", True), ("除险加固项目", False)],
)
def test_a_project_is_named_from_its_first_word(project: str, whole: bool) -> None:
    quote = "其中水库除险加固项目全年预算数为30.00万元，中小河流治理项目全年预算数为20.00万元。"
    assert ("only part" not in reasons(claim("project_evaluation", quote, {"project": project}), "project")) is whole


@pytest.mark.parametrize(("scope", "whole"), [("项目支出", True), ("项目", False), ("基本支出", True), ("基本", False)])
def test_a_kind_of_expenditure_is_named_whole(scope: str, whole: bool) -> None:
    quote = "基本支出20.00万元，项目支出10.00万元，按项目年初结转。基本为人员。"
    amount = "10.00" if scope.startswith("项目") else "20.00"
    assert ("only part" not in reasons(claim("fund_use", quote, {"scope": scope, "amount": amount}), "scope")) is whole


def test_the_number_of_a_list_is_no_amount() -> None:
    quote = "(1)水利防汛年初预算为2.0万元，支出决算为1.1万元。"
    fields = {"section_name": "水利", "item_names": ("防汛",), "budget": "2.0", "actual": "1.1"}
    assert "does not stand where" not in reasons(claim("item_execution", quote, fields), "actual")
    assert "does not stand where" in reasons(claim("item_execution", quote, {**fields, "actual": "1"}), "actual")


def test_names_of_two_levels_may_follow_each_other_without_a_mark() -> None:
    quote = "（2）水利防汛40.00万元，完成年初预算的80.00%。"
    fields = {"section_name": "水利", "item_names": ("防汛",), "actual": "40.00", "completion_pct": "80.00"}
    assert "only part" not in reasons(claim("item_execution", quote, fields), "section_name")
    assert "only part" in reasons(claim("item_execution", quote, {**fields, "section_name": "水"}), "section_name")


@pytest.mark.parametrize(
    ("use", "whole"),
    [("离退休经费、职业年金", True), ("离退休经费", False), ("职业年金", False), ("用于离退休经费、职业年金", False)],
)
def test_a_use_is_the_whole_list(use: str, whole: bool) -> None:
    said = claim("composition", SPENT, {"part": "社会保障和就业支出", "amount": "14.45", "share_pct": "4.82", "use": use})
    assert (reasons(said, "use") == "") is whole


CHANGED = (
    "收入合计100.00万元，比上年增加20.00万元，增长25.00%，主要原因是：一是人员增加，工资上调；二是项目增加，其中设备3.00万元。"
)


@pytest.mark.parametrize(
    ("reason", "whole"),
    [
        ("一是人员增加，工资上调；二是项目增加", True),
        ("一是人员增加", False),
        ("一是人员增加，工资上调", False),
        ("工资上调；二是项目增加", False),
        ("主要原因是：一是人员增加，工资上调；二是项目增加", False),
    ],
)
def test_a_reason_is_neither_cut_nor_runs_on(reason: str, whole: bool) -> None:
    fields = {
        "scope": "收入合计",
        "current": "100.00",
        "change": "20.00",
        "change_pct": "25.00",
        "direction": "up",
        "reason": reason,
    }
    said = claim("total_change", CHANGED, fields)
    assert (reasons(said, "reason") == "") is whole


PROJECT = "桥梁养护项目绩效自评综述：全年预算数为20.00万元，执行数为18.00万元，完成预算的90%。主要产出和效果：完成改造。"
PROJECT += "发现的问题及原因：进度偏慢。"


@pytest.mark.parametrize(("project", "whole"), [("桥梁养护项目", True), ("养护项目", False), ("项目", False), ("桥梁养", False)])
def test_a_project_is_named_whole(project: str, whole: bool) -> None:
    fields = {"project": project, "budget": "20.00", "executed": "18.00", "completion_pct": "90"}
    assert (reasons(claim("project_evaluation", PROJECT, fields), "project") == "") is whole


@pytest.mark.parametrize(
    ("name", "words", "right"),
    [
        ("outputs", "完成改造", True),
        ("problems", "进度偏慢", True),
        ("problems", "完成改造", False),
        ("outputs", "进度偏慢", False),
        ("outputs", "主要产出和效果：完成改造", False),
    ],
)
def test_words_stand_behind_their_own_label(name: str, words: str, right: bool) -> None:
    fields = {"project": "桥梁养护项目", "budget": "20.00", "executed": "18.00", "completion_pct": "90", name: words}
    assert (reasons(claim("project_evaluation", PROJECT, fields), name) == "") is right


def test_amounts_are_told_in_the_unit_printed_behind_them() -> None:
    fields = {"scope": "一般公共预算财政拨款支出", "part": "社会保障和就业支出", "amount": "14.45"}
    assert reasons(claim("composition", SPENT, fields), "amount") == ""
    assert "printed in 万元" in reasons(claim("composition", SPENT, fields, unit="元"), "amount")


def test_a_slip_of_the_unit_that_a_table_proves_is_no_misreading() -> None:
    slipped = "行政运行年初预算为100.00万元，支出决算为90.00元，完成年初预算的90.00%。"
    fields = {"item_names": ("行政运行",), "budget": "100.00", "actual": "90.00", "completion_pct": "90.00"}
    assert reasons(claim("item_execution", slipped, fields), "actual") == ""
    assert "printed in 元" in reasons(claim("item_execution", slipped, fields), "actual", forms=())


@pytest.mark.parametrize(("value", "right"), [("equal", False), ("above", False)])
def test_nothing_moved_where_the_change_is_nought(value: str, right: bool) -> None:
    quote = "政府性基金预算财政拨款支出0万元，比年初预算数增加0万元。"
    fields = {"scope": "政府性基金预算财政拨款支出", "actual": "0", "direction": value}
    said = claim("item_execution", quote, fields)
    said = said.model_copy(update={"fields": {**said.fields, "direction": ClaimField(value=value, text="增加", boxes=(WHERE,))}})
    assert (reasons(said, "direction") == "") is right
    moved = quote.replace("增加0万元", "增加3万元").replace("支出0万元", "支出8万元")
    fields["actual"] = "8"
    above = said.model_copy(
        update={"fields": {**claim("", "", fields).fields, "direction": said.fields["direction"]}, "quote": moved}
    )
    assert (reasons(above, "direction") == "") is (value == "above")


def test_kinds_of_procurement_in_each_others_place() -> None:
    quote = "政府采购支出总额50.00万元，其中：政府采购货物支出20.00万元、政府采购服务支出30.00万元。"
    right = {"total": "50.00", "goods": "20.00", "services": "30.00"}
    assert reasons(claim("procurement", quote, right), "goods") == ""
    assert "does not stand where" in reasons(
        claim("procurement", quote, {**right, "goods": "30.00", "services": "20.00"}), "goods"
    )


def test_what_two_claims_of_one_name_do_not_say_alike() -> None:
    quote = "公务接待费支出决算为3.00万元，接待5批次，60人次。"
    one = claim("three_public", quote, {"category": "公务接待费", "actual": "3.00", "delegations": "5", "persons": "60"})
    other = one.model_copy(update={"fields": {name: field for name, field in one.fields.items() if name != "persons"}})
    assert "says otherwise" not in reasons((one, other), "delegations")
    assert "says otherwise" in reasons((one, other), "persons")
    assert reasons(one, "persons") == ""


def test_a_row_alone_in_its_table_is_made_up_of_its_cells_as_well() -> None:
    quote = "1道路改造完成了改造。"
    row = claim("key_work", quote, {"no": "1", "item": "道路改造", "completion": "完成了改造"})
    assert reasons(row, "completion") == ""
    assert "do not make up" in reasons(
        claim("key_work", quote, {"no": "1", "item": "道路", "completion": "完成了改造"}), "completion"
    )


def test_a_list_number_says_what_is_printed() -> None:
    row = claim("key_work", "2道路改造完成", {"item": "道路改造", "completion": "完成"})
    number = ClaimField(value="-2", text="2", boxes=(WHERE,))
    fields = {"no": number, **row.fields}
    assert "2 is printed" in reasons(row.model_copy(update={"fields": fields}), "no")
    fields["no"] = number.model_copy(update={"value": "2"})
    assert reasons(row.model_copy(update={"fields": fields}), "no") == ""


COST = "机关运行经费支出82.64万元，与年初预算数持平；比上年决算数增加15.18万元，增加22.5%。"


@pytest.mark.parametrize(("value", "word", "right"), [("flat", "持平", True), ("up", "增加", False)])
def test_a_word_said_of_another_comparison(value: str, word: str, right: bool) -> None:
    said = claim("operating_cost", COST, {"amount": "82.64"})
    field = ClaimField(value=value, text=word, boxes=(WHERE,))
    said = said.model_copy(update={"fields": {**said.fields, "vs_budget_direction": field}})
    assert (reasons(said, "vs_budget_direction") == "") is right


@pytest.mark.parametrize(("share", "right"), [("56.69", True), ("81.54", False)])
def test_the_share_of_the_smallest_firms_is_not_that_of_all_small_ones(share: str, right: bool) -> None:
    quote = (
        "政府采购支出总额6.23万元。授予中小企业合同金额5.08万元，占政府采购支出总额的81.54%，其中：授予小微企业合同金额2.88万元，"
    )
    quote += "占授予中小企业合同金额的56.69%。"
    fields = {"total": "6.23", "sme_amount": "5.08", "micro_amount": "2.88", "micro_share_pct": share}
    assert (reasons(claim("procurement", quote, fields), "micro_share_pct") == "") is right


def test_words_cut_within_brackets() -> None:
    quote = "收入合计100.00万元，比上年增加20.00万元，增长25.00%，主要原因是物业管理费、维修（护）费增加。"
    fields = {"scope": "收入合计", "current": "100.00", "change": "20.00", "change_pct": "25.00"}
    assert reasons(claim("total_change", quote, {**fields, "reason": "物业管理费、维修（护）费增加"}), "reason") == ""
    assert reasons(claim("total_change", quote, {**fields, "reason": "物业管理费、维修（护"}), "reason") != ""


@pytest.mark.parametrize(("part", "proven"), [("其他支出", True), ("住房保障支出", False)])
def test_a_share_beside_the_amount_of_another_part(part: str, proven: bool) -> None:
    quote = "一般公共预算财政拨款支出300.00万元，其中：其他支出30.00万元，占10.00%；住房保障支出270.00万元，占90.00%。"
    forms = (form_read("FA05", {"total": {"total": "300.00"}, "221": {"total": "270.00"}}),)
    forms = (forms[0].model_copy(update={"rows": tuple(_called(row) for row in forms[0].rows)}),)
    fields = {"scope": "一般公共预算财政拨款支出", "part": part, "amount": "30.00", "share_pct": "10.00"}
    assert (reasons(claim("composition", quote, fields), "share_pct", forms) == "") is proven


def _called(row: RowRead) -> RowRead:
    return row.model_copy(update={"label": "住房保障支出"}) if row.key == "221" else row


@pytest.mark.parametrize(
    ("quote", "scope", "whole"),
    [
        ("2024年度本年收入合计300.00万元。", "本年收入合计", True),
        ("2024年度本年收入合计300.00万元。", "收入合计", False),
        ("2024年度收入总计、支出总计均为300.00万元。", "收入总计、支出总计", True),
        ("2024年度收入总计、支出总计均为300.00万元。", "支出总计", False),
        ("2024年度收入总计300.00万元、支出总计300.00万元。", "支出总计", True),
        (f"一般公共服务支出14.45万元。{SPENT}", "一般公共", False),
    ],
)
def test_a_total_is_no_tail_or_head_of_a_longer_name(quote: str, scope: str, whole: bool) -> None:
    assert ("only part" not in reasons(claim("total_change", quote, {"scope": scope, "current": "300.00"}), "scope")) is whole


@pytest.mark.parametrize(("part", "whole"), [("住房保障支出", True), ("支出", False)])
def test_what_the_sentence_calls_expenditure_is_no_part(part: str, whole: bool) -> None:
    quote = "一般公共预算财政拨款支出300.00万元，其中：住房保障支出（类）支出14.45万元，占4.82%。"
    said = claim("composition", quote, {"scope": "一般公共预算财政拨款支出", "part": part, "amount": "14.45"})
    assert ("only part" not in reasons(said, "part")) is whole


@pytest.mark.parametrize(("section", "whole"), [("其他教育管理支出", True), ("教育管理支出", False)])
def test_a_section_is_no_piece_of_its_class(section: str, whole: bool) -> None:
    quote = "教育管理支出（类）其他教育管理支出（款）行政运行（项）。年初预算为100.00万元，支出决算为90.00万元。"
    fields = {"class_name": "教育管理支出", "section_name": section, "item_names": ("行政运行",), "actual": "90.00"}
    assert ("only part" not in reasons(claim("item_execution", quote, fields), "section_name")) is whole


@pytest.mark.parametrize(
    ("told", "reason", "whole"),
    [
        ("按政策发放抚恤金，年初未安排预算。", "按政策发放抚恤金", False),
        ("按政策发放抚恤金，年初未安排预算。", "按政策发放抚恤金，年初未安排预算", True),
        ("上年度新购置车辆；本年度严格控制支出。", "上年度新购置车辆", False),
        ("上年度新购置车辆；本年度严格控制支出。", "上年度新购置车辆；本年度严格控制支出", True),
        ("上年度新购置车辆；与年初预算持平。", "上年度新购置车辆", True),
        ("上年度新购置车辆；其他收入3.00万元。", "上年度新购置车辆", True),
        ("人员变化，以及支付进度等原因减少支付。", "人员变化", False),
        ("无出国活动，因此没有经费。", "无出国活动", False),
    ],
)
def test_a_reason_ends_where_another_statement_begins(told: str, reason: str, whole: bool) -> None:
    quote = f"收入合计100.00万元，比上年增加20.00万元，增长25.00%，主要原因是{told}"
    fields = {"scope": "收入合计", "current": "100.00", "change": "20.00", "change_pct": "25.00", "reason": reason}
    assert (reasons(claim("total_change", quote, fields), "reason") == "") is whole


def test_a_reason_begins_behind_its_lead_in() -> None:
    quote = "收入合计100.00万元，比上年增加20.00万元，增长25.00%；主要是因为新增项目。"
    fields = {"scope": "收入合计", "current": "100.00", "change": "20.00", "change_pct": "25.00"}
    assert reasons(claim("total_change", quote, {**fields, "reason": "新增项目"}), "reason") == ""
    ran_on = {**fields, "reason": "增长25.00%；主要是因为新增项目"}
    assert reasons(claim("total_change", quote, ran_on), "reason") != ""


REASONED = "公务接待费支出决算为3.00万元，较上年增加0.31万元，主要原因是：一是增加会务0.23万元；二是汽油费减少。"


@pytest.mark.parametrize(("change", "right"), [("0.31", True), ("0.23", False)])
def test_a_figure_of_a_reason_is_no_change(change: str, right: bool) -> None:
    said = claim("three_public", REASONED, {"category": "公务接待费", "actual": "3.00", "change": change})
    assert ("in a reason only" not in reasons(said, "change")) is right


@pytest.mark.parametrize(("value", "word", "right"), [("up", "增加", True), ("down", "减少", False)])
def test_a_word_of_a_reason_is_no_direction(value: str, word: str, right: bool) -> None:
    said = claim("three_public", REASONED, {"category": "公务接待费", "actual": "3.00", "change": "0.31"})
    told = {**said.fields, "direction": ClaimField(value=value, text=word, boxes=(WHERE,))}
    assert (reasons(said.model_copy(update={"fields": told}), "direction") == "") is right


def test_one_place_is_told_of_one_claim() -> None:
    first = claim("three_public", "公务接待费支出决算为3.00万元。", {"category": "公务接待费", "actual": "3.00"})
    second = claim("three_public", "公务用车购置费支出决算为3.00万元。", {"category": "公务用车购置费", "actual": "3.00"})
    apart = {name: field.model_copy(update={"boxes": (Box(3, 10, 200, 500, 212),)}) for name, field in second.fields.items()}
    assert "same place" in reasons((first, second), "actual")
    assert "same place" not in reasons((first, second.model_copy(update={"fields": apart})), "actual")


def test_both_sides_of_the_account_share_their_change() -> None:
    quote = "收入总计100.00万元，支出总计100.00万元，与上年相比，各增加20.00万元，增长25.00%。"
    fields = {"current": "100.00", "change": "20.00", "change_pct": "25.00", "direction": "up"}
    both = tuple(claim("total_change", quote, {"scope": scope, **fields}) for scope in ("收入总计", "支出总计"))
    assert "same place" not in reasons(both, "change")


@pytest.mark.parametrize(("unit", "quote", "right"), [("元", " (元)", True), ("元", "", False), ("万元", " (元)", False)])
def test_the_unit_of_a_form_is_printed(unit: Unit, quote: str, right: bool) -> None:
    fields = {"project": "桥梁养护", "budget": "200000.00", "executed": "180000.00", "completion_pct": "90"}
    read = claim("project_evaluation", " ".join(fields.values()) + quote, fields, unit)
    assert ("another unit" not in _alone(read, "budget")) is right


def _alone(read: Claim, name: str) -> str:
    """As in a table: no running text is printed there."""
    return "; ".join(judge(outline(), (), (read,), ()).claims[0].fields[name].reasons)


@pytest.mark.parametrize(("score", "right"), [("96.5", True), ("100", False)])
def test_a_rate_is_no_score(score: str, right: bool) -> None:
    quote = "桥梁养护项目绩效自评综述：全年预算数为20.00万元，执行数为20.00万元，完成预算100%，自评得分为96.5分。"
    fields = {"project": "桥梁养护项目", "budget": "20.00", "executed": "20.00", "score": score}
    assert (reasons(claim("project_evaluation", quote, fields), "score") == "") is right


@pytest.mark.parametrize(
    ("text", "right"), [("本部门无政府性基金支出", True), ("政府性基金支出XXX万元，占XX%（不涉及的不列）", False)]
)
def test_blanks_of_a_template_state_nothing(text: str, right: bool) -> None:
    said = claim("statement", f"{text}。", {"topic": "fund_none", "text": text})
    assert (reasons(said, "text") == "") is right


@pytest.mark.parametrize(("reason", "whole"), [("单位于2024年成立", True), ("2024年成立", False)])
def test_a_reason_does_not_begin_behind_the_date_of_its_verb(reason: str, whole: bool) -> None:
    quote = "收入合计100.00万元，比上年增加20.00万元，增长25.00%，主要原因是单位于2024年成立。"
    fields = {"scope": "收入合计", "current": "100.00", "change": "20.00", "change_pct": "25.00", "reason": reason}
    assert (reasons(claim("total_change", quote, fields), "reason") == "") is whole
