"""Small invented budget forms whose figures agree by construction, and for each rule the forms on which it speaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractors.checks.ledger import Ledger
from extractors.model import Blank, Box, Fact, FormRead, Outline, RowRead
from tests.checks.books import D

BOX = Box(1, 10, 10, 50, 20)
Rows = Mapping[str, str]
OUTLINE = Outline(genre="budget", title="某部门预算", department="某部门", fiscal_year=2025, unit="万元")

SPENT = {"total": "100.00 60.00 40.00", "201": "100.00 60.00 40.00", "20103": "100.00 60.00 40.00"}
SPENT |= {"2010301": "60.00 60.00 -", "2010302": "40.00 - 40.00"}
SPLIT = {"total": "100.00 45.00 15.00 40.00", "201": "100.00 45.00 15.00 40.00", "20103": "60.00 45.00 15.00 -"}
SPLIT |= {"20104": "40.00 - - 40.00"}
BOTH = {"total": "100.00 60.00 45.00 15.00 40.00", "201": "60.00 60.00 45.00 15.00 -", "208": "40.00 - - - 40.00"}
BLOCKS = {"total": "120.00 100.00 60.00 40.00 20.00 5.00 15.00", "201": "120.00 100.00 60.00 40.00 20.00 5.00 15.00"}
CARRIED = {"total": "110.00 60.00 40.00 10.00", "201": "110.00 60.00 40.00 10.00"}
PRIOR = {"total": "80.00 100.00 20.00 25.00%", "201": "80.00 100.00 20.00 25.00%"}
ECONOMIC = {"total": "60.00 45.00 15.00", "301": "45.00 45.00 -", "30101": "45.00 45.00 -", "302": "15.00 - 15.00"}
ECONOMIC |= {"30201": "15.00 - 15.00"}
GROUPED = {"total": "60.00", "301": "45.00", "302": "15.00", "personnel_total": "45.00", "operating_total": "15.00"}
BY_CLASS = {"total": "100.00 60.00 40.00", "301": "45.00 45.00 -", "302": "55.00 15.00 40.00"}
BY_CLASS_SPLIT = {"total": "100.00 45.00 15.00 40.00", "301": "45.00 45.00 - -", "302": "55.00 - 15.00 40.00"}
BY_CLASS_BOTH = {"total": "100.00 60.00 45.00 15.00 40.00", "301": "45.00 45.00 45.00 - -", "302": "55.00 15.00 - 15.00 40.00"}
SOURCES = {"total": "100.00 70.00 30.00", "unit:101": "60.00 40.00 20.00", "unit:102": "40.00 30.00 10.00"}

FUNCTIONAL = ("total", "basic", "project")
SPLIT_COLUMNS = ("total", "personnel", "operating", "project")
BOTH_COLUMNS = ("total", "basic", "personnel", "operating", "project")
BLOCK_COLUMNS = ("total", "subtotal", "basic", "project", "carryover.total", "carryover.basic", "carryover.project")
CARRIED_COLUMNS = ("total", "basic", "project", "carryover")
PRIOR_COLUMNS = ("prior_executed", "total", "change", "change_pct")
EXCL_COLUMNS = ("prior_executed_excl_construction", "excl_construction", "change_excl", "change_excl_pct")
ECONOMIC_COLUMNS = ("total", "personnel", "operating")


def budget_form(form: str, columns: Sequence[str], rows: Rows) -> FormRead:
    """A form as the forms room gives it: each row's figures by column, `-` for a blank cell."""
    cells = [(row, column, text) for row, line in rows.items() for column, text in zip(columns, line.split(), strict=True)]
    return FormRead(
        form=form,
        title=form,
        unit="万元",
        status="read",
        pages=(1,),
        columns=tuple(columns),
        rows=tuple(RowRead(key=row, label="", box=BOX) for row in rows),
        facts=tuple(_fact(form, row, column, text) for row, column, text in cells if text != "-"),
        blanks=tuple(Blank(row=row, column=column, box=BOX) for row, column, text in cells if text == "-"),
    )


