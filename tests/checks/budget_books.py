"""A small invented budget whose figures agree by construction, as forms that the checks take."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import Rule
from extractors.model import Blank, FormRead, Outline, RowRead
from tests.checks.books import BOX, NAMES, Rows, fact, rolled_up

D = Decimal
FUNDS = ("general", "fund", "state_capital")
SPENT = ("total", "basic", "personnel", "operating", "project")
OWN = {"business": 6, "business_operating": 7, "superior_subsidy": 5, "affiliated_remittance": 8, "other": 9}
SPECIAL = 4
COLUMNS = {
    "BG01": ("amount",),
    "BG02": (
        *("total", "subtotal", "fiscal", *FUNDS, "fiscal_special_account", "unit_funds", *OWN),
        *("nonfiscal_surplus_used", "carryover", "carryover.general", "carryover.unit"),
    ),
    "BG03": SPENT,
    "BG04": ("amount", "total", *FUNDS),
    "BG05": SPENT,
    "BG05U": SPENT,
    "BG06": ("total", "personnel", "operating"),
    "BG07": tuple(
        name + fund
        for name in (
            *("grand_total", "total", "overseas", "vehicle_total", "vehicle_purchase", "vehicle_operation", "reception"),
            *("conference", "training", "operating_cost"),
        )
        for fund in ("", ".general", ".fund", ".state_capital")
    ),
    "BG08": SPENT,
    "BG09": SPENT,
    "BG10": ("total", "fiscal", *FUNDS, "carryover"),
    "BG11": SPENT,
    "BG14": ("amount",),
    "BG15": ("amount",),
}


class Kind(NamedTuple):
    """What the budget holds: income and expenditure of its own; balances carried over; expenditure by use as well, or by the
    department's economic classes."""

    own: bool = True
    carried: bool = True
    uses: bool = False
    classes: bool = False


def kind_for(rule: Rule) -> Kind:
    """A budget that the rule has something to say about."""
    named = {row for _, row, _ in (*rule.left, *(ref for option in rule.options for ref in option))} | set(rule.needs)
    uses = bool(named & {"expenditure.basic", "expenditure.project"})
    by_class = rule.kind == "line_group" or rule.parts == ("expenditure\\.gov\\.\\d+",)
    new = bool(rule.unless_any) or not rule.binding and rule.left[:1] == (("BG05", "total", "total"),)
    return Kind(carried=not new, uses=uses or by_class, classes=bool(rule.without) and "econ" in rule.parts[0])


def budget_tables(kind: Kind) -> dict[str, Rows]:
    """All forms."""
    general, fund, state = _general(kind), {"2120801": _spent(project=20)}, {"2230105": _spent(project=5)}
    own = {"2050199": _spent(personnel=8, operating=4, project=28 if kind.carried else 27)} if kind.own else {}
    return {
        "BG01": _bg01(kind, rolled_up({**general, **fund, **state, **own})),
        "BG02": _bg02(kind),
        "BG03": rolled_up({**general, **fund, **state, **own}),
        "BG04": _bg04(kind, (rolled_up(general), rolled_up(fund), rolled_up(state))),
        "BG05": rolled_up(general),
        "BG05U": {key: rolled_up(general)["total"] for key in ("total", "unit:501", "unit:501001")},
        "BG06": _bg06(rolled_up(general)["total"]),
        "BG07": _bg07(),
        "BG08": rolled_up(fund),
        "BG09": rolled_up(state),
        "BG10": _bg10(D(rolled_up(general)["total"]["project"])),
        "BG11": rolled_up({**general, **fund, **state}),
        "BG14": {"total": {"amount": "15.50"}},
        "BG15": {"total": {"amount": "9.00"}, "goods": {"amount": "4.00"}, "services": {"amount": "5.00"}},
    }


def _text(amount: Decimal | int) -> str:
    return f"{D(amount):.2f}"


def _spent(personnel: int = 0, operating: int = 0, project: int = 0) -> dict[str, str]:
    basic = personnel + operating
    figures = (basic + project, basic, personnel, operating, project)
    return {column: _text(amount) for column, amount in zip(SPENT, figures, strict=True)}


