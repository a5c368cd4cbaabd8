"""The checks of each claim kind, one short function per kind. The order within a function is the order of the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from extractors.amounts import parse_amount
from extractors.checks.cells import Cell
from extractors.checks.claims.changes import ChangeFields, check_change, check_words
from extractors.checks.claims.comparison import compare
from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import Figure, number_of
from extractors.checks.claims.grounds import leads_figures
from extractors.checks.claims.items import check_completion, check_item
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.percentages import Span, fit_of, percent, span_of
from extractors.checks.claims.places import places_of, whole_scope
from extractors.model import Claim

Check = Callable[[Docket], None]
_YEAR_CHANGE = ChangeFields("current", "change", "change_pct", "direction", "prior")
_THREE_PUBLIC = ChangeFields("actual", "change", "change_pct", "direction")
_ZERO = Decimal(0)
# Kinds that state a total, and the field that holds its amount.
_TOTALS = {"total_change": "current", "budget_change": "amount"}
# Expenditure paid from grants: of the general budget, or of all funds together.
_GRANTED = re.compile("(?:一般公共预算|财政拨款|公共财政|公共预算).*支出")


def _words(claim: Claim, field: str) -> str:
    value = claim.get(field)
    return value if isinstance(value, str) else ""


def check_total_change(docket: Docket) -> None:
    """A stated total against its table, and its change against last year."""
    docket.row = _words(docket.claim, "scope")
    compare(
        docket,
        "narrative.amount",
        docket.amount("current"),
        places_of("scope", whole_scope(docket.row, docket.claim.quote, docket.heading), docket.context.ledger),
    )
    check_change(docket, _YEAR_CHANGE)
    check_words(docket, "direction")


def check_composition(docket: Docket) -> None:
    """A part against its table, and its share of the total it is part of."""
    claim, ledger = docket.claim, docket.context.ledger
    scope, part = _words(claim, "scope"), _words(claim, "part")
    docket.row = part
    code = docket.context.names.code(part)
    amount, places = docket.amount("amount"), places_of("part", part, ledger)
    if _GRANTED.search(scope):
        column = {"基本支出": "basic", "项目支出": "project"}.get(part)
        places = _granted(docket, scope, column) if column else _of_code(docket, "FA05", code)
        docket.row = code or part
    compare(docket, "narrative.amount", amount, places)
    check_composition_share(docket, amount, scope)


def check_composition_share(docket: Docket, amount: Figure | None, scope: str) -> None:
    """A part's share of the total it is part of, or of the whole that the share names itself."""
    claim = docket.claim
    share, totals = number_of(claim, "share_pct"), [_total_said(docket, scope), *_wholes_named(docket)]
    spans = [percent(span_of(amount), total) for total in totals if amount is not None and total is not None]
    if amount is not None:
        docket.recompute("narrative.share", share, spans, (amount,), f"{amount.text} of {scope or 'the whole that is named'}")
    named = claim.fields.get("part")
    if "amount" in docket.objections and named is not None and not leads_figures(docket, named):
        docket.object_to("share_pct", "the amount beside it is that of another part")


def _wholes_named(docket: Docket) -> list[Span]:
    """占本年收入的…%: the whole that the share names itself, wherever the tables print it."""
    field = docket.claim.fields.get("share_pct")
    share = squeezed(field.text).rstrip("%％") if field else ""
    named = re.search(
        rf"占(?P<whole>[^，。；,;%\d]{{2,24}}?)的?(?:比重|比例)?为?{re.escape(share)}(?!\d)", squeezed(docket.claim.quote)
    )
    places = places_of(docket.scopes, named["whole"], docket.context.ledger) if share and named else []
    return [Span(cell.amount - cell.half, cell.amount + cell.half) for cells in places for cell in cells if cell.nonzero]


def _granted(docket: Docket, scope: str, column: str) -> list[list[Cell]]:
    """Basic or project expenditure of the grants: of the general budget, or of all funds where the scope names none."""
    general, *others = (docket.context.ledger.cell(form, "total", column) for form in ("FA05", "FA07", "FA08"))
    return [[general]] if "一般公共预算" in scope else [[general], [general, *others]]


def _of_code(docket: Docket, form: str, code: str | None) -> list[list[Cell]]:
    return [[docket.context.ledger.cell(form, code, "total")]] if code else []


def _total_said(docket: Docket, scope: str) -> Span | None:
    """The total a share refers to: as the tables print it, or else as the text says it."""
    for cells in places_of(docket.scopes, scope, docket.context.ledger):
        cell = cells[0]
        if cell.nonzero:
            return Span(cell.amount - cell.half, cell.amount + cell.half)
    said = (claim for claim in docket.context.claims if claim.kind in _TOTALS and claim.get("scope") == scope)
    figures = (docket.context.amounts.of(claim, _TOTALS[claim.kind]) for claim in said)
    return next((span_of(figure) for figure in figures if figure is not None), None)


