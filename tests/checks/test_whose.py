"""A field is its own claim's: in its section, behind its name, under its class, in a sentence of its category."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count

import pytest

from extractors.checks import judge
from extractors.model import Box, Claim, ClaimField, ClaimValue, FormRead, RowRead, Sentence
from tests.checks.books import form_read, outline

_LINES = count(100, 12)
CHANGED = "2024年度收入合计100.00万元，比上年增加20.00万元。2024年度支出合计90.00万元，比上年增加30.00万元。"


def line(section: str, text: str) -> Sentence:
    """One line of running text, below those before it."""
    top = float(next(_LINES))
    return Sentence(section, int(top), text.translate(str.maketrans("，：；（）", ",:;()")), (Box(3, 10, top, 500, top + 12),))


def claim(kind: str, quote: str, fields: Mapping[str, tuple[ClaimValue, Sentence]]) -> Claim:
    read = {name: ClaimField(value=value, text=_text(value), boxes=said.boxes) for name, (value, said) in fields.items()}
    return Claim(kind=kind, section="5", fields=read, quote=quote, boxes=())


def _text(value: ClaimValue) -> str:
    return value if isinstance(value, str) else "".join(value or ())


def reasons(name: str, claims: tuple[Claim, ...], prose: tuple[Sentence, ...], forms: tuple[FormRead, ...] = ()) -> str:
    return "; ".join(judge(outline(), forms, claims, prose).claims[0].fields[name].reasons)


@pytest.mark.parametrize(("section", "right"), [("5", True), ("5.1", True), ("4", False)])
def test_a_field_stands_in_the_section_of_its_claim(section: str, right: bool) -> None:
    said = line(section, CHANGED)
    read = claim("total_change", CHANGED, {"scope": ("收入合计", said), "current": ("100.00", said)})
    assert ("another section" not in reasons("current", (read,), (said,))) is right


@pytest.mark.parametrize(("change", "right"), [("20.00", True), ("30.00", False)])
def test_a_change_stands_behind_the_name_of_its_claim(change: str, right: bool) -> None:
    said, other = line("5", CHANGED), line("5", CHANGED)
    one = claim("total_change", CHANGED, {"scope": ("收入合计", said), "current": ("100.00", said), "change": (change, said)})
    two = claim("total_change", CHANGED[25:], {"scope": ("支出合计", other), "current": ("90.00", other)})
    assert ("named nearer" not in reasons("change", (one, two), (said, other))) is right


TABLE = form_read("FA05", {"total": {"total": "90.00"}, "208": {}, "210": {}, "20802": {}, "2080201": {"total": "90.00"}})
NAMES = {"208": "社会保障和就业支出", "210": "卫生健康支出", "20802": "民政管理事务", "2080201": "行政运行"}


def _called(row: RowRead) -> RowRead:
    return row.model_copy(update={"label": NAMES.get(row.key, row.label)})


@pytest.mark.parametrize(("name", "right"), [("社会保障和就业支出", True), ("卫生健康支出", False)])
def test_items_stand_under_their_class(name: str, right: bool) -> None:
    before, said = line("5", f"{name}。"), line("5", "行政运行支出决算为90.00万元。")
    forms = (TABLE.model_copy(update={"rows": tuple(map(_called, TABLE.rows))}),)
    fields = {"class_name": (name, before), "item_names": (("行政运行",), said), "actual": ("90.00", said)}
    read = claim("item_execution", f"{name}。行政运行支出决算为90.00万元。", fields)
    assert ("under another class" not in reasons("class_name", (read,), (before, said), forms)) is right


@pytest.mark.parametrize(("section", "right"), [("抚恤", True), ("民政管理", False)])
def test_the_section_of_an_item_is_named_in_its_sentence(section: str, right: bool) -> None:
    before, said = line("5", f"1.{section}（款）的支出。"), line("5", "2.抚恤（款）死亡抚恤（项）支出决算为90.00万元。")
    fields = {"section_name": (section, before), "item_names": (("死亡抚恤",), said), "actual": ("90.00", said)}
    read = claim("item_execution", before.text + said.text, fields)
    assert ("names another" not in reasons("section_name", (read,), (before, said))) is right


@pytest.mark.parametrize(("category", "words", "right"), [("reception", "公务接待费", True), ("total", "三公经费", False)])
def test_a_category_is_said_of_figures_of_its_sentence(category: str, words: str, right: bool) -> None:
    before, said = line("5", f"{words}的情况。"), line("5", "公务接待费支出决算为3.00万元。")
    read = claim("three_public", before.text + said.text, {"category": (category, before), "actual": ("3.00", said)})
    named = read.fields["category"].model_copy(update={"text": words})
    read = read.model_copy(update={"fields": {**read.fields, "category": named}})
    assert ("another category" not in reasons("category", (read,), (before, said))) is right


def test_one_total_told_twice_in_a_section_is_two() -> None:
    one, two = line("5", "收入合计100.00万元。"), line("5", "收入合计100.00万元。")
    first, second = (claim("total_change", s.text, {"scope": ("收入合计", s), "current": ("100.00", s)}) for s in (one, two))
    assert "name the same" in reasons("scope", (first, second), (one, two))
    assert reasons("scope", (first,), (one, two)) == ""


def test_a_use_does_not_run_on_into_the_next_part() -> None:
    said = line("5", "人员经费80.00万元，主要包括：基本工资；公用经费10.00万元，主要包括：办公费。")
    fields: dict[str, tuple[ClaimValue, Sentence]] = {"scope": ("基本支出", said), "part": ("人员经费", said)}
    fields |= {"amount": ("80.00", said)}
    right = claim("fund_use", said.text, {**fields, "use": ("基本工资", said)})
    wrong = claim("fund_use", said.text, {**fields, "use": ("基本工资;公用经费10.00万元,主要包括:办公费", said)})
    assert reasons("use", (right,), (said,)) == ""
    assert reasons("use", (wrong,), (said,)) != ""
