"""What findings, reasons and notes say, in Chinese: sentences with placeholders, as data beside this file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.model import Finding
from service.exports.labels import Label, known, label, line_label, order, section_label
from service.exports.report_rules import rule_name

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_WORDS = frozenset({"field", "word", "column", "form"})
EQUATION = re.compile(r"^[^:]*? ≠ .*?: (?=difference )")
_OPENING = re.compile(r"^Section [\w.]+(?:, [^:]+?)?: ")


class _Sentence(NamedTuple):
    """An English sentence as a pattern with named groups, and its Chinese with the same names in braces."""

    english: re.Pattern[str]
    chinese: str
    template: str


def told_in_chinese(text: str) -> str | None:
    """A message, reason or note in Chinese; None where its words are not known. Its section and row are left out."""
    return _told(_OPENING.sub("", text.strip()).removesuffix("."))


def template_of(text: str) -> str | None:
    """The English sentence with its placeholders that a message or reason was made from: what equal ones share."""
    return next((each.template for each in _sentences() if each.english.fullmatch(text)), None)


def beside_equation(finding: Finding) -> str:
    """A finding's message in Chinese without its equation; the name of the rule that is not kept where no words are known."""
    return told_in_chinese(finding.message) or f"不符合“{rule_name(finding.rule).zh}”"


def finding_in_chinese(finding: Finding) -> str:
    """A finding's message in Chinese, whole."""
    equation = EQUATION.match(finding.message)
    written_out = f"{_places(equation[0].removesuffix(': '))}：" if equation else ""
    return written_out + beside_equation(finding)


def reason_label(reason: str) -> Label:
    """A reason in both languages. Where only its beginning is known, what follows stays as it is."""
    begins = next((start for start in order("reasons") if reason.startswith(start)), "")
    beginning = label("reasons", begins).zh if begins else ""
    return Label(told_in_chinese(reason) or beginning + reason.removeprefix(begins), reason)


def note_label(note: str) -> Label:
    """A note of the reading in both languages; as it is where it is not known."""
    return Label(told_in_chinese(note) or note, note)


def _told(text: str) -> str | None:
    for sentence in _sentences():
        match = sentence.english.fullmatch(text)
        if match:
            return sentence.chinese.format(**{name: _translated(name, said) for name, said in match.groupdict().items()})
    return None


def _translated(name: str, said: str) -> str:
    translate = _KINDS.get(name.rstrip("0123456789"))
    return translate(said) if translate else said


def _places(text: str) -> str:
    """`942.50 (FA05 2010301 行政运行 basic)` -> `942.50（FA05 2010301 行政运行 基本支出）`."""
    return _place().sub(_place_in_chinese, text).replace(" (FA", "（FA").replace(" (BG", "（BG").replace(")）", "）")


def _place_in_chinese(match: re.Match[str]) -> str:
    form, row, printed, column = match["form"], match["row"], match["label"], match["column"]
    canonical = line_label(form, row)
    name = printed or (canonical.zh if canonical else "")
    code = row if row.isdigit() or not name else ""
    value = "" if column == "amount" else label("columns", column).zh
    closing = "）" if match["closing"] else ""
    return " ".join(dict.fromkeys(part for part in (form, code, name, value) if part)) + closing


def _proofs(text: str) -> str:
    """`FA05.rollup:20103, FA05.row:201` with the rules' names."""
    return "、".join(_proof(each) for each in text.split(", "))


def _proof(text: str) -> str:
    rule, _, where = text.partition(":")
    return f"{rule_name(rule).zh}（{where or rule}）"


def _rest(text: str) -> str:
    return told_in_chinese(text) or text


def _notes(text: str) -> str:
    return "；".join(_rest(note) for note in text.split("; "))


def _what(text: str) -> str:
    return _table()["what"].get(text, text)


def _field(text: str) -> str:
    return _table()["fields"].get(text) or label("fields", text).zh


def _column(text: str) -> str:
    found = known("columns", text)
    return found.zh if found else _field(text)


_KINDS: Mapping[str, Callable[[str], str]] = {
    "field": _field,
    "section": lambda text: section_label(text).zh,
    "word": lambda text: label("words", text).zh,
    "column": _column,
    "what": _what,
    "proofs": _proofs,
    "places": _places,
    "sum": lambda text: re.sub(r"\((\w+)\)", lambda found: f"（{_field(found[1])}）", text),
    "rest": _rest,
    "notes": _notes,
}


@cache
def _place() -> re.Pattern[str]:
    columns = "|".join(re.escape(column) for column in sorted(order("columns"), key=len, reverse=True))
    return re.compile(
        rf"(?P<form>[A-Z]{{2}}\d{{2}}[A-Z]?) (?P<row>\S+) (?:(?P<label>[^+]*?) )??(?P<column>{columns})(?!\w)(?P<closing>\))?"
    )


@cache
def _sentences() -> tuple[_Sentence, ...]:
    groups = ("sentences", "reasons", "notes")
    return tuple(
        _Sentence(_pattern(english), chinese, english) for group in groups for english, chinese in _table()[group].items()
    )


def _pattern(english: str) -> re.Pattern[str]:
    """Words between placeholders verbatim, placeholders as the shortest text that fits."""
    parts = _PLACEHOLDER.split(english)
    return re.compile("".join(_group(part) if at % 2 else re.escape(part) for at, part in enumerate(parts)), re.DOTALL)


def _group(name: str) -> str:
    one_word = name.rstrip("0123456789") in _WORDS
    return rf"(?P<{name}>\w+)" if one_word else f"(?P<{name}>.+?)"


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
