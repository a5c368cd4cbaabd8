"""Findings as equations whose every term has its place: for the items that they speak about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors.amounts import plain
from extractors.model import Box, Claim, Extraction, Finding, Operand
from extractors.subjects import claim_subjects, finding_subjects, operand_subject
from service.exports.labels import Label
from service.exports.report_findings import Sides, caption, sides_of
from service.exports.report_rules import rule_name
from service.exports.report_tables import Names
from service.exports.telling import EQUATION, beside_equation
from service.review.view import Equation, Term, Words, place

_SEVERITIES = ("error", "warning", "info")


class Equations:
    """The findings of one result, by the figures and the claims that take part in them."""

    def __init__(self, extraction: Extraction) -> None:
        self.names = Names(extraction.facts)
        self._subjects = dict(zip(map(id, extraction.findings), finding_subjects(extraction.findings), strict=True))
        self._by_figure: dict[str, list[Finding]] = defaultdict(list)
        self._by_field: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        self._fields = dict(_fields(extraction))
        for finding in sorted(extraction.findings, key=lambda each: _SEVERITIES.index(each.severity)):
            for operand in finding.operands:
                self._note(finding, operand)

    def _note(self, finding: Finding, operand: Operand) -> None:
        subject = operand_subject(operand)
        if subject is not None:
            self._by_figure[subject].append(finding)
        elif operand.section is not None and operand.field is not None:
            self._by_field[operand.section, operand.field].append(finding)

    def of_figure(self, subject: str) -> tuple[Equation, ...]:
        """Those in which a figure of the forms takes part."""
        figure = subject.partition("#")[0]
        found = {id(finding): finding for finding in self._by_figure.get(figure, ())}
        return tuple(self.equation(finding, figure) for finding in found.values())

    def of_field(self, claim: Claim, name: str) -> tuple[Equation, ...]:
        """Those in which a field of a claim takes part: told of its section, and standing in its place."""
        boxes = set(claim.fields[name].boxes)
        told = self._by_field.get((claim.section, name), ())
        found = {id(finding): finding for finding in told if _stands(finding, name, boxes)}
        return tuple(self.equation(finding, "", (name, boxes)) for finding in found.values())

    def equation(self, finding: Finding, own: str = "", field: tuple[str, set[Box]] | None = None) -> Equation:
        """A finding as two sides. `own`, or the field with its boxes: what is marked as the item's own."""
        sides = sides_of(finding) or Sides("", tuple((1, each) for each in finding.operands), ())
        summed = bool(sides.relation)

        def terms(part: Sequence[tuple[int, Operand]]) -> tuple[Term, ...]:
            return tuple(self._term(finding, at, each, summed, own, field) for at, each in enumerate(part))

        return Equation(
            finding=self._subjects[id(finding)],
            rule=finding.rule,
            name=words(rule_name(finding.rule)),
            severity=finding.severity,
            fault=finding.fault,
            message=message(finding),
            relation=sides.relation,
            left=terms(sides.left),
            right=terms(sides.right),
            left_total=_total(sides.left) if summed else None,
            right_total=_total(sides.right) if summed else None,
            difference=finding.difference,
            slack=finding.slack,
        )

    def _term(
        self,
        finding: Finding,
        at: int,
        signed: tuple[int, Operand],
        summed: bool,
        own: str,
        field: tuple[str, set[Box]] | None,
    ) -> Term:
        sign, operand = signed
        subject = operand_subject(operand) or self._field_subject(operand)
        return Term(
            sign="−" if sign < 0 else "+" if at and summed else "",
            value=None if operand.value is None else plain(operand.value),
            blank=operand.blank,
            label=words(caption(operand, finding, self.names)),
            box=place(operand.box) if operand.box else None,
            subject=subject,
            own=subject == own if field is None else operand.field == field[0] and operand.box in field[1],
        )

    def _field_subject(self, operand: Operand) -> str | None:
        """The claim field that is a term of the narrative: by its place."""
        return self._fields.get((operand.section, operand.field, operand.box))


def _fields(extraction: Extraction) -> Iterator[tuple[tuple[str | None, str | None, Box | None], str]]:
    """Where each field of a claim stands, and its subject."""
    for claim, subject in zip(extraction.claims, claim_subjects(extraction.claims), strict=True):
        for name, field in claim.fields.items():
            if field.boxes:
                yield (claim.section, name, field.boxes[0]), f"{subject}/{name}"


def message(finding: Finding) -> Words:
    """What was found, without the equation that stands beside it."""
    english = EQUATION.sub("", finding.message)
    return Words(zh=beside_equation(finding), en=english[:1].upper() + english[1:])


def words(label: Label) -> Words:
    """A label for storing."""
    return Words(zh=label.zh, en=label.en)


def _stands(finding: Finding, name: str, boxes: set[Box]) -> bool:
    return any(operand.field == name and operand.box in boxes for operand in finding.operands)


def _total(part: Sequence[tuple[int, Operand]]) -> str | None:
    """What a side adds to, where it adds."""
    if len(part) < 2 or any(operand.value is None for _, operand in part):
        return None
    return plain(sum((sign * (operand.value or Decimal(0)) for sign, operand in part), Decimal(0)))
