"""BG02 and BG05U: rows of units or of functional codes; BG02 also as a list of sources down the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.amounts import parse_amount
from extractors.forms.coded import read_coded
from extractors.forms.coded.rows import is_office
from extractors.forms.collector import Collector
from extractors.forms.headers import match_column
from extractors.forms.labels import class_code
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Cell, Grid

_WORD = re.compile(r"[一-鿿]")
_SUM = re.compile(r"^(小计|合计)$")
_TOTAL = re.compile(r"^(收入|本年收入)?(预算)?(总计|合计)$")
_NUMBERING = re.compile(r"^([一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[、.．])")
_FEW_SOURCES = 3
_CUT = "the name of its unit may be cut"
_OWN_MONEY = ("other", "unit_funds")
_KINDS = ("business", "business_operating", "superior_subsidy", "affiliated_remittance", "other")
"""Kinds of a unit's own money, which a list prints below their sum."""


def read_units(sheet: Sheet, table: str, collector: Collector) -> None:
    """Every row into the collector; the key of a unit is `unit:` and its code, or its name where it prints none."""
    sources = _sources(sheet.rows, table) if table == "BG02" else []
    if sources:
        _read_sources(sources, table, collector)
        return
    read_coded(sheet, table, collector)
    if not any(key.isdigit() or _is_class(key) for key in collector.rows):
        _join_parts(collector)
        for key in list(collector.rows):
            collector.rename(key, _whole_name(_unit_key(key), collector.rows[key].label))
        _doubt_cut(sheet, collector)


def _doubt_cut(sheet: Sheet, collector: Collector) -> None:
    """The last row of a page may have its name cut; so it is in doubt where the name does not end as names of offices do."""
    ends = {cell.text for row in {id(row.grid): row for row in sheet.rows}.values() for cell in row.cells if cell.text}
    for key, row in collector.rows.items():
        if key.startswith("unit:") and key == f"unit:{row.label}" and row.label in ends and not is_office(row.label):
            collector.doubt_row(key, _CUT)


def _join_parts(collector: Collector) -> None:
    """A row printed again with other columns is the right part of a wide table: one row all the same."""
    columns: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for key in collector.rows:
        own = frozenset(c for r, c in (*collector.facts, *collector.blanks) if r == key)
        columns.setdefault(key.rsplit("#", 1)[0], []).append((key, own))
    for base, prints in columns.items():
        if len(prints) > 1 and sum(len(own) for _, own in prints) == len(frozenset().union(*(own for _, own in prints))):
            for key, _ in prints:
                collector.rename(key, base)


def _whole_name(key: str, label: str) -> str:
    """The rest of a unit's name that stands on the next page belongs to its key."""
    name = key.removeprefix("unit:")
    return f"unit:{label}" if key.startswith("unit:") and label.startswith(name) and not name.isdigit() else key


def _is_class(key: str) -> bool:
    """The name of a functional class, printed without its code."""
    return key.startswith("name:") and class_code(key.removeprefix("name:").split("/")[0]) is not None


def _unit_key(key: str) -> str:
    """Names are units' names here, also where they are set in below others."""
    name, number = (key.rsplit("#", 1) + [""])[:2]
    if name.startswith("name:"):
        name = "unit:" + name.removeprefix("name:").rsplit("/", 1)[-1]
    elif "|" in name:
        name = "unit:" + name.rsplit("|", 1)[-1].rsplit("/", 1)[-1]
    return f"{name}#{number}" if number else name


def _sources(rows: Sequence[SheetRow], table: str) -> list[tuple[SheetRow, list[Cell], Cell]]:
    """Rows of a list of sources: the labels left of the only figure. [] for any other table."""
    found = []
    for row in rows:
        cells = [c for c in dict.fromkeys(row.grid.at(row.index, col) for col in range(row.grid.col_count)) if c.text]
        figures = [c for c in cells if parse_amount(c.text) is not None]
        labels = [c for c in cells if _WORD.search(c.text)]
        if len(figures) > 1:
            return []
        if labels and figures and labels[-1].x0 < figures[0].x0:
            found.append((row, labels, figures[0]))
    named = {key for _, labels, _ in found if (key := _source(labels, table)) not in (None, "total", "skip")}
    known = sum(_source([cell], table) is not None for row in rows for cell in row.cells if _WORD.search(cell.text))
    return found if named and known >= _FEW_SOURCES else []


def _source(labels: Sequence[Cell], table: str) -> str | None:
    """The column that a row of the list stands for: its group's sum, or a source without a group."""
    names = [_NUMBERING.sub("", re.sub(r"\s", "", cell.text)) for cell in labels]
    if _TOTAL.match(names[0]):
        return "total"
    if len(names) > 1 and not _SUM.match(names[-1]):
        own = match_column(table, names[-1])
        return own if own in _KINDS and match_column(table, names[0]) in _OWN_MONEY else None
    return match_column(table, names[0])


def _read_sources(sources: Sequence[tuple[SheetRow, list[Cell], Cell]], table: str, collector: Collector) -> None:
    """All of it is one row of the form: the department's."""
    columns = [_source(labels, table) for _, labels, _ in sources]
    split = any(column in _KINDS and len(labels) > 1 for column, (_, labels, _) in zip(columns, sources, strict=True))
    for column, (row, labels, figure) in zip(columns, sources, strict=True):
        group = len(labels) > 1 and bool(_SUM.match(labels[-1].text.strip()))
        if column is not None and column != "skip" and not (split and group and column == "other"):
            collector.add_row("total", "合计", row.box(labels[0]))
            collector.add_cell("total", column, row, figure)


def is_unit_body(grid: Grid, row: int) -> bool:
    """A row with a figure, and no word right of it; the first of a list of sources may print none."""
    cells = [cell for cell in grid.row(row) if cell.row == row and cell.text]
    figures = [cell for cell in cells if _is_figure(cell)]
    words = [cell for cell in cells if _WORD.search(cell.text)]
    if not figures or (words and words[-1].x0 > figures[-1].x0 and len(figures) < 2):
        return False
    return any("." in cell.text or cell.text == "0" for cell in figures) or len(words) in (1, 2)


def _is_figure(cell: Cell) -> bool:
    return parse_amount(cell.text) is not None
