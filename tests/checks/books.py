"""Small invented final accounts whose figures agree by construction, as forms that the checks take."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import count

from extractors.checks.ledger import Ledger
from extractors.model import Blank, Box, Claim, ClaimField, Fact, FormRead, Outline, RowRead

D = Decimal
Rows = dict[str, dict[str, str]]
BOX = Box(1, 10, 10, 50, 20)
_PLACES = count()
COLUMNS = {
    "FA01": ("amount",),
    "FA02": ("total", "fiscal", "superior_subsidy", "business", "business_operating", "affiliated_remittance", "other"),
    "FA03": ("total", "basic", "project", "remitted_to_superior", "business_operating", "subsidy_to_affiliated"),
    "FA04": ("amount", "total", "general", "fund", "state_capital"),
    "FA05": ("total", "basic", "project"),
    "FA06": ("amount",),
    "FA07": ("opening", "revenue", "total", "basic", "project", "closing"),
    "FA08": ("opening", "revenue", "total", "basic", "project", "closing"),
    "FA09": (
        "total",
        "overseas",
        "vehicle_total",
        "vehicle_purchase",
        "vehicle_operation",
        "reception",
        "conference",
        "training",
    ),
}
NAMES = {
    "total": "合计",
    "201": "一般公共服务支出",
    "20106": "财政事务",
    "2010601": "行政运行",
    "2010602": "一般行政管理事务",
    "20103": "政府办公厅（室）及相关机构事务",
    "2010301": "行政运行",
    "2010302": "一般行政管理事务",
    "205": "教育支出",
    "20501": "教育管理事务",
    "2050199": "其他教育管理事务支出",
    "208": "社会保障和就业支出",
    "20805": "行政事业单位养老支出",
    "2080505": "机关事业单位基本养老保险缴费支出",
    "212": "城乡社区支出",
    "21208": "国有土地使用权出让收入安排的支出",
    "2120801": "征地和拆迁补偿支出",
    "223": "国有资本经营预算支出",
    "22301": "解决历史遗留问题及改革成本支出",
    "2230105": "国有企业退休人员社会化管理补助支出",
}


def rolled_up(items: Rows) -> Rows:
    """Items plus their 款, 类 and 合计."""
    rows: Rows = {}
    for code, figures in items.items():
        for key in dict.fromkeys(("total", code[:3], code[:5], code)):
            row = rows.setdefault(key, {})
            for column, text in figures.items():
                row[column] = str(D(row.get(column, "0.00")) + D(text))
    return {key: rows[key] for key in sorted(rows, key=lambda k: ("", k) if k == "total" else (k, k))}


def _with_total(items: Rows) -> Rows:
    return {code: {"total": str(sum(map(D, figures.values()))), **figures} for code, figures in items.items()}


GENERAL = {"2010301": {"basic": "100.00"}, "2010302": {"project": "50.25"}, "2080505": {"basic": "20.10"}}
FUND = {"2120801": {"opening": "4.00", "revenue": "29.00", "total": "30.00", "project": "30.00", "closing": "3.00"}}
STATE = {"2230105": {"opening": "2.00", "revenue": "9.00", "total": "10.00", "project": "10.00", "closing": "1.00"}}
OWN = {
    "2050199": {
        "basic": "10.00",
        "project": "10.00",
        "remitted_to_superior": "3.00",
        "business_operating": "7.00",
        "subsidy_to_affiliated": "2.00",
    }
}
OWN_INCOME = {
    "superior_subsidy": "5.00",
    "business": "6.00",
    "business_operating": "7.00",
    "affiliated_remittance": "8.00",
    "other": "9.00",
}
FISCAL_INCOME = {"2010301": "95.00", "2010302": "50.25", "2080505": "20.10", "2120801": "29.00", "2230105": "9.00"}
ECONOMIC = {
    **{"30101": "70.00", "30102": "20.10", "30302": "5.00", "30201": "10.00", "30212": "0.50", "30215": "1.00"},
    **{"30216": "2.00", "30217": "3.00", "30231": "4.00", "31002": "1.50", "31013": "3.00"},
}


def tables(*, own: bool = True) -> dict[str, Rows]:
    """All nine forms; without `own` income and expenditure, fiscal funds pay everything."""
    spent = {**GENERAL, **{c: {"project": f["project"]} for c, f in {**FUND, **STATE}.items()}, **(OWN if own else {})}
    income: Rows = {code: {"fiscal": text} for code, text in FISCAL_INCOME.items()}
    if own:
        income["2050199"] = OWN_INCOME
    return {
        "FA01": _fa01(own),
        "FA02": rolled_up(_with_total(income)),
        "FA03": rolled_up(_with_total(spent)),
        "FA04": _fa04(),
        "FA05": rolled_up(_with_total(GENERAL)),
        "FA06": _fa06(),
        "FA07": rolled_up(FUND),
        "FA08": rolled_up(STATE),
        "FA09": {
            "budget": dict(zip(COLUMNS["FA09"], ["13.00", "1.00", "8.00", "3.00", "5.00", "4.00", "1.20", "2.10"], strict=True)),
            "actual": dict(zip(COLUMNS["FA09"], ["10.50", "0.50", "7.00", "3.00", "4.00", "3.00", "1.00", "2.00"], strict=True)),
        },
    }


def _fa01(own: bool) -> Rows:
    lines = {"income.general": "165.35", "income.fund": "29.00", "income.state_capital": "9.00"}
    lines |= {f"income.{kind}": text for kind, text in OWN_INCOME.items()} if own else {}
    lines |= {"income.subtotal": "238.35" if own else "203.35"}
    lines |= {"income.nonfiscal_surplus_used": "1.00", "income.opening": "18.00", "income.total": "257.35" if own else "222.35"}
    lines |= {"expenditure.201": "150.25", "expenditure.208": "20.10", "expenditure.212": "30.00", "expenditure.223": "10.00"}
    lines |= {"expenditure.205": "32.00"} if own else {}
    lines |= {"expenditure.subtotal": "242.35" if own else "210.35", "expenditure.surplus_distribution": "2.00"}
    lines |= {"expenditure.closing": "13.00" if own else "10.00", "expenditure.total": "257.35" if own else "222.35"}
    return {key: {"amount": text} for key, text in lines.items()}


def _fa04() -> Rows:
    income = {"income.general": "165.35", "income.fund": "29.00", "income.state_capital": "9.00", "income.subtotal": "203.35"}
    income |= {"income.opening": "18.00", "income.total": "221.35"}
    income |= {"income.opening.general": "12.00", "income.opening.fund": "4.00", "income.opening.state_capital": "2.00"}
    rows: Rows = {key: {"amount": text} for key, text in income.items()}
    for key, text in (("expenditure.201", "150.25"), ("expenditure.208", "20.10")):
        rows[key] = {"total": text, "general": text}
    rows["expenditure.212"] = {"total": "30.00", "fund": "30.00"}
    rows["expenditure.223"] = {"total": "10.00", "state_capital": "10.00"}
    funds = ("total", "general", "fund", "state_capital")
    rows["expenditure.subtotal"] = dict(zip(funds, ("210.35", "170.35", "30.00", "10.00"), strict=True))
    rows["expenditure.closing"] = dict(zip(funds, ("11.00", "7.00", "3.00", "1.00"), strict=True))
    rows["expenditure.total"] = dict(zip(funds, ("221.35", "177.35", "33.00", "11.00"), strict=True))
    return rows


def _fa06() -> Rows:
    rows = rolled_up({code: {"amount": text} for code, text in ECONOMIC.items()})
    short = {key: row for key, row in rows.items() if key == "total" or len(key) in (3, 5)}
    return {**short, "personnel_total": {"amount": "95.10"}, "operating_total": {"amount": "25.00"}}


def form_read(form: str, rows: Rows, **changes: object) -> FormRead:
    """A form as the tables room gives it: figures as facts, every other cell of the grid a blank."""
    facts = tuple(fact(form, row, column, text) for row, cells in rows.items() for column, text in cells.items())
    printed = {(fact.row, fact.column) for fact in facts}
    blanks = tuple(
        Blank(row=row, column=column, box=BOX)
        for row in rows
        for column in COLUMNS[form]
        if (row, column) not in printed and not (form == "FA04" and (column == "amount") != row.startswith("income"))
    )
    read = FormRead(
        form=form,
        title=form,
        unit="万元",
        status="read",
        pages=(1,),
        columns=COLUMNS[form],
        rows=tuple(RowRead(key=row, label=NAMES.get(row, ""), box=BOX) for row in rows),
        facts=facts,
        blanks=blanks,
    )
    return read.model_copy(update=changes)


def fact(form: str, row: str, column: str, text: str) -> Fact:
    return Fact(form=form, row=row, column=column, value=D(text), unit="万元", box=BOX, text=text, label=NAMES.get(row, ""))


def book(changes: Mapping[tuple[str, str, str], str | None] | None = None, *, own: bool = True) -> tuple[FormRead, ...]:
    """The nine forms with some cells changed; None empties a cell."""
    all_rows = tables(own=own)
    for (form, row, column), text in (changes or {}).items():
        if text is None:
            all_rows[form][row].pop(column)
        else:
            all_rows[form].setdefault(row, {})[column] = text
    return tuple(form_read(form, rows) for form, rows in all_rows.items())


def ledger(changes: Mapping[tuple[str, str, str], str | None] | None = None, *, own: bool = True) -> Ledger:
    """The same, indexed."""
    return Ledger(book(changes, own=own))


def outline(year: int = 2024) -> Outline:
    """An outline of final accounts in 万元."""
    return Outline(genre="final_accounts", title="某部门决算", department="某部门", fiscal_year=year, unit="万元")


def claim(kind: str, section: str = "1", quote: str = "", **fields: str | tuple[str, ...] | dict[str, str] | None) -> Claim:
    """A grounded claim with these fields, at a place of its own."""
    box = BOX._replace(x1=50 + next(_PLACES) / 1000)
    read = {
        name: ClaimField(value=value, text=value if isinstance(value, str) else "", boxes=(box,))
        for name, value in fields.items()
        if value is not None
    }
    return Claim(kind=kind, section=section, fields=read, quote=quote, boxes=(box,))
