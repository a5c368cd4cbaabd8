"""BG10: a row for every project of every unit."""

from __future__ import annotations

from collections import Counter

from tests.typeset.budgets.accounts import FUNDS, UNIT_FUNDS, Accounts, Entry
from tests.typeset.budgets.coded import Line, Sheet, coded_table
from tests.typeset.budgets.heads import Column, Path, word
from tests.typeset.budgets.style import Style
from tests.typeset.budgets.units import unit_cells, unit_key, unit_paths
from tests.typeset.budgets.wording import notes_of
from tests.typeset.table import Cell, Table


def projects(style: Style, accounts: Accounts, title: str) -> Table:
    """项目支出表: unit, project, money by fund; the same name may stand twice."""
    columns = _columns(style)
    shown = sorted(accounts.of(kinds=("project",)), key=lambda e: e.unit.code)
    alone = style.bg10 == "project_only" or len({e.unit for e in shown}) == 1
    keys = [e.project if alone else f"{unit_key(style, e.unit)}|{e.project}" for e in shown]
    often, seen = Counter(keys), Counter[str]()
    lines = []
    above = None
    for entry, key in zip(shown, keys, strict=True):
        seen[key] += 1
        once = key if often[key] == 1 else f"{key}#{seen[key]}"
        lines.append(Line(once, _label(style, entry, again=above == entry.unit), _figures(columns, [entry])))
        above = entry.unit
    left: tuple[Path, ...] = () if style.bg10 == "project_only" else unit_paths(style)
    left = (*((("项目类别",),) if style.bg10 == "with_kind" else ()), *left, ("项目名称",))
    plain = style.model_copy(update={"unit_column": False})
    sheet = Sheet("BG10", title, left, columns, lines, _figures(columns, shown), notes_of(style, "BG10"))
    return coded_table(plain, sheet, "")


def _label(style: Style, entry: Entry, again: bool) -> tuple[Cell, ...]:
    """`again`: the unit is that of the row above."""
    kind = (Cell("特定目标类" if entry.amount % 2 else "其他运转类"),) if style.bg10 == "with_kind" else ()
    unit = () if style.bg10 == "project_only" else unit_cells(style, entry.unit)
    if again and style.merged_units:
        unit = tuple(Cell(joined=True) for _ in unit)
    return (*kind, *unit, Cell(entry.project))


def _columns(style: Style) -> tuple[Column, ...]:
    if style.bg10 == "unit_code":
        return (Column("total", ("项目金额",)),)
    over = ("本年拨款",) if style.bg10 == "with_kind" else ()
    funds = tuple(Column(k, (*over, word(style, k))) for k in FUNDS)
    own = (Column("special_account", (word(style, "special_account"),)), Column("unit_funds", (word(style, "unit_funds"),)))
    return (Column("total", (word(style, "total"),)), *funds, *own, Column("carryover", (word(style, "carryover"),)))


def _figures(columns: tuple[Column, ...], entries: list[Entry]) -> dict[str, int]:
    def one(key: str, entry: Entry) -> int:
        if key == "total":
            return entry.amount
        if key == "carryover":
            return entry.carried
        sources = UNIT_FUNDS if key == "unit_funds" else (key,)
        return entry.amount - entry.carried if entry.source in sources else 0

    return {c.key: sum(one(c.key, e) for e in entries) for c in columns}
