"""Two readers: alike is evidence, unlike is shown; what a model adds never lowers what the rules had."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.model import Claim, ClaimField
from extractors.narrative.asking.conversation import converse
from extractors.narrative.asking.gathered import gathered
from extractors.narrative.asking.merge import merged, same
from extractors.narrative.asking.purse import Purse
from extractors.narrative.rules.items import read_items
from extractors.narrative.segments import segments_in
from tests.asking.made import ITEM, ITEM_SAID, Scripted, piece, said
from tests.narrative.made import passage

MODEL = "llm:small"
WHOLE = passage(ITEM)


def both(claims: list[Claim] | None = None, **differing: Any) -> Claim:
    model = Scripted(said("item_execution", **{**ITEM_SAID, **differing}))
    found = gathered(converse(model, segments_in(WHOLE, ("item_execution",)), 0, Purse(None)), MODEL)
    (claim,) = merged(list(read_items(WHOLE)) if claims is None else claims, found, MODEL)
    return claim


def test_readers_alike_sign_together() -> None:
    claim = both()
    assert claim.reader == "both"
    assert {field.readers for field in claim.fields.values()} == {("rules", MODEL)}


def test_a_reading_that_stands_as_well_is_set_beside() -> None:
    (rules,) = read_items(WHOLE)
    odd = rules.fields["reason"].model_copy(update={"value": "人员调出"})
    field = both([rules.model_copy(update={"fields": {**rules.fields, "reason": odd}})]).fields["reason"]
    assert field.value == "人员调出"
    assert [(other.value, other.verdict) for other in field.others] == [("年中人员调出", "flagged")]


def test_the_same_name_cut_otherwise_disputes_nothing() -> None:
    (rules,) = read_items(WHOLE)
    longer = rules.fields["class_name"].model_copy(update={"value": "卫生健康支出（类）"})
    field = both([rules.model_copy(update={"fields": {**rules.fields, "class_name": longer}})]).fields["class_name"]
    assert [other.verdict for other in field.others] == ["rejected"]


def test_half_a_reason_disputes_nothing() -> None:
    whole = passage(ITEM.replace("年中人员调出", "年中人员调出，另有减员"))
    model = Scripted(said("item_execution", **{**ITEM_SAID, "reason": "年中人员调出"}))
    found = gathered(converse(model, segments_in(whole, ("item_execution",)), 0, Purse(None)), MODEL)
    (claim,) = merged(list(read_items(whole)), found, MODEL)
    assert [other.verdict for other in claim.fields["reason"].others] == ["rejected"]


PROJECT = passage(
    "桥梁养护项目绩效自评综述：全年预算数为20.00万元，执行数为18.00万元，完成预算的90%。主要产出和效果：一是完成改造；二是群众满意。"
)


@pytest.mark.parametrize(
    ("own", "other", "outcome"),
    [
        ("一是完成改造；二是群众满意", "二是群众满意", "rejected"),
        ("二是群众满意", "一是完成改造；二是群众满意", "flagged"),
        ("主要产出和效果", "一是完成改造；二是群众满意", "flagged"),
    ],
)
def test_some_of_the_sentences_are_less_said_not_something_else(own: str, other: str, outcome: str) -> None:
    place = PROJECT.boxes((0, 10))
    fields = {"budget": "20.00", "executed": "18.00", "outputs": own}
    told = {name: ClaimField(value=value, text=value, boxes=place) for name, value in fields.items()}
    rules = Claim(kind="project_evaluation", section="1", fields=told, boxes=place)
    model = Scripted(said("project_evaluation", budget="20.00", executed="18.00", outputs=other))
    found = gathered(converse(model, [piece("project_evaluation", PROJECT.text)], 0, Purse(None)), MODEL)
    (claim,) = merged([rules], found, MODEL)
    assert [each.verdict for each in claim.fields["outputs"].others] == [outcome]


def test_a_closing_mark_is_no_difference() -> None:
    assert same("item", "规范管理。", "规范管理")
    assert not same("item", "规范管理", "加强管理")


def test_a_name_instead_of_those_that_the_rules_read_is_only_shown() -> None:
    field = both(scope="卫生健康支出", item_names=None, class_name=None, section_name=None).fields["scope"]
    assert (field.value, field.readers) == (None, ("rules",))


def test_a_figure_that_the_rules_read_as_something_else_is_set_beside_theirs() -> None:
    (rules,) = read_items(WHOLE)
    swapped = {"budget": rules.fields["actual"], "actual": rules.fields["budget"]}
    field = both([rules.model_copy(update={"fields": {**rules.fields, **swapped}})]).fields["budget"]
    assert (field.value, [(each.value, each.verdict) for each in field.others]) == ("17.02", [("18.50", "flagged")])


def test_what_stands_nowhere_is_shown_beside_the_rules_value_and_disputes_nothing() -> None:
    field = both(actual="71.02").fields["actual"]
    assert field.value == "17.02" and field.readers == ()
    assert [(other.value, other.verdict) for other in field.others] == [("71.02", "rejected")]


def test_a_field_that_the_rules_missed_is_signed_by_the_model_alone() -> None:
    (rules,) = read_items(WHOLE)
    poorer = rules.model_copy(update={"fields": {n: f for n, f in rules.fields.items() if n != "reason"}})
    field = both([poorer]).fields["reason"]
    assert (field.value, field.readers) == ("年中人员调出", (MODEL,))


def test_a_claim_that_the_rules_missed_is_the_models() -> None:
    claim = both([])
    assert claim.reader == MODEL and claim.fields["actual"].value == "17.02"


def test_names_without_figures_are_no_claim() -> None:
    model = Scripted(said("item_execution", class_name="卫生健康支出"))
    readings = converse(model, segments_in(WHOLE, ("item_execution",)), 0, Purse(None))
    assert gathered(readings, MODEL) == []


def test_pieces_of_one_section_become_its_one_claim() -> None:
    whole = passage("政府采购支出总额130.00万元，其中：政府采购货物支出50.00万元。授予中小企业合同金额117.00万元。")
    model = Scripted(
        said("procurement", total="130.00"),
        said("procurement", goods="50.00"),
        said("procurement", sme_amount="117.00", total="130.00"),
    )
    (found,) = gathered(converse(model, segments_in(whole, ("procurement",)), 0, Purse(None)), MODEL)
    assert {name: field.value for name, field in found.claim.fields.items()} == {
        "total": "130.00",
        "goods": "50.00",
        "sme_amount": "117.00",
    }
