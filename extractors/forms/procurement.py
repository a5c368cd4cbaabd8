"""BG15 where it prints 货物, 工程 and 服务 as lines: their sums and the whole. Lists of single items are not read."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.amounts import parse_amount
from extractors.forms.collector import Collector
from extractors.forms.headers import header_data
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Cell

_LINES = (
    ("goods", re.compile(r"^(政府采购)?货物(类|采购)?(支出|预算)?$")),
    ("works", re.compile(r"^(政府采购)?工程(类|采购)?(支出|预算)?$")),
    ("services", re.compile(r"^(政府采购)?服务(类|采购)?(支出|预算)?$")),
    ("total", re.compile(r"^(总?合计|总计)$")),
)
_MARKS = re.compile(
    r"^([一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|[ABCabc\d][、.．-]?)|[\s（）()]|[ABC]$"
)


def read_procurement(sheet: Sheet, _: str, collector: Collector) -> None:
    """The lines with their amounts, if the table has any but the whole; a kind in several rows is that of single items."""
    lines = [(key, row, label) for row in sheet.rows for key, label in _lines(row)]
    kinds = [key for key, _, _ in lines if key != "total"]
    if not kinds or len(kinds) > len(set(kinds)):
        return
    for key, row, label in lines:
        figure = _amount(row)
        if figure is not None and key not in collector.rows:
            collector.add_row(key, label.text, row.box(label))
            collector.add_cell(key, "amount", row, figure)


def _lines(row: SheetRow) -> list[tuple[str, Cell]]:
    words = [cell for cell in row.cells if cell.text and parse_amount(cell.text) is None]
    found = ((key, cell) for cell in words[:1] for key, pattern in _LINES if pattern.match(_MARKS.sub("", cell.text)))
    return list(found)


def _amount(row: SheetRow) -> Cell | None:
    """The figure under the heading of the whole, else the only one."""
    figures = [cell for cell in row.cells if parse_amount(cell.text) is not None]
    whole = [cell for cell in figures if _is_whole(row.paths, cell)]
    return (whole or figures)[0] if len(figures) == 1 or whole else None


def _is_whole(paths: Sequence[str], cell: Cell) -> bool:
    data = header_data()["budget_lines"]
    path = paths[cell.col].replace("/", "")
    return bool(re.search(data["whole"], path)) and not re.search(data["unlike"], path)
