"""Suspicions about figures -> findings: one per contradiction, naming the likeliest culprit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts import decimals, plain
from extractors.checks.cells import Cell
from extractors.checks.identities import Evaluated
from extractors.checks.proofs import Suspicion
from extractors.checks.wording import equation, figure, in_unit, outcome, place, unit_of
from extractors.model import Fault, Finding

_NAMED_SUSPECTS = 3
Doubts = Mapping[tuple[str, str, str], str]


class _Case(NamedTuple):
    """Suspicions that tell of one mishap, and the one that is told."""

    told: Suspicion
    others: tuple[Suspicion, ...]


def findings_of(suspicions: Iterable[Suspicion], doubts: Doubts, misread: frozenset[str] = frozenset()) -> list[Finding]:
    """One finding per mishap. `doubts` are places whose address is in doubt for other reasons; of forms that are `misread` no
    mishap is proven."""
    return [_unproven(case, finding, misread) for case in _cases(suspicions) for finding in [_finding(case, doubts)]]


def _unproven(case: _Case, finding: Finding, misread: frozenset[str]) -> Finding:
    """A contradiction with figures that were read in doubt, or are of a misread form, is a warning about the reading."""
    cells = [cell for each in (case.told, *case.others) for failing in each.explained for _, cell in failing.identity.terms]
    doubtful = any(cell.form in misread or not cell.sound for cell in cells)
    if not doubtful or finding.severity != "error":
        return finding
    return finding.model_copy(update={"severity": "warning", "fault": "extraction"})


def _cases(suspicions: Iterable[Suspicion]) -> list[_Case]:
    """Suspects in one row belong together (a figure in the wrong column lacks where it should be)."""
    grouped: dict[tuple[str, str], list[Suspicion]] = {}
    for suspicion in suspicions:
        culprit = suspicion.suspects[0]
        grouped.setdefault((culprit.form, culprit.row), []).append(suspicion)
    return [_Case(group[0], tuple(group[1:])) for group in grouped.values()]


def _clearest(explained: tuple[Evaluated, ...]) -> Evaluated:
    return min(explained, key=lambda each: len(each.identity.terms))


def _finding(case: _Case, doubts: Doubts) -> Finding:
    suspicion = case.told
    main = _clearest(suspicion.explained)
    cells = [cell for _, cell in main.identity.terms]
    culprit = suspicion.suspects[0] if len(suspicion.suspects) == 1 else main.identity.lead
    unit = unit_of(cells)
    weighed = main.weighed
    return Finding(
        rule=main.identity.rule.id,
        severity=main.identity.rule.severity,
        fault=_fault(case, doubts),
        form=culprit.form,
        row=culprit.row,
        column=culprit.column,
        page=culprit.box.page if culprit.box else next((cell.box.page for cell in cells if cell.box), None),
        amounts=tuple(plain(cell.fact.value) for cell in cells if cell.fact and cell.fact.value),
        difference=in_unit(weighed.difference, unit) if weighed else None,
        slack=in_unit(weighed.slack, unit) if weighed else None,
        message=_message(case, main),
        operands=tuple(cell.operand(sign) for sign, cell in main.identity.terms),
    )


def _fault(case: _Case, doubts: Doubts) -> Fault:
    """The document's where every figure and blank concerned was read beyond doubt."""
    suspicions = (case.told, *case.others)
    cells = [cell for each in suspicions for failing in each.explained for _, cell in failing.identity.terms]
    lost = any(len(each.suspects) == 1 and each.suspects[0].state == "implied" for each in suspicions)
    return "extraction" if lost or any(not cell.sound or cell.key in doubts for cell in cells) else "document"


def _message(case: _Case, main: Evaluated) -> str:
    unit = unit_of(cell for _, cell in main.identity.terms)
    also = [each.identity.proof for s in (case.told, *case.others) for each in s.explained if each is not main]
    said = f"{equation(main.identity)}: {outcome(main, unit)}"
    suspects = _suspects(case.told)
    return said + (f"; also against {', '.join(dict.fromkeys(also))}" if also else "") + f"; {suspects}."


