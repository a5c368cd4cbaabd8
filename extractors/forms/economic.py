"""FA06: economic codes in one, two or three groups side by side, or one long list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.amounts import fold_width, is_dash, parse_amount
from extractors.forms.codes import Levels, is_code, pieces_of, split_leading
from extractors.forms.collector import Collector
from extractors.forms.headers import header_data, is_level_row
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Cell, Grid

_PERSONNEL = re.compile(r"人员(经费|支出)?(合计|小计|总计)")
_OPERATING = re.compile(r"(日常)?公用(经费|支出)?(合计|小计|总计)")
_TOTALS = ("合计", "总计")
_SUM_HEAD = re.compile("合计|小计|人员经费|公用经费")


class _Group(NamedTuple):
    """One code/name/amount group of a grid; `split` maps 人员经费 and 公用经费 columns where they are printed."""

    codes: tuple[int, ...]
    name: int | None
    amount: int | None
    split: dict[str, int]


def is_economic_body(grid: Grid, row: int) -> bool:
    """A row with an economic code or one of the totals."""
    cells = [cell for cell in grid.row(row) if cell.row == row and cell.text]
    coded = any(is_code(c.text, "economic") or split_leading(c.text, "economic") for c in cells)
    figures = [c for c in cells if parse_amount(c.text) is not None]
    level = any(len(c.text) <= 2 and fold_width(c.text).isdigit() for c in cells[:2])
    if level and (any("." in c.text or "," in c.text for c in figures) or is_level_row(cells)):
        return True
    return coded or any(_PERSONNEL.search(c.text) or _OPERATING.search(c.text) or (c.text in _TOTALS and figures) for c in cells)


def read_economic(sheet: Sheet, collector: Collector) -> None:
    """Every group of every row, and the totals, into the collector."""
    groups: dict[int, list[_Group]] = {}
    levels: dict[int, Levels] = {}
    last: dict[int, str] = {}
    for row in sheet.rows:
        if id(row.grid) not in groups:
            groups[id(row.grid)] = _groups(sheet, row)
        if _read_totals(row, groups[id(row.grid)], collector):
            continue
        for index, group in enumerate(groups[id(row.grid)]):
            composer = levels.setdefault(index, Levels("economic"))
            _read_group(row, group, composer, collector, (index, last))


def _read_group(row: SheetRow, group: _Group, levels: Levels, collector: Collector, memory: tuple[int, dict[int, str]]) -> None:
    index, last = memory
    grid = row.grid
    stub = [*group.codes, *([group.name] if group.name is not None else [])]
    cells = [c for c in dict.fromkeys(grid.at(row.index, c) for c in stub) if c.row == row.index]
    digits, words = pieces_of(cells)
    name = "".join(words)
    code = levels.compose(digits) if digits else None
    if code is None and (split := split_leading(name, "economic")):
        code, name = split
    amount = grid.at(row.index, group.amount) if group.amount is not None else None
    if code is None:
        _without_code(row, name, amount, collector, last.get(index))
        return
    collector.add_row(code, name, row.box(next((c for c in cells if c.lines), cells[0])))
    if amount is not None and amount.row == row.index:
        collector.add_cell(code, "amount", row, amount, "" if amount.rows == 1 else "the cell spans several rows")
    last[index] = code


def _without_code(row: SheetRow, name: str, amount: Cell | None, collector: Collector, last: str | None) -> None:
    """A name or figure cut off by the page break belongs to the group's last row."""
    figure = amount is not None and amount.row == row.index and parse_amount(amount.text) is not None
    if last is not None and row.leads:
        if name and not figure:
            read = collector.rows[last]
            collector.rows[last] = read.model_copy(update={"label": read.label + name})
        elif figure and amount is not None and not name and (last, "amount") not in collector.facts:
            collector.add_cell(last, "amount", row, amount, "the row was cut by the page break")
        return
    if figure:
        collector.notes.append(f"a figure without a code on page {row.grid.page.number}: {name[:24]}")


