"""All claims of a document: checked, judged field by field."""

from __future__ import annotations

from collections.abc import Container, Iterable

from extractors.checks.cells import Cell
from extractors.checks.claims.borrowed import check_borrowed
from extractors.checks.claims.docket import Context, Docket
from extractors.checks.claims.doubles import check_doubles
from extractors.checks.claims.figures import Amounts, printed_value
from extractors.checks.claims.grounds import ground_doubts
from extractors.checks.claims.habits import habits_once
from extractors.checks.claims.kinds import CHECKS
from extractors.checks.claims.names import Names
from extractors.checks.claims.passages import Passages
from extractors.checks.claims.places_alone import certain_by_place
from extractors.checks.claims.readers import reading_doubts, reading_proofs, worst_of
from extractors.checks.claims.sentences import check_statement, check_year
from extractors.checks.claims.twice import check_twice_said
from extractors.checks.ledger import Ledger
from extractors.model import Claim, ClaimField, Finding, Outline, Sentence, Verdict

_COUNTS = {"vehicles_purchased", "vehicles_kept", "delegations", "persons", "equipment_over_1m", "vehicles", "no"}
_TOLD_ONCE = ("narrative.project", "narrative.completion")
_ORDER: dict[Verdict, int] = {"accepted": 0, "flagged": 1, "rejected": 2}


def open_dockets(ledger: Ledger, outline: Outline, claims: tuple[Claim, ...], prose: tuple[Sentence, ...] = ()) -> list[Docket]:
    """Every claim checked against tables, arithmetic and its own words."""
    amounts = Amounts(claims)
    context = Context(ledger, outline, Names(ledger), amounts, claims, _item_budgets_add_up(amounts, claims), Passages(prose))
    dockets = [_checked(Docket(claim, context)) for claim in claims]
    check_twice_said(dockets)
    check_doubles(dockets)
    check_borrowed(dockets)
    return dockets


def closed(dockets: list[Docket], blamed: Container[Cell]) -> tuple[tuple[Claim, ...], tuple[Finding, ...]]:
    """The judged claims and their findings, once it is known which table figures are to blame themselves."""
    for docket in dockets:
        docket.withdraw(blamed)
    findings = habits_once(_once(finding for docket in dockets for finding in docket.findings))
    return tuple(_judged(docket) for docket in dockets), tuple(findings)


def _item_budgets_add_up(amounts: Amounts, claims: tuple[Claim, ...]) -> bool:
    """Σ budgets of the listed items = budget of the sentence about all of them."""
    executions = [claim for claim in claims if claim.kind == "item_execution"]
    whole = next((amounts.of(c, "budget") for c in executions if "一般公共预算" in str(c.get("scope") or "")), None)
    items = [amounts.of(c, "budget") for c in executions if not c.get("scope")]
    stated = [figure for figure in items if figure is not None]
    if whole is None or not stated or len(stated) != len(items):
        return False
    return abs(sum(f.amount for f in stated) - whole.amount) <= whole.half + sum(f.half for f in stated)


def _checked(docket: Docket) -> Docket:
    check = CHECKS.get(docket.claim.kind)
    if check:
        check(docket)
    elif docket.claim.kind == "statement":
        check_statement(docket)
    check_year(docket)
    return docket


def _once(findings: Iterable[Finding]) -> list[Finding]:
    """The same words about the same place are told once."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        where = None if finding.rule in _TOLD_ONCE else finding.section
        kept.setdefault((finding.rule, where, finding.row, finding.column, frozenset(finding.amounts)), finding)
    return list(kept.values())


def _judged(docket: Docket) -> Claim:
    claim = docket.claim
    fields = {name: _field(docket, name, field) for name, field in claim.fields.items()}
    worst: Verdict = max((field.verdict for field in fields.values()), key=_ORDER.__getitem__, default="accepted")
    reasons = tuple(f"{name}: {reason}" for name, field in fields.items() for reason in field.reasons)
    return claim.model_copy(update={"fields": fields, "verdict": worst, "reasons": reasons})


def _field(docket: Docket, name: str, field: ClaimField) -> ClaimField:
    proofs = tuple(dict.fromkeys(docket.proofs.get(name, ())))
    if not proofs and _needs_proof(docket.claim, name) and certain_by_place(docket, name, field):
        proofs = (f"narrative.place:{docket.claim.section}.{docket.row}",)
    reasons = _reasons(docket, name, field, proofs)
    verdict: Verdict = worst_of(field) if reasons else "accepted"
    return field.model_copy(update={"verdict": verdict, "proofs": (*proofs, *reading_proofs(field)), "reasons": reasons})


def _reasons(docket: Docket, name: str, field: ClaimField, proofs: tuple[str, ...]) -> tuple[str, ...]:
    """Why a field may not be accepted: not found on the page, contradicted, or an amount that nothing proves."""
    if field.value is None and not field.others:
        return ()
    found = list(reading_doubts(docket.claim, field, proofs, lambda other: not any(ground_doubts(docket, name, other, False))))
    if field.value is None:
        return tuple(found)
    if not field.boxes:
        found.append("not found on the page word for word")
    if name in docket.objections:
        found.append(f"contradicted: {docket.objections[name]}")
    if not found and not proofs and _needs_proof(docket.claim, name):
        found.append("no table or arithmetic proves it")
    found.extend(ground_doubts(docket, name, field, bool(proofs)))
    return tuple(found)


def _needs_proof(claim: Claim, name: str) -> bool:
    """Amounts and percentages; counts, names, reasons and words have no identity and stand verbatim."""
    return name not in _COUNTS and name != "score" and printed_value(claim, name) is not None
