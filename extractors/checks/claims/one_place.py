"""What is printed once is said of one claim: where two claims of a kind point at the same place, at least one has borrowed it.

The totals of both sides of the account share their change: 收入总计、支出总计各增加….
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from extractors.checks.claims.docket import Docket
from extractors.model import Box, Claim

_NAMES = ("scope", "part", "class_name", "section_name", "project", "category", "item")
_SHARED = "total_change"
Place = tuple[str, tuple[Box, ...]]


def check_places(dockets: Iterable[Docket]) -> None:
    """Figures, directions and words are in doubt in all claims that point at them; names may stand over several."""
    told: dict[Place, list[tuple[Docket, str]]] = defaultdict(list)
    for docket in dockets:
        for name, field in docket.claim.fields.items():
            if field.value is not None and field.boxes and name not in _NAMES:
                told[docket.claim.kind, field.boxes].append((docket, name))
    for tellers in told.values():
        claims = {id(docket): docket for docket, _ in tellers}
        if len(claims) > 1 and not _told_together(list(claims.values())):
            for docket, name in tellers:
                docket.object_to(name, "another claim is read from the same place")


def _told_together(dockets: list[Docket]) -> bool:
    """One sentence about both sides of the account; the first of them may be told in a sentence before it."""
    longest = max((docket.claim.quote for docket in dockets), key=len)
    return both_sides(docket.claim for docket in dockets) and all(docket.claim.quote in longest for docket in dockets)


def both_sides(claims: Iterable[Claim]) -> bool:
    """Totals of income and of expenditure, one each."""
    scopes = [(claim.kind, str(claim.get("scope"))) for claim in claims]
    sides = [("收" in scope, "支" in scope) for kind, scope in scopes if kind == _SHARED]
    return sorted(sides) == [(False, True), (True, False)]
