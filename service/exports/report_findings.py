"""Findings as cards: the equation written out, every operand with its place on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from extractors.model import Finding, Operand
from service.exports.labels import Label, joined, label, same, section_label
from service.exports.report_marks import Mark, PageSizes, placed
from service.exports.report_rules import rule_name
from service.exports.report_tables import Names
from service.exports.telling import EQUATION, beside_equation

_SEVERITY_ORDER = {"error": 0, "warning": 1, "info": 2}
_FAULT_ORDER = {"document": 0, "extraction": 1}


class Term(NamedTuple):
    """One operand as it stands in the equation; `sign` is what is printed before it."""

    sign: str
    mark: Mark
    caption: Label


class Side(NamedTuple):
    """One side of an equation; `total` where it adds up more than one term; `blanks` counts empty cells left out."""

    terms: tuple[Term, ...]
    total: str
    blanks: int


class Equation(NamedTuple):
    """Two sides and how they compare; a single side where the operands are no sum."""

    left: Side
    relation: str
    right: Side | None


class FindingView(NamedTuple):
    """A finding ready to print."""

    id: str
    severity: str
    fault: str
    rule: str
    name: Label
    place: Label
    page: int | None
    message: Label
    equation: Equation | None
    amounts: tuple[str, ...]
    difference: str
    slack: str
    at: str


def finding_views(findings: Iterable[Finding], names: Names, sizes: PageSizes) -> list[FindingView]:
    """Worst first; within a severity the document's own contradictions before our doubts, then in page order."""
    ranked = sorted(findings, key=lambda f: (_SEVERITY_ORDER[f.severity], _FAULT_ORDER[f.fault], f.page or 0))
    return [_view(finding, number, names, sizes) for number, finding in enumerate(ranked)]


def _view(finding: Finding, number: int, names: Names, sizes: PageSizes) -> FindingView:
    place = names.place(finding.form, finding.row, finding.column)
    return FindingView(
        id=f"n{number}",
        severity=finding.severity,
        fault=finding.fault,
        rule=finding.rule,
        name=rule_name(finding.rule),
        place=joined([_section(finding.section), place]),
        page=finding.page,
        message=_message(finding),
        equation=equation_of(finding, names, sizes),
        amounts=finding.amounts,
        difference=_separated(finding.difference),
        slack=_separated(finding.slack),
        at=placed([operand.box for operand in finding.operands if operand.box], sizes),
    )


def _message(finding: Finding) -> Label:
    """What was found, in both languages. The equation stands above: it is left out here."""
    english = EQUATION.sub("", finding.message)
    return Label(beside_equation(finding), english[:1].upper() + english[1:])


def _section(section: str | None) -> Label:
    return section_label(section) if section else same("")


class Sides(NamedTuple):
    """The operands on two sides, each with its sign there. Without a `relation` they stand side by side on the left."""

    relation: str
    left: tuple[tuple[int, Operand], ...]
    right: tuple[tuple[int, Operand], ...]


def sides_of(finding: Finding) -> Sides | None:
    """The operands as `left ≠ right`, in whichever of two ways explains the difference printed; else side by side.

    None where no operand is a figure: a sentence has its place, not a value.

    The two ways: all signed operands balance to zero, or the first operand is the signed sum of the others.
    """
    operands = finding.operands
    if all(_value(operand) is None for operand in operands):
        return None
    signed = tuple((int(operand.sign), operand) for operand in operands)
    difference = _number(finding.difference)
    if len(operands) > 1 and difference is not None and all(_value(operand) is not None for operand in operands):
        relation = _relation(difference, _number(finding.slack))
        if abs(_sum(signed)) == abs(difference):
            left = tuple(term for term in signed if term[0] > 0)
            right = tuple((-sign, operand) for sign, operand in signed if sign < 0)
            if left and right:
                return Sides(relation, left, right)
        if abs(_sum(signed[:1]) - _sum(signed[1:])) == abs(difference):
            return Sides(relation, signed[:1], signed[1:])
    return Sides("", tuple((1, operand) for operand in operands), ())


def equation_of(finding: Finding, names: Names, sizes: PageSizes) -> Equation | None:
    """The operands as printed, each with its place; None where no operand is a figure."""
    sides = sides_of(finding)
    if sides is None:
        return None
    left = _side(sides.left, finding, names, sizes, summed=bool(sides.relation))
    right = _side(sides.right, finding, names, sizes, summed=True) if sides.relation else None
    return Equation(left, sides.relation, right)


def _side(part: Sequence[tuple[int, Operand]], finding: Finding, names: Names, sizes: PageSizes, *, summed: bool) -> Side:
    shown = [(sign, operand) for sign, operand in part if not (summed and operand.blank and len(part) > 1)] or list(part)
    terms = []
    for position, (sign, operand) in enumerate(shown):
        plus = "+" if position and summed else ""
        terms.append(Term("−" if sign < 0 else plus, _mark(operand, sizes), caption(operand, finding, names)))
    total = f"{_sum(part):,f}" if summed and len(part) > 1 else ""
    return Side(tuple(terms), total, len(part) - len(shown))


def _mark(operand: Operand, sizes: PageSizes) -> Mark:
    value = _value(operand)
    text = "?" if value is None else "0" if operand.blank else f"{value:,f}"
    return Mark(text, "", placed([operand.box] if operand.box else [], sizes))


def caption(operand: Operand, finding: Finding, names: Names) -> Label:
    """What a term is called beside its figure."""
    form, row, column = _telling(operand, finding.operands)
    place = names.place(form, row, column, named_in=operand.form)
    field = label("fields", operand.field) if operand.field else same("")
    section = _section(operand.section if operand.section != finding.section else None)
    found = joined([section, place, field])
    return found if found.zh else same(operand.label)


def _telling(operand: Operand, among: Sequence[Operand]) -> tuple[str | None, str | None, str | None]:
    """Form, row and column of an operand, without what all operands share (the finding's own place says that)."""
    addresses = [(other.form, other.row, other.column) for other in among]
    own = (operand.form, operand.row, operand.column)
    shared = [len({address[part] for address in addresses}) == 1 for part in range(3)]
    if all(shared):
        return own
    form, row, column = (None if alike else key for key, alike in zip(own, shared, strict=True))
    return form, row, column


def _value(operand: Operand) -> Decimal | None:
    return Decimal(0) if operand.blank else operand.value


def _sum(part: Iterable[tuple[int, Operand]]) -> Decimal:
    return sum((sign * (_value(operand) or Decimal(0)) for sign, operand in part), Decimal(0))


def _relation(difference: Decimal, slack: Decimal | None) -> str:
    if not difference:
        return "="
    return "≈" if slack is not None and abs(difference) <= slack else "≠"


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text is not None else None
    except InvalidOperation:
        return None


def _separated(text: str | None) -> str:
    """With thousands separators where it is a number; as it is where it is not."""
    number = _number(text)
    return f"{number:,f}" if number is not None else text or ""
