"""Narratives of budgets: whole ones whose claims were written down before any reader saw them, and turns of phrase.

`budgets/NAME.txt` holds one paragraph per line, `budgets/NAME.jsonl` one claim per line with the fields that the text states
(without `use`, and without the scope of parts). Places, names and figures are invented.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from extractors.model import Claim
from extractors.narrative.budgets import read_budget
from extractors.narrative.budgets.reader import read_passage
from extractors.outline import outline_of
from tests.narrative.made import passage, said
from tests.narrative.paper import printed

HERE = Path(__file__).with_name("budgets")
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))
TABLES = (
    *("收支总表", "部门：青山市某局 单位：万元", "收入总表", "单位：万元"),
    *("支出总表", "单位：万元", "财政拨款收支总表", "单位：万元"),
)
_LEFT_OUT = {"use", "scope"}


def stated(claim: Claim) -> dict[str, Any]:
    return _kept({"kind": claim.kind, **{name: field.value for name, field in claim.fields.items()}})


def _kept(row: dict[str, Any]) -> dict[str, Any]:
    """Quotation marks are set half-width; a part's scope only repeats what stands before it."""
    names = row["kind"] in ("budget_change", "total_change")
    return {name: _folded(value) for name, value in row.items() if name not in _LEFT_OUT or names and name == "scope"}


def _folded(value: Any) -> Any:
    return value.translate(str.maketrans("，；（）：", ",;():")) if isinstance(value, str) else value


def claims_of(name: str, chars: int) -> tuple[Claim, ...]:
    body = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    found = re.search(r"20\d\d年", body)
    assert found is not None
    pages = printed(body, cover=(f"青山市某局{found[0]}部门预算",), chars=chars, tables=TABLES)
    return tuple(claim for claim in read_budget(pages, outline_of(pages)) if claim.kind != "statement")


