"""Forms whose rows are functional codes: FA02, FA03, FA05, FA07, FA08."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.amounts import fold_width, is_dash, parse_amount
from extractors.forms.beside import Beside
from extractors.forms.codes import Levels, Piece, is_code, pieces_of, split_leading, stub_pieces
from extractors.forms.collector import Collector
from extractors.forms.counted import counted_reach, uncounted
from extractors.forms.grouping import grouped
from extractors.forms.headers import is_clean, is_level_row, match_column, matching_columns, numbers_row
from extractors.forms.labels import class_code, known_classes
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Cell, Grid

_TOTALS = ("合计", "总计", "合计数", "本年收入合计", "本年支出合计", "本年合计")
_LEVEL_WORDS = frozenset(("类", "款", "项", "类款", "款项", "类款项"))
_LEVEL_STEP = 5.0
_STUB_CELLS = 5
_CLASS_DIGITS = 3
_LEVEL_DIGITS = 2
_STUB = re.compile("科目名称|科目编码|科目代码")
_TOO_WIDE = re.compile("[#＃]+")
_DIGITS = re.compile(r"\D")
_A_CODE = re.compile(r"(?<!\d)2\d{2}(?:\d{2}){1,2}(?!\d)")


class _Layout(NamedTuple):
    """Column indexes of one grid by role."""

    codes: tuple[int, ...]
    name: int | None
    amounts: dict[int, str]
    doubtful: frozenset[str]
    first: int

    @property
    def stub(self) -> range:
        """All columns left of the figures."""
        return range(self.first if self.amounts else len(self.codes) + 1)


def is_functional_body(grid: Grid, row: int) -> bool:
    """A row that carries a functional code, or the total row."""
    cells = [cell for cell in grid.row(row) if cell.row == row]
    left = [cell for cell in cells if cell.x0 < grid.xs[0] + 0.55 * (grid.xs[-1] - grid.xs[0])]
    for cell in left[:4]:
        if is_code(cell.text, "functional") or split_leading(cell.text, "functional"):
            return True
    return _is_total(cells) or _is_level_row(left, cells) or (_figures_alone(cells) and not numbers_row(grid, row))


def _figures_alone(cells: Sequence[Cell]) -> bool:
    """A row of the right part of a wide table: figures, and no code or name."""
    texts = [cell.text for cell in cells if cell.text]
    whole = all(parse_amount(text) is not None or is_dash(text) for text in texts)
    numbers = [int(text) for t in texts if (text := fold_width(t)).isdigit()]
    counting = len(numbers) == len(texts) and all(b - a == 1 for a, b in pairwise(numbers))
    return len(texts) > 1 and whole and not counting and any(not is_dash(text) for text in texts)


def _is_level_row(left: Sequence[Cell], cells: Sequence[Cell]) -> bool:
    """A row that carries only its own level: one or two digits, a name, and figures."""
    level = any(len(c.text) <= 2 and fold_width(c.text).isdigit() for c in left[:3])
    named = any(re.search(r"[一-鿿]", c.text) for c in left)
    pointed = any(("." in c.text or "," in c.text) and parse_amount(c.text) is not None for c in cells)
    return level and named and (pointed or is_level_row(cells))


def _is_total(cells: Sequence[Cell]) -> bool:
    """合计 in a name cell while every other cell is a figure, blank, or a level word of a stacked header."""
    names = [c for c in cells if _squeezed(c) in _TOTALS] or _cut_total(cells)
    if not names or len(names) > 1 and _squeezed(names[0]) in _TOTALS:
        return False
    others = [_squeezed(c) for c in cells if c not in names]
    plain = [t for t in others if t and t not in _LEVEL_WORDS]
    right = [c for c in cells if c.x0 >= names[-1].x1 - 1]
    return bool(right) and all(parse_amount(t) is not None or is_dash(t) or _TOO_WIDE.fullmatch(t) for t in plain)


def _cut_total(cells: Sequence[Cell]) -> list[Cell]:
    """合 and 计 in cells side by side, where the cell that both stand in is not drawn as one."""
    words = [c for c in cells if re.search(r"[一-鿿]", c.text)]
    return words if "".join(map(_squeezed, words)) in _TOTALS else []


def _squeezed(cell: Cell) -> str:
    return cell.text.rstrip(":：")


def read_functional(sheet: Sheet, table: str, collector: Collector) -> None:
    """Every body row of the sheet into the collector; a name cut by the page break is joined to its row."""
    counted = counted_reach([(row, _digits(row)) for row in sheet.rows])
    levels = Levels("functional", level_columns(sheet, counted))
    layouts: dict[int, _Layout] = {}
    last: str | None = None
    beside = Beside()
    continued: dict[int, dict[int, str]] = {}
    for row in sheet.rows:
        if id(row.grid) not in layouts:
            layouts[id(row.grid)] = _layout(sheet, row, table)
            continued[id(row.grid)] = _continued(sheet, row, layouts[id(row.grid)], beside)
        layout = layouts[id(row.grid)]
        if row.index in continued[id(row.grid)]:
            beside_it = "" if beside.certain else "its row may be that of another page at the same height"
            _read_figures(row, layout, continued[id(row.grid)][row.index], collector, beside_it)
            continue
        key, label, box_cell = _row_key(row, layout, levels, counted)
        if key is None:
            if last is not None and label and row.leads and not _has_figures(row, layout):
                _extend(collector, last, label)
            elif last is not None and not label and _has_figures(row, layout) and row.leads and _same_columns(layout, collector):
                _fill_cut_row(row, layout, last, collector)
            elif _has_figures(row, layout):
                collector.notes.append(f"a row with figures but no code on page {row.grid.page.number}: {label[:30]}")
                if last is not None and not label:
                    collector.doubt_row(last, "figures without a code stand below it: a digit may be lost")
            continue
        collector.add_row(key, label, row.box(box_cell) if box_cell else None)
        _read_figures(row, layout, key, collector)
        beside.note(row, key)
        last = key
    _doubt_codes(collector)


def _continued(sheet: Sheet, row: SheetRow, layout: _Layout, beside: Beside) -> dict[int, str]:
    """The codes of a page that prints figures alone, by row."""
    own = [r for r in sheet.rows if r.grid is row.grid]
    if layout.first or not layout.amounts or any(re.search(r"[一-鿿]", cell.text) for r in own for cell in r.cells):
        return {}
    return beside.keys(own)


def _same_columns(layout: _Layout, collector: Collector) -> bool:
    """The page goes on with columns that the form has already; otherwise its first row is no rest of a cut one."""
    return any(column in collector.columns for column in layout.amounts.values())


def _read_figures(row: SheetRow, layout: _Layout, key: str, collector: Collector, doubtful: str = "") -> None:
    for col, column in layout.amounts.items():
        cell = row.grid.at(row.index, col)
        unclear = "the header over this column is not clear" if column in layout.doubtful else ""
        collector.add_cell(key, column, row, cell, doubtful or _span_doubt(cell, layout) or unclear)


def _doubt_codes(collector: Collector) -> None:
    """Codes that cannot be: of a class that does not exist or is not printed beside others, or a class of another name."""
    printed = {key for key in collector.rows if len(key) == _CLASS_DIGITS}
    for key, row in collector.rows.items():
        if key == "total":
            continue
        named = class_code(row.label) if key in printed else None
        if key[:_CLASS_DIGITS] not in known_classes():
            collector.doubt_row(key, f"there is no class {key[:_CLASS_DIGITS]}")
        elif named is not None and named != key:
            collector.doubt_row(key, f"{row.label[:20]} is the name of {named}")
        elif (other := _A_CODE.search(fold_width(row.label))) and other[0] != key:
            collector.doubt_row(key, f"the code {other[0]} stands in the name of the row")
        elif printed and key[:_CLASS_DIGITS] not in printed:
            collector.doubt_row(key, f"the class {key[:_CLASS_DIGITS]} of this code is not printed, others are")


def _digits(row: SheetRow) -> list[Piece]:
    """The runs of digits in the first cells of a row, left to right."""
    return [piece for cell in row.cells[:_STUB_CELLS] for piece in stub_pieces(cell.glyphs)[0]]


def level_columns(sheet: Sheet, counted: float) -> list[float]:
    """Left edges of the two-digit pieces of codes over the whole sheet: the 款 and the 项 column."""
    found: list[float] = []
    for row in sheet.rows:
        found += [piece.x0 for piece in uncounted(_digits(row), counted) if len(piece.text) <= 2]
    columns: list[float] = []
    for x in sorted(found):
        if not columns or x - columns[-1] > _LEVEL_STEP:
            columns.append(x)
    return columns


def _span_doubt(cell: Cell, layout: _Layout) -> str:
    """A merged cell is in doubt when it reaches over another figure column or another row."""
    if cell.rows == 1 and cell.cols == 1:
        return ""
    covered = [c for c in layout.amounts if cell.col <= c < cell.col + cell.cols]
    return "the cell spans several rows or columns" if len(covered) > 1 or cell.rows > 1 else ""


def _layout(sheet: Sheet, row: SheetRow, table: str) -> _Layout:
    grid = row.grid
    body = [r for r in sheet.rows if r.grid.col_count == grid.col_count]
    amounts: dict[int, str] = {}
    left_out: dict[int, str] = {}
    doubtful: set[str] = set()
    for col, path in enumerate(grouped(row.paths)):
        loose = _is_loose(row.grid, col)
        stub = bool(_STUB.search(path)) and (not loose or _prints_words(body, col))
        key = match_column(table, path) if path and not stub else None
        if key == "skip":
            left_out[col] = key
        elif key:
            if loose and (len(matching_columns(table, path)) > 1 or not is_clean(table, key, path)):
                doubtful.add(key)
            if key in amounts.values():
                doubtful.add(key)
            else:
                amounts[col] = key
    first = _first_amount(body, amounts | left_out, grid.col_count)
    amounts = {col: key for col, key in amounts.items() if col >= first}
    codes, name = [], None
    for col in range(first):
        texts = [r.grid.at(r.index, col).text for r in body]
        digits = sum(bool(t) and _DIGITS.sub("", fold_width(t)) == fold_width(t) for t in texts)
        words = sum(bool(re.search(r"[一-鿿]", t)) for t in texts)
        if digits and digits >= words:
            codes.append(col)
        elif words and name is None or words > len(texts) / 2:
            name = col
    return _Layout(tuple(codes), name, amounts, frozenset(doubtful), first)


def _is_loose(grid: Grid, col: int) -> bool:
    return "clustered" in (grid.edges[col].bound, grid.edges[col + 1].bound)


def _prints_words(body: Sequence[SheetRow], col: int) -> bool:
    texts = [t for r in body if (t := r.grid.at(r.index, col).text)]
    return 2 * sum(bool(re.search(r"[一-鿿]", text)) for text in texts) > len(texts)


def _first_amount(body: Sequence[SheetRow], amounts: dict[int, str], otherwise: int) -> int:
    """Index of the first figure column: a header match whose cells print no words and no bare codes."""
    for col in sorted(amounts):
        texts = [t for r in body if (t := r.grid.at(r.index, col).text)]
        figures = sum(parse_amount(t) is not None or is_dash(t) for t in texts)
        coded = sum(is_code(t, "functional") for t in texts)
        if figures * 2 >= len(texts) and (coded * 2 < len(texts) or not texts):
            return col
    return otherwise


def _row_key(row: SheetRow, layout: _Layout, levels: Levels, counted: float) -> tuple[str | None, str, Cell | None]:
    """Code (or `total`), name and the cell to point at, from everything left of the figures."""
    grid = row.grid
    left = [c for c in dict.fromkeys(grid.at(row.index, c) for c in layout.stub) if c.row == row.index and c.lines]
    digits, words = pieces_of(_without_figures(left))
    digits = uncounted(digits, counted)
    name = "".join(words).rstrip(":：")
    at = next((c for c in left if c.text), None)
    if not digits and "".join(w for w in words if w not in _LEVEL_WORDS).rstrip(":：") in _TOTALS:
        return "total", "合计", next((c for c in left if _squeezed(c) in _TOTALS), at)
    if not digits:
        split = split_leading(name, "functional")
        return (split[0], split[1], at) if split else (None, name, at)
    if not name and all(len(piece.text) <= _LEVEL_DIGITS for piece in digits):
        return None, "", at
    whole = split_leading(at.text, "functional") if at and name[:1].isdigit() else None
    if whole:
        return levels.compose([Piece(whole[0], digits[0].x0)]), whole[1], at
    key = levels.compose(digits)
    return key, "".join(_other_codes(digits, key)) + name, at


def _other_codes(digits: Sequence[Piece], key: str | None) -> list[str]:
    """Whole codes in the stub of a row that are neither its own nor above it."""
    whole = [piece.text for piece in digits if len(piece.text) > _CLASS_DIGITS and is_code(piece.text, "functional")]
    return [code for code in whole if key is not None and not key.startswith(code)]


def _without_figures(left: Sequence[Cell]) -> list[Cell]:
    """The cells of a row's stub; bare digits right of its name that are no whole code are figures of an unknown column."""
    named = next((i for i, cell in enumerate(left) if re.search(r"[一-鿿]", cell.text)), len(left))
    return [c for i, c in enumerate(left) if i <= named or not fold_width(c.text).isdigit() or is_code(c.text, "functional")]


def _has_figures(row: SheetRow, layout: _Layout) -> bool:
    cells = [row.grid.at(row.index, col) for col in layout.amounts]
    return any(c.row == row.index and parse_amount(c.text) is not None for c in cells)


def _extend(collector: Collector, key: str, rest: str) -> None:
    read = collector.rows[key]
    collector.rows[key] = read.model_copy(update={"label": read.label + rest})


def _fill_cut_row(row: SheetRow, layout: _Layout, key: str, collector: Collector) -> None:
    """The page break cut a row in two: its figures stand alone at the top of the next page."""
    if any((key, column) in collector.facts for column in layout.amounts.values()):
        collector.notes.append(f"figures without a code at the top of page {row.grid.page.number}")
        return
    for col, column in layout.amounts.items():
        collector.add_cell(key, column, row, row.grid.at(row.index, col), "the row was cut by the page break")
