"""The unit of a claim is the one printed behind its amounts."""

from __future__ import annotations

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import MONEY, printed_value, unit_said


def check_units(docket: Docket) -> None:
    """An amount with another unit behind it means another amount than the claim tells."""
    claim = docket.claim
    for name in MONEY & claim.fields.keys():
        value = printed_value(claim, name)
        said = unit_said(claim.quote, value) if value else None
        if said is not None and said != claim.unit and not _slip(docket, name):
            docket.object_to(name, f"it is printed in {said}")


def _slip(docket: Docket, name: str) -> bool:
    """A table proves that the document prints the wrong unit here."""
    told = (operand.field for finding in docket.findings if finding.rule == "narrative.unit" for operand in finding.operands)
    return docket.claim.unit == "万元" and name in told
