"""What proves a field, and why it may not be accepted, whoever read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import printed_value
from extractors.checks.claims.grounds import ground_doubts
from extractors.checks.claims.places_alone import BY_PLACE, certain_by_place
from extractors.checks.reports.grounds import alone_at_its_place, report_doubts
from extractors.model import Claim, ClaimField

_COUNTS = {"vehicles_purchased", "vehicles_kept", "delegations", "persons", "equipment_over_1m", "vehicles", "no"}


def proofs_of(docket: Docket, name: str, field: ClaimField) -> tuple[str, ...]:
    """Identities that hold; for a figure that none can reach, its place."""
    proofs = tuple(dict.fromkeys(docket.proofs.get(name, ())))
    if not proofs and _of_report(docket):
        alone = alone_at_its_place(docket, name, field)
        return (alone,) if alone else ()
    if not proofs and _needs_proof(docket.claim, name) and certain_by_place(docket, name, field):
        return (f"{BY_PLACE}:{docket.claim.section}.{docket.row}",)
    return proofs


def doubts_of(docket: Docket, name: str, field: ClaimField, proofs: Sequence[str]) -> Iterator[str]:
    """Not on the page, contradicted, out of its place or role, or an amount that nothing proves."""
    if not field.boxes:
        yield "not found on the page word for word"
    if name in docket.objections:
        yield f"contradicted: {docket.objections[name]}"
    elif field.boxes and not proofs and _needs_proof(docket.claim, name):
        yield "no table or arithmetic proves it"
    if _of_report(docket):
        yield from report_doubts(docket, name, field)
    else:
        yield from ground_doubts(docket, name, field, bool(proofs))


def _of_report(docket: Docket) -> bool:
    return docket.context.outline.genre == "performance_report"


def _needs_proof(claim: Claim, name: str) -> bool:
    """Amounts and percentages; counts, names, reasons and words have no identity and stand verbatim."""
    return name not in _COUNTS and name != "score" and printed_value(claim, name) is not None
