"""A claim's fields and the claim itself: accepted, flagged or rejected, and why."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.doubts import doubts_of, proofs_of
from extractors.checks.claims.places_alone import BY_PLACE
from extractors.checks.claims.readers import by_a_model, proposed_only, readers_of, reading_proofs, said, unsettled, worst_of
from extractors.checks.claims.rivals import stands_as_well
from extractors.model import Claim, ClaimField, OtherReading, Verdict

_ORDER: dict[Verdict, int] = {"accepted": 0, "flagged": 1, "rejected": 2}


def judged(docket: Docket) -> Claim:
    """Field by field; the claim is as good as its worst field. What a model alone adds does not weigh on what the rules read."""
    fields = _fields(docket)
    claim = docket.claim
    if docket.proposals:
        claim = docket.proposals.claim
        fields = {name: fields.get(name) or _proposal(docket.proposals, name) for name in claim.fields}
    worst: Verdict = max((field.verdict for field in fields.values()), key=_ORDER.__getitem__, default="accepted")
    reasons = tuple(f"{name}: {reason}" for name, field in fields.items() for reason in field.reasons)
    return claim.model_copy(update={"fields": fields, "verdict": worst, "reasons": reasons})


def _proposal(docket: Docket, name: str) -> ClaimField:
    """What a model alone adds. Where the page speaks against it, it is no reading of the field: shown beside it, rejected."""
    proposed = docket.claim.fields[name]
    field = _field(docket, name, proposed)
    against = tuple(doubts_of(docket, name, proposed, proofs_of(docket, name, proposed))) if proposed.value is not None else ()
    if field.verdict == "accepted" or not against:
        return field
    reader = readers_of(docket.claim, proposed)[0]
    other = OtherReading(reader=reader, value=field.value, text=field.text, boxes=field.boxes, reason=against[0])
    return ClaimField(value=None, verdict="accepted", reasons=(), others=(*field.others, other))


def _fields(docket: Docket) -> dict[str, ClaimField]:
    return {name: _field(docket, name, field) for name, field in docket.claim.fields.items()}


def _field(docket: Docket, name: str, field: ClaimField) -> ClaimField:
    proofs = proofs_of(docket, name, field)
    reasons = tuple(_reasons(docket, name, field, proofs))
    verdict: Verdict = worst_of(field) if reasons else "accepted"
    return field.model_copy(update={"verdict": verdict, "proofs": (*proofs, *reading_proofs(field)), "reasons": reasons})


def _reasons(docket: Docket, name: str, field: ClaimField, proofs: tuple[str, ...]) -> Iterator[str]:
    """Who read it comes first: a model alone needs a proof, and so does a value that another reading might replace."""
    by_place = all(proof.startswith(BY_PLACE) for proof in proofs)
    if by_place and proposed_only(docket.claim, field):
        if field.value is None and field.others:
            yield unsettled(field.others)
        elif field.value is not None:
            yield "a model alone reads it"
    if field.value is None:
        return
    if by_place:
        yield from (
            f"readers disagree: {other.reader} reads {said(other.value)}"
            for other in field.others
            if other.verdict == "flagged" and (not by_a_model(other.reader) or stands_as_well(docket, name, other))
        )
    yield from doubts_of(docket, name, field, proofs)
