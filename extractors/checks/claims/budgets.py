"""The checks of a budget's claims, one short function per kind: against the budget's tables, and arithmetic."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.checks.cells import ZERO, Cell
from extractors.checks.claims.changes import ChangeFields, check_change, check_words
from extractors.checks.claims.comparison import compare
from extractors.checks.claims.docket import Docket
from extractors.checks.claims.figures import Figure, number_of
from extractors.checks.claims.kinds import CHECKS, Check, check_composition_share, check_procurement, check_project
from extractors.checks.claims.names import plain_name
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.percentages import Span, fit_of, percent, span_of
from extractors.checks.claims.places import places_of
from extractors.checks.wording import figure, place

_CHANGE = ChangeFields("amount", "change", "change_pct", "direction", "prior")
_PLANNED = ChangeFields("budget", "change", "change_pct", "direction")
_OPERATING = ChangeFields("amount", "vs_prior_change", "vs_prior_pct", "vs_prior_direction")
_FUNCTIONAL = ("BG05", "BG03", "BG08", "BG09", "BG11")
_FUNDS = ("general", "fund", "state_capital")
_FEWEST_SHARES = 2
_FISCAL = re.compile("财政拨款(?:收入|收支|支出)")
_PLAIN = re.compile("(?:本年)?(?:收入|支出)")
_WIDE = re.compile("公共预算|拨款|基金|国有资本|预算|收支|^(?:本年)?支出|^基本支出")
_AMOUNT = "narrative.amount"
_WHOLE = "合计"
_BASIC = "基本支出"
Places = list[list[Cell]]


def _words(docket: Docket, field: str) -> str:
    value = docket.claim.get(field)
    return value if isinstance(value, str) else ""


def check_budget_change(docket: Docket) -> None:
    """A planned amount against its table, and its change against an earlier year."""
    docket.row = _words(docket, "scope")
    _against_tables(docket, docket.amount("amount"), docket.row)
    check_change(docket, _CHANGE)
    check_words(docket, "direction")
    amount = docket.amount("amount")
    if amount is not None and not amount.amount and docket.claim.get("direction") == "up":
        docket.object_to("direction", "nothing is planned, which is no rise")


def check_total(docket: Docket) -> None:
    """A planned total against its table."""
    docket.row = _words(docket, "scope")
    _against_tables(docket, docket.amount("current"), docket.row)


def check_part(docket: Docket) -> None:
    """A part against its table, and its share of the total it is part of."""
    scope, part = _words(docket, "scope"), _words(docket, "part")
    docket.row = part
    amount = docket.amount("amount")
    _compare(docket, "part", amount, _of_part(docket, scope, part))
    check_composition_share(docket, amount, scope)
    if not scope:
        _share_of_all(docket, amount)


def _share_of_all(docket: Docket, amount: Figure | None) -> None:
    """Shares whose whole another section tells: of all that this one lists with a share."""
    share = number_of(docket.claim, "share_pct")
    peers = [
        c for c in docket.context.claims if c.kind == "composition" and c.section == docket.claim.section and not c.get("scope")
    ]
    parts = [docket.context.amounts.of(peer, "amount") for peer in peers if peer.get("share_pct")]
    stated = [part for part in parts if part is not None]
    if share is None or amount is None or len(stated) < _FEWEST_SHARES:
        return
    span = percent(span_of(amount), Span(sum((part.low for part in stated), ZERO), sum((part.high for part in stated), ZERO)))
    if span is not None and fit_of(share, span) == "fits":
        docket.prove("narrative.share", share, amount)


def check_use(docket: Docket) -> None:
    """A part of basic expenditure, an item, a project, or the whole that is told of."""
    scope, part = _words(docket, "scope"), _words(docket, "part")
    docket.row = scope if part == _WHOLE else part
    amount = docket.amount("amount")
    if part == _WHOLE:
        _against_tables(docket, amount, scope)
    else:
        _compare(docket, "part", amount, _of_part(docket, scope, part) or _of_project(docket, part))


def _against_tables(docket: Docket, amount: Figure | None, scope: str) -> None:
    if "/" in scope:
        _compare(docket, "scope", amount, _of_path(docket, scope))
        return
    code = _coded(docket, scope) or docket.context.names.code(scope)
    known = code is not None and docket.context.names.bears(code, scope)
    places = (
        _of_code(docket, code, docket.heading)
        if known and code
        else places_of("planned_scope", scope, docket.context.ledger) + _of_grants(docket, scope)
    )
    _against(docket, amount, places or _of_part(docket, docket.heading, scope))


def _against(docket: Docket, amount: Figure | None, places: Places) -> None:
    """One figure printed twice is the same figure: where it agrees only within rounding, its last digit is off."""
    compare(docket, _AMOUNT, amount, places)
    if amount is None or amount.field in docket.objections or not docket.proofs.get(amount.field):
        return
    cells = [each[0] for each in places if len(each) == 1 and each[0].fact is not None and each[0].fact.unit == amount.unit]
    agreeing = [cell for cell in cells if abs(cell.amount - amount.amount) <= cell.half + amount.half]
    if agreeing and all(cell.amount != amount.amount and cell.half == amount.half for cell in agreeing):
        cell = agreeing[0]
        said = f"{amount.field} prints {amount.text} where the table prints {figure(cell)} ({place(cell)}): off by its last digit"
        docket.report(_AMOUNT, said, [amount], "warning", [cell])


def _of_grants(docket: Docket, scope: str) -> Places:
    """财政拨款收入预算总计…。支出预算总计…: the second half of a sentence about grants is about grants as well."""
    field = docket.claim.fields.get("scope")
    around = docket.context.passages.around(field.boxes) if field is not None else ""
    before = around[: around.find(squeezed(scope))]
    if not _PLAIN.match(scope) or not _FISCAL.search(before):
        return []
    return places_of("planned_scope", f"财政拨款{scope}", docket.context.ledger)


def _of_path(docket: Docket, path: str) -> Places:
    """An item by the names of its levels; a part by the whole that it is told of, where that is no part itself."""
    if places := _of_item(docket, path, docket.heading):
        return places
    *_, whole, part = path.split("/")
    return _of_part(docket, whole, part) if _WIDE.search(whole) else []


def _compare(docket: Docket, name: str, amount: Figure | None, places: Places) -> None:
    """An amount that equals the row of that name proves the name as well; a zero proves nothing of the kind."""
    _against(docket, amount, places)
    if amount is not None and amount.amount and _AMOUNT in str(docket.proofs.get(amount.field, ())):
        docket.proofs.setdefault(name, []).append(f"narrative.names:{docket.claim.section}.{docket.row}")


def _of_part(docket: Docket, scope: str, part: str) -> Places:
    """By kind of expenditure, by item or class, or by kind of income."""
    ledger = docket.context.ledger
    if "/" in part:
        return _of_item(docket, part, scope)
    if economic := places_of("planned_economic", part, ledger):
        return economic if _BASIC in scope or "公共预算" in scope else economic[::-1]
    names = docket.context.names
    found = (names.code(*path, part) for path in _ABOVE)
    code = _coded(docket, part) or next((code for code in found if code and names.bears(code, part)), None)
    if code is not None:
        return _of_code(docket, code, scope)
    return places_of("planned_scope", part, ledger) if part.endswith(("收入", "资金", "支出", "结余", "结转")) else []


_ABOVE: tuple[tuple[None, ...], ...] = ((), (None,), (None, None))


def _of_item(docket: Docket, path: str, scope: str) -> Places:
    names = path.split("/")
    above: list[str | None] = [None] * (3 - len(names))
    code = _coded(docket, names[-1]) or docket.context.names.code(*above, *names) or docket.context.names.code(*names)
    docket.row = code or path
    return _of_code(docket, code, scope) if code else []


def _coded(docket: Docket, name: str) -> str | None:
    """The code that the sentence prints beside the name: 行政运行(2080101), 2080101-行政运行."""
    said = re.escape(squeezed(name))
    found = re.search(rf"{said}\((\d{{7}})\)|(?<!\d)(\d{{7}})[-:、]?{said}", squeezed(docket.claim.quote))
    code = (found[1] or found[2]) if found else None
    return code if any(code in docket.context.ledger.rows(form) for form in _FUNCTIONAL) else None


def _of_code(docket: Docket, code: str, scope: str) -> Places:
    """The row of a code, in the form of the fund that the scope names, or of all expenditure."""
    ledger = docket.context.ledger
    line = ("BG04", f"expenditure.{code}", "total")
    general: Sequence[tuple[str, str, str]] = (("BG05", code, "total"), ("BG11", code, "total"))
    if "政府性基金" in scope and code in ledger.rows("BG08"):
        wanted: Sequence[tuple[str, str, str]] = (("BG08", code, "total"),)
    elif "国有资本" in scope and code in ledger.rows("BG09"):
        wanted = (("BG09", code, "total"),)
    elif "公共预算" in scope:
        wanted = general
    else:
        all_funds = (("BG03", code, "total"), ("BG01", f"expenditure.{code}", "amount"))
        wanted = (*general, line, *all_funds) if "拨款" in scope else (*all_funds, *general, line)
    return [[ledger.cell(*place)] for place in wanted if _printed(docket, place)]


def _printed(docket: Docket, place: tuple[str, str, str]) -> bool:
    form, row, column = place
    ledger = docket.context.ledger
    return ledger.status(form) != "read" or row in ledger.rows(form) and column in ledger.columns(form)


def _of_project(docket: Docket, name: str) -> Places:
    """The row of a project by its name, whichever unit carries it; the same name twice is the sum of both."""
    ledger, wanted = docket.context.ledger, plain_name(name)
    rows = [row for row in ledger.rows("BG10") if plain_name(row.split("|")[-1]) == wanted]
    cells = [ledger.cell("BG10", row, "total") for row in rows]
    return [cells] if cells else []


def check_planned_three_public(docket: Docket) -> None:
    """A category against the table of 三公经费, and its change."""
    category = _words(docket, "category")
    docket.row = category
    budget = docket.amount("budget")
    _compare(docket, "category", budget, _of_category(docket, "budget", category))
    compare(docket, _AMOUNT, docket.amount("change"), _moved(docket, category))
    check_change(docket, _PLANNED)
    check_words(docket, "direction")


def _of_category(docket: Docket, row: str, category: str) -> Places:
    """The category's cell, or the sum of its funds where the form prints them apart."""
    ledger = docket.context.ledger
    if ledger.status("BG07") == "read" and row not in ledger.rows("BG07"):
        return []
    if ledger.status("BG07") != "read" or category in ledger.columns("BG07"):
        return [[ledger.cell("BG07", row, category)]]
    funds = [column for fund in _FUNDS if (column := f"{category}.{fund}") in ledger.columns("BG07")]
    return [[ledger.cell("BG07", row, column) for column in funds]] if funds else []


