"""Another reading of a field, tried in its place: it counts where it would stand there as well as the field's own."""

from __future__ import annotations

from extractors.checks.claims.checking import checked
from extractors.checks.claims.docket import Docket
from extractors.checks.claims.doubts import doubts_of, proofs_of
from extractors.checks.claims.merits import merits
from extractors.model import Claim, ClaimField, OtherReading


def stands_as_well(docket: Docket, name: str, other: OtherReading) -> bool:
    """Nothing speaks against the claim that says this instead, and nothing that speaks for the field's own is lost."""
    field = ClaimField(value=other.value, text=other.text, boxes=other.boxes)
    rival = docket.claim.model_copy(update={"fields": {**docket.claim.fields, name: field}})
    trial = _tried(docket, rival)
    if not trial.objections.keys() <= docket.objections.keys():
        return False
    if not merits(docket, name, docket.claim.fields[name]) <= merits(trial, name, field):
        return False
    return not any(doubts_of(trial, name, field, proofs_of(trial, name, field)))


def _tried(docket: Docket, rival: Claim) -> Docket:
    claims = tuple(rival if claim is docket.claim else claim for claim in docket.context.claims)
    return checked(Docket(rival, docket.context._replace(claims=claims)))
