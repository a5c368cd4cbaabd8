"""BG07 三公 of a budget: categories as columns or as rows, for one or several years, units and funds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts import is_dash, parse_amount
from extractors.forms.budget_periods import Period, periods_of
from extractors.forms.collector import Collector
from extractors.forms.headers import header_data, is_certain, is_clean, match_column
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Cell, Grid

_CATEGORY = re.compile(r"出国|接待|公务用车|公车|会议费|培训费")
_WORD = re.compile(r"[一-鿿]")
_WORDS_BESIDE = re.compile(r"^(无|空|不适用)$")
_TOTALS = ("合计", "总计", "小计")
_NUMBERING = re.compile(r"^[（(]?[\d一二三四五六]+[）)]?[.、．]?|^其中[:：]?|^[（(][\d一二三四五六]+[）)]|[（(].*?[）)]")
_CODE = re.compile(r"^\d{3,}$")
_FUND = (
    ("general", re.compile(r"^(其中[:：])?(一般)?公共预算(财政)?(拨款)?(资金|支出|安排)?$")),
    ("fund", re.compile(r"^(其中[:：])?政府性基金(预算)?(财政)?(拨款)?(资金|支出|安排)?$")),
    ("state_capital", re.compile(r"^(其中[:：])?国有资本经营(预算)?(财政)?(拨款)?(资金|支出|安排)?$")),
)
_COUNTED = re.compile(r"/[A-Z]{1,2}(?=/|$)")
"""Letters that count the columns below their headings."""
_SEVERAL = 2
_BESIDE = frozenset(("conference", "training", "operating_cost"))
_LABELS = {"budget": "预算数", "prior": "上年预算数", "change": "增减额"}
_NOT_CATEGORY = re.compile(r"(全年|年初|本年|上年|当年)?(预算|支出)数|20\d\d年?度?|增减(变化)?(情况|额|金额)?|年度")


class _Place(NamedTuple):
    """What a column (or a row) prints: a category of cost or none, of one fund or none, of one period or none."""

    category: str | None
    fund: str | None
    period: Period | None


def is_budget_public_body(grid: Grid, row: int) -> bool:
    """Figures beside nothing, beside a category, or beside the names of a unit and a year."""
    cells = [cell for cell in grid.row(row) if cell.row == row]
    filled = [c for c in cells if c.text]
    figures = [c for c in filled if parse_amount(c.text.rstrip("%％")) is not None or is_dash(c.text)]
    if not figures:
        return _is_empty_category(grid, filled)
    if len(figures) == len(filled):
        return len(cells) >= 3
    words = [c for c in filled if c not in figures and not _WORDS_BESIDE.match(c.text)]
    lead = words[0] if words else figures[0]
    pointed = any("." in c.text for c in figures)
    return words[-1:] == [] or (
        words[-1].x0 < figures[0].x0 and (pointed or bool(_CATEGORY.search(lead.text)) or len(words) == 1)
    )


def _is_empty_category(grid: Grid, filled: Sequence[Cell]) -> bool:
    """A category's row without figures in a narrow table."""
    return len(filled) == 1 and bool(_CATEGORY.search(filled[0].text)) and grid.col_count <= 5 and filled[0].cols == 1


def read_budget_public(sheet: Sheet, table: str, collector: Collector) -> None:
    """Every category into the collector, by period (`budget`, `prior`, `change`) and unit (`budget@unit`)."""
    rows = [row for row in sheet.rows if any(cell.text for cell in row.cells)]
    if sum(bool(_CATEGORY.search(_lead(row))) for row in rows) >= 2:
        _read_categories_down(rows, table, collector)
    else:
        _read_categories_across(rows, table, collector)
    _name_the_sum(collector)


def _lead(row: SheetRow) -> str:
    return next((c.text for c in row.cells if c.text and parse_amount(c.text) is None), "")


def _fund_of(words: str) -> str | None:
    return next((fund for fund, pattern in _FUND if pattern.match(words)), None)


def _places(row: SheetRow, table: str) -> list[_Place]:
    """What each column prints, by its headings from top to bottom."""
    periods = periods_of(row.paths)
    found = []
    for col, path in enumerate(_COUNTED.sub("", path) for path in row.paths):
        fund, rest = _without_fund(path)
        found.append(_Place(match_column(table, rest, words_first=True) if rest else None, fund, periods[col]))
    return found


def _without_fund(path: str) -> tuple[str | None, str]:
    """The fund that the lowest heading names, in either reading, and the headings above it."""
    for reading in path.split("//"):
        parts = reading.split("/")
        for low in (1, 2):
            fund = _fund_of("".join(parts[-low:]))
            if fund:
                return fund, "/".join(parts[:-low])
    return None, path


def _column(place: _Place) -> str | None:
    if place.category in (None, "skip"):
        return None
    return f"{place.category}.{place.fund}" if place.fund else place.category


