"""What some printers do to any table: notes in its grid, figures too wide to print, its right half on a page of its own."""

from __future__ import annotations

from tests.typeset.columns import Column
from tests.typeset.layout import Form, Layout
from tests.typeset.table import Cell, Head, Row, Table

_HASHES = "########"
_WIDE = 6
_REMARKED = ("FA02", "FA03", "FA05", "FA07")
_OTHER_WORDS = {
    "本年收入合计": "收入合计",
    "本年支出合计": "支出合计",
    "财政拨款收入": "财政拨款",
    "附属单位上缴收入": "附属单位缴款",
    "对附属单位补助支出": "对附属单位补助",
    "年初结转和结余": "上年结转和结余",
    "年末结转和结余": "结转下年",
    "本年收入": "本年财政拨款收入",
    "小计": "合计",
}


def reworded(form: Form, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The heads of a coded table in other words for the same columns."""
    return tuple(c._replace(head=_OTHER_WORDS.get(c.head, c.head), under=_OTHER_WORDS.get(c.under, c.under)) for c in columns)


def touched(layout: Layout, table: Table) -> Table:
    """The table with the layout's touches that need no paper."""
    if layout.hashes and table.form in ("FA02", "FA03", "FA05"):
        table = _hashed(table)
    if layout.remarks and table.form in _REMARKED and not table.sentence:
        table = _with_remarks(layout, table)
    if layout.note_in_grid and table.rows and table.notes:
        inside = tuple(Row((Cell(note, "left", len(table.roles)),)) for note in table.notes)
        table = table._replace(rows=(*table.rows, *inside), notes=())
    return table


def _with_remarks(layout: Layout, table: Table) -> Table:
    """A last column for words, filled in a few rows."""
    words = ("含上年结转", f"见附注{layout.year % 3 + 1}", f"{layout.year}年新增")
    heads = (*table.heads, Head("备注", 0, len(table.roles), table.head_rows))
    rows = []
    for i, row in enumerate(table.rows):
        said = "" if row.head or row.strong or i % 4 else words[i // 4 % len(words)]
        rows.append(row._replace(cells=(*row.cells, Cell(said, "center"))))
    return table._replace(heads=heads, roles=(*table.roles, "number"), rows=tuple(rows))


def _hashed(table: Table) -> Table:
    """The longest figure of the table does not fit its cell."""
    longest = max((len(c.text) for row in table.rows for c in row.cells if c.value), default=0)
    rows, done = [], False
    for row in table.rows:
        cells = list(row.cells)
        for i, cell in enumerate(cells):
            if not done and cell.value and len(cell.text) == longest:
                cells[i], done = cell._replace(text=_HASHES, value=None), True
        rows.append(row._replace(cells=tuple(cells)))
    return table._replace(rows=tuple(rows))


def halves(layout: Layout, table: Table) -> tuple[Table, Table | None]:
    """A wide coded table in two: the first figure columns, and the rest with or without codes and names."""
    amounts = [i for i, role in enumerate(table.roles) if role == "amount"]
    coded = table.form in ("FA02", "FA03", "FA07") and table.roles[-len(amounts) - 1] == "name"
    if layout.split_wide == "no" or not coded or len(amounts) < _WIDE:
        return table, None
    return in_halves(table, amounts, with_stub=layout.split_wide == "stub")


def in_halves(table: Table, amounts: list[int], *, with_stub: bool) -> tuple[Table, Table]:
    """The columns up to the middle of the amounts, and the rest."""
    cut = amounts[_even_cut(table, amounts)]
    stub = amounts[0] if with_stub else 0
    keep = [*range(stub), *range(cut, len(table.roles))]
    return _part(table, list(range(cut))), _part(table, keep)


def _even_cut(table: Table, amounts: list[int]) -> int:
    """Where to cut without cutting a heading over several columns."""
    across = {at for head in table.heads for at in range(head.col + 1, head.col + head.cols)}
    places = [i for i, at in enumerate(amounts) if i > 1 and at not in across]
    return min(places, key=lambda i: abs(i - len(amounts) // 2 - 1), default=len(amounts) - 1)


def _part(table: Table, columns: list[int]) -> Table:
    """The same rows with these columns alone; heads and cells over columns that are left out shrink."""
    place = {column: i for i, column in enumerate(columns)}
    heads = []
    for head in table.heads:
        kept = [place[c] for c in range(head.col, head.col + head.cols) if c in place]
        if kept:
            heads.append(Head(head.text, head.row, kept[0], head.rows, len(kept), head.stacked))
    rows = []
    for row in table.rows:
        cells, at = [], 0
        for cell in row.cells:
            span = sum(c in place for c in range(at, at + cell.span))
            at += cell.span
            if span:
                cells.append(cell._replace(span=span))
        rows.append(row._replace(cells=tuple(cells)))
    return table._replace(heads=tuple(heads), roles=tuple(table.roles[c] for c in columns), rows=tuple(rows))
