"""Coded tables (FA02, FA03, FA05, FA07, FA08): code and name at the left, amounts in columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tests.typeset.figures import printed
from tests.typeset.layout import Form, Layout
from tests.typeset.table import Cell, Head, Key, Role, Row, Table

LEVELS = {3: 0, 5: 1, 7: 2}


class Column(NamedTuple):
    """An amount column: canonical key, printed head, and the head it stands under, if any."""

    key: str
    head: str
    under: str = ""
    part_of: str = ""
    """A column of which this one prints a part: no figure of the truth."""
    rest: bool = False
    """The greater part, not the smaller."""


class Sheet(NamedTuple):
    """What a coded table prints: figures by code and column key."""

    form: Form
    title: str
    columns: tuple[Column, ...]
    figures: Mapping[str, Mapping[str, int]]
    notes: tuple[str, ...]


def coded_table(layout: Layout, sheet: Sheet, names: Mapping[str, str]) -> Table:
    """The sheet in the layout's way of writing codes and totals."""
    left = _left_width(layout)
    heads, depth = _heads(layout, sheet.columns, left)
    total = _total_row(layout, sheet, left)
    items = [_item_row(layout, sheet, code, names[code]) for code in _printed_codes(layout, sheet)]
    items += [Row((Cell(),) * (left + len(sheet.columns)))] * layout.blank_rows
    rows = [*items, total] if layout.total_place == "last" else [total, *items]
    if layout.column_numbers != "none" and layout.total_place != "header":
        rows.insert(0, _numbers_row(layout, len(sheet.columns), left))
    roles: tuple[Role, ...] = ("code",) * (left - 1) + ("name",) + ("amount",) * len(sheet.columns)
    table = Table(sheet.form, sheet.title, roles, heads, depth, tuple(rows), sheet.notes)
    return _counted(table) if layout.serials and not _shared_heads(layout) else table


def _counted(table: Table) -> Table:
    """The same with a first column that counts the rows."""
    heads = (Head("序号", 0, 0, table.head_rows), *(h._replace(col=h.col + 1) for h in table.heads))
    rows, number = [], 0
    for row in table.rows:
        number += not row.head
        rows.append(row._replace(cells=(Cell("" if row.head else str(number), "center"), *row.cells)))
    return table._replace(heads=heads, roles=("number", *table.roles), rows=tuple(rows))


def _printed_codes(layout: Layout, sheet: Sheet) -> list[str]:
    return [code for code in sheet.figures if code != "total" and (layout.levels == "all" or len(code) == 7)]


def _left_width(layout: Layout) -> int:
    if layout.codes == "with_name":
        return 1
    return 4 if layout.codes in ("prefixed", "own", "own_full", "merged_three") else 2


def _heads(layout: Layout, columns: Sequence[Column], left: int) -> tuple[tuple[Head, ...], int]:
    split = left == 4
    total_in_head = split and layout.total_place == "header"
    depth = 3 if split and not (total_in_head or _shared_heads(layout)) else 2
    heads = [Head("项目" if layout.padding < 3 else "项    目", 0, 0, 1, left)]
    if split:
        heads += [Head(layout.code_head, 1, 0, 1, 3), Head("科目名称", 1, 3, depth - 1, 1)]
        if depth == 3:
            heads += [Head(word, 2, i) for i, word in enumerate("类款项")]
    elif left == 2:
        heads += [Head(layout.code_head, 1, 0), Head("科目名称", 1, 1)]
    else:
        heads = [Head("功能分类科目", 0, 0, depth, 1)]
    return tuple(heads + _amount_heads(layout, columns, left, depth)), depth


def _shared_heads(layout: Layout) -> bool:
    """True where 类 款 项 stand in one cell over the rows of 栏次 and 合计."""
    return layout.codes == "merged_three" and layout.column_numbers != "none" and layout.total_place == "first"


def _amount_heads(layout: Layout, columns: Sequence[Column], left: int, depth: int) -> list[Head]:
    heads: list[Head] = []
    for i, column in enumerate(columns):
        stacked = layout.stacked_heads and len(columns) > 5 and i > 0
        if not column.under:
            heads.append(Head(column.head, 0, left + i, depth, 1, stacked))
            continue
        heads.append(Head(column.head, 1, left + i, depth - 1, 1, stacked))
        if i == 0 or columns[i - 1].under != column.under:
            heads.append(Head(column.under, 0, left + i, 1, sum(c.under == column.under for c in columns)))
    return heads