def _read_categories_across(rows: Sequence[SheetRow], table: str, collector: Collector) -> None:
    """One row for the department, or one for each unit or year."""
    figures = [row for row in rows if any(parse_amount(c.text) is not None for c in row.cells)]
    if not figures:
        figures = list(rows[:1])
    stubs = _Stubs(figures)
    for row in figures:
        for col, column, period in _whole_first(_places(row, table)):
            cell = row.grid.at(row.index, col)
            if cell.row != row.index or cell.col != col or _WORD.search(cell.text):
                continue
            key = stubs.key(row, period)
            if key is None:
                continue
            collector.add_row(key, _LABELS.get(key, stubs.label(row)), row.box(cell))
            spans = "" if cell.cols == 1 else "the cell spans several columns"
            collector.add_cell(key, column, row, cell, spans or _unclear(row, col, column, table))


def _whole_first(places: Sequence[_Place]) -> list[tuple[int, str, Period | None]]:
    """Columns with their keys. A sum right before the vehicles' parts is theirs, though its heading may stand elsewhere over
    the group; of two other sums the first is that of everything (`grand_total`), the second that of 三公, where
    there is anything beside 三公."""
    found: list[tuple[int, str, Period | None]] = []
    for col, place in enumerate(places):
        column = _column(place)
        if column is not None and place.period != "other":
            found.append((col, column, place.period))
    found = [(col, _of_vehicles(found, at), period) for at, (col, _, period) in enumerate(found)]
    wider = bool(_BESIDE & {column.partition(".")[0] for _, column, _ in found})
    sums = [at for at, (_, column, _) in enumerate(found) if wider and column.partition(".")[0] == "total"]
    for at in sums:
        col, column, period = found[at]
        if any(found[other][1:] == (column, period) for other in sums if other > at):
            found[at] = (col, column.replace("total", "grand_total", 1), period)
    taken: dict[tuple[str, Period | None], int] = {}
    return [each for each in found if taken.setdefault((each[1], each[2]), each[0]) == each[0]]


def _of_vehicles(columns: Sequence[tuple[int, str, Period | None]], at: int) -> str:
    """The key of a column; a second sum before 购置费 or 运行费, where no column bears the vehicles' heading, is theirs."""
    _, column, period = columns[at]
    name, dot, fund = column.partition(".")
    known = any(other == f"vehicle_total{dot}{fund}" and its == period for _, other, its in columns)
    earlier = any(each[1:] == (column, period) for each in columns[:at])
    following = columns[at + 1][1] if at + 1 < len(columns) else ""
    if name == "total" and earlier and not known and following.startswith(("vehicle_purchase", "vehicle_operation")):
        return f"vehicle_total{dot}{fund}"
    return column


def _unclear(row: SheetRow, col: int, column: str, table: str) -> str:
    """Where columns are not drawn: the words over the column must be its whole heading and nothing of a neighbour's."""
    edges = row.grid.edges
    if "clustered" not in (edges[col].bound, edges[col + 1].bound):
        return ""
    path = row.paths[col]
    readings = path.split("/") if is_certain(path) else [path.split("//")[-1]]
    words = [_NOT_CATEGORY.sub("", reading) for reading in readings]
    clean = any(is_clean(table, column.partition(".")[0], each) for each in words)
    return "" if clean else "the header over this column is not clear"


class _Stubs:
    """What stands left of the figures: units by code or name, and periods; cells may span several rows."""

    def __init__(self, rows: Sequence[SheetRow]) -> None:
        self._words = {id(row): _stub(row) for row in rows}
        self._periods = dict(zip(self._words, periods_of(["/".join(words) for words in self._words.values()]), strict=True))
        self._units = self._carried(rows)
        units = list(dict.fromkeys(unit for row in rows if (unit := self._unit(row))))
        whole = any(self._unit(row) == "" for row in rows)
        self._only = len(units) <= 1 and not whole
        self._whole = units[0] if units and not whole and not self._only and _sums_up(rows, self._units_of(rows)) else ""

    def _units_of(self, rows: Sequence[SheetRow]) -> list[str]:
        return [self._unit(row) for row in rows]

    def _unit(self, row: SheetRow) -> str:
        return self._units[id(row)]

    def _carried(self, rows: Sequence[SheetRow]) -> dict[int, str]:
        """Every row's unit; one that names a year alone goes on with the unit above."""
        found: dict[int, str] = {}
        above = ""
        for row in rows:
            words = self._words[id(row)]
            years_alone = bool(words) and all(period is not None for period in periods_of(words))
            above = self._own_unit(row) or (above if years_alone else "")
            found[id(row)] = above
        return found

    def _own_unit(self, row: SheetRow) -> str:
        words = [word for word in self._words[id(row)] if word not in _TOTALS]
        periods = periods_of(words)
        named = [word for word, period in zip(words, periods, strict=True) if period is None]
        return next((word for word in named if _CODE.match(word)), named[0] if named else "")

    def label(self, row: SheetRow) -> str:
        return "".join(self._words[id(row)])

    def key(self, row: SheetRow, of_column: Period | None) -> str | None:
        """`budget`, `prior@unit` …; None for a row that compares."""
        period = self._periods[id(row)] or of_column or "budget"
        if period == "other":
            return None
        unit = self._unit(row)
        return period if not unit or self._only or unit == self._whole else f"{period}@{unit}"


