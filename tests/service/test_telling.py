"""The report's Chinese view is Chinese: messages, reasons and notes are told in both languages."""

from __future__ import annotations

import ast
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


SPEAKING = (
    "checks",
    "forms",
    "narrative/asking/reader.py",
    "narrative/readers.py",
    "pictures/doubts.py",
    "pictures/standing.py",
    "remarks.py",
)
NO_MESSAGES = ("claims/habits.py",)  # looks for words in messages

_HOLES = re.compile(r"\{\w*\}(?:[: ]+\(?\{\w*\}\)?)*")  # several things put in beside each other are one
_WORD = re.compile(r"(?<![\w.:])[a-z]{2,}(?![\w.])")


def _spoken(path: Path) -> list[str]:
    """Sentences and parts of sentences in a source file: what an f-string puts in becomes `{}`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    apart |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    apart |= {id(node) for call in ast.walk(tree) if isinstance(call, (ast.Raise, ast.AnnAssign)) for node in ast.walk(call)}
    said = [_HOLES.sub("{}", _text(node)) for node in ast.walk(tree) if id(node) not in apart]
    return [text for text in said if len(_WORD.findall(text)) >= 3 and not re.search(r"[\\|?]", text)]


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return "{}"
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _is_told(text: str) -> bool:
    part = "(.*)".join(re.escape(words) for words in text.strip(" .").split("{}"))
    whole = text.replace("{}", "7")
    return any(re.search(part, english) for english, _ in SENTENCES) or reason_label(whole).zh != whole


def test_all_that_the_code_can_say_is_in_the_table() -> None:
    """Parts of sentences are looked for within the sentences."""
    roots = [ROOT / "extractors" / name for name in SPEAKING]
    files = [file for root in roots for file in (root.rglob("*.py") if root.is_dir() else [root])]
    spoken = [(file, text) for file in files if not file.as_posix().endswith(NO_MESSAGES) for text in _spoken(file)]
    unknown = [(file.name, text) for file, text in spoken if not _is_told(text)]
    assert len(spoken) > 100
    assert unknown == [], "give these their Chinese in service/exports/telling.toml"


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
