"""What a reviewer sees of a figure, of a field, of a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from extractors.amounts import plain
from extractors.model import Claim, ClaimField, ClaimValue, Fact, Finding, OtherReading
from service.exports.labels import joined, label, same, section_label
from service.exports.report_rules import rule_name
from service.exports.telling import reason_label
from service.review.equations import Equations, words
from service.review.view import ReaderSaid, View, place


def fact_view(fact: Fact, subject: str, equations: Equations, hangs: int) -> View:
    """A figure of a form."""
    read = label("readers", fact.reading.source)
    return View(
        title=words(equations.names.place(*fact.key)),
        label=fact.label,
        text=fact.text,
        value=plain(fact.value),
        unit=fact.unit,
        verdict=fact.verdict,
        boxes=(place(fact.box),),
        reasons=tuple(words(reason_label(reason)) for reason in fact.reasons),
        equations=equations.of_figure(subject),
        readers=(ReaderSaid(reader=words(read), value=plain(fact.value), text=fact.text, boxes=(place(fact.box),)),),
        hangs=hangs,
    )


def field_view(claim: Claim, name: str, field: ClaimField, subject: str, equations: Equations) -> View:
    """A field of a claim; its sentence is shown around it."""
    of_it = equations.of_field(claim, name)
    boxes = field.boxes or claim.boxes
    return View(
        title=words(joined([section_label(claim.section), label("kinds", claim.kind), _named(subject), label("fields", name)])),
        text=field.text,
        value=_plain(field.value),
        unit=claim.unit,
        verdict=field.verdict,
        quote=claim.quote,
        boxes=tuple(map(place, boxes)),
        reasons=tuple(words(reason_label(reason)) for reason in field.reasons),
        equations=of_it,
        readers=(*_readers(claim, field), *map(_other, field.others)),
        hangs=sum(len(each.left) + len(each.right) - 1 for each in of_it),
    )


def finding_view(finding: Finding, equations: Equations, hangs: int) -> View:
    """A finding: its equation is the item."""
    where = section_label(finding.section) if finding.section else same("")
    at = equations.names.place(finding.form, finding.row, finding.column)
    boxes = [operand.box for operand in finding.operands if operand.box]
    ordered = sorted(boxes, key=lambda box: box.page != finding.page)
    equation = equations.equation(finding)
    return View(
        title=words(joined([rule_name(finding.rule), where, at])),
        text=finding.message,
        boxes=tuple(map(place, ordered)),
        reasons=(equation.message,),
        equations=(equation,),
        hangs=hangs,
    )


def _readers(claim: Claim, field: ClaimField) -> list[ReaderSaid]:
    return [
        ReaderSaid(
            reader=words(label("readers", reader)),
            value=_plain(field.value),
            text=field.text,
            boxes=tuple(map(place, field.boxes)),
        )
        for reader in field.readers or (claim.reader,)
    ]


def _other(other: OtherReading) -> ReaderSaid:
    return ReaderSaid(
        reader=words(label("readers", other.reader)),
        value=_plain(other.value),
        text=other.text,
        boxes=tuple(map(place, other.boxes)),
        stands=other.verdict == "flagged",
        reason=words(reason_label(other.reason)) if other.reason else None,
    )


def _named(subject: str) -> Any:
    """What the claim is about: the part of its name between section and field."""
    about = subject.split("/", 2)[-1].rsplit("/", 1)[0]
    return joined([label("words", part) for part in about.split("·")])


def _plain(value: ClaimValue) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value
