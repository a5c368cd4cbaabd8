"""Ruled lines of a straightened page, from its ink."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np

from extractors.pictures.straight import Mask

_LONG = 2.6
_SHORT = 0.9
_TOUCH = 0.45
_MEET = 0.16
_THICK = 0.35
_SAME = 0.16


class Stroke(NamedTuple):
    """A straight line in pixels: from `start` to `end` along it, at `level` across."""

    start: float
    end: float
    level: float


class Ruling(NamedTuple):
    """Level and upright strokes, and the pixels that they cover (1 where ruled)."""

    level: tuple[Stroke, ...]
    upright: tuple[Stroke, ...]
    pixels: Mask


def ruling_of(ink: Mask, em: float) -> Ruling:
    """The ruled lines. `em`: height of the letters in pixels; shorter strokes count where they join two others."""
    level, level_pixels = _strokes(ink, _LONG * em, em)
    upright, upright_pixels = _strokes(ink.T, _LONG * em, em)
    short, short_pixels = _strokes(ink.T & ~upright_pixels, _SHORT * em, em)
    joining = [stroke for stroke in short if _joins(stroke, level, max(_MEET * em, 2.5))]
    ruled = level_pixels | upright_pixels.T | _only(short_pixels, joining).T
    return Ruling(
        tuple(_reaching(_aligned(level, em), upright + joining, em)),
        tuple(_reaching(_aligned(upright + joining, em), level, em)),
        ruled,
    )


def _strokes(ink: Mask, length: float, em: float) -> tuple[list[Stroke], Mask]:
    """Level runs of ink at least `length` pixels long and thin; small breaks and steps do not end them."""
    thickened = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thickened, cv2.MORPH_OPEN, np.ones((1, _odd(length)), np.uint8))
    joined = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((3, _odd(0.5 * em)), np.uint8))
    count, labels, stats, centres = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found: list[Stroke] = []
    kept = np.zeros(count, np.uint8)
    for at in range(1, count):
        left, _, wide, high, area = stats[at]
        if area <= wide * (_THICK * em + 2) and high <= 0.8 * em + 0.004 * wide:
            found.append(Stroke(float(left), float(left + wide), float(centres[at][1])))
            kept[at] = 1
    return found, np.asarray(kept[labels] & cv2.dilate(ink, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def _odd(length: float) -> int:
    """A window that reaches equally far to both sides."""
    return max(int(length) // 2 * 2 + 1, 3)


def _joins(stroke: Stroke, level: Sequence[Stroke], reach: float) -> bool:
    """Both ends of an upright stroke meet a level one."""
    met = [other.level for other in level if other.start - reach <= stroke.level <= other.end + reach]
    return all(any(abs(end - y) <= reach for y in met) for end in (stroke.start, stroke.end))


def _only(pixels: Mask, strokes: Sequence[Stroke]) -> Mask:
    """The pixels (of a turned page) that belong to some of its strokes."""
    kept = np.zeros_like(pixels)
    for stroke in strokes:
        rows = slice(max(int(stroke.level) - 4, 0), int(stroke.level) + 5)
        columns = slice(int(stroke.start), int(stroke.end) + 1)
        kept[rows, columns] = pixels[rows, columns]
    return kept


def _aligned(strokes: Sequence[Stroke], em: float) -> list[Stroke]:
    """Strokes at nearly the same level brought to their common one."""
    ordered = sorted(strokes, key=lambda stroke: stroke.level)
    groups: list[list[Stroke]] = []
    for stroke in ordered:
        if groups and stroke.level - groups[-1][0].level <= max(_SAME * em, 2.0):
            groups[-1].append(stroke)
        else:
            groups.append([stroke])
    return [stroke._replace(level=_middle(group)) for group in groups for stroke in group]


def _middle(group: Sequence[Stroke]) -> float:
    weight = sum(stroke.end - stroke.start for stroke in group)
    return sum(stroke.level * (stroke.end - stroke.start) for stroke in group) / weight


def _reaching(strokes: Sequence[Stroke], across: Sequence[Stroke], em: float) -> list[Stroke]:
    """Strokes that stop a little short of one that crosses them, drawn on to it."""
    return [
        stroke._replace(start=_end(stroke.start, stroke, across, em), end=_end(stroke.end, stroke, across, em))
        for stroke in strokes
    ]


def _end(end: float, stroke: Stroke, across: Sequence[Stroke], em: float) -> float:
    reach = _TOUCH * em
    near = [o.level for o in across if abs(o.level - end) <= reach and o.start - reach <= stroke.level <= o.end + reach]
    return min(near, key=lambda level: abs(level - end)) if near else end
