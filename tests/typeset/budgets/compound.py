"""Rows that carry more than one classification: 项 × department × government economic code, and pairs of economic codes."""

from __future__ import annotations

from collections import defaultdict

from tests.typeset.books import CATALOG as NAMES
from tests.typeset.budgets.accounts import BASIC, CATALOG, Accounts, Entry
from tests.typeset.budgets.cells import code_cells, code_paths
from tests.typeset.budgets.coded import Line, Sheet, coded_table
from tests.typeset.budgets.heads import Column, Path
from tests.typeset.budgets.spending import figure_of, spending_columns
from tests.typeset.budgets.style import Style
from tests.typeset.budgets.wording import notes_of
from tests.typeset.table import Cell, Table

Sums = dict[str, dict[str, int]]


def compound_spending(style: Style, accounts: Accounts, title: str) -> Table:
    """BG03 with a row for every 项, government and department economic code together; no sums but the total."""
    columns = spending_columns(style, "BG03", style.bg03)
    sums = _sums(style, accounts.entries, columns, with_function=True)
    lines = []
    for key in sorted(k for k in sums if "|" in k):
        function, department, government = key.split("|")
        label = (
            Cell(f"{function}-{accounts.names[function]}"),
            Cell(f"{government}-{CATALOG['government'][government]}"),
            Cell(f"{department}-{NAMES['economic'][department]}"),
        )
        lines.append(Line(key, label, sums[key]))
    left: tuple[Path, ...] = (("功能分类科目",), ("政府支出经济分类科目",), ("部门支出经济分类科目",))
    return coded_table(style, Sheet("BG03", title, left, columns, lines, sums["total"], notes_of(style, "BG03")), "")


def _sums(style: Style, entries: tuple[Entry, ...] | list[Entry], columns: tuple[Column, ...], with_function: bool) -> Sums:
    """By the compound key (and economic class, where no function is printed) and `total`."""
    sums: Sums = defaultdict(lambda: defaultdict(int))
    for entry in entries:
        for pair, fen in entry.economic.items():
            keys = [f"{entry.code}|{pair}"] if with_function else [pair, pair[:3]]
            for column in columns:
                share = fen if figure_of(style, column.key)(entry) else 0
                for key in (*keys, "total"):
                    sums[key][column.key] += share
    return sums


def paired_economic(style: Style, accounts: Accounts, form: str, title: str) -> Table:
    """Economic 类 rows by the department's code, 款 rows by pairs of department and government code."""
    variant = "three_ways" if form == "BG06E" else "basic_halves"
    columns = spending_columns(style, form, variant)
    kinds = (*BASIC, "project") if form == "BG06E" else BASIC
    sums = _sums(style, accounts.of("general", kinds=kinds), columns, with_function=False)
    codes = style.economic_codes
    lines = []
    for key in sorted(k for k in sums if k != "total"):
        department, _, government = key.partition("|")
        own = code_cells(style, codes, department, NAMES["economic"][department], economic=True)
        if government:
            other = code_cells(style, codes, government, CATALOG["government"][government], economic=True)
            other = tuple(cell._replace(indent=0) for cell in other)
            if codes in ("own", "tail"):
                other = (Cell(government[:3], "center"), Cell(government[3:], "center"), other[-1])
        else:
            other = tuple(Cell() for _ in own)
        lines.append(Line(key, (*own, *other), sums[key]))
    paths = code_paths(style.model_copy(update={"left_top": ""}), codes, economic=True)
    left = (*(("部门预算支出经济分类科目", *p) for p in paths), *(("政府预算支出经济分类科目", *p) for p in paths))
    return coded_table(style, Sheet(form, title, left, columns, lines, sums["total"], notes_of(style, form)), accounts.department)
