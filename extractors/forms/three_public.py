"""FA09 三公: two halves, budget|actual pairs under each category, or categories as rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from extractors.amounts import is_dash, parse_amount
from extractors.forms.collector import Collector
from extractors.forms.headers import header_data, is_certain, is_clean, match_column
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Cell, Grid

Half = Literal["budget", "actual"]
_ORDERS = (
    ("total", "overseas", "vehicle_total", "vehicle_purchase", "vehicle_operation", "reception"),
    ("total", "overseas", "reception", "vehicle_total", "vehicle_purchase", "vehicle_operation"),
    ("total", "reception", "vehicle_total", "vehicle_purchase", "vehicle_operation", "overseas"),
)
_CATEGORY = re.compile(r"出国|接待|公务用车|会议费|培训费")
_NOT_CATEGORY = re.compile(r"(全年|年初|本年|调整)?(预算|决算|支出|统计)数|20\d\d年?度?|年度")
_WORDS_BESIDE = re.compile(r"^(无|空|不适用)$")


def is_three_public_body(grid: Grid, row: int) -> bool:
    """A row of figures and blanks alone, or one that begins with a category or any name and has only figures beside it."""
    cells = [cell for cell in grid.row(row) if cell.row == row]
    filled = [c for c in cells if c.text]
    figures = [c for c in filled if _is_figure(c)]
    if filled and len(figures) == len(filled):
        return len(cells) >= 3
    lead = filled[0] if filled else None
    if lead is None or lead.rows > 1 or _is_figure(lead) or not re.search(r"[一-鿿]", lead.text):
        return False
    named = bool(_CATEGORY.search(lead.text)) or lead.text in ("合计", "总计")
    return all(_is_figure(c) or _WORDS_BESIDE.search(c.text) for c in filled[1:]) and (
        bool(figures) or (named and grid.col_count <= 5)
    )


def _is_figure(cell: Cell) -> bool:
    return parse_amount(cell.text) is not None or is_dash(cell.text)


def read_three_public(sheet: Sheet, collector: Collector) -> None:
    """Budget and actual of every category into the collector."""
    rows = list(sheet.rows)
    if sum(bool(_CATEGORY.search(_lead(row))) for row in rows) >= 2:
        _read_rows(rows, collector)
        return
    figures = [row for row in rows if any(parse_amount(c.text) is not None for c in row.cells)]
    labelled = [row for row in figures if _half_of(_lead(row)) is not None]
    if len(labelled) > 1:
        for half in ("budget", "actual"):
            chosen = _chosen({i: _lead(row) for i, row in enumerate(labelled)}, half)
            for i in chosen[:1]:
                _read_columns(labelled[i], collector, "" if len(chosen) == 1 else f"several rows of {half}")
        return
    whole = [row for row in figures if _lead(row) in ("合计", "总计")] or figures or rows
    doubt = "several rows of figures, none of them 合计" if len(figures) > 1 and whole == figures else ""
    for row in whole[:1]:
        _read_columns(row, collector, doubt)
    if doubt:
        collector.notes.append("more than one row of figures in the 三公 table: only the first was read")


def _half_of(words: str) -> Half | None:
    """预算数 or 决算数, by a heading of a column or row; a comparison of the two is neither."""
    data = header_data()["three_public"]
    if re.search(data["neither"], words):
        return None
    budget, actual = re.search(data["budget"], words), re.search(data["actual"], words)
    return "budget" if budget and not actual else "actual" if actual and not budget else None


def _chosen(headings: Mapping[int, str], half: Half) -> list[int]:
    """Which of several headings gives 预算数 (决算数): of the latest year, of the whole year."""
    fitting = {place: words for place, words in headings.items() if _half_of(words) == half}
    years = {place: max(found) for place, words in fitting.items() if (found := re.findall(r"20\d\d", words))}
    if years and max(years.values()) != min(years.values()):
        fitting = {
            place: words for place, words in fitting.items() if years.get(place, max(years.values())) == max(years.values())
        }
    later = [place for place, words in fitting.items() if re.search(header_data()["three_public"]["whole_year"], words)]
    return later if later and len(later) < len(fitting) else list(fitting)


def _category(path: str) -> str | None:
    return match_column("three_public", path, words_first=True)


def _categories(paths: Sequence[str]) -> list[str | None]:
    """The category of every column. In pairs of 预算数 and 决算数 a category's heading may stand over one of the two alone."""
    found = [_category(path) if path else None for path in paths]
    halves = [_half_of(path) for path in paths]
    first = next((half for half in halves if half), None)
    pairs = sum(bool(a) and bool(b) and a != b for a, b in pairwise(halves))
    if pairs < len([half for half in halves if half]) - 2:
        return found
    for col, half in enumerate(halves):
        partner = col + 1 if half == first else col - 1
        if half and found[col] is None and 0 <= partner < len(found) and halves[partner] not in (None, half):
            found[col] = _category(paths[partner])
    return found


