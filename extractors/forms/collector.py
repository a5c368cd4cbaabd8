"""Gathers the figures, blanks and rows of one form; the only place where a cell becomes a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.amounts import fold_width, is_dash, parse_amount
from extractors.forms.sheet import SheetRow, address_of
from extractors.model import Address, Blank, Box, Fact, Reading, RowRead, Scanned, Unit
from extractors.tables import Cell, ink_of

_FIGURE = re.compile(r"\d[.．]\d{2}|[.．]\d{6}|\d,\d{3}")
_CODE = re.compile(r"\d{2,7}")
_RATE = "_pct"


class Collector:
    """Facts by key: the first print of a figure stands; a second one that differs puts both addresses in doubt."""

    def __init__(self, form: str, unit: Unit) -> None:
        self.form = form
        self.unit = unit
        self.facts: dict[tuple[str, str], Fact] = {}
        self.blanks: dict[tuple[str, str], Blank] = {}
        self.rows: dict[str, RowRead] = {}
        self.columns: dict[str, None] = {}
        self.notes: list[str] = []

    def add_row(self, key: str, label: str, box: Box | None, number: str = "") -> None:
        """A row that is printed, whether it holds figures or not; a repeated row keeps its longest label."""
        if key not in self.rows or len(label) > len(self.rows[key].label):
            self.rows[key] = RowRead(key=key, label=label, box=box, number=number)

    def add_cell(self, key: str, column: str, row: SheetRow, cell: Cell, doubt: str = "") -> None:
        """A cell under a known row and column: a fact, a blank, or a note that it could not be read."""
        self.columns[column] = None
        text = cell.text
        address = address_of(row, cell)
        if key in self.rows and _FIGURE.search(self.rows[key].label):
            doubt = doubt or "a figure stands in the label of its row: columns ran together"
        if doubt:
            address = Address(kind=address.kind, sound=False, note=doubt)
        if not text or is_dash(text):
            if (key, column) not in self.facts:
                self.blanks.setdefault((key, column), Blank(row=key, column=column, box=row.box(cell), address=address))
            return
        rate = column.endswith(_RATE)
        value = parse_amount(text.rstrip("%％") if rate else text)
        if value is None:
            self.notes.append(f"{self.form} {key} {column}: “{text[:40]}” on page {row.grid.page.number} is no figure")
            return
        reading = _reading(row, cell)
        fact = Fact(
            form=self.form,
            row=key,
            column=column,
            value=value,
            unit="%" if rate else self.unit,
            box=row.box(cell),
            text=_printed(cell),
            label=self.rows[key].label if key in self.rows else "",
            reading=reading,
            address=address,
        )
        self._keep(fact)

    def rename(self, key: str, to: str) -> None:
        """The row gets another key, with its figures and blanks, in its place."""
        self.rows = {
            to if k == key else k: row.model_copy(update={"key": to}) if k == key else row for k, row in self.rows.items()
        }
        self.facts = {
            (to if r == key else r, c): fact.model_copy(update={"row": to}) if r == key else fact
            for (r, c), fact in self.facts.items()
        }
        self.blanks = {
            (to if r == key else r, c): blank.model_copy(update={"row": to}) if r == key else blank
            for (r, c), blank in self.blanks.items()
        }

    def doubt_row(self, key: str, note: str) -> None:
        """Every figure of a row becomes doubtful: digits beside it belong to nothing that was read."""
        for place, fact in self.facts.items():
            if place[0] == key and fact.address.sound:
                self.facts[place] = fact.model_copy(update={"address": Address(kind=fact.address.kind, sound=False, note=note)})

    def doubt_blanks(self, key: str, note: str) -> None:
        """The empty cells of a row may not be empty: figures stand close to it that belong to nothing that was read."""
        for place, blank in self.blanks.items():
            if place[0] == key and blank.address.sound:
                self.blanks[place] = blank.model_copy(update={"address": Address(sound=False, note=note)})

    def _keep(self, fact: Fact) -> None:
        place = (fact.row, fact.column)
        before = self.facts.get(place)
        if before is None:
            self.blanks.pop(place, None)
            self.facts[place] = fact
        elif before.value != fact.value:
            note = f"printed twice with different figures: {before.text} and {fact.text}"
            self.notes.append(f"{self.form} {fact.row} {fact.column}: {note}")
            self.facts[place] = before.model_copy(update={"address": Address(kind=before.address.kind, sound=False, note=note)})


def _reading(row: SheetRow, cell: Cell) -> Reading:
    """Sound where the cell prints one figure and every digit drawn in it was read once, here."""
    if len(cell.lines) > 1 and _several(cell):
        return Reading(sound=False, note="the cell prints more than one figure")
    if row.grid.page.scanned:
        return _from_picture(row, cell)
    strays = row.grid.strays
    own = {ink_of(g) for g in cell.glyphs} if strays else set()
    if any(ink_of(g) in own or (cell.x0 <= g.x < cell.x1 and cell.top <= g.y < cell.bottom) for g in strays):
        return Reading(sound=False, note="a digit printed here was not read, or read twice")
    return Reading(sound=True)


def _from_picture(row: SheetRow, cell: Cell) -> Reading:
    """Sound where nothing speaks against any character of the figure."""
    read = [row.grid.page.scanned.get(ink_of(glyph)) for glyph in cell.glyphs]
    doubts = dict.fromkeys(how.doubt for how in read if how is not None and how.doubt)
    if any(len({how.word for how in map(row.grid.page.scanned.get, map(ink_of, line)) if how}) > 1 for line in cell.lines):
        doubts["the cell prints several pieces of text"] = None
    if any(_doubtful_code(row, other) for other in row.cells if other != cell):
        doubts["the code of its row is in doubt"] = None
    own = {ink_of(glyph) for glyph in cell.glyphs}
    if any(ink_of(g) in own or (cell.x0 <= g.x < cell.x1 and cell.top <= g.y < cell.bottom) for g in row.grid.strays):
        doubts["a digit printed here was not read, or read twice"] = None
    return Reading(source="ocr", sound=not doubts, note="; ".join(doubts), others=_others(cell, read))


def _doubtful_code(row: SheetRow, cell: Cell) -> bool:
    """A cell of plain digits some of which may be others: the figures beside it may belong to another row."""
    read = [row.grid.page.scanned.get(ink_of(glyph)) for glyph in cell.glyphs]
    return _CODE.fullmatch(cell.text) is not None and any(how.doubt for how in read if how is not None)


def _others(cell: Cell, read: Sequence[Scanned | None]) -> tuple[Decimal, ...]:
    """What the figure says with each doubtful character as its second choice."""
    chars = [glyph.char for glyph in cell.glyphs]
    texts = [
        [*chars[:i], how.second, *chars[i + 1 :]] for i, how in enumerate(read) if how is not None and how.doubt and how.second
    ]
    values = [parse_amount("".join(text)) for text in texts]
    return tuple(dict.fromkeys(value for value in values if value is not None))


def _printed(cell: Cell) -> str:
    """The figure as printed, line breaks dropped, blanks between digits kept."""
    return "".join("".join(g.char for g in line) for line in cell.lines).strip()


def _several(cell: Cell) -> bool:
    """Two lines that are both complete figures by themselves; without decimals any two lines of digits may be."""
    texts = [fold_width("".join(g.char for g in line)) for line in cell.lines]
    pointed = any("." in text for text in texts)
    return sum((not pointed or "." in t) and parse_amount(t) is not None for t in texts) > 1
