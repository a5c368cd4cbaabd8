"""Whether a field of a report's claim stands on the page in its role: a second reading of the sentence at its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import printed_value
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.places_alone import BY_PLACE
from extractors.checks.claims.roles import names_category, occurrences, ungrouped
from extractors.model import ClaimField

_NAMES = ("scope", "part", "project", "item")
_WORDS = ("reason", "use", "completion", "problems", "improvements")
_ANCHORS = ("part", "category", "project", "scope")
_MONEY = re.compile(r"\d(?:万元|亿元|元)")
_ALL = "合计"
_FORM = "form"
_WHOLE_CELL = re.compile(r"[\d,.]+(?:万元|亿元|元)?")


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def report_doubts(docket: Docket, name: str, field: ClaimField) -> Iterator[str]:
    """Why the printed words do not make the field certain."""
    text = ungrouped(squeezed(field.text))
    there = ungrouped(docket.context.passages.at(field.boxes))
    if not text or text not in there:
        yield "other words are printed at its place"
    elif name == "category":
        if not names_category(str(field.value), text):
            yield f"{text} does not name this category"
    elif printed_value(docket.claim, name) is not None and name != "no":
        yield from _figure(docket, name, field, there)
    elif name in _NAMES:
        yield from _name(field, text, there)
    elif name in _WORDS:
        yield from _words_doubts(field, text, docket.context.passages.around(field.boxes))


def _figure(docket: Docket, name: str, field: ClaimField, there: str) -> Iterator[str]:
    """The digits are those of the span, behind the words or the name that make it this field's."""
    figure = re.sub(r"[,%]|万?元|亿元", "", squeezed(field.text))
    if figure != str(field.value).rstrip("%"):
        yield f"{field.text} is printed"
    elif docket.claim.section == _FORM and _WHOLE_CELL.fullmatch(there):
        return
    elif not any(_leads(docket, name, before) for before, _ in occurrences(there, figure)):
        yield f"{figure} does not stand where a figure of this kind stands"


def _leads(docket: Docket, name: str, before: str) -> bool:
    """By the words right before it; else its claim's name stands before it and no other amount between."""
    claim = docket.claim
    worded = _words()["before"].get(f"{claim.kind}.{name}")
    if worded is not None:
        return re.search(worded, before) is not None
    anchors = (ungrouped(squeezed(claim.fields[each].text)) for each in _ANCHORS if claim.get(each))
    anchor = next(anchors, "")
    between = before.rpartition(anchor)
    return bool(anchor) and bool(between[1]) and not _foreign(docket, between[2])


def _foreign(docket: Docket, between: str) -> bool:
    """An amount between the name and the figure that is none of the claim's own."""
    own = {str(field.value) for field in docket.claim.fields.values()}
    amounts = re.findall(r"(\d+(?:\.\d+)?)(?:万元|亿元|元)", between)
    return any(amount not in own for amount in amounts)


def _name(field: ClaimField, text: str, there: str) -> Iterator[str]:
    if squeezed(str(field.value)) != text and field.value != _ALL:
        yield "its words differ from the passage"
    elif field.value != _ALL and not any(_bounded(there, found) for found in re.finditer(re.escape(text), there)):
        yield f"{text} is only part of the printed name"


def _bounded(there: str, found: re.Match[str]) -> bool:
    around = _words()["around"]
    before = re.search(f"(?:{around['before']})$", there[: found.start()])
    return before is not None and re.match(around["behind"], there[found.end() :]) is not None


def _words_doubts(field: ClaimField, text: str, around: str) -> Iterator[str]:
    """Words that begin and end where a clause does."""
    if squeezed(str(field.value)) != text:
        yield "its words differ from the passage"
    elif text in around:
        behind = around[around.find(text) + len(text) :]
        if behind and behind[0] not in "。;,:!?)":
            yield "the printed words begin before or go on"


def alone_at_its_place(docket: Docket, name: str, field: ClaimField) -> str | None:
    """Amounts of a listed project that nothing can recompute: the proof by place, where no other figure may be meant."""
    claim = docket.claim
    if claim.kind != "project_evaluation" or name not in ("budget", "executed", "score") or claim.section == _FORM:
        return None
    paragraph = ungrouped(docket.context.passages.around(field.boxes))
    project = squeezed(claim.fields["project"].text) if claim.get("project") else ""
    start = paragraph.find(project)
    if not project or start < 0:
        return None
    behind = paragraph[start + len(project) :]
    first = _MONEY.search(behind)
    figure = ungrouped(squeezed(field.text))
    said = len(list(occurrences(behind, figure)))
    fits = bool(first and behind[: first.start() + 1].endswith(figure)) if name == "budget" else said == 1
    return f"{BY_PLACE}:{claim.section}.{docket.row}" if fits and not tuple(report_doubts(docket, name, field)) else None