def _suspects(suspicion: Suspicion) -> str:
    cells = suspicion.suspects
    if len(cells) > _NAMED_SUSPECTS:
        return f"any of {len(cells)} figures may be wrong"
    if len(cells) > 1:
        return "one of these is wrong: " + ", ".join(place(cell) for cell in cells)
    cell = cells[0]
    unit = unit_of(cells)
    if cell.fact is None:
        return f"{place(cell)} is empty and would have to be {in_unit(suspicion.correction, unit)}"
    return f"{place(cell)} would have to be {in_unit(cell.amount + suspicion.correction, unit)}"


def rounding_notes(evaluated: Iterable[Evaluated]) -> list[Finding]:
    """Identities that agree only because figures are rounded: information, nothing is wrong. One figure in two prints that
    differ is told once, at its topmost code."""
    sums = (each for each in evaluated if each.identity.rule.binding and each.identity.rule.kind != "rate")
    agreeing = [each for each in sums if _only_within_rounding(each)]
    twice = [_twice_differing(each) for each in agreeing if _printed_twice(each)]
    first = {(finding.rule, finding.amounts): finding for finding in reversed(twice)}
    return [*reversed(first.values()), *(_rounding_note(each) for each in agreeing if not _printed_twice(each))]


def _only_within_rounding(each: Evaluated) -> bool:
    return each.weighed is not None and each.weighed.agreement == "within_rounding"


def _printed_twice(each: Evaluated) -> bool:
    """One and the same figure in two prints: rounding cannot tell them apart, so that even a last digit is a contradiction."""
    printed = [(sign, cell) for sign, cell in each.identity.terms if cell.nonzero]
    alike = {(cell.fact.unit, decimals(cell.fact.value)) for _, cell in printed if cell.fact}
    return each.identity.rule.twice and [sign for sign, _ in printed] == [1, -1] and len(alike) == 1


def _rounding_note(each: Evaluated) -> Finding:
    lead, unit = each.identity.lead, unit_of(cell for _, cell in each.identity.terms)
    difference, slack = (each.weighed.difference, each.weighed.slack) if each.weighed else (Decimal(0), Decimal(0))
    return Finding(
        rule=each.identity.rule.id,
        severity="info",
        fault="document",
        form=lead.form,
        row=lead.row,
        column=lead.column,
        page=lead.box.page if lead.box else None,
        amounts=tuple(plain(cell.fact.value) for _, cell in each.identity.terms if cell.fact and cell.fact.value),
        difference=in_unit(difference, unit),
        slack=in_unit(slack, unit),
        message=f"{place(lead)} agrees with its parts only within rounding: {outcome(each, unit)}.",
        operands=tuple(cell.operand(sign) for sign, cell in each.identity.terms),
    )


def _twice_differing(each: Evaluated) -> Finding:
    """Both figures stand as printed; that they differ is the document's own."""
    one, other = (cell for _, cell in each.identity.terms if cell.nonzero)
    unit = unit_of((one, other))
    difference, slack = (each.weighed.difference, each.weighed.slack) if each.weighed else (Decimal(0), Decimal(0))
    return Finding(
        rule=each.identity.rule.id,
        severity="warning",
        fault="document" if one.sound and other.sound else "extraction",
        form=one.form,
        row=one.row,
        column=one.column,
        page=one.box.page if one.box else None,
        amounts=tuple(plain(cell.fact.value) for cell in (one, other) if cell.fact),
        difference=in_unit(difference, unit),
        slack=in_unit(slack, unit),
        message=f"{place(one)} and {place(other)} are one figure, printed as {figure(one)} and {figure(other)}.",
        operands=tuple(cell.operand(sign) for sign, cell in each.identity.terms),
    )


def suspects_of(suspicions: Iterable[Suspicion]) -> dict[Cell, str]:
    """Every suspect and the identity that speaks against it."""
    found: dict[Cell, str] = {}
    for suspicion in suspicions:
        against = _clearest(suspicion.explained).identity.proof
        for cell in suspicion.suspects:
            found.setdefault(cell, against)
    return found
