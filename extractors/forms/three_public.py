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
_ORDERS = (
    ("total", "overseas", "vehicle_total", "vehicle_purchase", "vehicle_operation", "reception"),
    ("total", "overseas", "reception", "vehicle_total", "vehicle_purchase", "vehicle_operation"),
    ("total", "reception", "vehicle_total", "vehicle_purchase", "vehicle_operation", "overseas"),
)
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


def _category(path: str) -> str | None:
    return match_column("three_public", path, words_first=True)


def _lead(row: SheetRow) -> str:
    cells = row.cells
    return next((c.text for c in cells if c.text and parse_amount(c.text) is None), "")


def _read_columns(row: SheetRow, collector: Collector) -> None:
    halves = _halves(row)
    lead = _lead(row)
    only: Half | None = "actual" if "决算" in lead else "budget" if "预算" in lead else None
    placed: dict[Half, list[tuple[int, str | None]]] = {"budget": [], "actual": []}
    for col, path in enumerate(row.paths):
        column = _category(path) if path else None
        half = halves[col] or only
        if half is not None and column is not None and column != "skip" and row.grid.at(row.index, col).row == row.index:
            placed[half].append((col, column))
    for half, columns in placed.items():
        for col, column in _settled(columns):
            cell = row.grid.at(row.index, col)
            collector.add_row(half, "预算数" if half == "budget" else "决算数", row.box(cell))
            collector.add_cell(half, column, row, cell, "" if cell.cols == 1 else "the cell spans several columns")


def _settled(columns: list[tuple[int, str | None]]) -> list[tuple[int, str]]:
    """Categories of one half, each once. Where a cut header leaves one unclear, a known order of six settles it."""
    keys = [key for _, key in columns]
    if len(columns) == len(_ORDERS[0]) and len(set(keys)) < len(keys):
        fits = [order for order in _ORDERS if sum(a == b for a, b in zip(keys, order, strict=True)) >= 4]
        if len(fits) == 1:
            return [(col, key) for (col, _), key in zip(columns, fits[0], strict=True)]
    once: dict[str, int] = {}
    for col, key in columns:
        if key == "total" and "total" in once:
            key = "vehicle_total"
        if key is not None:
            once.setdefault(key, col)
    return [(col, key) for key, col in once.items()]


def _halves(row: SheetRow) -> list[Half | None]:
    """Budget or actual for every column: by its own header path; where that lacks it, by which half of the columns it is in."""
    data = header_data()["three_public"]
    found: list[Half | None] = []
    for path in row.paths:
        budget, actual = re.search(data["budget"], path), re.search(data["actual"], path)
        found.append("budget" if budget and not actual else "actual" if actual and not budget else None)
    if None not in [found[c] for c in _keyed(row)]:
        return found
    keyed = _keyed(row)
    middle = len(keyed) // 2
    categories = [_category(row.paths[c]) for c in keyed]
    if len(keyed) >= 4 and len(keyed) % 2 == 0 and categories[:middle] == categories[middle:]:
        first, second = _order_of_halves(row)
        for position, col in enumerate(keyed):
            found[col] = first if position < middle else second
    elif len({half for half in found if half}) <= 1:
        only: Half = "budget" if "budget" in found else "actual"
        for col in keyed:
            found[col] = only
    return found


def _keyed(row: SheetRow) -> list[int]:
    return [c for c, path in enumerate(row.paths) if path and _category(path)]


def _order_of_halves(row: SheetRow) -> tuple[Half, Half]:
    """Which half stands first, by the topmost header row that names both."""
    for index in range(row.index):
        text = "".join(cell.text for cell in row.grid.row(index))
        if "预" in text and "决" in text:
            return ("budget", "actual") if text.index("预") < text.index("决") else ("actual", "budget")
    return ("budget", "actual")


def _read_rows(rows: list[SheetRow], collector: Collector) -> None:
    """Categories as rows, 预算数 and 决算数 as columns."""
    data = header_data()["three_public"]
    for row in rows:
        label = _lead(row)
        plain = re.sub(r"^[（(]?[\d一二三四五六]+[）)]?[.、．]?|^其中[:：]?|[（(].*?[）)]", "", label)
        column = _category(plain) if plain else None
        if column is None or column == "skip":
            continue
        for col, path in enumerate(row.paths):
            leaf = path.split("/")[-1]
            actual = bool(re.search(data["actual"], leaf))
            half: Half | None = "budget" if re.search(data["budget"], leaf) else "actual" if actual else None
            cell = row.grid.at(row.index, col)
            if half is None or cell.row != row.index or re.search(r"[一-鿿]", cell.text):
                continue
            collector.add_row(half, "预算数" if half == "budget" else "决算数", row.box(cell))
            collector.add_cell(half, column, row, cell)
