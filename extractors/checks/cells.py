"""A place in a form as the checks see it: printed, blank, implied zero or unread."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractors.model import Box, Fact, Operand, Unit

CellState = Literal["printed", "blank", "implied", "unread"]
ZERO = Decimal(0)
YUAN: dict[Unit, Decimal] = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(100_000_000), "%": Decimal(1)}


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell; there is exactly one object per place, so identity is equality.

    `amount` and `half` (what one printed figure may hide, half of its last digit) are in yuan. `implied` is a zero that
    the form states without printing it: a row or column it leaves out, or a form said to hold nothing. `sound` says
    that reading and address are beyond doubt.
    """

    form: str
    row: str
    column: str
    state: CellState
    amount: Decimal = ZERO
    half: Decimal = ZERO
    sound: bool = True
    label: str = ""
    box: Box | None = None
    fact: Fact | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """(form, row, column)."""
        return self.form, self.row, self.column

    @property
    def nonzero(self) -> bool:
        """A printed figure other than zero."""
        return self.state == "printed" and bool(self.amount)

    @property
    def ruled(self) -> bool:
        """Its column is drawn; a blank's stands beside figures that say so themselves."""
        return self.fact is None or self.fact.address.kind == "ruled_cell"

    @property
    def from_picture(self) -> bool:
        """Its figure was read from a picture: what contradicts it may as well be the reading."""
        return self.fact is not None and self.fact.reading.source == "ocr"

    def operand(self, sign: Literal[1, -1]) -> Operand:
        """This cell as a term of a finding, with the value as printed."""
        value = self.fact.value if self.fact else (None if self.state == "unread" else ZERO)
        return Operand(
            form=self.form,
            row=self.row,
            column=self.column,
            label=self.label,
            sign=sign,
            value=value,
            blank=self.state in ("blank", "implied"),
            box=self.box,
        )
