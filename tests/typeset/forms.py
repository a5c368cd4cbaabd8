"""The nine forms of one department's books, in the layout's order."""

from __future__ import annotations

from collections.abc import Mapping

from tests.typeset.books import FUNDS, OWN_INCOME, Books, Entry, income, spent
from tests.typeset.columns import Column, Sheet, coded_table
from tests.typeset.economic import fa06
from tests.typeset.layout import Form, Layout
from tests.typeset.lines import fa01, fa04
from tests.typeset.table import Cell, Row, Table
from tests.typeset.three_public import fa09
from tests.typeset.touches import reworded, touched
from tests.typeset.wording import absence_of, notes_of, title_of

ALL = ("own", *FUNDS)
Figures = dict[str, dict[str, int]]


def tables_of(layout: Layout, books: Books) -> list[Table]:
    """Every form of the layout's order as a table."""
    made = []
    for form in layout.order:
        own = layout.model_copy(update={"unit": "元", "decimals": 2}) if layout.other_unit and form == "FA09" else layout
        own = own.model_copy(update={"decimals": 2}) if form in layout.plain_forms else own
        made.append(touched(layout, _worded(layout, _table(own, books, form))))
    return made


SPACED = ("项目", "栏次", "合计", "总计", "收入", "支出", "小计", "金额")


def _worded(layout: Layout, table: Table) -> Table:
    """Heads and labels with the spaces and parentheses that the place prints."""

    def say(text: str) -> str:
        if layout.spaced_words and text in SPACED:
            text = text[0] + "    " + text[1]
        return text.replace("（", "(").replace("）", ")") if layout.half_parens else text

    heads = tuple(head._replace(text=say(head.text)) for head in table.heads)
    rows = [row._replace(cells=tuple(c if c.key else c._replace(text=say(c.text)) for c in row.cells)) for row in table.rows]
    return table._replace(heads=heads, rows=tuple(rows))


def _table(layout: Layout, books: Books, form: Form) -> Table:
    absent = (form == "FA07" and not layout.has_fund) or (form == "FA08" and not layout.has_capital)
    title, notes = title_of(layout, form), notes_of(layout, form, absent)
    if form in ("FA01", "FA04", "FA06", "FA09"):
        return {"FA01": fa01, "FA04": fa04, "FA06": fa06, "FA09": fa09}[form](layout, books, title, notes)
    figures, columns = _SHEETS[form](layout, books)
    columns = reworded(form, columns) if layout.alt_heads else columns
    if absent:
        return _empty(layout, Sheet(form, title, columns, {"total": {}}, notes), form)
    return coded_table(layout, Sheet(form, title, columns, figures, notes), books.names)


def _empty(layout: Layout, sheet: Sheet, form: Form) -> Table:
    table = coded_table(layout, sheet, {})
    if layout.none_as == "sentence":
        return table._replace(sentence=absence_of(layout, form), rows=(), notes=())
    if layout.none_as == "zero_row":
        return table
    width = len(table.roles)
    silent = [
        Row(tuple(c._replace(text="", value=None) if c.key else c for c in row.cells), row.strong, row.head) for row in table.rows
    ]
    blank = [Row((Cell(),) * width) for _ in range(3)]
    at = next(i for i, row in enumerate(silent) if row.strong)
    rows = [*silent[:at], *blank, silent[at]] if layout.total_place == "last" else [*silent, *blank]
    return table._replace(rows=tuple(rows))


def _columns_by_code(books: Books, pick: Mapping[str, tuple[str, tuple[str, ...]]]) -> Figures:
    figures: Figures = {}
    for key, (figure, sources) in pick.items():
        for code, amount in books.by_code(lambda e, f=figure: _value(e, f), sources).items():  # type: ignore[misc]
            figures.setdefault(code, {})[key] = amount
    kept = {code: row for code, row in sorted(figures.items()) if any(row.values()) or code == "total"}
    return kept or {"total": {}}


def _value(entry: Entry, figure: str) -> int:
    if figure == "spent":
        return spent(entry)
    if figure == "income":
        return income(entry)
    if figure in ("opening", "closing"):
        return int(getattr(entry, figure))
    side, name = figure.split(".")
    return (entry.income if side == "in" else entry.spent).get(name, 0)


