"""FA09 三公: two halves, budget|actual pairs under each category, or categories as rows."""

from __future__ import annotations

import re
from typing import Literal

from extractors.amounts import is_dash, parse_amount
from extractors.forms.collector import Collector
from extractors.forms.headers import header_data, match_column
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Grid

Half = Literal["budget", "actual"]
_ORDER = ("total", "overseas", "vehicle_total", "vehicle_purchase", "vehicle_operation", "reception")
_CATEGORY = re.compile(r"出国|接待|公务用车|会议费|培训费")


def is_three_public_body(grid: Grid, row: int) -> bool:
    """A row of figures and blanks alone, or a row that begins with a category."""
    cells = [cell for cell in grid.row(row) if cell.row == row]
    filled = [c.text for c in cells if c.text]
    figures = [t for t in filled if parse_amount(t) is not None or is_dash(t)]
    if filled and len(figures) == len(filled):
        return len(cells) >= 3
    lead = cells[0].text if cells else ""
    named = (bool(_CATEGORY.search(lead)) or lead in ("合计", "总计")) and cells[0].rows == 1
    return named and all(parse_amount(t) is not None or is_dash(t) for t in filled[1:]) and grid.col_count <= 5


def read_three_public(sheet: Sheet, collector: Collector) -> None:
    """Budget and actual of every category into the collector."""
    rows = list(sheet.rows)
    if any(_CATEGORY.search(_lead(row)) for row in rows):
        _read_rows(rows, collector)
        return
    figures = [row for row in rows if any(parse_amount(c.text) is not None for c in row.cells)]
    for row in (figures or rows)[:1]:
        _read_columns(row, collector)
    if len(figures) > 1:
        labelled = [row for row in figures if re.search("预算|决算", _lead(row))]
        if len(labelled) == len(figures):
            return
        collector.notes.append("more than one row of figures in the 三公 table: only the first was read")


def _lead(row: SheetRow) -> str:
    cells = row.cells
    return next((c.text for c in cells if c.text and parse_amount(c.text) is None), "")


def _read_columns(row: SheetRow, collector: Collector) -> None:
    halves = _halves(row)
    lead = _lead(row)
    only: Half | None = "actual" if "决算" in lead else "budget" if "预算" in lead else None
    taken: set[tuple[Half, str]] = set()
    for col, path in enumerate(row.paths):
        column = match_column("three_public", path) if path else None
        half = halves[col] or only
        if column is None or column == "skip" or half is None or (half, column) in taken:
            continue
        cell = row.grid.at(row.index, col)
        if cell.row != row.index:
            continue
        taken.add((half, column))
        collector.add_row(half, "预算数" if half == "budget" else "决算数", row.box(cell))
        collector.add_cell(half, column, row, cell, "" if cell.cols == 1 else "the cell spans several columns")
    if not _in_order(taken):
        collector.notes.append("the 三公 header lacks categories")


def _halves(row: SheetRow) -> list[Half | None]:
    """Budget or actual for every column: by its own header path; where that lacks it, by which half of the columns it is in."""
    data = header_data()["three_public"]
    found: list[Half | None] = []
    for path in row.paths:
        budget, actual = re.search(data["budget"], path), re.search(data["actual"], path)
        found.append("budget" if budget and not actual else "actual" if actual and not budget else None)
    if "budget" in found and "actual" in found and None in found:
        keyed = [c for c, path in enumerate(row.paths) if path and match_column("three_public", path)]
        middle = len(keyed) // 2
        categories = [match_column("three_public", row.paths[c]) for c in keyed]
        if len(keyed) % 2 == 0 and categories[:middle] == categories[middle:]:
            for position, col in enumerate(keyed):
                found[col] = "budget" if position < middle else "actual"
    if not any(found):
        found = _unnamed_halves(row)
    return found


def _unnamed_halves(row: SheetRow) -> list[Half | None]:
    keyed = [c for c, path in enumerate(row.paths) if path and match_column("three_public", path)]
    title_actual: list[Half | None] = ["actual" if c in keyed else None for c in range(len(row.paths))]
    return title_actual


def _in_order(taken: set[tuple[Half, str]]) -> bool:
    return any(all((half, column) in taken for column in ("total", "reception")) for half in ("budget", "actual"))


def _read_rows(rows: list[SheetRow], collector: Collector) -> None:
    """Categories as rows, 预算数 and 决算数 as columns."""
    data = header_data()["three_public"]
    for row in rows:
        label = _lead(row)
        plain = re.sub(r"^[（(]?[\d一二三四五六]+[）)]?[.、．]?|^其中[:：]?|[（(].*?[）)]", "", label)
        column = match_column("three_public", plain) if plain else None
        if column is None or column == "skip":
            continue
        for col, path in enumerate(row.paths):
            leaf = path.split("/")[-1]
            half: Half | None = "budget" if re.search(data["budget"], leaf) else "actual" if re.search(data["actual"], leaf) else None
            cell = row.grid.at(row.index, col)
            if half is None or cell.row != row.index or re.search(r"[一-鿿]", cell.text):
                continue
            collector.add_row(half, "预算数" if half == "budget" else "决算数", row.box(cell))
            collector.add_cell(half, column, row, cell)