def _fact(form: str, row: str, column: str, text: str) -> Fact:
    unit = "%" if text.endswith("%") else "万元"
    return Fact(form=form, row=row, column=column, value=D(text.rstrip("%")), unit=unit, box=BOX, text=text, label="")


def changed(forms: Sequence[FormRead], key: tuple[str, str, str], by: str) -> tuple[FormRead, ...]:
    """The same forms with one figure changed by an amount."""

    def other(fact: Fact) -> Fact:
        return fact.model_copy(update={"value": fact.value + D(by)}) if fact.key == key else fact

    return tuple(form.model_copy(update={"facts": tuple(map(other, form.facts))}) for form in forms)


def ledger_of(forms: Sequence[FormRead]) -> Ledger:
    """The forms, indexed."""
    return Ledger(forms)


def _functional(form: str) -> FormRead:
    return budget_form(form, FUNCTIONAL, SPENT)


def _of_kind(form: str) -> dict[str, tuple[FormRead, ...]]:
    """The rules that every functional form has."""
    return {
        f"{form}.row": (_functional(form),),
        f"{form}.row_split": (budget_form(form, SPLIT_COLUMNS, SPLIT),),
        f"{form}.basic": (budget_form(form, BOTH_COLUMNS, BOTH),),
        f"{form}.rollup": (_functional(form),),
    }


def _with_blocks(form: str) -> dict[str, tuple[FormRead, ...]]:
    blocks = (budget_form(form, BLOCK_COLUMNS, BLOCKS),)
    names = ("carryover", "subtotal", "carryover_row")
    return {f"{form}.{name}": blocks for name in names} | {f"{form}.row_carried": (budget_form(form, CARRIED_COLUMNS, CARRIED),)}


def _with_prior(form: str) -> dict[str, tuple[FormRead, ...]]:
    prior, without_construction = (budget_form(form, PRIOR_COLUMNS, PRIOR),), (budget_form(form, EXCL_COLUMNS, PRIOR),)
    return {
        f"{form}.change": prior,
        f"{form}.change_pct": prior,
        f"{form}.rollup_prior": prior,
        f"{form}.change_excl": without_construction,
        f"{form}.change_excl_pct": without_construction,
    }


SUMS = (budget_form("BG05", BOTH_COLUMNS, BOTH), budget_form("BG06", ECONOMIC_COLUMNS, ECONOMIC))
SPLIT_SUMS = (budget_form("BG05", SPLIT_COLUMNS, SPLIT), SUMS[1])
ALL_CLASSES = (
    SUMS[0],
    budget_form("BG06E", BOTH_COLUMNS, BY_CLASS_BOTH),
    budget_form("BG06P", ("total",), {"total": "40.00", "302": "40.00"}),
)
FUND_COLUMNS = ("total", "subtotal", "general", "business", "carryover")
WITH_CARRYOVER = (
    budget_form("BG05", BLOCK_COLUMNS, BLOCKS),
    budget_form("BG06", ("total",), {"total": "65.00", "301": "65.00"}),
    budget_form("BG06E", ("total",), {"total": "140.00", "301": "140.00"}),
    budget_form("BG06P", ("total",), {"total": "55.00", "302": "55.00"}),
)
FUND = budget_form("BG08", FUNCTIONAL, {"2296002": "20.00 - 20.00"})
WITH_FUND = {"total": "120.00 60.00 60.00", **{code: line for code, line in SPENT.items() if code != "total"}}
WITH_FUND |= {"229": "20.00 - 20.00", "22960": "20.00 - 20.00", "2296002": "20.00 - 20.00"}
BASIC_SOURCES = {
    "total": "60.00 50.00 50.00 - 10.00",
    "name:工资": "45.00 35.00 35.00 - 10.00",
    "name:公用": "15.00 15.00 15.00 - -",
}
BG13_COLUMNS = ("total", "fiscal", "general", "fund", "business")

