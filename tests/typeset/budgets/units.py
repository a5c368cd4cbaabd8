"""Tables whose rows are budget units: BG02, BG03, BG05U."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.typeset.budgets.accounts import Accounts, Figure, Unit
from tests.typeset.budgets.coded import Line, Sheet, coded_table
from tests.typeset.budgets.heads import Column, Path
from tests.typeset.budgets.style import Style
from tests.typeset.budgets.wording import notes_of
from tests.typeset.table import Cell, Table


def unit_paths(style: Style) -> tuple[Path, ...]:
    """Heads of the columns that name the unit."""
    name = style.left_words.get("unit_name", "单位名称")
    return ((style.left_words.get("unit_code", "单位编码"),), (name,)) if style.unit_codes else ((name,),)


def unit_key(style: Style, unit: Unit) -> str:
    """How a printed unit is told from others: by its code where that is printed."""
    return unit.code if style.unit_codes else unit.name


def unit_cells(style: Style, unit: Unit) -> tuple[Cell, ...]:
    """Code and name, or the name alone."""
    return (Cell(unit.code), Cell(unit.name)) if style.unit_codes else (Cell(unit.name),)


def parent_of(accounts: Accounts) -> Unit:
    """The department as a whole; its own office is the first of its units."""
    return Unit(accounts.units[0].code[:3], accounts.department + "部门", True)


def by_units(
    style: Style, accounts: Accounts, form: str, title: str, columns: Sequence[Column], figure: Callable[[str], Figure]
) -> Table:
    """A row for every unit below the total; or, in the shortest practice, the total's row alone and without a label."""

    def sums(units: Sequence[Unit]) -> dict[str, int]:
        own = [e for e in accounts.entries if e.unit in units]
        return {c.key: sum(figure(c.key)(e) for e in own) for c in columns}

    plain = style.model_copy(update={"unit_column": False})
    if form == "BG02" and style.bg02 == "one":
        alone = plain.model_copy(update={"numbers": "none"})
        return coded_table(alone, Sheet(form, title, (), columns, [Line("total", (), sums(accounts.units))], None), "")
    lines = [Line(f"unit:{unit_key(style, u)}", unit_cells(style, u), sums([u])) for u in accounts.units]
    if style.unit_parent:
        over = parent_of(accounts)
        lines = [Line(f"unit:{unit_key(style, over)}", unit_cells(style, over), sums(accounts.units)), *lines]
    sheet = Sheet(form, title, unit_paths(style), columns, lines, sums(accounts.units), notes_of(style, form))
    return coded_table(plain, sheet, "")
