"""FA06, 基本支出: groups side by side, or one list."""

from __future__ import annotations

from itertools import zip_longest

from tests.typeset.books import CATALOG, PERSONNEL, Books
from tests.typeset.columns import joined
from tests.typeset.figures import printed
from tests.typeset.layout import Layout
from tests.typeset.table import Cell, Head, Key, Role, Row, Table


def fa06(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    """一般公共预算财政拨款基本支出决算表."""
    if layout.fa06 in ("list_one", "list_split"):
        return _list(layout, books, title, notes)
    return _groups(layout, books, title, notes)


def _codes(layout: Layout, books: Books, classes: tuple[str, ...]) -> list[str]:
    every = [code for code in CATALOG["economic"] if code[:3] in classes]
    return [c for c in every if layout.fa06_unused or books.economic.get(c)]


def _grouping(layout: Layout) -> tuple[tuple[str, ...], ...]:
    if layout.fa06 == "four":
        return ("301",), ("303",), ("302",), ("307", "310", "399")
    return (PERSONNEL, ("302",), ("307", "310", "399")) if layout.fa06 == "three" else (PERSONNEL, ("302", "307", "310", "399"))


def _split_codes(layout: Layout) -> bool:
    return layout.codes in ("prefixed", "own")


def _code_width(layout: Layout) -> int:
    return 0 if layout.codes == "with_name" else 2 if _split_codes(layout) else 1


def _amount(layout: Layout, row: str, column: str | None, fen: int | None) -> Cell:
    """A figure of FA06; without a column it is printed and bears no key (the form's only column is `amount`)."""
    figure = printed(layout, fen)
    return Cell(figure.text, "amount", 1, Key("FA06", row, column), figure.value) if column else Cell(figure.text, "amount")


def _code_cells(layout: Layout, code: str) -> tuple[Cell, ...]:
    if layout.codes == "with_name":
        return ()
    if not _split_codes(layout):
        return (Cell(code[:3] + " " + code[3:] if layout.codes == "spaced" and len(code) == 5 else code),)
    if layout.codes == "own" and len(code) == 5:
        return Cell(), Cell(code[3:])
    return Cell(code[:3]), Cell(code[3:])


def _name_cell(layout: Layout, code: str) -> Cell:
    if layout.codes == "with_name":
        return Cell(joined(layout, code, CATALOG["economic"][code]))
    return Cell(CATALOG["economic"][code], indent=len(code) // 2 - 1 if layout.indent_names else 0)


def _groups(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    groups = [_codes(layout, books, classes) for classes in _grouping(layout)]
    wide = _code_width(layout) + 2
    rows = []
    for codes in zip_longest(*groups):
        cells: tuple[Cell, ...] = ()
        for code in codes:
            cells += _group_cells(layout, books, code, wide)
        rows.append(Row(cells))
    totals = _totals(layout, books, len(groups), wide)
    rows = [totals, *rows] if layout.fa06_totals == "top" else [*rows, totals]
    if layout.fa06_totals == "both":
        rows.append(
            Row((Cell("合计", "center", wide * len(groups) - 1), _amount(layout, "total", None, books.economic["total"])))
        )
    roles: tuple[Role, ...] = (("code",) * (wide - 2) + ("name", "amount")) * len(groups)
    heads, depth = _group_heads(layout, len(groups), wide)
    return Table("FA06", title, roles, heads, depth, tuple(rows), notes)


def _group_cells(layout: Layout, books: Books, code: str | None, wide: int) -> tuple[Cell, ...]:
    if code is None:
        return (Cell(),) * wide
    return (*_code_cells(layout, code), _name_cell(layout, code), _amount(layout, code, "amount", books.economic.get(code, 0)))


def _totals(layout: Layout, books: Books, groups: int, wide: int) -> Row:
    personnel = _amount(layout, "personnel_total", "amount", books.economic["personnel_total"])
    operating = _amount(layout, "operating_total", "amount", books.economic["operating_total"])
    first = 2 if groups == 4 else 1
    labels = (
        Cell("人员经费合计", "center", wide * first - 1),
        Cell("公用经费合计", "center", wide * (groups - first) - 1),
    )
    return Row((labels[0], personnel, labels[1], operating), strong=True)


def _group_heads(layout: Layout, groups: int, wide: int) -> tuple[tuple[Head, ...], int]:
    code = "经济分类科目编码" if layout.code_head.endswith("分类科目编码") else layout.code_head
    first = 2 if groups == 4 else 1
    heads = [Head("人员经费", 0, 0, 1, wide * first), Head("公用经费", 0, wide * first, 1, wide * (groups - first))]
    depth = 3 if wide == 4 else 2
    for start in range(0, groups * wide, wide):
        if wide > 2:
            heads.append(Head(code, 1, start, 1, wide - 2))
        if wide == 4:
            heads += [Head("类", 2, start), Head("款", 2, start + 1)]
        heads.append(Head("科目名称", 1, start + wide - 2, depth - 1))
        heads.append(Head(layout.amount_head, 1, start + wide - 1, depth - 1))
    return tuple(heads), depth


def _list(layout: Layout, books: Books, title: str, notes: tuple[str, ...]) -> Table:
    split = layout.fa06 == "list_split"
    left = _code_width(layout) + 1
    rows = _split_rows(layout, books) if split else _single_rows(layout, books, left)
    total = _list_total(layout, books, left, split)
    rows = [*rows, total] if layout.total_place == "last" else [total, *rows]
    heads, depth = _list_heads(layout, left, split)
    roles: tuple[Role, ...] = ("code",) * (left - 1) + ("name",) + ("amount",) * (3 if split else 1)
    return Table("FA06", title, roles, heads, depth, tuple(rows), notes)


def _split_rows(layout: Layout, books: Books) -> list[Row]:
    rows = []
    for code in _codes(layout, books, ("301", "302", "303", "307", "310", "399")):
        whole = books.economic.get(code, 0)
        mine = whole if code[:3] in PERSONNEL else 0
        figures = {"total": whole, "personnel": mine, "operating": whole - mine}
        cells = (_amount(layout, code, "amount" if column == "total" else None, fen) for column, fen in figures.items())
        rows.append(Row((*_code_cells(layout, code), _name_cell(layout, code), *cells)))
    return rows


def _single_rows(layout: Layout, books: Books, left: int) -> list[Row]:
    rows = []
    for key, label, classes in (
        ("personnel_total", "人员经费合计", PERSONNEL),
        ("operating_total", "公用经费合计", ("302", "307", "310", "399")),
    ):
        rows.append(Row((Cell(label, "center", left), _amount(layout, key, "amount", books.economic[key])), strong=True))
        for code in _codes(layout, books, classes):
            amount = _amount(layout, code, "amount", books.economic.get(code, 0))
            rows.append(Row((*_code_cells(layout, code), _name_cell(layout, code), amount)))
    return rows


def _list_total(layout: Layout, books: Books, left: int, split: bool) -> Row:
    keys = ("total", "personnel_total", "operating_total") if split else ("total",)
    cells = (_amount(layout, key, None if key == "total" else "amount", books.economic[key]) for key in keys)
    return Row((Cell("合计", "center", left), *cells), strong=True)


def _list_heads(layout: Layout, left: int, split: bool) -> tuple[tuple[Head, ...], int]:
    depth = 3 if left == 3 else 2
    heads = [Head("项目", 0, 0, 1, left), Head("科目名称", 1, left - 1, depth - 1)]
    heads += [Head("经济分类科目编码", 1, 0, 1, left - 1)] if left > 1 else []
    if left == 3:
        heads += [Head("类", 2, 0), Head("款", 2, 1)]
    if not split:
        return (*heads, Head(layout.amount_head, 0, left, depth)), depth
    heads.append(Head("本年基本支出" if layout.year > 2020 else "基本支出", 0, left, 1, 3))
    return (*heads, *(Head(w, 1, left + i, depth - 1) for i, w in enumerate(("合计", "人员经费", "公用经费")))), depth