def _lead(row: SheetRow) -> str:
    cells = row.cells
    return next((c.text for c in cells if c.text and parse_amount(c.text) is None), "")


def _read_columns(row: SheetRow, collector: Collector, doubt: str = "") -> None:
    lead = _half_of(_lead(row))
    halves: list[Half | None] = [lead] * len(row.paths) if lead else _halves(row)
    placed: dict[Half, list[tuple[int, str | None]]] = {"budget": [], "actual": []}
    for col, column in enumerate(_categories(row.paths)):
        half = halves[col]
        if half is not None and column is not None and column != "skip" and row.grid.at(row.index, col).row == row.index:
            placed[half].append((col, column))
    for half, columns in placed.items():
        for col, column in _settled(columns):
            cell = row.grid.at(row.index, col)
            collector.add_row(half, "预算数" if half == "budget" else "决算数", row.box(cell))
            spans = "" if cell.cols == 1 else "the cell spans several columns"
            collector.add_cell(half, column, row, cell, doubt or spans or _unclear(row, col, column))


def _unclear(row: SheetRow, col: int, column: str) -> str:
    """Where columns are not drawn: the words over the column must be its whole heading and nothing of a neighbour's."""
    edges = row.grid.edges
    if "clustered" not in (edges[col].bound, edges[col + 1].bound):
        return ""
    path = row.paths[col]
    readings = path.split("/") if is_certain(path) else [path.split("//")[-1]]
    clean = any(is_clean("three_public", column, _NOT_CATEGORY.sub("", words)) for words in readings)
    return "" if clean else "the header over this column is not clear"


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
    found: list[Half | None] = [_half_of(path) for path in row.paths]
    if None not in [found[c] for c in _keyed(row)]:
        return found
    keyed = _keyed(row)
    middle = len(keyed) // 2
    categories = [column for column in _categories(row.paths) if column]
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
    return [c for c, column in enumerate(_categories(row.paths)) if column]


def _order_of_halves(row: SheetRow) -> tuple[Half, Half]:
    """Which half stands first, by the topmost header row that names both."""
    for index in range(row.index):
        text = "".join(cell.text for cell in row.grid.row(index))
        if "预" in text and "决" in text:
            return ("budget", "actual") if text.index("预") < text.index("决") else ("actual", "budget")
    return ("budget", "actual")


def _read_rows(rows: list[SheetRow], collector: Collector) -> None:
    """Categories as rows, 预算数 and 决算数 as columns; counts and other sections below are no part of it."""
    data = header_data()["three_public"]
    for row in rows:
        label = _lead(row)
        plain = re.sub(r"^[（(]?[\d一二三四五六]+[）)]?[.、．]?|^其中[:：]?|[（(].*?[）)]", "", label)
        if re.search(data["rows_end"], label):
            return
        column = _category(plain) if plain and not re.search(data["rows_skip"], label) else None
        if column is None or column == "skip":
            continue
        headings = _headings_beside(row)
        for half in ("budget", "actual"):
            chosen = _chosen(headings, half)
            for col in chosen[:1]:
                cell = row.grid.at(row.index, col)
                if cell.row != row.index or re.search(r"[一-鿿]", cell.text):
                    continue
                collector.add_row(half, "预算数" if half == "budget" else "决算数", row.box(cell))
                collector.add_cell(half, column, row, cell, "" if len(chosen) == 1 else f"several columns of {half}")


def _headings_beside(row: SheetRow) -> dict[int, str]:
    """Lowest headings of the columns right of a row's label, up to the next column of words."""
    lead = next((c for c in row.cells if c.text and parse_amount(c.text) is None), None)
    start = lead.col + lead.cols if lead else 0
    words = (c for c in row.cells if c.col >= start and re.search(r"[一-鿿]", c.text) and not _WORDS_BESIDE.search(c.text))
    end = next((c.col for c in words), row.grid.col_count)
    return {col: row.paths[col].split("/")[-1] for col in range(start, end) if row.paths[col]}