def _numbers_row(layout: Layout, count: int, left: int) -> Row:
    label: tuple[Cell, ...] = (Cell(numbers_label(layout), "center", left),)
    if _shared_heads(layout):
        label = (*(Cell(word, "center", low=True) for word in "类款项"), label[0]._replace(span=1))
    return Row((*label, *(Cell(word, "center") for word in column_words(layout, count))), head=True)


def numbers_label(layout: Layout) -> str:
    """What stands before the numbers of the columns."""
    return "**" if layout.column_numbers == "stars" else "栏次"


def column_words(layout: Layout, count: int, start: int = 0) -> list[str]:
    """How the columns are counted: 1 2 3, A B C, or with the sum that the first one is."""
    if layout.column_numbers == "letters":
        return [chr(ord("A") + start + i) for i in range(count)]
    words = [str(start + i + 1) for i in range(count)]
    if layout.column_numbers == "formula" and count > 2 and not start:
        words[0] = "1=2+3" if count < 4 else "1=2+3+4"
    return words


def _amounts(layout: Layout, sheet: Sheet, row: str) -> tuple[Cell, ...]:
    made = []
    for column in sheet.columns:
        if column.part_of:
            whole = sheet.figures[row].get(column.part_of, 0)
            made.append(Cell(printed(layout, whole - whole // 3 if column.rest else whole // 3).text, "amount"))
            continue
        figure = printed(layout, sheet.figures[row].get(column.key, 0))
        made.append(Cell(figure.text, "amount", 1, Key(sheet.form, row, column.key), figure.value))
    return tuple(made)


def _total_row(layout: Layout, sheet: Sheet, left: int) -> Row:
    if left == 4 and layout.total_place == "header":
        label: tuple[Cell, ...] = (*(Cell(w, "center") for w in "类款项"), Cell(layout.total_word, "center"))
    elif _shared_heads(layout):
        label = (*(Cell(joined=True) for _ in range(3)), Cell(layout.total_word, "center"))
    elif layout.total_label == "merged":
        label = (Cell(layout.total_word, "center", left),)
    elif layout.total_label == "code":
        label = (Cell(layout.total_word, "center"), *(Cell() for _ in range(left - 1)))
    else:
        label = (*(Cell() for _ in range(left - 1)), Cell(layout.total_word, "center"))
    return Row(label + _amounts(layout, sheet, "total"), strong=True)


def _item_row(layout: Layout, sheet: Sheet, code: str, name: str) -> Row:
    indent = LEVELS[len(code)] if layout.indent_names else 0
    name += f"（{'类款项'[LEVELS[len(code)]]}）" if layout.class_words else ""
    label = (*code_cells(layout, code), Cell(name, indent=indent))
    if layout.codes == "with_name":
        label = (Cell(joined(layout, code, name), indent=indent),)
    return Row(label + _amounts(layout, sheet, code), strong=layout.bold_twice and len(code) == 3)


def joined(layout: Layout, code: str, name: str) -> str:
    """Code and name as one cell prints them."""
    return f"[{code}]{name}" if layout.joiner == "[]" else f"{code}{layout.joiner}{name}"


def code_cells(layout: Layout, code: str) -> tuple[Cell, ...]:
    """A functional code as this layout writes it: one cell or three, or none of its own."""
    if layout.codes == "with_name":
        return ()
    writers: dict[str, Callable[[str], tuple[str, ...]]] = {
        "one": lambda c: (c,),
        "spaced": lambda c: (" ".join(_parts(c)),),
        "prefixed": lambda c: _padded(_parts(c)),
        "own": lambda c: tuple(_parts(c)[-1] if i == LEVELS[len(c)] else "" for i in range(3)),
        "own_full": lambda c: tuple(c if i == LEVELS[len(c)] else "" for i in range(3)),
    }
    if layout.codes == "merged_three":
        return (Cell(code, "left", 3),)
    return tuple(Cell(text, "left") for text in writers[layout.codes](code))


def _parts(code: str) -> list[str]:
    return [part for part in (code[:3], code[3:5], code[5:7]) if part]


def _padded(parts: list[str]) -> tuple[str, ...]:
    return tuple(parts + [""] * (3 - len(parts)))
