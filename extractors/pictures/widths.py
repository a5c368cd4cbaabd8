"""Digits stand at an even pitch: a figure whose ink is wider or narrower than its characters has lost or gained one.

The reader runs equal neighbours together now and then (2089999 read as 208999); a figure that is out of step is read again,
stretched, which keeps them apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.pictures.engine import Engine, Said
from extractors.pictures.pieces import Piece
from extractors.pictures.raster import Gray

NUMBER = re.compile(r"-?[\d.,]*\d")
_ENOUGH = 8
_LONG = 3
_SAME_SIZE = 0.12
_OFF = 0.55
_STRETCH = 1.5


def out_of_step(pieces: Sequence[Piece], said: Sequence[Said]) -> frozenset[int]:
    """Which pieces print figures whose width does not fit the number of their characters."""
    numbers = [at for at, one in enumerate(said) if NUMBER.fullmatch(one.text)]
    return frozenset(at for at in numbers if abs(_excess(at, numbers, pieces, said)) > _OFF)


def stretched(pieces: Sequence[Piece], gray: Gray, engine: Engine) -> list[Said]:
    """Pieces read again with more room between their characters."""
    strips = [piece.cut(gray) for piece in pieces]
    wide = [cv2.resize(s, None, fx=_STRETCH, fy=1.0, interpolation=cv2.INTER_CUBIC) for s in strips]
    return engine.read([np.asarray(strip, dtype=np.uint8) for strip in wide])


def _excess(at: int, numbers: Sequence[int], pieces: Sequence[Piece], said: Sequence[Said]) -> float:
    """By how many characters a figure's ink is wider than others of its size let expect; 0 where too few are as long."""
    own = pieces[at]
    alike = [n for n in numbers if n != at and abs(_height(pieces[n]) / _height(own) - 1) < _SAME_SIZE]
    parts = _parts(said[at].text)
    long = [n for n in alike if len(said[n].text) >= len(said[at].text) - 1]
    if len(alike) < _ENOUGH or len(long) < _LONG:
        return 0.0
    counts = np.array([[*_parts(said[n].text), 1.0] for n in alike])
    widths = np.array([float(pieces[n].ink_width) for n in alike])
    pitch, mark, rest = _fitted(counts, widths)
    return float((own.ink_width - pitch * parts[0] - mark * parts[1] - rest) / max(pitch, 1.0))


def _fitted(counts: NDArray[np.float64], widths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Width of a digit, of a mark, and what all have in common; those that fit badly count no more in a second turn."""
    fit = np.linalg.lstsq(counts, widths, rcond=None)[0]
    off = np.abs(counts @ fit - widths)
    kept = off <= max(3 * float(np.median(off)), 1.0)
    return np.asarray(np.linalg.lstsq(counts[kept], widths[kept], rcond=None)[0], dtype=np.float64)


def _parts(text: str) -> tuple[int, int]:
    """Digits, and marks between them."""
    digits = sum(char.isdigit() for char in text)
    return digits, len(text) - digits


def _height(piece: Piece) -> int:
    return max(piece.ink_bottom - piece.ink_top, 1)
