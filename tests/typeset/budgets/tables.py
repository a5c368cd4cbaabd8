"""Every form of a budget as a table, by its canonical name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping

from tests.typeset.books import CATALOG as NAMES
from tests.typeset.budgets.accounts import BASIC, CATALOG, FUNDS, Accounts, Entry, Figure, by_function, economic
from tests.typeset.budgets.cells import code_paths
from tests.typeset.budgets.coded import Line, Naming, Sheet, coded_table, lines_of
from tests.typeset.budgets.compound import compound_spending, paired_economic
from tests.typeset.budgets.groups import grouped_economic
from tests.typeset.budgets.heads import Column
from tests.typeset.budgets.projects import projects
from tests.typeset.budgets.spending import by_columns, figure_of, income_columns, income_figure, spending_columns
from tests.typeset.budgets.style import Style
from tests.typeset.budgets.three_public import three_public
from tests.typeset.budgets.totals import fiscal_income_and_spending, income_and_spending, income_lines
from tests.typeset.budgets.units import by_units
from tests.typeset.budgets.wording import absence, notes_of, title_of
from tests.typeset.table import Cell, Row, Table

_OF_BG02 = {"special_account": "fiscal_special_account"}


class Maker:
    """One document's tables."""

    def __init__(self, style: Style, accounts: Accounts, rng: random.Random) -> None:
        self.style, self.accounts, self.rng = style, accounts, rng

    def table(self, form: str) -> Table:
        """The form as this place prints it."""
        if form in ("BG01", "BG04"):
            maker = income_and_spending if form == "BG01" else fiscal_income_and_spending
            return maker(self.style, self.accounts, title_of(self.style, form, self.accounts.department))
        if form == "BG07":
            return three_public(self.style, self.accounts, title_of(self.style, form, self.accounts.department))
        if form == "BG10":
            return projects(self.style, self.accounts, title_of(self.style, form, self.accounts.department))
        if form == "BG02":
            return self._income()
        if form in ("BG06", "BG06E", "BG06P", "BG12", "BG14"):
            return self._economic(form)
        return self._spending(form)

    def _title(self, form: str) -> str:
        return title_of(self.style, form, self.accounts.department)

    # income ---------------------------------------------------------------

    def _income(self) -> Table:
        if self.style.bg02 == "lines":
            return income_lines(self.style, self.accounts, self._title("BG02"))
        columns = tuple(c._replace(key=_OF_BG02.get(c.key, c.key)) for c in income_columns(self.style))
        if self.style.bg02 in ("units", "one"):
            return by_units(self.style, self.accounts, "BG02", self._title("BG02"), columns, income_figure)
        figures: dict[str, dict[str, int]] = {}
        for column in columns:
            for code, amount in by_function(self.accounts.entries, income_figure(column.key)).items():
                figures.setdefault(code, {})[column.key] = amount
        return self._functional("BG02", columns, figures)

    # spending -------------------------------------------------------------

    def _spending(self, form: str) -> Table:
        style = self.style
        variant = {"BG03": style.bg03, "BG05": style.bg05, "BG11": style.bg05, "BG05U": "split"}.get(form, style.bg08)
        entries = self._entries(form)
        if form == "BG03" and style.compound_spending:
            return compound_spending(style, self.accounts, self._title(form))
        if form == "BG03" and variant == "units":
            columns = tuple(c for c in income_columns(style))
            return by_units(style, self.accounts, form, self._title(form), columns, income_figure)
        columns = spending_columns(style, form, variant)
        if form == "BG05U":
            return by_units(style, self.accounts, form, self._title(form), columns, _of_general(style))
        figures = by_columns(style, entries, columns)
        if form == "BG03" and variant == "single":
            return self._single(form, columns, figures)
        if not entries:
            return self._empty(form, columns)
        return self._functional(form, columns, figures)

    def _entries(self, form: str) -> list[Entry]:
        sources = {"BG03": (), "BG11": FUNDS, "BG08": ("fund",), "BG09": ("state_capital",)}.get(form, ("general",))
        return self.accounts.of(*sources)

    def _functional(self, form: str, columns: Iterable[Column], figures: Mapping[str, Mapping[str, int]]) -> Table:
        style = self.style
        naming = Naming(self.accounts.names, style.codes)
        shown = {c: f for c, f in figures.items() if any(f.values())}
        lines = lines_of(style, naming, shown, self.rng)
        left = code_paths(style, style.codes)
        sheet = Sheet(form, self._title(form), left, tuple(columns), lines, figures["total"], notes_of(style, form))
        return coded_table(style, sheet, self.accounts.department)

    def _single(self, form: str, columns: tuple[Column, ...], figures: Mapping[str, Mapping[str, int]]) -> Table:
        """One row of figures without a label, as the forms of some provinces."""
        sheet = Sheet(form, self._title(form), (), columns, [Line("total", (), figures["total"])], None)
        return coded_table(self.style.model_copy(update={"numbers": "none", "unit_column": False}), sheet, "")

    def _empty(self, form: str, columns: tuple[Column, ...]) -> Table:
        """A form without figures, in this place's way of saying so."""
        style = self.style
        said = absence(style, form)
        total = {} if style.empty_as in ("total_blank", "total_zero") else None
        left = code_paths(style, style.codes)
        if style.empty_as in ("total_blank", "total_zero"):
            zero = "0.00" if style.empty_as == "total_zero" else "blank"
            style = style.model_copy(update={"by_form": {**style.by_form, form: {"zero": zero}}, "total_zero": zero})
        notes = (said,) if style.empty_as in ("grid_and_note", "total_zero") else ()
        table = coded_table(style, Sheet(form, self._title(form), left, columns, [], total, notes), self.accounts.department)
        if style.empty_as == "sentence":
            return table._replace(rows=(), sentence=said.removeprefix("注："))
        if not any(row for row in table.rows if not row.head):
            wide = len(table.roles)
            table = table._replace(rows=(*table.rows, *[Row((Cell(),) * wide)] * 4))
        return table

    # economic -------------------------------------------------------------

    def _economic(self, form: str) -> Table:
        style = self.style
        title = self._title(form)
        if form == "BG06" and style.bg06 == "pairs":
            return paired_economic(style, self.accounts, form, title)
        if form == "BG06E" and style.bg06e == "three_ways":
            return paired_economic(style, self.accounts, form, title)
        if form == "BG06" and style.bg06 == "groups":
            return grouped_economic(style, self.accounts, title)
        variant = _economic_variant(style, form)
        columns = spending_columns(style, form, variant)
        if form == "BG14":
            columns = tuple(c._replace(key="amount") for c in columns)
        figures = self._economic_figures(form, [c.key for c in columns])
        names = {**NAMES["economic"], **CATALOG["seven_digits"]}
        naming = Naming(names, style.economic_codes, economic=True)
        lines = lines_of(style, naming, figures, self.rng)
        left = code_paths(style, style.economic_codes, economic=True)
        sheet = Sheet(form, title, left, columns, lines, figures["total"], notes_of(style, form))
        return coded_table(style, sheet, self.accounts.department)

    def _economic_figures(self, form: str, keys: list[str]) -> dict[str, dict[str, int]]:
        sources = FUNDS if form == "BG12" else ("general",)
        within = {"BG06P": ("project",), "BG06E": (*BASIC, "project"), "BG14": ("operating",)}.get(form, BASIC)
        kinds = {"total": within, "amount": within, "basic": BASIC}
        figures: dict[str, dict[str, int]] = {}
        for key in keys:
            entries = self.accounts.of(*sources, kinds=kinds.get(key, (key,)))
            for code, amount in economic(entries).items():
                figures.setdefault(code, {})[key] = amount
        if self.style.seven_digits:
            figures |= _seven_digits(figures)
        if not self.style.used_only and form in ("BG06", "BG12"):
            figures |= {c: {} for c in NAMES["economic"] if c not in figures and c[:3] not in ("307", "399")}
        return dict(sorted(figures.items()))


def _seven_digits(figures: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    made: dict[str, dict[str, int]] = {}
    for parent in ("30102", "30302"):
        if parent in figures:
            first = {k: v * 3 // 5 // 10_000 * 10_000 for k, v in figures[parent].items()}
            made[parent + "01"] = first
            made[parent + "02"] = {k: v - first[k] for k, v in figures[parent].items()}
    return made


def _economic_variant(style: Style, form: str) -> str:
    if form in ("BG06P", "BG14"):
        return "amount"
    if form == "BG06E":
        return style.bg06e
    return "basic_halves" if style.bg06 == "three" else "amount"


def _of_general(style: Style) -> Callable[[str], Figure]:
    """Spending columns, counting general money alone."""

    def figure(key: str) -> Figure:
        whole = figure_of(style, key)
        return lambda e: whole(e) if e.source == "general" else 0

    return figure