def check_fund_use(docket: Docket) -> None:
    """Basic expenditure by kind, and the sentence of a fund with its balance."""
    claim, ledger = docket.claim, docket.context.ledger
    scope, part = _words(claim, "scope"), _words(claim, "part")
    docket.row = part or scope
    amount = docket.amount("amount")
    if "基本支出" in scope:
        place = {"人员经费": ("FA06", "personnel_total", "amount"), "公用经费": ("FA06", "operating_total", "amount")}
        whole = part in ("", "合计", *place)
        key = place.get(part, ("FA05", "total", "basic"))
        docket.row = (key[1] if part in place else "basic_total") if whole else part
        compare(docket, "narrative.amount", amount, [[ledger.cell(*key)]] if whole else places_of("economic", part, ledger))
        _basic_parts(docket)
        return
    form = "FA08" if "国有资本" in scope or "国有资本" in claim.quote[:40] else "FA07"
    if "政府性基金" not in scope and "国有资本" not in scope and "政府性基金" not in claim.quote[:40]:
        return
    if part in ("", "合计"):
        _fund_sentence(docket, form)
    else:
        compare(docket, "narrative.amount", amount, _of_code(docket, form, _fund_code(docket, part)))


def _fund_code(docket: Docket, part: str) -> str | None:
    names = docket.context.names
    return names.code(None, None, part) or names.code(None, part) or names.code(part)


def _fund_sentence(docket: Docket, form: str) -> None:
    """opening + revenue - spent = closing, and each against the fund's table."""
    claim, ledger = docket.claim, docket.context.ledger
    figures = {field: docket.amount(field) for field in ("opening", "revenue", "amount", "closing")}
    if figures["revenue"] is None and figures["opening"] is None and _words(claim, "part") != "合计":
        return
    fund = "fund" if form == "FA07" else "state_capital"
    for field, figure in figures.items():
        compare(docket, "narrative.amount", figure, [[ledger.cell(*place)] for place in _fund_places(form, fund, field)])
    stated = [figure for figure in figures.values() if figure is not None]
    if len(stated) == 4:
        opening, revenue, spent, closing = stated
        left = opening.amount + revenue.amount - spent.amount - closing.amount
        if abs(left) <= sum(f.half for f in stated):
            docket.prove("narrative.parts", *stated)


def _fund_places(form: str, fund: str, field: str) -> list[tuple[str, str, str]]:
    """The fund's own form first, then FA04."""
    return {
        "opening": [(form, "total", "opening"), ("FA04", f"income.opening.{fund}", "amount")],
        "revenue": [(form, "total", "revenue"), ("FA04", f"income.{fund}", "amount")],
        "amount": [(form, "total", "total"), ("FA04", "expenditure.subtotal", fund)],
        "closing": [(form, "total", "closing"), ("FA04", "expenditure.closing", fund)],
    }[field]


def _basic_parts(docket: Docket) -> None:
    """人员经费 + 公用经费 = 合计, as the text says them."""
    claim = docket.claim
    family = [c for c in docket.context.claims if c.kind == "fund_use" and c.get("scope") == claim.get("scope")]
    said = {c.get("part"): docket.context.amounts.of(c, "amount") for c in family}
    parts = [said.get(part) for part in ("合计", "人员经费", "公用经费")]
    if any(part is None for part in parts):
        return
    total, *others = [part for part in parts if part is not None]
    if abs(total.amount - sum(f.amount for f in others)) <= total.half + sum(f.half for f in others):
        docket.prove("narrative.parts", docket.amount("amount"))


def check_three_public(docket: Docket) -> None:
    """Budget and actual against FA09, completion, and the change against last year."""
    claim, ledger = docket.claim, docket.context.ledger
    category = _words(claim, "category")
    docket.row, docket.form = category, "FA09"
    budget, actual = docket.amount("budget"), docket.amount("actual")
    for row, figure in (("budget", budget), ("actual", actual)):
        if category in ledger.columns("FA09") or ledger.status("FA09") in ("stated_none", "blank"):
            compare(docket, "narrative.amount", figure, [[ledger.cell("FA09", row, category)]])
    check_completion(docket, budget, actual)
    check_change(docket, _THREE_PUBLIC)
    check_words(docket, "direction")


def check_operating_cost(docket: Docket) -> None:
    """机关运行经费 against 公用经费合计, and its changes."""
    docket.row = "operating_cost"
    ledger = docket.context.ledger
    amount = docket.amount("amount")
    compare(docket, "narrative.operating_cost", amount, [[ledger.cell("FA06", "operating_total", "amount")]])
    for base in ("vs_budget", "vs_prior"):
        check_change(docket, ChangeFields("amount", f"{base}_change", f"{base}_pct", f"{base}_direction"))


