"""Claims read from table rows: the cells, one after the other, make up the row as quoted; what is cut or changed leaves a gap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.passages import squeezed
from extractors.model import Claim, ClaimField

KINDS = ("key_work", "project_evaluation")
_MOST = 0.5


def is_row(docket: Docket) -> bool:
    """Its figures and words stand in cells: no running text is printed where its name stands."""
    claim = docket.claim
    return claim.kind == "key_work" or claim.kind in KINDS and not _told(docket)


def _told(docket: Docket) -> bool:
    fields = [field for field in docket.claim.fields.values() if field.boxes]
    return bool(fields) and all(docket.context.passages.at(field.boxes) for field in fields)


def row_doubts(docket: Docket, name: str, field: ClaimField) -> Iterator[str]:
    """Asked where most rows of the table are made up of their cells."""
    claim = docket.claim
    if name == "no" and not squeezed(claim.quote).startswith(squeezed(field.text)):
        yield "does not open its row"
    elif squeezed(field.text) not in squeezed(claim.quote):
        yield "stands in no cell of its row"
    elif _usual(docket) and not is_made_up(claim):
        yield "the cells do not make up the printed row"


def _usual(docket: Docket) -> bool:
    peers = [other for other in docket.context.claims if _shape(other) == _shape(docket.claim)]
    return sum(map(is_made_up, peers)) >= _MOST * len(peers)


def _shape(claim: Claim) -> tuple[object, ...]:
    """Rows of one table state the same cells."""
    return claim.kind, claim.section, frozenset(name for name, field in claim.fields.items() if field.value is not None)


def is_made_up(claim: Claim) -> bool:
    """The quote is nothing but the cells in their order."""
    cells = [field.text for field in claim.fields.values() if field.value is not None and not isinstance(field.value, Mapping)]
    return squeezed("".join(cells)) == squeezed(claim.quote)
