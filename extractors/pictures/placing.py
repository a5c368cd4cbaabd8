"""Read strips -> glyphs with boxes: every character over its own ink where the ink comes apart, else by the reader's steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from extractors.pictures.engine import Char, Said
from extractors.pictures.pieces import Piece
from extractors.pictures.straight import Mask

_FIGURE = re.compile(r"-?[\d.,]+")
_DIGIT_SHARE = 0.72
_LETTER_SHARE = 0.93
_WIDEST = 0.62


class Placed(NamedTuple):
    """A character with its rectangle in pixels, as far as its column goes; `own` when its ink stands apart from the others'."""

    char: Char
    x0: float
    top: float
    x1: float
    bottom: float
    own: bool


def placed(said: Said, piece: Piece, ink: Mask, em: float) -> list[Placed]:
    """The characters of a piece, left to right."""
    if not said.chars:
        return []
    width = piece.x1 - piece.x0
    middles = [piece.x0 + char.middle * width for char in said.chars]
    size = _size(said, piece, em)
    centre = (piece.ink_top + piece.ink_bottom) / 2
    runs = ink_runs(ink[piece.ink_top : piece.ink_bottom, piece.x0 : piece.x1])
    own = bool(_FIGURE.fullmatch(said.text)) and len(runs) == len(said.chars)
    spans = [(piece.x0 + a, piece.x0 + b) for a, b in runs] if own else _spans(middles, size, (piece.x0, piece.x1))
    return [
        Placed(char, x0, centre - size / 2, x1, centre + size / 2, own) for char, (x0, x1) in zip(said.chars, spans, strict=True)
    ]


def ink_runs(window: Mask) -> list[tuple[int, int]]:
    """Stretches of columns that hold ink, specks left out."""
    used = np.flatnonzero(window.any(axis=0))
    if not len(used):
        return []
    groups = np.split(used, np.flatnonzero(np.diff(used) > 1) + 1)
    return [(int(g[0]), int(g[-1]) + 1) for g in groups if window[:, g[0] : g[-1] + 1].sum() >= 3]


def _size(said: Said, piece: Piece, em: float) -> float:
    """The letters' full height: their ink is less of it."""
    high = piece.ink_bottom - piece.ink_top
    if any(char.char > "⺀" and char.char not in "一—、。，：；（）“”" for char in said.chars):
        return high / _LETTER_SHARE
    if any(char.char.isalnum() for char in said.chars):
        return high / _DIGIT_SHARE
    return em / _LETTER_SHARE


def _spans(middles: Sequence[float], size: float, ends: tuple[float, float]) -> list[tuple[float, float]]:
    """Boundaries midway between neighbours, no character wider than its height lets it be."""
    cuts = [ends[0], *[(a + b) / 2 for a, b in pairwise(middles)], ends[1]]
    reach = _WIDEST * size
    return [(max(low, mid - reach), min(high, mid + reach)) for (low, high), mid in zip(pairwise(cuts), middles, strict=True)]
