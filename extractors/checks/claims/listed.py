"""What a budget lists under a total adds to the total, as the text says both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import Figure
from extractors.checks.claims.passages import squeezed
from extractors.checks.wording import in_unit
from extractors.model import Severity

_RULE = "narrative.listed"
_WHOLE = "合计"
_TOTALS = {"total_change": "current", "budget_change": "amount", "fund_use": "amount", "composition": "amount"}
_PARTS = ("composition", "fund_use")
_SOME = re.compile("主要|重点|部分|例如")
_FEWEST = 2


class _Listed(NamedTuple):
    """A total and what is listed under it."""

    total: Docket
    parts: Sequence[Docket]


def check_listed(dockets: Sequence[Docket]) -> None:
    """Every list of at least two entries whose total is stated in the same section."""
    for listed in _lists(dockets):
        total, parts = _amount(listed.total), [_amount(part) for part in listed.parts]
        stated = [part for part in parts if part is not None]
        if total is None or len(stated) < len(parts):
            continue
        gap = total.amount - sum((part.amount for part in stated), Decimal(0))
        slack = total.half + sum((part.half for part in stated), Decimal(0))
        if abs(gap) <= slack:
            _prove(listed)
        elif _is_closed(dockets, listed, gap):
            _report(listed, total, (gap, slack))


def _lists(dockets: Iterable[Docket]) -> list[_Listed]:
    groups: dict[tuple[str, str, str], list[Docket]] = defaultdict(list)
    totals: dict[tuple[str, str], Docket] = {}
    for docket in dockets:
        section = docket.claim.section
        if _is_part(docket):
            groups[section, str(docket.claim.get("scope")), _side(docket)].append(docket)
        if docket.claim.kind in _TOTALS:
            totals.setdefault((section, _name(docket)), docket)
    known = {key: totals[key[:2]] for key in groups if key[:2] in totals}
    return [_Listed(total, groups[key]) for key, total in known.items() if len(groups[key]) >= _FEWEST]


def _side(docket: Docket) -> str:
    """Under 收支总预算 what comes in and what is spent are two lists."""
    scope, part = str(docket.claim.get("scope")), str(docket.claim.get("part"))
    both = "收" in scope and "支" in scope
    return ("支" if part.endswith(("支出", "经费")) else "收") if both else ""


def _is_part(docket: Docket) -> bool:
    return docket.claim.kind in _PARTS and bool(docket.claim.get("scope")) and docket.claim.get("part") not in (None, _WHOLE)


def _name(docket: Docket) -> str:
    """What a claim is called as a total: its own part, or its scope."""
    part = docket.claim.get("part")
    return str(part if part not in (None, _WHOLE) else docket.claim.get("scope"))


def _amount(docket: Docket) -> Figure | None:
    return docket.amount(_TOTALS[docket.claim.kind])


def _prove(listed: _Listed) -> None:
    for docket in (listed.total, *listed.parts):
        docket.prove(_RULE, _amount(docket))


def _is_closed(dockets: Sequence[Docket], listed: _Listed, gap: Decimal) -> bool:
    """More than the total is wrong in any case; less only where the list says that it is all, and no entry is told apart."""
    if gap < 0:
        return True
    between = dockets[dockets.index(listed.total) + 1 : dockets.index(listed.parts[-1])]
    apart = any(docket.claim.kind == "budget_change" for docket in between)
    return not apart and not _SOME.search(_opening(listed))


def _opening(listed: _Listed) -> str:
    """What stands between the total's amount and the first part of the list."""
    text = listed.total.context.passages.section(listed.total.claim.section)
    total = listed.total.claim.fields[_TOTALS[listed.total.claim.kind]]
    first = listed.parts[0].claim.fields["part"]
    start = text.find(squeezed(total.text))
    return text[max(start, 0) : text.find(squeezed(first.text), start)]


def _report(listed: _Listed, total: Figure, weighed: tuple[Decimal, Decimal]) -> None:
    gap, slack = weighed
    field = _TOTALS[listed.total.claim.kind]
    for docket in (listed.total, *listed.parts):
        if not docket.proofs.get(_TOTALS[docket.claim.kind]):
            docket.object_to(_TOTALS[docket.claim.kind], "what is listed adds to another figure than the total")
    added = sum((part.amount for docket in listed.parts if (part := _amount(docket)) is not None), Decimal(0))
    said = f"{field} prints {total.text}, but the {len(listed.parts)} amounts listed under it add to {in_unit(added, total.unit)}"
    severity: Severity = "error" if gap < 0 else "warning"
    shown = in_unit(abs(gap), total.unit), in_unit(slack, total.unit)
    listed.total.report(_RULE, said, [total], severity, weighed=shown)
