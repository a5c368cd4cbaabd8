"""Claims that were read from pictures: stricter than words of a text layer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.model import Box, Claim, ClaimField, Page, Scanned

_FIGURE = re.compile(r"\d")
_NO_ARITHMETIC = ("narrative.place:", "read_alike:")
_LITTLE = 0.8
_GRACE = 0.6

PageReadings = list[tuple[float, float, Scanned]]


def claims_from_pictures(claims: Sequence[Claim], pages: Sequence[Page]) -> tuple[Claim, ...]:
    """The same claims; fields from pictures stand only where every character is sure and every figure is proven."""
    read = {page.number: list(_readings(page)) for page in pages if page.scanned}
    if not read:
        return tuple(claims)
    return tuple(_weighed(claim, read) for claim in claims)


def _readings(page: Page) -> Iterator[tuple[float, float, Scanned]]:
    """Middle of each glyph on the page as displayed, and how it was read."""
    for line in page.lines:
        for glyph in line.glyphs:
            how = page.scanned.get((glyph.x0, glyph.top))
            if how is not None:
                box = page.displayed(glyph.x0, glyph.top, glyph.x1, glyph.bottom)
                yield (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2, how


def _weighed(claim: Claim, read: Mapping[int, PageReadings]) -> Claim:
    fields = {name: _field(field, read) for name, field in claim.fields.items()}
    fallen = [name for name, field in fields.items() if field is not claim.fields[name]]
    if not fallen:
        return claim
    verdict = "flagged" if claim.verdict == "accepted" else claim.verdict
    reasons = [f"{name}: {fields[name].reasons[-1]}" for name in fallen]
    return claim.model_copy(update={"fields": fields, "verdict": verdict, "reasons": (*claim.reasons, *reasons)})


def _field(field: ClaimField, read: Mapping[int, PageReadings]) -> ClaimField:
    if field.verdict != "accepted" or not any(box.page in read for box in field.boxes):
        return field
    doubt = next((how for box in field.boxes for how in _under(box, read) if _doubtful(how)), None)
    if doubt is not None:
        note = "reading in doubt: " + (doubt.doubt or "read with little confidence")
    elif _FIGURE.search(field.text) and all(proof.startswith(_NO_ARITHMETIC) for proof in field.proofs):
        note = "read from a picture, and no identity proves it"
    else:
        return field
    return field.model_copy(update={"verdict": "flagged", "reasons": (*field.reasons, note)})


def _under(box: Box, read: Mapping[int, PageReadings]) -> Iterator[Scanned]:
    for x, y, how in read.get(box.page, ()):
        if box.x0 - _GRACE <= x <= box.x1 + _GRACE and box.top - _GRACE <= y <= box.bottom + _GRACE:
            yield how


def _doubtful(how: Scanned) -> bool:
    return bool(how.doubt) or how.confidence < _LITTLE
