"""Figures that no identity can reach: certain where they alone stand in their role, in the sentence printed at their place."""

from __future__ import annotations

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import printed_value
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.roles import alone_in_role, ungrouped
from extractors.model import ClaimField

BY_PLACE = "narrative.place"
_PARTNERS = {
    "change": ("change_pct", "actual", "current"),
    "vs_budget_change": ("vs_budget_pct", "amount"),
    "vs_prior_change": ("vs_prior_pct", "amount"),
}
_NO_DIRECTION = "变化"
_CHANGES = {"change_pct": "change", "vs_budget_pct": "vs_budget_change", "vs_prior_pct": "vs_prior_change"}


def certain_by_place(docket: Docket, name: str, field: ClaimField) -> bool:
    """No identity can exist for it, and no other figure of its sentence could be meant."""
    there = docket.context.passages.at(field.boxes).replace(_NO_DIRECTION, "")
    figure = ungrouped(squeezed(field.text)).rstrip("%")
    return (
        bool(there)
        and _out_of_reach(docket, name)
        and figure == field.value
        and alone_in_role(name, figure, there, planned=docket.planned)
    )


def _out_of_reach(docket: Docket, name: str) -> bool:
    value = printed_value(docket.claim, name)
    if name in _PARTNERS:
        pct, *amounts = _PARTNERS[name]
        whole = any(printed_value(docket.claim, amount) == value for amount in amounts)
        return printed_value(docket.claim, pct) is None or not value or whole
    if name in _CHANGES:
        change = _CHANGES[name]
        return printed_value(docket.claim, change) is None or _out_of_reach(docket, change)
    if name.endswith("_sme_share_pct"):
        return True
    if name == "vehicles_total":
        return not docket.claim.get("vehicles")
    if name == "completion_pct":
        return printed_value(docket.claim, "budget") is None
    return name == "budget" and not value
