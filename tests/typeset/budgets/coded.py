"""Tables whose rows are codes: BG02 BG03 BG05 BG08 BG09 BG11 by function, BG06 BG06E BG06P BG12 BG14 by economic code."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.typeset.budgets.cells import Address, amount, code_cells, percent, total_cells
from tests.typeset.budgets.heads import Column, Path, grid
from tests.typeset.budgets.style import Codes, Style
from tests.typeset.table import Cell, Row, Table

Figures = Mapping[str, int]


class Line(NamedTuple):
    """A row: canonical key, the cells that say which row it is, and its figures by column key."""

    key: str
    label: tuple[Cell, ...]
    figures: Figures


class Sheet(NamedTuple):
    """A coded table before it is laid out."""

    form: str
    title: str
    left: tuple[Path, ...]
    columns: Sequence[Column]
    lines: Sequence[Line]
    total: Figures | None
    """None: the table has no total row."""
    notes: tuple[str, ...] = ()


def coded_table(style: Style, sheet: Sheet, unit: str) -> Table:
    """The sheet with heads, total row, column numbers and filler rows of this place."""
    left = (("预算单位",), *sheet.left) if style.unit_column else sheet.left
    heads, depth = grid([*left, *(c.path for c in sheet.columns)], style.layout.stacked_heads and len(sheet.columns) > 5)
    rows = [Row((*((Cell(),) if style.unit_column else ()), *line.label, *_amounts(style, sheet, line))) for line in sheet.lines]
    if sheet.total is not None:
        label = total_cells(style, sheet.form, len(left), unit)
        total = Row((*label, *_amounts(style, sheet, Line("total", (), sheet.total), total=True)), strong=True)
        first = style.ink(sheet.form).total_place != "last" or style.unit_column
        rows = [total, *rows] if first else [*rows, total]
    filler = Row((Cell(),) * (len(left) + len(sheet.columns)))
    if style.ink(sheet.form).total_place != "last":
        rows += [filler] * style.filler_rows
    if style.numbers != "none":
        rows.insert(0, numbers_row(style, len(left), len(sheet.columns)))
    roles = (*_left_roles(left), *(("amount",) * len(sheet.columns)))
    return Table(sheet.form, sheet.title, roles, heads, depth, tuple(rows), sheet.notes)


def _left_roles(left: Sequence[Path]) -> list[str]:
    return ["code" if path[-1] in ("类", "款", "项") or path[-1].endswith(("编码", "代码")) else "name" for path in left]


def numbers_row(style: Style, left: int, count: int) -> Row:
    """** ** 1 2 3, or 栏次 1 2 3, or A B C."""
    if style.numbers == "letters":
        words = [chr(ord("A") + i) for i in range(left + count)]
        return Row(tuple(Cell(w, "center") for w in words), head=True)
    label = [Cell("**", "center")] * left if style.numbers == "stars" else [Cell("栏次", "center", left)]
    return Row((*label, *(Cell(str(i + 1), "center") for i in range(count))), head=True)


def _amounts(style: Style, sheet: Sheet, line: Line, total: bool = False) -> tuple[Cell, ...]:
    made = []
    for column in sheet.columns:
        at = Address(sheet.form, line.key, column.key)
        if column.key.startswith("-"):  # last year's budget, which has no key
            made.append(amount(style, at._replace(column=""), line.figures.get(column.key, 0), total=total))
        elif column.key.endswith("_pct"):
            base = line.figures.get("prior_executed_excl_construction" if "excl" in column.key else "prior_executed", 0)
            made.append(percent(at, line.figures.get(column.key.replace("_pct", ""), 0), base))
        else:
            made.append(amount(style, at, line.figures.get(column.key, 0), total=total))
    return tuple(made)


class Naming(NamedTuple):
    """How rows are keyed and labelled."""

    names: Mapping[str, str]
    codes: Codes
    economic: bool = False


def lines_of(style: Style, naming: Naming, figures: Mapping[str, Figures], rng: random.Random) -> list[Line]:
    """A line for every code, in this place's order. Without printed codes the key is the path of names."""
    codes = [c for c in figures if c != "total" and not (style.items_only and not naming.economic and len(c) < 7)]
    order = _ordered(style, codes, rng) if not naming.economic else codes
    if style.items_only and naming.codes in ("own", "last_two"):
        raise ValueError("an item's own digits without its class say nothing: choose other codes or print all levels")
    return [
        Line(row_key(naming, c), code_cells(style, naming.codes, c, naming.names[c], naming.economic), figures[c]) for c in order
    ]


def row_key(naming: Naming, code: str) -> str:
    """The code, or `name:类/款/项`."""
    if naming.codes != "names":
        return code
    path = [code[:n] for n in (3, 5, 7) if len(code) >= n]
    return "name:" + "/".join(naming.names[c] for c in path)


def _ordered(style: Style, codes: list[str], rng: random.Random) -> list[str]:
    if style.shuffled == "no":
        return codes
    classes = sorted({c[:3] for c in codes})
    if style.shuffled == "classes":
        rng.shuffle(classes)
    made: list[str] = []
    for code in classes:
        made += _inside(style, [c for c in codes if c.startswith(code)], rng)
    return made


def _inside(style: Style, codes: list[str], rng: random.Random) -> list[str]:
    """The rows of one class; its 项 in no order where the place sorts by something else."""
    if style.shuffled != "items":
        return codes
    made: list[str] = []
    for code in (c for c in codes if len(c) < 7):
        items = [c for c in codes if len(c) == 7 and c[:5] == code]
        rng.shuffle(items)
        made += [code, *items]
    return made
