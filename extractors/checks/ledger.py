"""The forms of one document, indexed by place: what is printed, blank, implied or unread."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extractors.amounts import decimals
from extractors.catalogue import may_be_empty
from extractors.checks.cells import YUAN, Cell, CellState
from extractors.checks.decimals import Style, styles_of
from extractors.model import Blank, Box, Fact, FormRead, RowRead

_STATED_ZERO = ("stated_none", "blank")


class Ledger:
    """Answers what stands at (form, row, column). Cells are made once per place."""

    def __init__(self, forms: Iterable[FormRead]) -> None:
        self.forms: dict[str, FormRead] = {form.form: form for form in forms}
        self.styles: dict[str, Style] = styles_of(self.forms.values())
        self._facts: dict[tuple[str, str, str], Fact] = {}
        self._blanks: dict[tuple[str, str, str], Blank] = {}
        self._rows: dict[str, dict[str, RowRead]] = {}
        self._columns: dict[str, tuple[str, ...]] = {}
        self._cells: dict[tuple[str, str, str], Cell] = {}
        self.doubts: dict[tuple[str, str, str], str] = {}
        for form in self.forms.values():
            self._index(form)

    def _index(self, form: FormRead) -> None:
        name = form.form
        self._rows[name] = {row.key: row for row in form.rows}
        for fact in form.facts:
            self._rows[name].setdefault(fact.row, RowRead(key=fact.row, label=fact.label, box=fact.box))
            before = self._facts.setdefault(fact.key, fact)
            if before.value != fact.value:
                self.doubts[fact.key] = f"printed twice with different figures: {before.text} and {fact.text}"
            doubt = self.styles[name].doubts(fact)
            if doubt:
                self.doubts[fact.key] = doubt
        for blank in form.blanks:
            self._blanks[(name, blank.row, blank.column)] = blank
        seen = dict.fromkeys((*form.columns, *(fact.column for fact in form.facts)))
        self._columns[name] = tuple(seen)

    def status(self, form: str) -> str:
        """The form's status, `missing` where the document has no trace of it.

        Every department has income and expenditure: only the forms of funds and of 三公 can hold nothing.
        """
        if form not in self.forms:
            return "missing"
        status = self.forms[form].status
        return "missing" if status in _STATED_ZERO and not may_be_empty(form) else status

    def rows(self, form: str) -> dict[str, RowRead]:
        """Printed rows in order."""
        return self._rows.get(form, {})

    def columns(self, form: str) -> tuple[str, ...]:
        """Columns whose header was found."""
        return self._columns.get(form, ())

    def codes(self, form: str) -> list[str]:
        """The printed classification codes."""
        return [key for key in self.rows(form) if key.isdigit()]

    def cell(self, form: str, row: str, column: str) -> Cell:
        """The one cell object of this place."""
        key = (form, row, column)
        found = self._cells.get(key)
        if found is None:
            found = self._cells[key] = self._make(key)
        return found

    def _make(self, key: tuple[str, str, str]) -> Cell:
        fact = self._facts.get(key)
        if fact is not None:
            return self._printed(key, fact)
        blank = self._blanks.get(key)
        state = self._state(key, blank is not None)
        label = self._label(key)
        if blank is None:
            return Cell(*key, state=state, label=label, box=self._row_box(key))
        return Cell(*key, state=state, label=label, box=blank.box, sound=blank.address.sound)

    def _printed(self, key: tuple[str, str, str], fact: Fact) -> Cell:
        scale = YUAN[fact.unit]
        places = decimals(fact.value) if fact.unit == "%" else max(decimals(fact.value), self.styles[fact.form].usual)
        return Cell(
            *key,
            state="printed",
            amount=fact.value * scale,
            half=Decimal(5).scaleb(-places - 1) * scale,
            sound=fact.reading.sound and fact.address.sound and key not in self.doubts,
            label=fact.label or self._label(key),
            box=fact.box,
            fact=fact,
        )

    def _state(self, key: tuple[str, str, str], blank: bool) -> CellState:
        form, row, column = key
        status = self.status(form)
        if blank:
            return "blank"
        if status in _STATED_ZERO:
            return "implied"
        if status != "read":
            return "unread"
        printed = row in self._rows[form] and column in self._columns[form]
        return "unread" if printed else "implied"

    def _label(self, key: tuple[str, str, str]) -> str:
        row = self.rows(key[0]).get(key[1])
        return row.label if row else ""

    def _row_box(self, key: tuple[str, str, str]) -> Box | None:
        row = self.rows(key[0]).get(key[1])
        return row.box if row else None

    def has_column(self, form: str, column: str) -> bool:
        """True where the form was read and prints this column, or holds nothing at all."""
        return column in self.columns(form) or self.status(form) in _STATED_ZERO

    def name_of(self, form: str, code: str) -> str:
        """The row's printed name."""
        return self._label((form, code, ""))
