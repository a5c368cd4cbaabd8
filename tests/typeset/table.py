"""A table before it meets paper: header cells with spans, body rows, and the address of every figure."""

from __future__ import annotations

from typing import Literal, NamedTuple

Align = Literal["left", "center", "right", "amount"]
Role = str
"""`code`, `name`, `number` (行次) or `amount`."""


class Key(NamedTuple):
    """Address of a figure in DOMAIN keys."""

    form: str
    row: str
    column: str


class Fact(NamedTuple):
    """One printed figure of the truth; the box (points, top left origin) lies on the page as displayed."""

    form: str
    row: str
    column: str
    value: str
    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Head(NamedTuple):
    """A header cell at (row, col) of the header grid."""

    text: str
    row: int
    col: int
    rows: int = 1
    cols: int = 1
    stacked: bool = False


class Cell(NamedTuple):
    """A body cell; `key` and `value` where its text is a figure of the truth."""

    text: str = ""
    align: Align = "left"
    span: int = 1
    key: Key | None = None
    value: str | None = None
    indent: int = 0
    joined: bool = False
    """Shares the box of the cell above."""
    low: bool = False
    """Its box goes on in the row below: the text sits on the edge between."""


class Row(NamedTuple):
    """One body row; the spans of its cells add up to the number of columns."""

    cells: tuple[Cell, ...]
    strong: bool = False
    head: bool = False
    """True for a row that belongs to the header although it is written like the body (栏次)."""


class Table(NamedTuple):
    """One form as it will be printed; `form` is its canonical name."""

    form: str
    title: str
    roles: tuple[Role, ...]
    heads: tuple[Head, ...]
    head_rows: int
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    sentence: str | None = None
    """Printed instead of a grid."""
