"""Is one figure another with a single slip of the pen or of the reader?"""

from __future__ import annotations

from decimal import Decimal

from extractors.amounts import plain


def is_slip(printed: Decimal, meant: Decimal) -> bool:
    """One digit changed, lost or added, two digits exchanged, a sign or a decimal point moved."""
    if meant == printed or (meant < 0) != (printed < 0):
        return meant == -printed and bool(meant)
    one, other = plain(abs(printed)), plain(abs(meant))
    return _one_edit(one, other) or _moved_point(one, other)


def _one_edit(one: str, other: str) -> bool:
    if len(one) == len(other):
        return _one_change_or_exchange(one, other)
    shorter, longer = sorted((one, other), key=len)
    return len(longer) - len(shorter) == 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def _one_change_or_exchange(one: str, other: str) -> bool:
    differing = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) == 1:
        return True
    if len(differing) != 2:
        return False
    i, j = differing
    return one[i] == other[j] and one[j] == other[i]


def _moved_point(one: str, other: str) -> bool:
    def significant(text: str) -> str:
        return text.replace(".", "").strip("0")

    return bool(significant(one)) and significant(one) == significant(other)
