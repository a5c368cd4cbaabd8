"""What a file's name says of its document: a makeshift where the document itself does not say it."""

from __future__ import annotations

import re

from extractors.outline.identity import department_in
from extractors.outline.rows import squeeze
from extractors.outline.wording import WORDING

_YEAR_SAID = re.compile(r"(?<!\d)(20\d\d)年")
_YEAR_BARE = re.compile(r"(?<![\d.-])(20[12]\d)(?![\d.-])")
_MARK = re.compile(r"[_\s+]+|-(?!\d)|^[\d一二三四五六七八九十]+[.、]|附件\d*[:：.、]?")
_ENDING = re.compile(rf"(?:{WORDING.department_ending})(?:[(（].*[)）])?$")


def year_in_file_name(stem: str) -> int | None:
    """The one year that a file's name speaks of; None where it speaks of several, or dates only."""
    for pattern in (_YEAR_SAID, _YEAR_BARE):
        years = {int(year) for year in pattern.findall(stem)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def department_in_file_name(stem: str) -> str | None:
    """The department that a file's name gives in the words of a title page, or as a piece of its own."""
    pieces = [squeeze(piece) for piece in _MARK.split(stem) if piece]
    named = (department_in(piece) for piece in pieces)
    alone = (piece for piece in pieces if _ENDING.search(piece) and len(piece) > 3)
    return next((name for name in (*named, *alone) if name), None)