def _general(kind: Kind) -> Rows:
    return {
        "2010601": _spent(personnel=50, operating=20),
        "2010602": _spent(project=29 if kind.carried else 20),
        "2080505": _spent(personnel=10),
    }


def _bg06(whole: Mapping[str, str]) -> Rows:
    """Pay alone is 301, the rest 302."""
    pay, rest = whole["personnel"], whole["operating"]
    return {
        "total": {"total": whole["basic"], "personnel": pay, "operating": rest},
        "301": {"total": pay, "personnel": pay},
        "302": {"total": rest, "operating": rest},
    }


def _bg01(kind: Kind, spent: Rows) -> Rows:
    lines: dict[str, Decimal | int] = {"fiscal": 125, "general": 100, "fund": 20, "state_capital": 5}
    lines |= {"special_account": SPECIAL, "unit_funds": sum(OWN.values()), **OWN} if kind.own else {}
    lines |= {"subtotal": 164 if kind.own else 125}
    if kind.carried:
        lines |= {"nonfiscal_surplus_used": 1, "opening": 12, "opening.fiscal": 10, "opening.nonfiscal": 2}
    lines |= {"total": lines["subtotal"] + (13 if kind.carried else 0)}
    total, closing = D(spent["total"]["total"]), lines["total"] - D(spent["total"]["total"])
    out = {code: D(row["total"]) for code, row in spent.items() if code != "total"}
    if kind.uses:
        out |= {"basic": D(spent["total"]["basic"]), "econ.301": D(spent["total"]["basic"])}
        out |= {"project": D(spent["total"]["project"]), "econ.302#1": D(spent["total"]["project"])}
        out |= {"gov.501": D(40), "gov.502": total - 40}
    out |= {"econ.301": D(40), "econ.302": total - 40} if kind.classes else {}
    out |= {"subtotal": total, "closing": closing, "total": total + closing}
    rows = {f"income.{key}": amount for key, amount in lines.items()} | {f"expenditure.{k}": a for k, a in out.items()}
    return {key: {"amount": _text(amount)} for key, amount in rows.items()}


def _bg02(kind: Kind) -> Rows:
    figures: dict[str, int] = {"fiscal": 125, "general": 100, "fund": 20, "state_capital": 5}
    figures |= {"fiscal_special_account": SPECIAL, "unit_funds": sum(OWN.values()), **OWN} if kind.own else {}
    figures |= {"subtotal": 164 if kind.own else 125}
    if kind.carried:
        figures |= {"nonfiscal_surplus_used": 1, "carryover": 12, "carryover.general": 10, "carryover.unit": 2}
    row = {"total": _text(figures["subtotal"] + (13 if kind.carried else 0))}
    row |= {column: _text(amount) for column, amount in figures.items()}
    return dict.fromkeys(("total", "201", "20106", "2010601", "unit:501", "unit:501001"), row)


def _bg04(kind: Kind, spent: tuple[Rows, Rows, Rows]) -> Rows:
    income = {"fiscal": 125, "general": 100, "fund": 20, "state_capital": 5, "subtotal": 125}
    income |= {"opening": 10, "opening.general": 10, "opening.fund": 0, "opening.state_capital": 0} if kind.carried else {}
    income |= {"total": 135 if kind.carried else 125}
    rows: Rows = {f"income.{key}": {"amount": _text(amount)} for key, amount in income.items()}
    for fund, by_code in zip(FUNDS, spent, strict=True):
        for code, row in by_code.items():
            line = rows.setdefault(f"expenditure.{'subtotal' if code == 'total' else code}", {"total": "0.00"})
            line[fund] = row["total"]
            line["total"] = _text(D(line["total"]) + D(row["total"]))
    closing = 1 if kind.carried else 0
    subtotal = rows.pop("expenditure.subtotal")
    rows |= _uses(subtotal, spent) if kind.uses else {}
    rows |= {"expenditure.econ.301": subtotal} if kind.classes else {}
    rows["expenditure.subtotal"] = subtotal
    rows["expenditure.closing"] = {"total": _text(closing), "general": _text(closing)}
    more = {column: _text(D(text) + (closing if column in ("total", "general") else 0)) for column, text in subtotal.items()}
    rows["expenditure.total"] = more
    return rows


