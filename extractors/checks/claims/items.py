"""item_execution: an item's budget, actual, completion rate and direction word."""

from __future__ import annotations

import re
from decimal import Decimal

from extractors.amounts import half_unit
from extractors.checks.cells import YUAN, Cell
from extractors.checks.claims.comparison import compare
from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import Figure, number_of
from extractors.checks.claims.percentages import fit_of, percent, plus, span_of
from extractors.checks.claims.places import places_of, whole_scope

_ADJUSTED = re.compile(
    r"调整后?的?预算(?:数|额)?(?:为)?(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<unit>万元|元).*完成(?:了)?调整后?的?预算"
)
_WORDS = {"above": 1, "below": -1, "equal": 0}


def check_item(docket: Docket) -> None:
    """Actual against FA05 (or the total of the scope), completion, direction, and items adding to their total."""
    claim = docket.claim
    budget, actual = docket.amount("budget"), docket.amount("actual")
    scope = claim.get("scope")
    if isinstance(scope, str) and scope:
        docket.row = scope
        places = places_of("scope", whole_scope(scope, claim.quote, docket.heading), docket.context.ledger)
        actual = compare(docket, "narrative.amount", actual, places)
    else:
        actual = _check_codes(docket, actual)
    if docket.context.item_budgets_add_up and "政府性基金" not in docket.row:
        docket.prove("narrative.item_budgets", budget)
    check_completion(docket, budget, actual)
    _check_direction(docket, budget, actual)


def _items(docket: Docket) -> tuple[str, ...]:
    names = docket.claim.get("item_names")
    if isinstance(names, str):
        return (names,)
    return tuple(names) if isinstance(names, tuple) else ()


def _check_codes(docket: Docket, actual: Figure | None) -> Figure | None:
    """The row of the item's code; several items in one sentence are summed."""
    claim, names = docket.claim, docket.context.names
    parents = [value if isinstance(value, str) else None for value in (claim.get("class_name"), claim.get("section_name"))]
    items = _items(docket)
    codes = [names.code(*parents, item) for item in items] if items else [names.code(*parents)] if parents[-1] else []
    docket.row = "、".join(code or item for code, item in zip(codes, items or ("",), strict=False)) or str(parents[-1] or "")
    known = [code for code in codes if code]
    if not known or len(known) != len(codes):
        return actual
    docket.proofs.setdefault("item_names", []).append(f"narrative.names:{docket.row}")
    reckoned = compare(docket, "narrative.amount", actual, [_cells(docket, known)])
    if len(known) > 1 and "actual" in docket.objections:
        docket.object_to("item_names", "the amount is not that of these items together")
    return reckoned


def _cells(docket: Docket, codes: list[str]) -> list[Cell]:
    """The rows of the general budget; where the text lists fund items too, those of their fund."""
    ledger = docket.context.ledger
    for form in ("FA05", "FA07", "FA08"):
        if all(code in ledger.rows(form) for code in codes):
            return [ledger.cell(form, code, "total") for code in codes]
    return []


def check_completion(docket: Docket, budget: Figure | None, actual: Figure | None) -> None:
    """actual / budget = completion rate; a zero budget has none."""
    rate = number_of(docket.claim, "completion_pct")
    if rate is None or budget is None or actual is None:
        return
    if _of_adjusted(docket, rate, budget, actual):
        return
    if not budget.amount:
        docket.object_to("completion_pct", "a budget of zero has no completion rate")
        said = f"completion_pct prints {rate.text} % of a budget of {budget.text}: a zero budget has no completion rate"
        idle = not actual.amount and not rate.amount
        docket.report("narrative.zero_budget", said, [rate, budget, actual], "info" if idle else None)
        return
    how = f"{actual.text} of {budget.text}"
    spans = [percent(span_of(spent), span_of(budget)) for spent in (actual, docket.tabled.get("actual")) if spent is not None]
    docket.recompute("narrative.completion", rate, spans, (budget, actual), how)


def _of_adjusted(docket: Docket, rate: Figure, budget: Figure, actual: Figure) -> bool:
    """完成调整预算的…%: a rate of the other budget that the sentence prints says nothing of the first one."""
    other = _ADJUSTED.search(re.sub(r"\s", "", docket.claim.quote))
    if other is None or other["unit"] != budget.unit:
        return False
    printed = Decimal(other["amount"].replace(",", ""))
    scale = YUAN[budget.unit]
    base = budget._replace(printed=printed, amount=printed * scale, half=half_unit(printed) * scale)
    span = percent(span_of(actual), span_of(base))
    if printed == budget.printed or span is None or fit_of(rate, span) != "fits":
        return False
    docket.prove("narrative.completion", rate, actual)
    return True


def _check_direction(docket: Docket, budget: Figure | None, actual: Figure | None) -> None:
    """大于/小于/持平 against the two amounts."""
    word = docket.claim.get("direction")
    if budget is None or actual is None or word not in _WORDS:
        return
    moved = plus(span_of(actual), span_of(budget), -1)
    sign = _WORDS[str(word)]
    fits = moved.low <= 0 <= moved.high if sign == 0 else (moved.high > 0 if sign > 0 else moved.low < 0)
    if fits:
        proof = f"narrative.direction:{docket.claim.section}.{docket.row}"
        docket.proofs.setdefault("direction", []).append(proof)
        if sign == 0:
            docket.prove("narrative.direction", budget, actual)
        return
    docket.object_to("direction", f"{actual.text} against {budget.text}")
    docket.report("narrative.direction", f"actual {actual.text} is worded {word} the budget {budget.text}", [actual, budget])
