"""The report's Chinese view is Chinese: messages, reasons and notes are told in both languages."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from extractors.checks.rulebook import rulebook
from extractors.pipeline import extract
from service.exports import telling
from service.exports.report_rules import rule_name
from service.exports.telling import note_label, reason_label, told_in_chinese

ROOT = Path(__file__).resolve().parents[2]
TABLE = tomllib.loads(Path(telling.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
SENTENCES = [(en, zh) for group in ("sentences", "reasons", "notes") for en, zh in TABLE[group].items()]
HAN = re.compile("[一-鿿]")


def test_an_identity_is_told_by_its_gap_and_its_culprit() -> None:
    said = (
        "7.75 (FA04 expenditure.208 八、社会保障(和)就业支出 general) ≠ 7.73 (FA05 208 x total): difference 0.02 万元, rounding "
    )
    said += "allows 0.01; also against FA05.rollup:20103; "
    said += "FA04 expenditure.208 八、社会保障(和)就业支出 general would have to be 7.73."
    assert told_in_chinese(said) == (
        "两边相差 0.02 万元，舍入只容许 0.01；同时不符：上下级汇总（20103）；"
        "要使等式成立，FA04 八、社会保障(和)就业支出 一般公共预算 应为 7.73"
    )


def test_a_sentence_against_the_table_names_field_and_cell() -> None:
    said = "Section 9.1, total: budget prints 2.8 万元 where the table prints 2.30 (FA09 budget 预算数 total): "
    assert told_in_chinese(f"{said}difference 0.50 万元, rounding allows 0.01.") == (
        "文中预算写作 2.8 万元，表中为 2.30（FA09 预算数 合计）：相差 0.50 万元，舍入只容许 0.01"
    )


def test_words_of_the_document_stay_as_printed() -> None:
    said = "Section 3.2: 下属(X局): a choice of the template that was not made was left in: 全年 {x}: %s 0 个。."
    assert told_in_chinese(said) == "残留模板中未作选择的选项“下属(X局)”：全年 {x}: %s 0 个。"


def test_unknown_words_are_not_guessed() -> None:
    assert told_in_chinese("Something nobody ever wrote.") is None
    assert reason_label("something else").zh == "something else"
    assert note_label("something else").zh == "something else"


@pytest.mark.parametrize(("english", "chinese"), SENTENCES, ids=lambda words: words[:40])
def test_every_sentence_is_reached_with_its_own_chinese(english: str, chinese: str) -> None:
    """No sentence hides behind one that comes before it, and the Chinese asks for nothing that the English does not give."""
    given = set(re.findall(r"\{(\w+)\}", english))
    assert set(re.findall(r"\{(\w+)\}", chinese)) <= given
    filled = english.format(**dict.fromkeys(given, "7"))
    assert told_in_chinese(filled) == chinese.format(**{name: telling._translated(name, "7") for name in given})


def test_every_rule_has_a_chinese_name() -> None:
    assert [rule.id for rule in rulebook() if not HAN.search(rule_name(rule.id).zh)] == []
    assert [rule.id for rule in rulebook() if rule_name(rule.id).zh == rule_name(rule.id).en] == []


@pytest.mark.parametrize("case", ["hongshan-mzj-2024", "broken-headers"])
def test_whatever_is_said_of_a_document_is_said_in_chinese(case: str) -> None:
    found = extract((ROOT / "golden" / case / "source.pdf").read_bytes())
    reasons = [reason for claim in found.claims for field in claim.fields.values() for reason in field.reasons]
    reasons += [reason for fact in found.facts for reason in fact.reasons]
    assert [finding.message for finding in found.findings if told_in_chinese(finding.message) is None] == []
    assert sorted({reason for reason in reasons if reason_label(reason).zh == reason}) == []
    assert [note for note in found.notes if note_label(note).zh == note] == []
