"""A sheet of coded rows into facts: two passes, since a code that is printed twice, a unit's name for 合计 or names without
codes are known for what they are only when all rows were seen."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.coded.doubts import doubt_codes
from extractors.forms.coded.ladder import Ladder
from extractors.forms.coded.named import with_paths, with_total
from extractors.forms.coded.roles import UNKNOWN, Group, groups_of
from extractors.forms.coded.rows import Entry, entry_of, is_blank
from extractors.forms.collector import Collector
from extractors.forms.sheet import Sheet

_UNIQUE = ("total", "personnel_total", "operating_total")


def read_coded(sheet: Sheet, table: str, collector: Collector) -> None:
    """Every row of every group into the collector."""
    entries = _numbered(with_paths(with_total(_joined(_entries(sheet, table)))))
    last: Entry | None = None
    for entry in entries:
        if entry.key is None:
            _rest(entry, last, collector)
            continue
        collector.add_row(entry.key, entry.label, entry.row.box(entry.at) if entry.at else None)
        _add_figures(entry, entry.key, entry.doubt, collector)
        last = entry
    doubt_codes(collector)


def _entries(sheet: Sheet, table: str) -> list[Entry]:
    """All rows in print order, group by group within a row, without those that only fill the page."""
    groups: dict[int, tuple[Group, ...]] = {}
    for row in sheet.rows:
        if id(row.grid) not in groups:
            groups[id(row.grid)] = groups_of(sheet, row, table)
    ladders = _Ladders(sheet, groups)
    found = []
    for row in sheet.rows:
        for index, group in enumerate(groups[id(row.grid)]):
            entry = entry_of(row, group, ladders.of(index, group))
            if entry.key is not None or not is_blank(entry):
                found.append(entry)
    return found


def _joined(entries: Sequence[Entry]) -> list[Entry]:
    """Names that a page break cut are whole again: the first row of a page that prints words alone is the rest of the last."""
    found: list[Entry] = []
    for entry in entries:
        last = found[-1] if found else None
        alone = entry.key is None and entry.label and entry.row.leads and not any(cell.text for _, cell in entry.figures)
        if last is not None and alone and last.row.grid is not entry.row.grid and last.key != "total":
            cut = "" if last.key else "its name was cut by the page break"
            found[-1] = last._replace(label=last.label + entry.label, doubt=last.doubt or cut)
        else:
            found.append(entry)
    return found


class _Ladders:
    """One ladder for each code column of each group, kept from page to page."""

    def __init__(self, sheet: Sheet, groups: dict[int, tuple[Group, ...]]) -> None:
        self._texts: dict[tuple[int, int], list[str]] = {}
        self._ladders: dict[tuple[int, int], Ladder] = {}
        for row in sheet.rows:
            for index, group in enumerate(groups[id(row.grid)]):
                for order, columns in enumerate(group.ladders):
                    texts = self._texts.setdefault((index, order), [])
                    texts += [row.grid.at(row.index, col).text for col in columns]

    def of(self, index: int, group: Group) -> list[Ladder]:
        """The ladders of a group, left to right."""
        return [self._one((index, order)) for order in range(len(group.ladders))]

    def _one(self, place: tuple[int, int]) -> Ladder:
        if place not in self._ladders:
            self._ladders[place] = Ladder(self._texts.get(place, ()))
        return self._ladders[place]


def _numbered(entries: Sequence[Entry]) -> list[Entry]:
    """Keys that several rows bear get a number; a row that a page repeats from the one before is left out. The second half
    of a table that is as wide as two pages prints its rows again with other columns: they are the same rows."""
    kept = [entry for i, entry in enumerate(entries) if not _repeats(entries, i)]
    prints: dict[str, int] = {}
    columns: dict[str, set[str]] = {}
    order = [_print(entry, prints, columns) for entry in kept]
    return [
        entry._replace(key=f"{entry.key}#{order[i]}") if entry.key and prints.get(entry.key, 0) > 1 else entry
        for i, entry in enumerate(kept)
    ]


def _print(entry: Entry, prints: dict[str, int], columns: dict[str, set[str]]) -> int:
    """Which print of its key a row is, counted from 1."""
    if entry.key is None or entry.key in _UNIQUE:
        return 0
    own = set(entry.group.figures.values())
    if entry.key not in prints or columns[entry.key] & own:
        prints[entry.key] = prints.get(entry.key, 0) + 1
        columns[entry.key] = set()
    columns[entry.key] |= own
    return prints[entry.key]


def _repeats(entries: Sequence[Entry], i: int) -> bool:
    """The first row of a page that prints the last one of the page before again, figure for figure."""
    if not i or entries[i].key is None or not entries[i].row.leads:
        return False
    one, two = entries[i - 1], entries[i]
    return one.row.grid is not two.row.grid and one.key == two.key and one.amounts == two.amounts != ()


def _add_figures(entry: Entry, key: str, doubt: str, collector: Collector) -> None:
    for col, cell in entry.figures:
        column = entry.group.figures[col]
        if column == UNKNOWN:
            if cell.text:
                collector.columns[UNKNOWN] = None
                heading = entry.row.paths[col].split("//")[0]
                collector.notes.append(f"page {entry.row.grid.page.number}: the heading “{heading}” names no known column")
            continue
        unclear = "the header over this column is not clear" if col in entry.group.doubtful else ""
        collector.add_cell(key, column, entry.row, cell, doubt or unclear or _spans(entry, cell))


def _spans(entry: Entry, cell: object) -> str:
    """A merged cell is in doubt when it reaches over another figure column or another row."""
    rows, cols = getattr(cell, "rows", 1), getattr(cell, "cols", 1)
    first = getattr(cell, "col", 0)
    covered = [c for c in entry.group.figures if first <= c < first + cols]
    return "the cell spans several rows or columns" if len(covered) > 1 or rows > 1 else ""


def _rest(entry: Entry, last: Entry | None, collector: Collector) -> None:
    """A row without a key: what a page break cut off the row above, or something to tell."""
    page = entry.row.grid.page.number
    if last is None or last.key is None:
        if entry.amounts:
            collector.notes.append(f"a row with figures but no code on page {page}: {entry.label[:30]}")
        return
    if entry.row.leads and entry.amounts and not entry.label and not last.amounts:
        _add_figures(entry, last.key, "the row was cut by the page break", collector)
    elif entry.amounts:
        collector.notes.append(f"a row with figures but no code on page {page}: {entry.label[:30]}")
        if not entry.label:
            collector.doubt_row(last.key, "figures without a code stand below it: a digit may be lost")