def _moved(docket: Docket, category: str) -> Places:
    """The change that the form prints, where it prints one; a fall is printed with its sign and proves nothing here."""
    places = _of_category(docket, "change", category) if "change" in docket.context.ledger.rows("BG07") else []
    return [cells for cells in places if all(cell.amount >= 0 for cell in cells)]


def check_planned_operating_cost(docket: Docket) -> None:
    """机关运行经费 against the table that prints it, else against 公用经费; and its change."""
    docket.row = "operating_cost"
    ledger = docket.context.ledger
    wanted = (
        ("BG14", "total", "amount"),
        ("BG07", "budget", "operating_cost"),
        ("BG06", "total", "operating"),
        ("BG05", "total", "operating"),
    )
    places = [[ledger.cell(*place)] for place in wanted if _printed(docket, place)]
    compare(docket, "narrative.operating_cost", docket.amount("amount"), places)
    check_change(docket, _OPERATING)


def check_planned_procurement(docket: Docket) -> None:
    """Each kind against the table of procurement; kinds add to the total."""
    check_procurement(docket)
    ledger = docket.context.ledger
    for field in ("total", "goods", "works", "services"):
        place = ("BG15", field, "total")
        if _printed(docket, place) and ledger.status("BG15") == "read":
            compare(docket, _AMOUNT, docket.amount(field), [[ledger.cell(*place)]])


def check_planned_project(docket: Docket) -> None:
    """A project's money against the list of projects, and wherever else it is told."""
    check_project(docket)
    budget = docket.amount("budget")
    for told in _told_of_project(docket):
        if budget is not None and abs(told.amount - budget.amount) <= told.half + budget.half:
            docket.prove("narrative.project", budget)
    _compare(docket, "project", docket.amount("budget"), _of_project(docket, _words(docket, "project")))


def _told_of_project(docket: Docket) -> Iterator[Figure]:
    """What the text says of the project of this name."""
    wanted = plain_name(_words(docket, "project"))
    for other in docket.context.claims:
        told = docket.context.amounts.of(other, "amount") if other.kind == "fund_use" else None
        if told is not None and plain_name(str(other.get("part"))) == wanted:
            yield told


BUDGET_CHECKS: Mapping[str, Check] = {
    **CHECKS,
    "budget_change": check_budget_change,
    "total_change": check_total,
    "composition": check_part,
    "fund_use": check_use,
    "three_public": check_planned_three_public,
    "operating_cost": check_planned_operating_cost,
    "procurement": check_planned_procurement,
    "project_evaluation": check_planned_project,
}
