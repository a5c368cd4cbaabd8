"""BG06 as final accounts print it: personnel codes at the left, operating codes at the right."""

from __future__ import annotations

from itertools import zip_longest

from tests.typeset.books import CATALOG as NAMES
from tests.typeset.budgets.accounts import BASIC, Accounts, economic
from tests.typeset.budgets.cells import Address, amount
from tests.typeset.budgets.heads import grid
from tests.typeset.budgets.style import Style
from tests.typeset.budgets.wording import notes_of
from tests.typeset.table import Cell, Row, Table

SIDES = {"personnel_total": ("人员经费", ("301", "303")), "operating_total": ("公用经费", ("302", "310"))}


def grouped_economic(style: Style, accounts: Accounts, title: str) -> Table:
    """Two groups of code, name and amount; the last row has their sums."""
    sums = economic(accounts.of("general", kinds=BASIC))
    codes = [[c for c in sums if c[:3] in classes] for _, classes in SIDES.values()]
    rows = []
    for pair in zip_longest(*codes):
        cells: list[Cell] = []
        for code in pair:
            cells += [Cell(), Cell(), Cell()] if code is None else _group(style, code, sums[code])
        rows.append(Row(tuple(cells)))
    halves = [sum(sums[c] for c in classes if c in sums) for _, classes in SIDES.values()]
    last: list[Cell] = []
    for (key, (name, _)), half in zip(SIDES.items(), halves, strict=True):
        last += [Cell(name + "合计", "center", 2), amount(style, Address("BG06", key, "total"), half)]
    heads, depth = grid([(side, word) for side, _ in SIDES.values() for word in ("科目编码", "科目名称", "金额")])
    roles = ("code", "name", "amount") * 2
    return Table("BG06", title, roles, heads, depth, (*rows, Row(tuple(last), strong=True)), notes_of(style, "BG06"))


def _group(style: Style, code: str, fen: int) -> list[Cell]:
    return [Cell(code), Cell(NAMES["economic"][code]), amount(style, Address("BG06", code, "total"), fen)]