def in_order(rows: Sequence[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)


@pytest.mark.parametrize("chars", [24, 36])
@pytest.mark.parametrize("name", NAMES)
def test_every_claim_as_written_down(name: str, chars: int) -> None:
    rows = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert in_order([stated(claim) for claim in claims_of(name, chars)]) == in_order([_kept(row) for row in rows])


def test_there_are_some() -> None:
    assert len(NAMES) > 5


def told(text: str, topic: str = "general", title: str = "") -> list[dict[str, Any]]:
    return [{"kind": claim.kind, **said(claim)} for claim in read_passage(passage(text, title), topic, 2026)]


def test_an_amount_with_its_change_its_basis_and_its_reason() -> None:
    (claim,) = told("2026年收入预算120.50万元，比2025年年初预算减少10.00万元，下降7.66%，主要原因是人员减少。")
    assert claim == {
        **{"kind": "budget_change", "scope": "收入预算", "amount": "120.50", "change": "10.00", "change_pct": "7.66"},
        **{"direction": "down", "basis": "上年年初预算", "reason": "人员减少"},
    }


def test_what_is_not_compared_is_a_total_and_its_parts() -> None:
    claims = told("2026年支出预算120万元，其中：基本支出80万元，占66.67%；项目支出40万元，占33.33%。")
    assert [(claim["kind"], claim.get("part"), claim.get("share_pct")) for claim in claims] == [
        ("total_change", None, None),
        ("composition", "基本支出", "66.67"),
        ("composition", "项目支出", "33.33"),
    ]


def test_a_change_behind_the_list_is_of_the_whole() -> None:
    claims = told("支出预算120万元。其中：基本支出80万元，项目支出40万元。比2025年预算增加5万元，上升4.35%。")
    assert [(claim["kind"], claim.get("change")) for claim in claims] == [
        ("budget_change", "5"),
        ("composition", None),
        ("composition", None),
    ]


def test_a_change_beside_a_member_is_the_members() -> None:
    claims = told("收入预算120万元，其中：财政拨款收入100万元，比2025年预算增加5万元；事业收入20万元。")
    assert [(claim["kind"], claim.get("scope")) for claim in claims] == [
        ("total_change", "收入预算"),
        ("budget_change", "财政拨款收入"),
        ("composition", "收入预算"),
    ]


@pytest.mark.parametrize("words", ["与上年持平", "与2025年预算一致", "与上年相比无变化", "较上年增加0万元"])
def test_no_change_is_flat(words: str) -> None:
    (claim,) = told(f"政府性基金预算支出30万元，{words}。")
    assert claim["direction"] == "flat"


def test_both_words_of_the_template_say_nothing() -> None:
    (claim,) = told("收入预算30万元，比上年增加（减少）2万元。")
    assert claim["change"] == "2"
    assert "direction" not in claim


def test_a_change_inside_a_reason_is_no_change() -> None:
    (claim,) = told("收入预算30万元，比上年增加2万元，主要原因是项目支出增加5万元，基本支出减少3万元。")
    assert (claim["change"], claim["reason"]) == ("2", "项目支出增加5万元，基本支出减少3万元")


def test_items_are_told_by_the_path_of_their_levels() -> None:
    text = "1.教育支出（类）普通教育（款）小学教育（项）50万元，主要用于校舍维修。\n"
    text += "2.教育支出（类）普通教育（款）初中教育（项）60万元，比上年增加4万元，主要原因是学生增加。"
    used, changed = told(text)
    assert (used["kind"], used["part"], used["use"]) == ("fund_use", "教育支出/普通教育/小学教育", "校舍维修")
    assert (changed["kind"], changed["scope"], changed["amount"]) == ("budget_change", "教育支出/普通教育/初中教育", "60")


def test_the_quote_of_an_item_does_not_reach_back_to_its_class() -> None:
    text = "（一）教育支出（类）\n1.普通教育（款）小学教育（项）50万元，与上年一致。\n"
    text += "2.普通教育（款）初中教育（项）60万元，与上年一致。"
    *_, last = read_passage(passage(text), "general", 2026)
    assert last.get("scope") == "教育支出/普通教育/初中教育"
    assert last.quote == "2.普通教育（款）初中教育（项）60万元，与上年一致。"


def test_an_earlier_amount_is_the_prior_one_and_no_claim() -> None:
    (claim,) = told("收入预算30万元，比2025年预算数28万元增加2万元，增长7.14%。")
    assert (claim["amount"], claim["prior"]) == ("30", "28")


def test_a_reason_that_names_whose_change_it_explains() -> None:
    text = "财政拨款收入30万元，比上年增加2万元；政府性基金收入0万元，与上年持平。\n财政拨款收支增加的主要原因是人员增加。"
    *_, apart = told(text)
    assert (apart["scope"], apart["direction"], apart["reason"]) == ("财政拨款收支", "up", "人员增加")
    assert "amount" not in apart


def test_three_public_is_planned() -> None:
    claims = told("2026年“三公”经费预算3万元，比上年减少1万元。其中：公务接待费3万元，比上年减少1万元。", "three_public")
    assert [(claim["category"], claim["budget"], claim["change"]) for claim in claims] == [
        ("total", "3", "1"),
        ("reception", "3", "1"),
    ]
    assert all("actual" not in claim for claim in claims)


def test_conference_cost_beside_them_is_a_change() -> None:
    claims = told("“三公”经费预算3万元。\n会议费预算支出8万元，比上年预算减少2万元，主要原因是压缩会议。", "three_public")
    assert [(claim["kind"], claim.get("scope")) for claim in claims] == [("three_public", None), ("budget_change", "会议费")]


def test_operating_cost_is_measured_against_an_earlier_year() -> None:
    (claim,) = told("2026年机关运行经费预算50万元，较2025年年初预算增加5万元，增长11.1%。", "operating_cost")
    assert (claim["amount"], claim["vs_prior_change"], claim["vs_prior_direction"]) == ("50", "5", "up")
    assert "vs_budget_change" not in claim


def test_uses_of_operating_cost_are_no_cost() -> None:
    assert told("机关运行经费是指维持机关运行的经费，包括办公费等。", "operating_cost") == []


def test_several_topics_in_one_section_are_told_apart() -> None:
    text = "1.机关运行经费。2026年机关运行经费30万元，比上年减少2万元。\n"
    text += "2.政府采购情况。2026年政府采购预算总额9万元，其中：货物9万元。"
    assert [claim["kind"] for claim in told(text, "several")] == ["operating_cost", "procurement"]


def test_a_list_of_projects_under_their_sum() -> None:
    whole, first, second = told("2026年项目支出9万元，具体如下：\n（一）甲经费项目4万元。\n（二）乙补贴5万元。", "projects")
    assert (whole["part"], first["part"], second["part"]) == ("合计", "甲经费", "乙补贴")
    assert {first["scope"], second["scope"]} == {"项目支出"}


def test_glossary_and_duties_hold_no_claims() -> None:
    body = (HERE / "henan_court.txt").read_text(encoding="utf-8")
    body += "第三部分 名词解释\n一、收入预算：指2024年收入预算100万元，比上年增加1万元。"
    pages = printed(body, cover=("青山市某局2024年部门预算",), tables=TABLES)
    amounts = [claim.get("amount") for claim in read_budget(pages, outline_of(pages))]
    assert "100" not in amounts
