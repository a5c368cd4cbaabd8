"""What was read piece by piece -> claims: pieces of one section's only claim, or of one 三公 category, become one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.model import Claim
from extractors.narrative.asking.conversation import Reading
from extractors.narrative.asking.figures import is_figure, type_of
from extractors.narrative.asking.grounded import Grounded, claim_of
from extractors.narrative.asking.words import is_whole
from extractors.narrative.segments import Segment

SINGLE = frozenset({"operating_cost", "procurement", "assets"})


class Found(NamedTuple):
    """A model's claim. `whole`: fields that have their place, words to their end; `fresh`: those in places of no other claim."""

    claim: Claim
    whole: frozenset[str]
    fresh: frozenset[str] = frozenset()


def gathered(readings: Sequence[Reading], reader: str) -> list[Found]:
    """The claims of a document, in printed order; a claim without any figure or statement is none."""
    found: dict[tuple[object, ...], Found] = {}
    for at, reading in enumerate(readings):
        if reading.grounded is None:
            continue
        claim = claim_of(reading.segment, reading.grounded, reader)
        if not _says_something(claim):
            continue
        key = _key(claim, at)
        each = Found(claim, _whole(reading.segment, reading.grounded))
        found[key] = _together(found[key], each) if key in found else each
    return list(found.values())


def _says_something(claim: Claim) -> bool:
    """A name alone says nothing; neither does a 三公 figure of no category."""
    stated = {name for name, field in claim.fields.items() if field.value is not None}
    if claim.kind == "three_public" and "category" not in stated:
        return False
    return bool(stated & {"text", "item"}) or any(is_figure(name) for name in stated)


def _key(claim: Claim, at: int) -> tuple[object, ...]:
    if claim.kind in SINGLE:
        return claim.kind, claim.section
    if claim.kind == "three_public":
        return claim.kind, claim.get("category")
    return claim.kind, claim.section, at


def _whole(segment: Segment, grounded: Grounded) -> frozenset[str]:
    spans = grounded.spans
    return frozenset(name for name in grounded.fields if type_of(name) != "words" or is_whole(segment, spans[name][-1]))


def _together(first: Found, further: Found) -> Found:
    """What a later piece adds fills what the first left open."""
    stated = {name: field for name, field in first.claim.fields.items() if field.value is not None}
    fields = {**first.claim.fields, **further.claim.fields, **stated}
    claim = first.claim.model_copy(update={"fields": fields, "boxes": (*first.claim.boxes, *further.claim.boxes)})
    return Found(claim, frozenset({name for name in further.whole if name not in stated} | first.whole))
