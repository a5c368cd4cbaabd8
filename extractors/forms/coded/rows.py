"""What a row of a group is: its key from codes, names or units, its label, and the cell to point at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from extractors.amounts import fold_width, is_dash, parse_amount
from extractors.forms.coded.body import is_total
from extractors.forms.coded.ladder import ORDER, Composed, Ladder, Piece, classification_of, named_code
from extractors.forms.coded.roles import Group
from extractors.forms.sheet import SheetRow
from extractors.tables import Cell

_PERSONNEL = re.compile(r"人员(经费|支出)?(合计|小计|总计)")
_OPERATING = re.compile(r"(日常)?公用(经费|支出)?(合计|小计|总计)")
_SHORT_NAMED = re.compile(r"(\d{2})([^\d.,].*)")
_WORD = re.compile(r"[一-鿿]")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]$")
_OFFICE = re.compile("([局厅委部院所站队校处室会馆园社]|中心|机关|学校|医院|总队|支队|大队)$")


class Entry(NamedTuple):
    """A row of one group. Without a `key` it is the rest of a row, or something unknown.

    `codes`: it was read by its code; `indent`: where its name begins (points); `doubt`: why its key may be wrong.
    """

    row: SheetRow
    group: Group
    key: str | None
    label: str
    at: Cell | None
    codes: bool = False
    unit: str = ""
    indent: float = 0.0
    doubt: str = ""

    @property
    def figures(self) -> list[tuple[int, Cell]]:
        """The figure cells that begin in this row, by column."""
        cells = ((col, self.row.grid.at(self.row.index, col)) for col in self.group.figures)
        return [(col, cell) for col, cell in cells if cell.row == self.row.index]

    @property
    def filled(self) -> bool:
        """Some figure is printed, be it zero."""
        return any(parse_amount(cell.text.rstrip("%％")) is not None for _, cell in self.figures)

    @property
    def amounts(self) -> tuple[str, ...]:
        """The texts of its figures that are not zero."""
        texts = (cell.text for _, cell in self.figures if parse_amount(cell.text.rstrip("%％")) is not None)
        return tuple(text for text in texts if parse_amount(text))


def is_office(label: str) -> bool:
    """The name of a department or unit."""
    return bool(_OFFICE.search(_BRACKETED.sub("", label)))


def entry_of(row: SheetRow, group: Group, ladders: Sequence[Ladder]) -> Entry:
    """What a row says of itself; names without codes are made paths later."""
    own = [c for c in dict.fromkeys(row.grid.at(row.index, col) for col in group.stub) if c.row == row.index and c.lines]
    composed, doubt = _codes(row, group, ladders)
    label = _label(group, own, coded=bool(composed))
    unit = _unit(row, group)
    words = _label(group, own, coded=False)
    at = next((cell for cell in own), None)
    if composed:
        key = _coded_key(composed, row, group)
        unsure = "" if all(c.sure for c in composed) else "the level of its code is not clear"
        return Entry(row, group, key, label, at, codes=True, unit=unit, doubt=doubt or unsure)
    if is_total(words) or (is_total(unit) and not label):
        return Entry(row, group, "total", "合计", next((c for c in own if is_total(c.text)), at))
    for key, pattern in (("operating_total", _OPERATING), ("personnel_total", _PERSONNEL)):
        if pattern.fullmatch(words):
            return Entry(row, group, key, words, at)
    for ladder in ladders:
        ladder.lose()
    named = label or "".join(cell.text for cell in _cells(row, group.units) if _WORD.search(cell.text))
    return Entry(row, group, None, named, at, unit=unit, indent=_indent(own, group))


def _unit(row: SheetRow, group: Group) -> str:
    """The unit's code where it is printed, else its name."""
    texts = [cell.text for cell in _cells(row, group.units)]
    return next((text for text in texts if fold_width(text).isdigit()), "".join(texts))


