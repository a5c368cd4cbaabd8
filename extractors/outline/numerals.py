"""Numbers as headings print them."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0}


def chinese_number(text: str) -> int:
    """一 … 九十九 as a number; 0 for anything else."""
    if text == "十":
        return 10
    tens, ten, ones = text.rpartition("十")
    if ten:
        return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    return _DIGITS.get(text, 0)


def chinese_year(text: str) -> int | None:
    """二〇二四 as 2024."""
    if len(text) != 4 or any(char not in _DIGITS for char in text):
        return None
    return int("".join(str(_DIGITS[char]) for char in text))