CASES: dict[str, tuple[FormRead, ...]] = {
    **_of_kind("BG03"),
    **_of_kind("BG05"),
    **_of_kind("BG08"),
    **_of_kind("BG09"),
    **_of_kind("BG11"),
    **{rule: forms for form in ("BG03", "BG05", "BG08", "BG09", "BG11") for rule, forms in _with_blocks(form).items()},
    **{rule: forms for form in ("BG05", "BG08", "BG09", "BG11") for rule, forms in _with_prior(form).items()},
    "BG03.funds": (budget_form("BG03", ("total", "general", "business"), SOURCES),),
    "BG03.funds_whole": (budget_form("BG03", ("total", "general", "carryover"), SOURCES),),
    "BG03.funds_of_year": (budget_form("BG03", ("total", "general", "carryover"), {"total": "70.00 70.00 30.00"}),),
    "BG03.subtotal_funds": (budget_form("BG03", FUND_COLUMNS, {"total": "110.00 100.00 70.00 30.00 10.00"}),),
    "BG03.carryover_funds": (budget_form("BG03", FUND_COLUMNS, {"total": "110.00 100.00 70.00 30.00 10.00"}),),
    "BG06.row": SUMS[1:],
    "BG06.rollup": SUMS[1:],
    **{f"BG06.{name}": (budget_form("BG06", ("total",), GROUPED),) for name in ("personnel", "operating", "total")},
    "BG06E.row": (budget_form("BG06E", FUNCTIONAL, BY_CLASS),),
    "BG06E.row_split": (budget_form("BG06E", SPLIT_COLUMNS, BY_CLASS_SPLIT),),
    "BG06E.basic": ALL_CLASSES[1:2],
    "BG06E.rollup": ALL_CLASSES[1:2],
    "BG06P.rollup": ALL_CLASSES[2:],
    "BG12.row": (budget_form("BG12", ECONOMIC_COLUMNS, ECONOMIC),),
    "BG12.rollup": (budget_form("BG12", ECONOMIC_COLUMNS, ECONOMIC),),
    "BG13.row": (budget_form("BG13", BG13_COLUMNS, BASIC_SOURCES),),
    "BG13.fiscal": (budget_form("BG13", BG13_COLUMNS, BASIC_SOURCES),),
    "BG13.row_funds": (budget_form("BG13", ("total", "general", "business"), SOURCES),),
    "BG13.rollup": (budget_form("BG13", BG13_COLUMNS, BASIC_SOURCES),),
    "BG14.rollup": (budget_form("BG14", ("amount",), {"total": "15.00", "302": "15.00", "30201": "15.00"}),),
    "BG17.rollup": (budget_form("BG17", ("amount",), {"total": "9.00", "2010301|甲": "4.00", "2010302|乙": "5.00"}),),
    **{f"BG05=BG06.{name}": SUMS for name in ("basic", "personnel", "operating")},
    "BG05=BG06.split": SPLIT_SUMS,
    **{f"BG05=BG06E.{name}": ALL_CLASSES for name in ("total", "basic", "personnel", "operating", "project")},
    "BG05=BG06P.project": ALL_CLASSES,
    **{f"BG05=BG06{name}_with_carryover": WITH_CARRYOVER for name in (".basic", "E.total", "P.project")},
    "BG05=BG06.basic_of_year": SUMS,
    "BG05=BG06E.total_of_year": ALL_CLASSES,
    "BG05=BG06P.project_of_year": ALL_CLASSES,
    "BG06=BG06E": (SUMS[1], ALL_CLASSES[1]),
    "BG03=BG05+BG08+BG09": (budget_form("BG03", FUNCTIONAL, WITH_FUND), _functional("BG05"), FUND),
    "BG11=BG05+BG08+BG09": (budget_form("BG11", FUNCTIONAL, WITH_FUND), _functional("BG05"), FUND),
    "BG12=BG06": (budget_form("BG12", ECONOMIC_COLUMNS, ECONOMIC), SUMS[1]),
    "BG03=BG13.basic": (_functional("BG03"), budget_form("BG13", BG13_COLUMNS, BASIC_SOURCES)),
    "BG17=BG03.carryover": (
        budget_form("BG03", CARRIED_COLUMNS, CARRIED),
        budget_form("BG17", ("amount",), {"2010301|甲": "4.00", "2010302|乙": "6.00"}),
    ),
    "BG14=BG06": (budget_form("BG14", ("amount",), {"total": "60.00", "302": "15.00"}), SUMS[1]),
}
"""Rule id -> forms on which it holds and says something."""
