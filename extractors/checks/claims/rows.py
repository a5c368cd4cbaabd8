"""Claims read from table rows: the cells, one after the other, make up the row as quoted; what is cut or changed leaves a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import MONEY
from extractors.checks.claims.passages import squeezed
from extractors.model import Claim, ClaimField

_UNIT = re.compile(r" \((亿元|万元|元)\)$")
KINDS = ("key_work", "project_evaluation")


def is_row(docket: Docket) -> bool:
    """Its figures and words stand in cells: no running text is printed where its name stands."""
    claim = docket.claim
    return claim.kind == "key_work" or claim.kind in KINDS and not _told(docket)


def _told(docket: Docket) -> bool:
    fields = [field for field in docket.claim.fields.values() if field.boxes]
    return bool(fields) and all(docket.context.passages.at(field.boxes) for field in fields)


def row_doubts(docket: Docket, name: str, field: ClaimField) -> Iterator[str]:
    """A cell of the row, and with the others the whole row."""
    claim = docket.claim
    if name == "no" and not squeezed(claim.quote).startswith(squeezed(field.text)):
        yield "does not open its row"
    elif squeezed(field.text) not in squeezed(claim.quote):
        yield "stands in no cell of its row"
    elif not is_made_up(claim):
        yield "the cells do not make up the printed row"
    elif name in MONEY and claim.unit != (said[1] if (said := _UNIT.search(claim.quote)) else "万元"):
        yield "its form tells amounts in another unit"


def is_made_up(claim: Claim) -> bool:
    """The quote is nothing but the cells in their order; marks between them aside."""
    cells = [field.text for field in claim.fields.values() if field.value is not None and not isinstance(field.value, Mapping)]
    return _letters("".join(cells)) == _letters(_UNIT.sub("", claim.quote))


def _letters(text: str) -> str:
    return re.sub(r"[^\w.%]", "", squeezed(text)).strip(".")
