"""One claim per item and section: of two that name the same, one is misread or invented."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from extractors.checks.claims.docket import Docket
from extractors.model import Claim

_NAMES: dict[str, tuple[str, ...]] = {
    "budget_change": ("scope",),
    "composition": ("scope", "part"),
    "fund_use": ("scope", "part"),
    "item_execution": ("class_name", "section_name", "item_names", "scope"),
    "three_public": ("category",),
    "total_change": ("scope",),
    "project_evaluation": ("project",),
}
_TOLD_AGAIN = ("project_evaluation",)
_AMOUNTS = ("budget", "completion_pct", "score")  # what is told again is told alike
_IN_PARTS = ("project_evaluation",)  # a form and a report of the same project each say something


def check_doubles(dockets: Iterable[Docket]) -> None:
    """The last of the naming fields is in doubt in both, and whatever else they do not say alike."""
    named: dict[tuple[object, ...], list[Docket]] = defaultdict(list)
    for docket in dockets:
        if docket.claim.kind in _NAMES:
            named[_key(docket.claim)].append(docket)
    for doubles in named.values():
        if len(doubles) > 1:
            _doubt(doubles)


def _doubt(doubles: Sequence[Docket]) -> None:
    names = _NAMES[doubles[0].claim.kind]
    differing = {name for docket in doubles for name in docket.claim.fields if len(_said(doubles, name) - {"None"}) > 1} - {
        *names
    }
    for docket in doubles:
        claim = docket.claim
        stated = [name for name in names if claim.get(name)]
        if stated and (claim.kind not in _TOLD_AGAIN or differing & {*_AMOUNTS}):
            docket.object_to(stated[-1], "two claims of this section name the same")
        for name in claim.fields.keys() - {*names}:
            if name in differing or claim.kind not in _IN_PARTS and len(_said(doubles, name)) > 1:
                docket.object_to(name, "another claim of this section says otherwise of the same")


def _said(doubles: Sequence[Docket], name: str) -> set[str]:
    return {str(double.claim.get(name)) for double in doubles}


def _key(claim: Claim) -> tuple[object, ...]:
    return (claim.kind, claim.section, *(claim.get(name) for name in _NAMES[claim.kind]))
