"""Whether a field of a report's claim stands on the page in its role: a second reading of the sentence at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import MONEY
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.places_alone import BY_PLACE
from extractors.checks.claims.roles import names_category, occurrences, ungrouped
from extractors.checks.reports.names import leads, name_doubts
from extractors.checks.reports.vocabulary import before_figure, phrase
from extractors.model import ClaimField

_NAMES = ("scope", "part", "project", "item")
_FIGURES = MONEY | {"share_pct", "completion_pct", "change_pct", "score"}
_ENTRIES = ("problems", "improvements")
_ANCHORS = ("part", "category", "project", "scope")
_AMOUNT = re.compile(r"\d(?:万元|亿元|元)")
_FORM = "form"
_ODD = re.compile(r"0\d")
_WHOLE_CELL = re.compile(r"[\d,.]+(?:万元|亿元|元)?")
_CLOSING = " ,;:。.、"


def report_doubts(docket: Docket, name: str, field: ClaimField) -> Iterator[str]:
    """Why the printed words do not make the field certain."""
    text = ungrouped(squeezed(field.text))
    there = ungrouped(docket.context.passages.at(field.boxes))
    if not text or text not in there:
        yield "other words are printed at its place"
    elif name == "category":
        if not names_category(str(field.value), text):
            yield f"{text} does not name this category"
        elif not leads(docket, name):
            yield "no figure stands beside the name, and no table proves it"
    elif name == "no":
        yield from _number(field, text, docket.context.passages.around(field.boxes))
    elif name in _FIGURES:
        yield from _figure(docket, name, field, there)
    elif name in _NAMES:
        yield from name_doubts(docket, name, field, there)
    else:
        yield from _words(docket, name, field, text)


def _number(field: ClaimField, text: str, around: str) -> Iterator[str]:
    """The number opens its paragraph."""
    if squeezed(str(field.value)) != text or not re.match(rf"[(]?{re.escape(text)}[.、)]", around):
        yield f"{text} is printed"


def _figure(docket: Docket, name: str, field: ClaimField, there: str) -> Iterator[str]:
    """The digits are those of the span, in the claim's unit, behind the words or the name that make it this field's."""
    figure = re.sub(r"[,%]|万?元|亿元", "", squeezed(field.text))
    if figure != str(field.value).rstrip("%") or _ODD.match(figure):
        yield f"{field.text} is printed"
        return
    places = list(occurrences(there, figure))
    if not (docket.claim.section == _FORM and name == "budget" and _WHOLE_CELL.fullmatch(there)):
        places = [place for place in places if _stands(docket, name, place[0])]
    measured = docket.claim.unit if name in MONEY else "%" if name.endswith("_pct") else ""
    if not places:
        yield f"{figure} does not stand where a figure of this kind stands"
    elif not any(after.startswith(measured) for _, after in places):
        yield f"it is printed in {places[0][1][:2]}"
    elif name != "share_pct" and docket.claim.get("project") and docket.claim.section != _FORM and not leads(docket, "project"):
        yield "another item is named nearer to it"


def _stands(docket: Docket, name: str, before: str) -> bool:
    """By the words right before it; else its claim's name stands before it and no other amount between."""
    claim = docket.claim
    worded = before_figure(claim.kind, name)
    if worded is not None:
        return worded.search(before) is not None
    anchors = (ungrouped(squeezed(claim.fields[each].text)) for each in _ANCHORS if claim.get(each))
    anchor = next(anchors, "")
    between = before.rpartition(anchor)
    return bool(anchor) and bool(between[1]) and not _foreign(docket, between[2])


def _foreign(docket: Docket, between: str) -> bool:
    """An amount between the name and the figure that is none of the claim's own."""
    own = {str(field.value) for field in docket.claim.fields.values()}
    amounts = re.findall(r"(\d+(?:\.\d+)?)(?:万元|亿元|元)", between)
    return any(amount not in own for amount in amounts)


def _words(docket: Docket, name: str, field: ClaimField, text: str) -> Iterator[str]:
    """Words that are whole: a cell, a point behind its headline, a reason behind its lead-in."""
    around = docket.context.passages.around(field.boxes)
    if isinstance(field.value, str) and name not in ("direction",) and squeezed(field.value) != squeezed(field.text):
        yield "its words differ from the passage"
    elif name in _ENTRIES:
        titles = docket.context.passages.sections(field.boxes)
        headings = [section.title for section in docket.context.outline.sections if section.key in titles]
        if not any(phrase(name).search(heading) for heading in headings):
            yield "stands behind the label of another field"
        elif around.strip(_CLOSING) != text.strip(_CLOSING):
            yield "the printed words begin before or go on"
    elif name == "completion":
        item = squeezed(docket.claim.fields["item"].text) if docket.claim.get("item") else ""
        head = re.match(rf"[(]?\d{{1,2}}[.、)]{re.escape(item)}[。,:]", around)
        if not item or head is None or around[head.end() :].strip(_CLOSING) != text.strip(_CLOSING):
            yield "the printed words begin before or go on"
    elif name == "reason":
        at = around.find(text)
        whole = phrase("reason_before").search(around[:at]) and phrase("reason_behind").match(around[at + len(text) :])
        if not whole or phrase("reason_ends").search(text) or not _of_change(docket, around[:at]):
            yield "the printed words begin before or go on"


def _of_change(docket: Docket, before: str) -> bool:
    """The reason stands behind the amount that it explains."""
    amounts = re.findall(r"(\d+(?:\.\d+)?)(?:万元|亿元|元)", before)
    return bool(amounts) and amounts[-1] == docket.claim.get("change")


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
    first = _AMOUNT.search(behind)
    figure = ungrouped(squeezed(field.text))
    said = len(list(occurrences(behind, figure)))
    fits = bool(first and behind[: first.start() + 1].endswith(figure)) if name == "budget" else said == 1
    return f"{BY_PLACE}:{claim.section}.{docket.row}" if fits and not tuple(report_doubts(docket, name, field)) else None