def _uses(subtotal: dict[str, str], spent: tuple[Rows, Rows, Rows]) -> Rows:
    """By use and by economic class, where every fund's money but that of the general budget is a project's."""
    basic = {column: D(0) for column in ("total", *FUNDS)}
    basic["total"] = basic["general"] = D(spent[0]["total"]["basic"])
    project = {column: D(text) - basic[column] for column, text in subtotal.items()}
    some = {column: amount / 2 for column, amount in basic.items()}
    rest = {column: D(subtotal[column]) - some[column] for column in subtotal}
    parts = {"basic": basic, "econ.301": basic, "project": project, "econ.302": project, "gov.501": some}
    parts |= {"gov.502": rest}
    return {f"expenditure.{k}": {column: _text(amount) for column, amount in row.items()} for k, row in parts.items()}


def _bg07() -> Rows:
    budget = _public(overseas=2, purchase=3, operation=4, reception=5)
    prior = _public(overseas=1, purchase=2, operation=5, reception=6)
    change = {column: _text(D(budget[column]) - D(prior[column])) for column in budget}
    rows = {"budget": budget, "prior": prior, "change": change}
    return rows | {f"{key}@{unit}": row for key, row in rows.items() for unit in ("242", "242001")}


def _public(**parts: int) -> dict[str, str]:
    vehicles = parts["purchase"] + parts["operation"]
    total = parts["overseas"] + vehicles + parts["reception"]
    figures = {"grand_total": D(total + 3), "total": D(total), "overseas": D(parts["overseas"]), "vehicle_total": D(vehicles)}
    figures |= {"vehicle_purchase": D(parts["purchase"]), "vehicle_operation": D(parts["operation"])}
    figures |= {"reception": D(parts["reception"]), "conference": D(1), "training": D(2), "operating_cost": D("15.50")}
    return {
        name + fund: _text(amount if fund in ("", ".general") else 0)
        for name, amount in figures.items()
        for fund in ("", ".general", ".fund", ".state_capital")
    }


def _bg10(project: Decimal) -> Rows:
    parts = {"unit:甲局": project, "甲局|甲项目": project - 4, "甲局|乙项目": D(4)}
    rows = {"total": project, **parts}
    return {key: {column: _text(amount) for column in ("total", "fiscal", "general")} for key, amount in rows.items()}


def budget_book(kind: Kind = Kind(), changes: Mapping[tuple[str, str, str], str] | None = None) -> tuple[FormRead, ...]:  # noqa: B008 - frozen
    """The forms with some cells changed."""
    tables = budget_tables(kind)
    for (form, row, column), text in (changes or {}).items():
        tables[form][row] = {**tables[form][row], column: text}
    return tuple(_form(form, rows) for form, rows in tables.items())


def budget_ledger(kind: Kind = Kind(), changes: Mapping[tuple[str, str, str], str] | None = None) -> Ledger:  # noqa: B008 - frozen
    """The same, indexed."""
    return Ledger(budget_book(kind, changes))


def budget_outline() -> Outline:
    """An outline of a budget in 万元."""
    return Outline(genre="budget", title="某部门预算", department="某部门", fiscal_year=2026, unit="万元")


def _form(form: str, rows: Rows) -> FormRead:
    facts = tuple(fact(form, row, column, text) for row, cells in rows.items() for column, text in cells.items())
    printed = {(each.row, each.column) for each in facts}
    places = ((row, column) for row in rows for column in COLUMNS[form] if (row, column) not in printed)
    blanks = [Blank(row=row, column=column, box=BOX) for row, column in places if _is_cell(form, row, column)]
    labelled = tuple(RowRead(key=row, label=NAMES.get(row, ""), box=BOX) for row in rows)
    return FormRead(
        form=form,
        title=form,
        unit="万元",
        status="read",
        pages=(1,),
        columns=COLUMNS[form],
        rows=labelled,
        facts=facts,
        blanks=tuple(blanks),
    )


def _is_cell(form: str, row: str, column: str) -> bool:
    """The two sides of BG04 have columns of their own."""
    return form != "BG04" or (column == "amount") == row.startswith("income")
