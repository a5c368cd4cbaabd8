"""BG10: projects with the money that pays them, by unit where the table has several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts import parse_amount
from extractors.forms.coded.roles import UNKNOWN, Group, groups_of
from extractors.forms.coded.rows import is_office
from extractors.forms.collector import Collector
from extractors.forms.repeats import Repeats
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Cell

_WORD = re.compile(r"[一-鿿]")
_TOTAL = re.compile(r"^(总?合计|总计)[:：]?$")
_BRACKETED = re.compile(r"^[\[【(（](\d{3,})[\]】)）]")
_CODE = re.compile(r"^\d{3,}$")
_HEADING = re.compile("(单位|部门)(编码|代码|名称)$|^(预算)?单位$")
_CUT = "the name of its unit may be cut"
_UNCLEAR = "units and projects stand in one column, and which is which is not clear"


class _Project(NamedTuple):
    """A printed row. `unit` is empty where no column prints one; `whole`: the sum of all."""

    row: SheetRow
    group: Group
    unit: str
    name: str
    at: Cell | None
    whole: bool

    @property
    def figures(self) -> list[tuple[str, Cell]]:
        cells = ((column, self.row.grid.at(self.row.index, col)) for col, column in self.group.figures.items())
        return [(column, cell) for column, cell in cells if cell.row == self.row.index and column != UNKNOWN]

    @property
    def amount(self) -> Decimal:
        """Its first figure."""
        amounts = (parse_amount(cell.text) for _, cell in self.figures)
        return next((amount for amount in amounts if amount is not None), Decimal(0))


def read_projects(sheet: Sheet, table: str, collector: Collector) -> None:
    """Rows by `unit|project`, by the project alone where one unit is all there is; `unit:…` for rows of units."""
    projects = _projects(sheet, table)
    if not projects:
        return
    repeats = Repeats()
    for project, key, doubt in _keyed(projects):
        name = key if key == "total" else repeats.key(key)
        collector.add_row(name, project.name or project.unit, project.row.box(project.at) if project.at else None)
        for column, cell in project.figures:
            spans = "" if cell.cols == 1 and cell.rows == 1 else "the cell spans several rows or columns"
            collector.add_cell(name, column, project.row, cell, doubt or spans)
    repeats.settle(collector)


def _projects(sheet: Sheet, table: str) -> list[_Project]:
    groups: dict[int, Group] = {}
    found: list[_Project] = []
    for row in sheet.rows:
        if id(row.grid) not in groups:
            groups[id(row.grid)] = groups_of(sheet, row, table)[0]
        project = _project(row, groups[id(row.grid)], found[-1].unit if found else "")
        if any(parse_amount(cell.text) is not None for _, cell in project.figures):
            found.append(project)
        elif row.leads and project.name and found and not found[-1].whole:
            found[-1] = found[-1]._replace(name=found[-1].name + project.name)
    return found


def _project(row: SheetRow, group: Group, above: str) -> _Project:
    stub = _cells(row, sorted({*group.units, *group.projects, *group.names}))
    names = _cells(row, group.projects or group.names[:1])
    name = "".join(cell.text for cell in names if _WORD.search(cell.text))
    said = [*(cell.text for cell in stub), "".join(cell.text for cell in stub)]
    whole = any(_TOTAL.match(text) for text in said) or (not stub and not name)
    unit = _unit(row, group) or (above if group.units else "")
    return _Project(row, group, unit, name, next(iter(names or stub), None), whole)


def _unit(row: SheetRow, group: Group) -> str:
    """The unit's code where one is printed, else its name; a merged cell reaches down over the rows of its projects."""
    texts = [text for col in group.units if not _HEADING.search(text := row.grid.at(row.index, col).text)]
    code = next((match.group(1) for text in texts if (match := _BRACKETED.match(text))), "")
    return code or next((text for text in texts if _CODE.match(text)), "") or next((t for t in texts if t), "")


def _cells(row: SheetRow, columns: Sequence[int]) -> list[Cell]:
    cells = dict.fromkeys(row.grid.at(row.index, col) for col in columns)
    return [cell for cell in cells if cell.row == row.index and cell.text]


def _keyed(projects: Sequence[_Project]) -> list[tuple[_Project, str, str]]:
    """Every row with its key and why that may be wrong."""
    several = len({project.unit for project in projects if not project.whole}) > 1
    if any(project.group.units for project in projects):
        keys = ["total" if p.whole else f"{p.unit}|{p.name}" if several else p.name or f"unit:{p.unit}" for p in projects]
        doubts = [_CUT if several and not p.whole and _may_be_cut(p.unit) else "" for p in projects]
        return list(zip(projects, keys, doubts, strict=True))
    wholes = [project for project in projects if project.whole]
    rest = [project for project in projects if not project.whole]
    if not wholes and len(rest) > 1 and rest[0].amount == sum(project.amount for project in rest[1:]):
        wholes, rest = rest[:1], rest[1:]
    return [*((whole, "total", "") for whole in wholes[:1]), *_grouped(rest, wholes[0].amount if wholes else None)]


def _may_be_cut(unit: str) -> bool:
    """A unit's name that does not end as names of offices do: a page break may have cut its merged cell in two."""
    return not unit or not (_CODE.match(unit) or is_office(unit))


def _grouped(rest: Sequence[_Project], whole: Decimal | None) -> list[tuple[_Project, str, str]]:
    """Rows of one column: all are projects where they add up to the whole, else units above their own projects."""
    if whole is None or sum(project.amount for project in rest) == whole:
        return [(project, project.name, "") for project in rest]
    units = _units(rest)
    if not units or sum(rest[i].amount for i in units) != whole:
        return [(project, project.name, _UNCLEAR) for project in rest]
    found: list[tuple[_Project, str, str]] = []
    unit = ""
    for i, project in enumerate(rest):
        unit = project.name if i in units else unit
        found.append((project, f"unit:{unit}" if i in units else f"{unit}|{project.name}", ""))
    return found


def _units(rest: Sequence[_Project]) -> list[int]:
    """Places of rows that are the sums of the rows right below them, one after another; [] where they do not work out."""
    found: list[int] = []
    at = 0
    while at < len(rest):
        end, amount = at + 1, Decimal(0)
        while end < len(rest) and (amount != rest[at].amount or end == at + 1):
            amount += rest[end].amount
            end += 1
        if amount != rest[at].amount or end == at + 1:
            return []
        found.append(at)
        at = end
    return found
