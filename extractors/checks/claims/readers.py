"""Who read a field: two readers alike is evidence of the reading, never of the value; a model alone proposes only."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Claim, ClaimField, ClaimValue, OtherReading, Verdict

_MODEL = "llm:"


def readers_of(claim: Claim, field: ClaimField) -> tuple[str, ...]:
    """Those who read the value alike."""
    return field.readers or (claim.reader,)


def by_a_model(reader: str) -> bool:
    """A model's name; the rules know their own doubts."""
    return reader.startswith(_MODEL)


def proposed_only(claim: Claim, field: ClaimField) -> bool:
    """Read by a model and nobody else."""
    return all(map(by_a_model, readers_of(claim, field)))


def without_proposals(claim: Claim) -> Claim | None:
    """What others than a model read of it; None where they read nothing."""
    own = {name: field for name, field in claim.fields.items() if not proposed_only(claim, field)}
    if not any(field.value is not None for field in own.values()):
        return None
    return claim if len(own) == len(claim.fields) else claim.model_copy(update={"fields": own})


def reading_proofs(field: ClaimField) -> tuple[str, ...]:
    """`read_alike:rules+llm:<model>` where readers agree."""
    return (f"read_alike:{'+'.join(field.readers)}",) if len(field.readers) > 1 else ()


def worst_of(field: ClaimField) -> Verdict:
    """The verdict of a field that may not be accepted: what stands nowhere on the page is rejected."""
    return "rejected" if field.value is not None and not field.boxes else "flagged"


def unsettled(others: Sequence[OtherReading]) -> str:
    """What a model said of a field for which nothing stands."""
    return "; ".join(f"{other.reader} reads {said(other.value)}: {other.reason}" for other in others) or "not read"


def said(value: ClaimValue) -> str:
    """A value in words."""
    return value if isinstance(value, str) else str(value)
