"""Which way up a page was scanned."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean
from typing import Literal

import numpy as np

from extractors.pictures.engine import Engine
from extractors.pictures.pieces import Box
from extractors.pictures.raster import Gray

Turn = Literal[0, 90, 180, 270]

_SLENDER = 2.0
_SAMPLE = 6


def lies_sideways(boxes: Sequence[Box]) -> bool:
    """Most of the text stands on end."""
    slender = [box for box in boxes if _slender(box)]
    return sum(_length(box) for box in slender if _stands(box)) > 0.5 * sum(map(_length, slender))


def better_turn(gray: Gray, boxes: Sequence[Box], engine: Engine, candidates: tuple[Turn, Turn]) -> Turn:
    """Of two opposite turns from upright to the page as scanned, the one whose longest lines read better."""
    longest = sorted(filter(_slender, boxes), key=_length, reverse=True)[:_SAMPLE]
    strips = [_strip(gray, box) for box in longest if _stands(box) == (candidates[0] == 90)]
    return max(candidates, key=lambda turn: _confidence([turned(strip, turn) for strip in strips], engine))


def turned(gray: Gray, turn: Turn) -> Gray:
    """The page set upright."""
    return np.ascontiguousarray(np.rot90(gray, turn // 90))


def _slender(box: Box) -> bool:
    return max(box[2] - box[0], box[3] - box[1]) > _SLENDER * min(box[2] - box[0], box[3] - box[1])


def _stands(box: Box) -> bool:
    return box[3] - box[1] > box[2] - box[0]


def _length(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _strip(gray: Gray, box: Box) -> Gray:
    x0, top, x1, bottom = (max(round(value), 0) for value in box)
    return gray[top:bottom, x0:x1]


def _confidence(strips: Sequence[Gray], engine: Engine) -> float:
    read = engine.read([strip for strip in strips if min(strip.shape) >= 4])
    return fmean([char.confidence for said in read for char in said.chars] or [0.0])
