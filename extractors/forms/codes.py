"""Classification codes as printed: in one cell, before the name, or spread over 类/款/项 columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from extractors.amounts import fold_width

Family = Literal["functional", "economic"]

_WHOLE: dict[Family, re.Pattern[str]] = {
    "functional": re.compile(r"2\d{2}(?:\d{2}){0,2}$"),
    "economic": re.compile(r"[35]\d{2}(?:\d{2}){0,1}$"),
}
_LEADING = re.compile(r"^[\[【(（]?\s*(\d{3}(?:\d{2}){0,2})\s*[\]】)）]?[-—\s]*(?=[^\d.,])")


def is_code(text: str, family: Family) -> bool:
    """A whole classification code of the family."""
    return bool(_WHOLE[family].match(fold_width(text).strip()))


def split_leading(text: str, family: Family) -> tuple[str, str] | None:
    """`[2010301]行政运行` or `2010301行政运行` -> code and name; None when the cell does not begin with a code."""
    match = _LEADING.match(fold_width(text))
    if match and is_code(match.group(1), family):
        return match.group(1), text[match.end() :]
    return None


class Levels:
    """Puts codes together that are printed level by level, whether a row carries its whole code or only its own level."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self._path: list[str] = ["", "", ""]

    def compose(self, cells: Sequence[str]) -> str | None:
        """The code of a row from its level cells, left to right; None when they make no code."""
        parts = [re.sub(r"\D", "", fold_width(cell)) for cell in cells]
        printed = [(i, part) for i, part in enumerate(parts) if part]
        if not printed:
            return None
        for _, part in reversed(printed):
            if len(part) >= 5 and is_code(part, self.family):
                return self._remember(part)
        if len(printed) == 1 and len(printed[0][1]) == 3 and is_code(printed[0][1], self.family):
            return self._remember(printed[0][1])
        last, _ = printed[-1]
        levels = list(self._path)
        for level, part in printed:
            if level < 3:
                levels[level] = part.zfill(2) if level and len(part) < 2 else part
        code = "".join(levels[: last + 1])
        return self._remember(code) if is_code(code, self.family) else None

    def _remember(self, code: str) -> str:
        self._path = [code[:3], code[3:5], code[5:7]]
        return code