def check_procurement(docket: Docket) -> None:
    """Kinds add to the total; shares of small firms recompute; awards do not exceed the total."""
    docket.row = "procurement"
    total, sme, micro = (docket.amount(field) for field in ("total", "sme_amount", "micro_amount"))
    parts = [figure for field in ("goods", "works", "services") if (figure := docket.amount(field)) is not None]
    if total is None:
        return
    if parts:
        _adds_up(docket, total, parts, "narrative.procurement")
    for awarded in (sme, micro):
        if awarded is not None and awarded.low > total.high:
            docket.object_to(awarded.field, "more than the procurement total")
            docket.report(
                "narrative.procurement", f"{awarded.field} {awarded.text} exceeds the total {total.text}", [awarded, total]
            )
    _share_of(docket, "sme_share_pct", sme, (total,))
    _share_of(docket, "micro_share_pct", micro, (sme, total))


def _share_of(docket: Docket, field: str, part: Figure | None, wholes: tuple[Figure | None, ...]) -> None:
    """The share fits one of the wholes it may refer to; otherwise the first is told."""
    share = number_of(docket.claim, field)
    spans = [(whole, percent(span_of(part), span_of(whole))) for whole in wholes if whole is not None and part is not None]
    usable = [(whole, span) for whole, span in spans if span is not None]
    if share is None or part is None or not usable:
        return
    whole = next((whole for whole, span in usable if fit_of(share, span) == "fits"), usable[0][0])
    docket.recompute("narrative.share", share, [span for _, span in usable], (part, whole), f"{part.text} of {whole.text}")


def _adds_up(docket: Docket, total: Figure, parts: list[Figure], rule: str) -> None:
    gap = total.amount - sum((part.amount for part in parts), _ZERO)
    slack = total.half + sum((part.half for part in parts), _ZERO)
    if abs(gap) <= slack:
        docket.prove(rule, total, *parts)
        return
    docket.object_to(total.field, "its parts add to another figure")
    for part in parts:
        docket.object_to(part.field, "the parts add to another figure than the total")
    said = " + ".join(f"{part.text} ({part.field})" for part in parts)
    docket.report(rule, f"{total.field} prints {total.text}, but {said} is another sum", [total, *parts])


def check_assets(docket: Docket) -> None:
    """Vehicles by use add to all vehicles."""
    docket.row = "vehicles_total"
    total, uses = number_of(docket.claim, "vehicles_total"), docket.claim.get("vehicles")
    if total is None or not isinstance(uses, Mapping) or not uses:
        return
    counts = [parse_amount(count) for count in uses.values()]
    if any(count is None for count in counts):
        return
    added = sum((count for count in counts if count is not None), _ZERO)
    if added == total.amount:
        docket.prove("narrative.vehicles", total)
        docket.proofs.setdefault("vehicles", []).append(f"narrative.vehicles:{docket.claim.section}.vehicles")
        return
    docket.object_to("vehicles_total", f"the uses add to {added}")
    docket.object_to("vehicles", f"the uses add to {added}")
    docket.report("narrative.vehicles", f"vehicles_total prints {total.text}, but the vehicles by use add to {added}", [total])


def check_project(docket: Docket) -> None:
    """executed / budget = completion, and the same project elsewhere in the text prints the same amounts."""
    claim = docket.claim
    docket.row = _words(claim, "project")
    budget, executed = docket.amount("budget"), docket.amount("executed")
    check_completion(docket, budget, executed)
    _check_score(docket)
    for other in docket.context.claims:
        if other is not claim and other.kind == claim.kind and other.get("project") == claim.get("project"):
            for figure in (budget, executed):
                _same_elsewhere(docket, figure, other)


def _check_score(docket: Docket) -> None:
    """The points of a form add up to its score. Points are given, not measured: only the score may be rounded."""
    points, score = docket.claim.get("points"), number_of(docket.claim, "score")
    if not isinstance(points, tuple) or score is None:
        return
    read = [point for point in map(parse_amount, points) if point is not None]
    if len(read) < len(points):
        return
    added = sum(read, _ZERO)
    if abs(added - score.amount) <= score.half:
        docket.prove("narrative.score", score)
        return
    docket.object_to("score", f"its points add to {added}")
    docket.report("narrative.score", f"score prints {score.text}, but its points add to {added}", [score])


def _same_elsewhere(docket: Docket, figure: Figure | None, other: Claim) -> None:
    again = docket.context.amounts.of(other, figure.field) if figure is not None else None
    if figure is None or again is None:
        return
    if abs(figure.amount - again.amount) <= figure.half + again.half:
        docket.prove("narrative.project", figure)
        return
    docket.object_to(figure.field, f"section {other.section} prints {again.text}")
    said = f"{figure.field} prints {figure.text} here and {again.text} in section {other.section}"
    docket.report("narrative.project", said, [figure, again])


CHECKS: Mapping[str, Check] = {
    "total_change": check_total_change,
    "composition": check_composition,
    "item_execution": check_item,
    "fund_use": check_fund_use,
    "three_public": check_three_public,
    "operating_cost": check_operating_cost,
    "procurement": check_procurement,
    "assets": check_assets,
    "project_evaluation": check_project,
}
