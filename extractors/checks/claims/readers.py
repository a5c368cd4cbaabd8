"""Who read a field: two readers alike is evidence of the reading, never of the value; a model alone proposes only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from extractors.model import Claim, ClaimField, ClaimValue, OtherReading, Verdict

_MODEL = "llm:"
Certain = Callable[[ClaimField], bool]


def readers_of(claim: Claim, field: ClaimField) -> tuple[str, ...]:
    """Those who read the value alike."""
    return field.readers or (claim.reader,)


def proposed_only(claim: Claim, field: ClaimField) -> bool:
    """Read by a model and nobody else."""
    return all(reader.startswith(_MODEL) for reader in readers_of(claim, field))


def reading_proofs(field: ClaimField) -> tuple[str, ...]:
    """`read_alike:rules+llm:<model>` where readers agree."""
    return (f"read_alike:{'+'.join(field.readers)}",) if len(field.readers) > 1 else ()


def reading_doubts(claim: Claim, field: ClaimField, proofs: Sequence[str], certain: Certain) -> Iterator[str]:
    """Why the reading may not be trusted where no table or arithmetic proves the value.

    Another reading counts where it would be as certain as the field's own: in its sentence, in its role, whole.
    """
    if proofs:
        return
    if proposed_only(claim, field):
        yield "a model alone reads it" if field.value is not None else _unsettled(field.others)
    for other in field.others:
        if other.verdict == "flagged" and field.value is not None and certain(_as_field(other)):
            yield f"readers disagree: {other.reader} reads {_said(other.value)}"


def _as_field(other: OtherReading) -> ClaimField:
    return ClaimField(value=other.value, text=other.text, boxes=other.boxes)


def worst_of(field: ClaimField) -> Verdict:
    """The verdict of a field that may not be accepted: what stands nowhere on the page is rejected."""
    return "rejected" if field.value is not None and not field.boxes else "flagged"


def _unsettled(others: Sequence[OtherReading]) -> str:
    return "; ".join(f"{other.reader} reads {_said(other.value)}: {other.reason}" for other in others) or "not read"


def _said(value: ClaimValue) -> str:
    return value if isinstance(value, str) else str(value)
