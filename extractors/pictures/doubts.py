"""Which characters of a read strip may be others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import Scanned
from extractors.pictures.engine import Said
from extractors.pictures.placing import Placed

_SURE = 0.9
_SECOND = 0.05
_DROPPED = 0.5
_DIRT = re.compile(
    r"(?<=\.\d\d)[.,](?=\d{3,}|$)|^[.,](?=\d{3,}$)|(?<![\d.,])[.,](?=\d[\d,]*\.\d\d(?!\d))|^[·•.,'`](?=[一-鿿（(])|(?<=[一-鿿])[·•'`]$"
)
_LIKE_DIGITS = {"O": "0", "o": "0", "〇": "0", "l": "1", "I": "1", "|": "1"}
_AMONG_DIGITS = re.compile(r"[\d.,OoIl|〇]*\d[\d.,OoIl|〇]*|[Oo〇]")
_NUMBER = re.compile(r"[\d.,\-()%]")


def doubted(word: Sequence[Placed], said: Said, *, unfit: bool) -> list[tuple[Placed, Scanned]]:
    """Every character with how it was read; a speck read as a point beside a figure is left out, and the figure doubted.

    `unfit`: the piece is wider or narrower than its characters.
    """
    dirt = {match.start() for match in _DIRT.finditer(said.text)}
    note = "dirt beside it was read as a point" if dirt else "its width does not fit its characters" if unfit else ""
    if not dirt and _AMONG_DIGITS.fullmatch(said.text):
        return [_as_digit(at, _scanned(at, said, note)) for at in word]
    return [(at, _scanned(at, said, note)) for i, at in enumerate(word) if i not in dirt]


def _as_digit(at: Placed, how: Scanned) -> tuple[Placed, Scanned]:
    """A letter among digits as the digit that it looks like, in doubt."""
    digit = _LIKE_DIGITS.get(at.char.char)
    if digit is None:
        return at, how
    return at._replace(char=at.char._replace(char=digit)), Scanned(how.confidence, "a letter was read where a digit belongs")


def _scanned(at: Placed, said: Said, note: str) -> Scanned:
    char = at.char
    second = char.second if char.char.isdigit() and char.second_confidence >= _SECOND else ""
    if _NUMBER.match(char.char):
        if char.confidence < _SURE:
            return Scanned(char.confidence, "read with little confidence", second)
        if second:
            return Scanned(char.confidence, f"it may be {second}", second)
        if note:
            return Scanned(char.confidence, note)
        if said.dropped >= _DROPPED:
            return Scanned(char.confidence, "a digit beside it may have been passed over", second)
    return Scanned(char.confidence, "", second)