def _read_totals(row: SheetRow, groups: Sequence[_Group], collector: Collector) -> bool:
    """人员经费合计 and 公用经费合计: the figure to the right of the label; or a 合计 row with a column for each."""
    cells = row.cells
    labelled = [
        (key, text, first, last)
        for text, first, last in row.phrases()
        for key, pattern in (("operating_total", _OPERATING), ("personnel_total", _PERSONNEL))
        if pattern.search(text) and parse_amount(text) is None
    ]
    for position, (key, text, first, last) in enumerate(labelled):
        end = labelled[position + 1][2].col if position + 1 < len(labelled) else row.grid.col_count
        beside = [c for c in cells if last.col < c.col < end]
        figures = [c for c in beside if parse_amount(c.text) is not None or is_dash(c.text)]
        collector.add_row(key, text, row.box(first))
        target = figures[0] if figures else _amount_cell(row, groups, last, end)
        if target is not None:
            collector.add_cell(key, "amount", row, target, "" if len(figures) <= 1 else "several figures beside one label")
    if labelled:
        return True
    total = next((c for c in cells if c.text in _TOTALS), None)
    splits = [group.split for group in groups if group.split] if groups else [_split(range(row.grid.col_count), row.paths)]
    if total is None:
        return False
    for split in splits:
        for key, col in split.items():
            collector.add_row(key, total.text, row.box(total))
            collector.add_cell(key, "amount", row, row.grid.at(row.index, col))
    return True


def _amount_cell(row: SheetRow, groups: Sequence[_Group], label: Cell, end: int) -> Cell | None:
    """The blank figure cell between a label and the next."""
    for group in reversed(groups):
        if group.amount is not None and label.col < group.amount < end:
            return row.grid.at(row.index, group.amount)
    return None


def _groups(sheet: Sheet, row: SheetRow) -> list[_Group]:
    grid = row.grid
    body = [r for r in sheet.rows if r.grid.col_count == grid.col_count]
    kinds = [_kind(body, row.paths[col], col) for col in range(grid.col_count)]
    groups: list[_Group] = []
    start = 0
    while start < grid.col_count:
        if kinds[start] != "code":
            start += 1
            continue
        codes = [start]
        while codes[-1] + 1 < grid.col_count and kinds[codes[-1] + 1] == "code":
            codes.append(codes[-1] + 1)
        end = next((c for c in range(codes[-1] + 1, grid.col_count) if kinds[c] == "code"), grid.col_count)
        names = [c for c in range(codes[-1] + 1, end) if kinds[c] == "word"]
        figures = [c for c in range(codes[-1] + 1, end) if kinds[c] == "figure"]
        whole = len(names) <= 1 and not any(re.search("编码|代码", row.paths[c]) for c in figures)
        groups.append(_group(codes, names[0] if names else None, figures if whole else [], row.paths))
        start = end
    return groups


def _split(figures: Sequence[int], paths: Sequence[str]) -> dict[str, int]:
    """The columns of 人员经费 and 公用经费, each where one heading alone names it."""
    data = header_data()["economic"]
    found = {}
    for key, pattern in (("personnel_total", data["personnel"]), ("operating_total", data["operating"])):
        fitting = [c for c in figures if re.search(pattern, paths[c])]
        if len(fitting) == 1:
            found[key] = fitting[0]
    return found


def _group(codes: Sequence[int], name: int | None, figures: Sequence[int], paths: Sequence[str]) -> _Group:
    data = header_data()["economic"]
    split = _split(figures, paths) if len(figures) > 1 else {}
    plain = [c for c in figures if c not in split.values()]
    amount = next((c for c in plain if re.search(data["amount"], paths[c])), plain[0] if len(plain) == 1 else None)
    if amount is None and not split and figures:
        amount = figures[0]
    return _Group(tuple(codes), name, amount, split)


def _kind(body: Sequence[SheetRow], path: str, col: int) -> str:
    """code, word, figure: by what the column prints; a blank column by its header."""
    cells = [c for r in body if (c := r.grid.at(r.index, col)).row == r.index and c.col == col and c.cols == 1]
    texts = [fold_width(c.text) for c in cells if c.text]
    words = sum(bool(re.search(r"[一-鿿]", t)) for t in texts)
    digits = sum(t.isdigit() and len(t) in (2, 3, 5) for t in texts)
    figures = sum(("." in t or "," in t or t == "0") and parse_amount(t) is not None for t in texts)
    coded = sum(is_code(t, "economic") for t in texts) + sum(bool(split_leading(t, "economic")) for t in texts)
    leaf = path.split("/")[-1]
    if re.search(r"决算数|金额|支出数", leaf) and words <= len(texts) / 2:
        return "figure"
    if _SUM_HEAD.fullmatch(leaf) and not words and 2 * coded <= len(texts):
        return "figure"
    if re.search(r"编码|代码|^[类款]$", leaf) and digits >= figures:
        return "code" if texts or not re.search("名称", leaf) else "word"
    if not texts:
        return "word" if re.search(r"名称|科目", leaf) else "figure"
    if coded and coded + digits >= figures and coded >= words - coded:
        return "code"
    if words > figures:
        return "word"
    return "code" if digits > figures and re.search(r"[类款]", leaf) else "figure"