def _fa02(layout: Layout, books: Books) -> tuple[Figures, tuple[Column, ...]]:
    pick = {"total": ("income", ALL), "fiscal": ("in.fiscal", ALL)} | {k: (f"in.{k}", ALL) for k in OWN_INCOME}
    heads = (layout.sum_heads, "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    columns = [Column(k, h) for k, h in zip(pick, heads, strict=True)]
    if layout.tuition:
        columns[3:4] = [Column("business", "小计", "事业收入"), Column("", "其中：教育收费", "事业收入", "business")]
    if layout.mixed_columns:
        order = ("total", "fiscal", "business", "business_operating", "superior_subsidy", "affiliated_remittance", "other")
        columns.sort(key=lambda c: order.index(c.key or c.part_of))
    figures = _columns_by_code(books, pick)
    return figures, _kept(layout, figures, columns)


def _kept(layout: Layout, figures: Figures, columns: list[Column]) -> tuple[Column, ...]:
    """All columns, or the first three and those with figures."""
    used = {key for row in figures.values() for key, amount in row.items() if amount}
    return tuple(c for i, c in enumerate(columns) if not layout.used_columns or i < 3 or c.part_of or c.key in used)


def _with_split(layout: Layout, columns: list[Column]) -> list[Column]:
    """基本支出 as 小计, 人员经费 and 公用经费 where the layout splits it."""
    if not layout.basic_split:
        return columns
    at = next(i for i, c in enumerate(columns) if c.key == "basic")
    columns[at : at + 1] = [
        Column("basic", "小计", "基本支出"),
        Column("", "人员经费", "基本支出", "basic", rest=True),
        Column("", "公用经费", "基本支出", "basic"),
    ]
    return columns


def _fa03(layout: Layout, books: Books) -> tuple[Figures, tuple[Column, ...]]:
    names = ("basic", "project", "remitted_to_superior", "business_operating", "subsidy_to_affiliated")
    pick = {"total": ("spent", ALL)} | {k: (f"out.{k}", ALL) for k in names}
    heads = (layout.sum_heads.replace("收入", "支出"), "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    figures = _columns_by_code(books, pick)
    columns = _with_split(layout, [Column(k, h) for k, h in zip(pick, heads, strict=True)])
    return figures, _kept(layout, figures, columns)


def _spending(source: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {"total": ("spent", (source,)), "basic": ("out.basic", (source,)), "project": ("out.project", (source,))}


def _fa05(layout: Layout, books: Books) -> tuple[Figures, tuple[Column, ...]]:
    if layout.fa05_balances != "none":
        figures, _ = _with_balances(books, "general")
        return figures, _balance_columns(split=layout.fa05_balances == "split", keyed=False)
    under = "本年支出" if layout.year % 2 == 0 and not layout.basic_split else ""
    whole = "小计" if under and layout.year % 4 == 0 else "合计" if under else "本年支出合计"
    columns = [Column("total", whole, under), Column("basic", "基本支出", under), Column("project", "项目支出", under)]
    return _columns_by_code(books, _spending("general")), tuple(_with_split(layout, columns))


def _with_balances(books: Books, source: str, *, split: bool = False) -> tuple[Figures, tuple[Column, ...]]:
    pick = {
        "opening": ("opening", (source,)),
        "revenue": ("income", (source,)),
        **_spending(source),
        "closing": ("closing", (source,)),
    }
    return _columns_by_code(books, pick), _balance_columns(split=split, keyed=True)


def _balance_columns(*, split: bool, keyed: bool) -> tuple[Column, ...]:
    """Opening, income, spending, closing; `keyed`: the balances have canonical keys, else they are printed and bear none."""
    columns: list[Column] = []
    for key, head in (("opening", "年初结转和结余"), ("revenue", "本年收入"), ("", "本年支出"), ("closing", "年末结转和结余")):
        if not key:
            whole = "合计" if split else "小计"
            columns += [Column("total", whole, head), Column("basic", "基本支出", head), Column("project", "项目支出", head)]
        elif not split:
            columns.append(Column(key, head) if keyed else Column("", head, "", key, rest=True))
        else:
            columns.append(Column(key, "合计", head) if keyed else Column("", "合计", head, key, rest=True))
            kinds = ("基本支出结转", "项目支出结转和结余") if "结余" in head else ("基本支出", "项目支出")
            columns += [Column("", kinds[0], head, key), Column("", kinds[1], head, key, rest=True)]
    return tuple(columns)


def _fa07(layout: Layout, books: Books) -> tuple[Figures, tuple[Column, ...]]:
    if not layout.fa07_income:
        return _spending_alone(books, "fund")
    return _with_balances(books, "fund", split=layout.fa07_split)


def _fa08(layout: Layout, books: Books) -> tuple[Figures, tuple[Column, ...]]:
    if layout.fa08_income:
        return _with_balances(books, "state_capital")
    return _spending_alone(books, "state_capital")


def _spending_alone(books: Books, source: str) -> tuple[Figures, tuple[Column, ...]]:
    columns = tuple(Column(k, h, "本年支出") for k, h in (("total", "合计"), ("basic", "基本支出"), ("project", "项目支出")))
    return _columns_by_code(books, _spending(source)), columns


_SHEETS = {"FA02": _fa02, "FA03": _fa03, "FA05": _fa05, "FA07": _fa07, "FA08": _fa08}
