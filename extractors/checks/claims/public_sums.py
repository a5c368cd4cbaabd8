"""Categories of 三公 in a budget add to their total, as the text says them: planned amounts, and changes with their direction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import Figure

_RULE = "narrative.parts"
_PARTS = {"total": ("overseas", "vehicle_total", "reception"), "vehicle_total": ("vehicle_purchase", "vehicle_operation")}
_SIGNS = {"up": 1, "down": -1, "flat": 0}
_FIELDS = ("budget", "change")


def check_public_sums(dockets: Iterable[Docket]) -> None:
    """They prove each other where all are told; that they do not add up is for the tables to say, which know what is counted."""
    told: dict[str, dict[str, Docket]] = defaultdict(dict)
    for docket in dockets:
        if docket.claim.kind == "three_public":
            told[docket.claim.section][str(docket.claim.get("category"))] = docket
    for categories in told.values():
        for field in _FIELDS:
            for whole in _PARTS:
                _check(categories, whole, field)


def _check(told: Mapping[str, Docket], whole: str, field: str) -> None:
    names = (whole, *_PARTS[whole])
    signed = [_signed(told[name], field) for name in names if name in told]
    stated = [each for each in signed if each is not None]
    if len(stated) < len(names) or not any(figure and figure.amount for figure, _ in stated):
        return
    total, *parts = [(amount, figure.half if figure else Decimal(0)) for figure, amount in stated]
    if abs(total[0] - sum((part[0] for part in parts), Decimal(0))) <= total[1] + sum((part[1] for part in parts), Decimal(0)):
        for name, (figure, _) in zip(names, stated, strict=True):
            told[name].prove(_RULE, figure)


def _signed(docket: Docket, field: str) -> tuple[Figure | None, Decimal] | None:
    """A figure and what it counts for; what did not change counts for nothing. None where the text does not say."""
    figure, direction = docket.amount(field), docket.claim.get("direction")
    if field == "budget":
        return (figure, figure.amount) if figure is not None else None
    if direction == "flat":
        return figure, Decimal(0)
    sign = _SIGNS.get(str(direction))
    return (figure, figure.amount * sign) if figure is not None and sign else None
