"""Printed text -> exact Decimal with its printed decimals. Never float."""

from __future__ import annotations

import re
from decimal import Decimal

_WIDE = str.maketrans("０１２３４５６７８９．，－＋（）％　−﹣–—", "0123456789.,-+()% ----")
_PRINTED = re.compile(r"-?(?:[1-9]\d{0,2}(?:,\d{3}){1,5}|0|[1-9]\d{0,15})(?:\.\d{1,8})?")
_DASHES = re.compile(r"[-\s]+|\s*/\s*")


def fold_width(text: str) -> str:
    """Full-width digits, signs and blanks as ASCII; one character stays one character."""
    return text.translate(_WIDE)


def parse_amount(text: str) -> Decimal | None:
    """The figure a cell prints, or None if it prints anything else.

    Stray blanks between digits are dropped ("1, 507. 06"), parentheses and a leading minus mean negative,
    printed decimals are kept: `0.00` -> Decimal("0.00"). Misplaced thousands separators, leading zeros and more digits
    than any budget has (a code, figures run together) are not an amount.
    """
    squeezed = re.sub(r"\s+", "", fold_width(text))
    if squeezed.startswith("(") and squeezed.endswith(")"):
        squeezed = "-" + squeezed[1:-1]
    if not _PRINTED.fullmatch(squeezed):
        return None
    return Decimal(squeezed.replace(",", ""))


def is_dash(text: str) -> bool:
    """True for a cell that prints only dashes or one slash: a way to print blank."""
    folded = fold_width(text)
    return bool(folded.strip()) and bool(_DASHES.fullmatch(folded))


def plain(value: Decimal) -> str:
    """Plain decimal text with the printed decimals, no exponent, no separators."""
    return format(value, "f")


def decimals(value: Decimal) -> int:
    """How many decimals were printed."""
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def half_unit(value: Decimal) -> Decimal:
    """Half of the last printed digit: the printed figure stands for value ± this."""
    return Decimal(5).scaleb(-decimals(value) - 1)
