"""One claim per item and section: two that name the same are a name misread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extractors.checks.claims.docket import Docket
from extractors.model import Claim

_NAMES: dict[str, tuple[str, ...]] = {
    "composition": ("scope", "part"),
    "fund_use": ("scope", "part"),
    "item_execution": ("class_name", "section_name", "item_names", "scope"),
    "three_public": ("category",),
}


def check_doubles(dockets: Iterable[Docket]) -> None:
    """The last of the naming fields is in doubt in both."""
    dockets = [docket for docket in dockets if docket.claim.kind in _NAMES]
    counts = Counter(_key(docket.claim) for docket in dockets)
    for docket in dockets:
        if counts[_key(docket.claim)] > 1:
            stated = [name for name in _NAMES[docket.claim.kind] if docket.claim.get(name)]
            if stated:
                docket.object_to(stated[-1], "two claims of this section name the same")


def _key(claim: Claim) -> tuple[object, ...]:
    return (claim.kind, claim.section, *(claim.get(name) for name in _NAMES[claim.kind]))