def _coded_key(composed: Sequence[Composed], row: SheetRow, group: Group) -> str:
    """The codes in canonical order; where the form lists projects, the first of them and the project."""
    codes = sorted((c.code for c in composed), key=_order)
    project = "".join(cell.text for cell in _cells(row, group.projects) if _WORD.search(cell.text))
    return f"{codes[0]}|{project}" if project else "|".join(codes)


def _order(code: str) -> int:
    kind = classification_of(code)
    return ORDER.index(kind) if kind else len(ORDER)


def _codes(row: SheetRow, group: Group, ladders: Sequence[Ladder]) -> tuple[list[Composed], str]:
    """The codes of the row, and a doubt where one of them is that of a row above."""
    pieces = [_pieces(row, columns, group) for columns in group.ladders]
    found = [ladder.compose(parts) if parts else None for ladder, parts in zip(ladders, pieces, strict=True)]
    if found.count(None) in (0, len(found)):
        return [code for code in (*found, *_in_names(row, group, found)) if code], ""
    spanning = [_spanning(row, columns) if code is None else code for columns, code in zip(group.ladders, found, strict=True)]
    return [code for code in spanning if code], ""


def _in_names(row: SheetRow, group: Group, found: Sequence[Composed | None]) -> Iterable[Composed]:
    """A code before the name in the name's own cell, where no column of codes prints one."""
    if any(found):
        return ()
    named = (named_code(cell.text) for cell in _cells(row, group.names))
    return [Composed(code[0]) for code in named if code]


def _pieces(row: SheetRow, columns: Sequence[int], group: Group) -> list[Piece]:
    found = []
    for cell in _cells(row, columns):
        text = fold_width(cell.text).strip()
        named = named_code(text) or (_level_and_name(text) if cell.cols > 1 else None)
        if named or text.isdigit():
            found.append(Piece(named[0] if named else text, group.levels.get(_first_column(row, cell))))
    return found


def _level_and_name(text: str) -> tuple[str, str] | None:
    """`03政府办公厅` in a cell that is merged over the columns of levels and names."""
    match = _SHORT_NAMED.fullmatch(text)
    return (match[1], match[2]) if match else None


def _first_column(row: SheetRow, cell: Cell) -> int:
    """The column in which the first character of a merged cell stands."""
    x = cell.lines[0][0].x
    return next((col for col in range(cell.col, cell.col + cell.cols) if x < row.grid.xs[col + 1]), cell.col)


def _spanning(row: SheetRow, columns: Sequence[int]) -> Composed | None:
    """The code of a merged cell that reaches down to this row from a row above."""
    cell = row.grid.at(row.index, columns[0])
    text = fold_width(cell.text).strip()
    code = (named_code(text) or (text, ""))[0]
    return Composed(code) if cell.row < row.index and classification_of(code) else None


def _cells(row: SheetRow, columns: Iterable[int]) -> list[Cell]:
    cells = dict.fromkeys(row.grid.at(row.index, col) for col in columns)
    return [cell for cell in cells if cell.row == row.index and cell.lines]


def _label(group: Group, own: Sequence[Cell], *, coded: bool) -> str:
    """The row's name: the words of its name cells, without the code that may stand before it; without codes those of all."""
    coding = {*group.names, *(col for ladder in group.ladders for col in ladder)}
    cells = [c for c in own if (c.col in coding if coded else c.col not in group.units)]
    names = [named[1] if (named := named_code(cell.text)) else cell.text for cell in cells]
    words = [name for name in names if _WORD.search(name)]
    return ("/" if coded else "").join(dict.fromkeys(words)).rstrip(":：")


def _indent(own: Sequence[Cell], group: Group) -> float:
    """Where the first line of the name begins."""
    cell = next((c for c in own if c.col in group.names), None)
    return cell.lines[0][0].x0 if cell else 0.0


def is_blank(entry: Entry) -> bool:
    """Nothing but blanks, dashes and zeros: a row that fills the page."""
    texts = [cell.text for _, cell in entry.figures if cell.text]
    return not entry.label and not entry.unit and all(is_dash(text) or parse_amount(text) == 0 for text in texts)
