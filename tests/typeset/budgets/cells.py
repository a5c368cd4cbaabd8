"""Cells: amounts with their address, and codes and names as a place writes them."""

from __future__ import annotations

from typing import NamedTuple

from tests.typeset.budgets.accounts import CATALOG
from tests.typeset.budgets.heads import Path
from tests.typeset.budgets.style import Codes, Style
from tests.typeset.figures import printed
from tests.typeset.table import Cell, Key

LEVEL = {3: 0, 5: 1, 7: 2}
SPLIT = ("prefixed", "own", "own_full", "tail")
IN_NAME = ("bracket", "dash", "names")


class Address(NamedTuple):
    """Where a figure belongs."""

    form: str
    row: str
    column: str


def amount(style: Style, at: Address, fen: int | None, *, total: bool = False) -> Cell:
    """A figure as this place prints it; no fact where its column has no canonical key."""
    ink = style.ink(at.form, total)
    if style.mixed_decimals and fen and fen // 1000 % 3 == 0:
        ink = ink.model_copy(update={"decimals": None})
    figure = printed(ink, fen)
    if not at.column or not at.row:
        return Cell(figure.text, "amount")
    return Cell(figure.text, "amount", 1, Key(*at), figure.value)


def percent(at: Address, part: int, whole: int) -> Cell:
    """A change in per cent of last year's figure; blank on a zero base."""
    if not whole:
        return Cell("", "amount")
    value = f"{part / whole * 100:.2f}"
    return Cell(f"{value}%", "amount", 1, Key(*at), value)


def code_paths(style: Style, codes: Codes, economic: bool = False) -> tuple[Path, ...]:
    """Heads of the columns that say which row it is, without the unit's."""
    kind = "economic_" if economic else ""
    code, name = (style.left_words.get(kind + part, CATALOG["classes_words"][kind + part][0]) for part in ("code", "name"))
    top = (style.left_top,) if style.left_top else ()
    if codes in IN_NAME:
        return ((*top, name if codes == "names" else name.replace("名称", "")),)
    if codes in SPLIT:
        return (*((*top, code, part) for part in ("类款" if economic else "类款项")), (*top, name))
    return (*top, code), (*top, name)


def code_cells(style: Style, codes: Codes, code: str, name: str, economic: bool = False) -> tuple[Cell, ...]:
    """A row's code and name in this place's way."""
    level = LEVEL[len(code)]
    indent = level if style.layout.indent_names or codes == "names" else 0
    if codes in IN_NAME:
        text = {"bracket": f"[{code}]{name}", "dash": f"{code}-{name}", "names": name}[codes]
        return (Cell(text, indent=indent),)
    if codes in SPLIT:
        return (*(Cell(part, "center") for part in _split(style, codes, code, 2 if economic else 3)), Cell(name, indent=indent))
    text = {"spaced": " ".join(_parts(code)), "last_two": code[3:] if level == 1 and not economic else code}.get(codes, code)
    return Cell(text, indent=level if codes == "last_two" else 0), Cell(name, indent=indent)


def _split(style: Style, codes: Codes, code: str, columns: int) -> list[str]:
    parts, level = _parts(code), LEVEL[len(code)]
    short = [part.lstrip("0") if style.short_parts and i else part for i, part in enumerate(parts)]
    if codes == "prefixed" or (codes == "tail" and level == columns - 1):
        return [*short, *[""] * (columns - len(short))]
    whole = code if codes == "own_full" else short[-1]
    return [whole if i == level else "" for i in range(columns)]


def _parts(code: str) -> list[str]:
    return [part for part in (code[:3], code[3:5], code[5:7]) if part]


def total_cells(style: Style, form: str, width: int, unit: str) -> tuple[Cell, ...]:
    """The label of the 合计 row over `width` columns."""
    if style.unit_column:
        return (Cell(unit), *(Cell() for _ in range(width - 1)))
    ink = style.ink(form)
    said = Cell(ink.total_word, "center")
    if ink.total_label == "merged" or width == 1:
        return (said._replace(span=width),)
    blank = [Cell() for _ in range(width - 1)]
    return (said, *blank) if ink.total_label == "code" else (*blank, said)
