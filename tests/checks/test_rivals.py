"""Two readings of one field: which of them the page speaks for, in both directions; what a model adds weighs on nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from extractors.checks import judge
from extractors.model import Box, Claim, ClaimField, OtherReading, Sentence, Verdict
from tests.checks.books import form_read, outline

MODEL = "llm:small"
WHERE = Box(3, 10, 100, 500, 112)
VISITS = "2024年国内公务接待30批次，接待260人次，其中外宾接待4批次，36人次。"
PROJECT = "桥梁养护项目绩效自评综述：全年预算数为20.00万元，执行数为18.00万元，完成预算的90%。发现的问题及原因：进度偏慢。"
PROJECT += "下一步改进措施：加快进度。"


def read(value: str | tuple[str, ...], text: str = "", others: tuple[OtherReading, ...] = ()) -> ClaimField:
    printed = text or "".join(value)
    return ClaimField(value=value, text=printed, boxes=(WHERE,), others=others)


def rival(value: str | tuple[str, ...], text: str = "") -> OtherReading:
    return OtherReading(reader=MODEL, value=value, text=text or "".join(value), boxes=(WHERE,), verdict="flagged")


def verdict(kind: str, quote: str, fields: Mapping[str, str], name: str, own: str, other: str) -> Verdict:
    """The verdict of field `name` that the rules read as `own` and a model as `other`."""
    said = {**{each: read(value) for each, value in fields.items()}, name: read(own, others=(rival(other),))}
    claim = Claim(kind=kind, section="5", fields=said, quote=quote, boxes=(WHERE,), reader="both")
    prose = (Sentence("5", 0, quote.replace("，", ",").replace("：", ":"), (WHERE,)),) if kind != "key_work" else ()
    field = judge(outline(), (), (claim,), prose).claims[0].fields[name]
    assert field.others == (rival(other),)
    return field.verdict


@pytest.mark.parametrize(
    ("own", "other", "outcome"),
    [("进度偏慢", "加快进度", "accepted"), ("加快进度", "进度偏慢", "flagged"), ("进度偏慢", "偏慢", "accepted")],
)
def test_words_right_behind_their_label(own: str, other: str, outcome: Verdict) -> None:
    figures = {"project": "桥梁养护项目", "budget": "20.00", "executed": "18.00", "completion_pct": "90"}
    assert verdict("project_evaluation", PROJECT, figures, "problems", own, other) == outcome


@pytest.mark.parametrize(
    ("own", "other", "outcome"),
    [
        ("桥梁养护项目", "加快进度", "accepted"),
        ("桥梁养护项目", "完成预算的90%", "accepted"),
        ("桥梁养护", "桥梁养护项目", "flagged"),
    ],
)
def test_a_name_leads_its_figures(own: str, other: str, outcome: Verdict) -> None:
    figures = {"budget": "20.00", "executed": "18.00", "completion_pct": "90"}
    assert verdict("project_evaluation", PROJECT, figures, "project", own, other) == outcome


@pytest.mark.parametrize(
    ("own", "other", "outcome"),
    [("260", "36", "accepted"), ("36", "260", "flagged"), ("260", "30", "accepted")],
)
def test_a_count_in_its_role(own: str, other: str, outcome: Verdict) -> None:
    assert verdict("three_public", VISITS, {"category": "接待"}, "persons", own, other) == outcome


@pytest.mark.parametrize(
    ("own", "other", "outcome"),
    [
        ("完成了改造，群众满意。", "群众满意。", "accepted"),
        ("群众满意。", "完成了改造，群众满意。", "flagged"),
        ("完成了改造，群众满意。", "道路改造", "accepted"),
    ],
)
def test_cells_that_make_up_their_row(own: str, other: str, outcome: Verdict) -> None:
    quote = "道路改造完成了改造，群众满意。"
    assert verdict("key_work", quote, {"item": "道路改造"}, "completion", own, other) == outcome


ITEM = "行政运行年初预算为100.00万元，支出决算为90.00万元，完成年初预算的90.00%，主要原因是人员减少。"


def item(**more: ClaimField) -> Claim:
    figures = {"budget": "100.00", "actual": "90.00", "completion_pct": "90.00"}
    fields = {"item_names": read(("行政运行",)), **{name: read(value) for name, value in figures.items()}}
    return Claim(kind="item_execution", section="5", fields={**fields, **more}, quote=ITEM, boxes=(WHERE,), reader="both")


def accepted(*claims: Claim) -> dict[str, bool]:
    """Of the first claim's fields, which are accepted."""
    return {name: field.verdict == "accepted" for name, field in judged(*claims).fields.items()}


def judged(*claims: Claim) -> Claim:
    """The first claim, judged beside the others."""
    prose = (Sentence("5", 0, ITEM.replace("，", ","), (WHERE,)),)
    forms = (form_read("FA05", {"total": {"total": "1000.00"}, "2010301": {"total": "90.00"}}),)
    return judge(outline(), forms, claims, prose).claims[0]


def test_a_name_that_a_model_adds_does_not_lead_to_another_row() -> None:
    alone = accepted(item())
    assert all(alone.values())
    added = read("一般公共预算财政拨款支出").model_copy(update={"readers": (MODEL,)})
    claim = judged(item(scope=added))
    assert claim.verdict == "accepted"
    assert claim.get("scope") is None
    assert [(other.value, other.verdict, bool(other.reason)) for other in claim.fields["scope"].others] == [
        ("一般公共预算财政拨款支出", "rejected", True)
    ]


def test_words_that_a_model_adds_without_anything_against_them_wait_for_a_person() -> None:
    added = read("人员减少").model_copy(update={"readers": (MODEL,)})
    claim = judged(item(reason=added))
    assert (claim.get("reason"), claim.fields["reason"].verdict) == ("人员减少", "flagged")


def test_a_claim_of_a_model_alone_is_no_second_claim_of_the_item() -> None:
    again = item().model_copy(update={"reader": MODEL})
    assert all(accepted(item(), again).values())
    assert not accepted(item(), item())["item_names"]
