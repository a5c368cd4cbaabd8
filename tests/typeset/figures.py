"""How an exact amount becomes ink, and which value that ink truthfully says."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from tests.typeset.layout import Layout

_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_DASHES = {"dash": "-", "long_dash": "—", "double_dash": "——", "wide_dash": "－", "slash": "/"}
_FEN_PER = {"万元": 1_000_000, "元": 100}


class Figure(NamedTuple):
    """Printed text and its plain value; value None where the cell says nothing."""

    text: str
    value: str | None


def printed(layout: Layout, fen: int | None) -> Figure:
    """An amount as this layout prints it. None: the cell does not apply."""
    if fen is None:
        return Figure("", None)
    if fen == 0:
        return _zero(layout)
    value = _rounded(Decimal(fen) / _FEN_PER[layout.unit], layout.decimals)
    return Figure(_ink(layout, value), format(value, "f"))


def _rounded(value: Decimal, places: int | None) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-(2 if places is None else places)), ROUND_HALF_UP)
    if places is not None:
        return rounded
    stripped = rounded.normalize()
    return stripped if stripped.as_tuple().exponent <= 0 else stripped.quantize(Decimal(1))  # type: ignore[operator]


def _zero(layout: Layout) -> Figure:
    if layout.zero == "blank":
        return Figure("", None)
    if layout.zero in _DASHES:
        return Figure(_DASHES[layout.zero], None)
    places = layout.decimals if layout.zero == "0.00" and layout.decimals is not None else 2 if layout.zero == "0.00" else 0
    text = format(Decimal(0).quantize(Decimal(1).scaleb(-places)), "f")
    return Figure(text.translate(_WIDE) if layout.full_width_digits else text, text)


def _ink(layout: Layout, value: Decimal) -> str:
    text = format(value, ",f" if layout.thousands else "f")
    if layout.stray_spaces:
        text = text.replace(",", ", ").replace(".", ". ")
    if layout.bracket_negatives and value < 0:
        text = f"({text[1:]})"
    text = text.replace("-", layout.minus)
    if layout.spaced_digits:
        text = " ".join(text)
    return text.translate(_WIDE) if layout.full_width_digits else text