def _stub(row: SheetRow) -> tuple[str, ...]:
    """Words and codes left of the first figure under a category."""
    grid = row.grid
    found: list[str] = []
    for cell in dict.fromkeys(grid.at(row.index, col) for col in range(grid.col_count)):
        if cell.text and (parse_amount(cell.text) is None or (_CODE.match(cell.text) and not found)):
            found.append(re.sub(r"\s", "", cell.text))
        elif cell.text:
            break
    return tuple(found)


def _sums_up(rows: Sequence[SheetRow], units: Sequence[str]) -> bool:
    """The first unit's figures are the sums of the others': it is the department."""
    first, *others = [_figures(row) for row in rows]
    if len(others) < _SEVERAL or any(len(each) != len(first) for each in others) or len(set(units)) != len(units):
        return False
    return all(whole == sum(parts) for whole, *parts in zip(first, *others, strict=True))


def _figures(row: SheetRow) -> list[Decimal]:
    return [amount for cell in row.cells if (amount := parse_amount(cell.text)) is not None and not _CODE.match(cell.text)]


def _read_categories_down(rows: Sequence[SheetRow], table: str, collector: Collector) -> None:
    """Categories as rows; years, funds or one amount as columns. Counts and other sections below are no part of it."""
    data = header_data()["three_public"]
    totals: list[str] = []
    for row in rows:
        label = _lead(row)
        plain = _NUMBERING.sub("", re.sub(r"\s", "", label))
        if re.search(data["rows_end"], label) and not re.search("机关运行|行政", label):
            return
        category = match_column(table, plain) if plain and not re.search(data["rows_skip"], label) else None
        if category in (None, "skip") or category is None:
            continue
        if category == "total" and totals == ["total"] and "三公" in plain:
            _rename_column(collector, "total", "grand_total")
        elif category == "total":
            totals.append(category)
        _read_beside(row, category, collector)


def _read_beside(row: SheetRow, category: str, collector: Collector) -> None:
    """The figures right of a category's label."""
    headings = _headings_beside(row)
    periods = dict(zip(headings, periods_of(list(headings.values())), strict=True))
    taken: set[tuple[str, str]] = set()
    for col, words in headings.items():
        fund, period = _fund_of(words.split("/")[-1]), periods[col] or "budget"
        column = f"{category}.{fund}" if fund else category
        cell = row.grid.at(row.index, col)
        if period == "other" or (period, column) in taken or cell.row != row.index or _WORD.search(cell.text):
            continue
        taken.add((period, column))
        collector.add_row(period, _LABELS[period], row.box(cell))
        collector.add_cell(period, column, row, cell, "" if cell.cols == 1 else "the cell spans several columns")


def _headings_beside(row: SheetRow) -> Mapping[int, str]:
    """Headings of the columns right of a row's label, up to the next column of words."""
    lead = next((c for c in row.cells if c.text and parse_amount(c.text) is None), None)
    start = lead.col + lead.cols if lead else 0
    words = (c for c in row.cells if c.col >= start and _WORD.search(c.text) and not _WORDS_BESIDE.search(c.text))
    end = next((c.col for c in words), row.grid.col_count)
    return {col: row.paths[col].split("//")[0] for col in range(start, end) if row.paths[col]}


def _rename_column(collector: Collector, old: str, new: str) -> None:
    """A column (and those of its funds) gets another key."""

    def renamed(column: str) -> str:
        return new + column.removeprefix(old) if column == old or column.startswith(f"{old}.") else column

    collector.columns = {renamed(column): None for column in collector.columns}
    collector.facts = {
        (row, renamed(column)): fact.model_copy(update={"column": renamed(column)})
        for (row, column), fact in collector.facts.items()
    }
    collector.blanks = {
        (row, renamed(column)): blank.model_copy(update={"column": renamed(column)})
        for (row, column), blank in collector.blanks.items()
    }


def _name_the_sum(collector: Collector) -> None:
    """A lone 合计 beside 会议费 or 培训费 is the sum of all, or of 三公 alone: the figures say which."""
    if "grand_total" in collector.columns or not {"conference", "training"} & set(collector.columns):
        return
    value = {column: fact.value for (row, column), fact in collector.facts.items() if row == "budget"}
    three = sum(value.get(column, 0) for column in ("overseas", "vehicle_total", "reception"))
    more = sum(value.get(column, 0) for column in ("conference", "training"))
    if more and value.get("total") == three + more:
        _rename_column(collector, "total", "grand_total")
