"""Where text stands: the finder's boxes, cut at ruled lines and wide gaps, and the letters it overlooked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.pictures.raster import Gray
from extractors.pictures.ruling import Ruling, Stroke
from extractors.pictures.straight import Mask

_GAP = 0.9
_NEAR = 0.5
_ROOM = 0.22
_LEAST = 0.12
_POINT = 0.35
_POINT_GAP = 1.3


class Piece(NamedTuple):
    """A stretch of one line of text, in pixels; `ink_top`, `ink_bottom` and `ink_width` are those of its letters."""

    x0: int
    top: int
    x1: int
    bottom: int
    ink_top: int
    ink_bottom: int
    ink_width: int

    def cut(self, gray: Gray) -> Gray:
        """Its pixels."""
        return gray[self.top : self.bottom, self.x0 : self.x1]


Box = tuple[float, float, float, float]
Rows = NDArray[np.intp]


def pieces_of(boxes: Sequence[Box], ink: Mask, ruling: Ruling, em: float) -> list[Piece]:
    """All pieces of text. `ink` has its rules wiped out."""
    cells = [part for box in _joined(boxes, em) for part in _within_rules(box, ruling)]
    found = [piece for box in cells for piece in _parted(box, ink, em)]
    lost = [part for box in _overlooked(ink, found, em) for part in _within_rules(box, ruling)]
    return found + [piece for box in lost for piece in _parted(box, ink, em)]


def _joined(boxes: Sequence[Box], em: float) -> list[Box]:
    """Boxes side by side on one line as one: where they overlap, a letter between them would be cut or read twice."""
    rows: list[Box] = []
    for box in sorted(boxes):
        beside = next((at for at, other in enumerate(rows) if _beside(other, box, em)), None)
        if beside is None:
            rows.append(box)
        else:
            rows[beside] = _union(rows[beside], box)
    return rows


def _beside(left: Box, right: Box, em: float) -> bool:
    level = min(left[3], right[3]) - max(left[1], right[1])
    heights = left[3] - left[1], right[3] - right[1]
    return right[0] - left[2] < _NEAR * em and level > 0.6 * max(heights)


def _union(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _within_rules(box: Box, ruling: Ruling) -> Iterator[Box]:
    """A box cut at the rules that run through its middle part."""
    x0, top, x1, bottom = box
    edge = 0.3 * (bottom - top)
    levels = [s.level for s in ruling.level if top + edge < s.level < bottom - edge and _covers(s, x0, x1, 0.5)]
    for high, low in pairwise([top, *sorted(set(levels)), bottom]):
        side = 0.25 * (low - high)
        uprights = {s.level for s in ruling.upright if x0 + side < s.level < x1 - side and _covers(s, high, low, 0.6)}
        for left, right in pairwise([x0, *sorted(uprights), x1]):
            yield left, high, right, low


def _covers(stroke: Stroke, low: float, high: float, share: float) -> bool:
    return min(stroke.end, high) - max(stroke.start, low) >= share * (high - low)


def _parted(box: Box, ink: Mask, em: float) -> Iterator[Piece]:
    """A box cut where its ink leaves a wide gap, each part drawn in to its ink."""
    height, width = ink.shape
    x0, top = max(int(box[0]), 0), max(int(box[1]), 0)
    x1, bottom = min(int(np.ceil(box[2])), width), min(int(np.ceil(box[3])), height)
    if x1 - x0 < 3 or bottom - top < 5:
        return
    window = ink[top:bottom, x0:x1]
    first, last = _band(window, em)
    used = np.flatnonzero(window[first:last].any(axis=0))
    if not len(used):
        return
    groups = np.split(used, np.flatnonzero(np.diff(used) > _GAP * max(em, 0.6 * (last - first))) + 1)
    for group in _with_points(groups, window, em):
        left, right = x0 + int(group[0]), x0 + int(group[-1]) + 1
        own = np.flatnonzero(ink[top:bottom, left:right].any(axis=1))
        if own[-1] - own[0] + 1 < _LEAST * em and right - left < _LEAST * em:
            continue
        room = int(_ROOM * (bottom - top)) + 1
        yield Piece(max(left - room, x0), top, min(right + room, x1), bottom, top + first, top + last, right - left)


def _with_points(groups: Sequence[Rows], window: Mask, em: float) -> list[Rows]:
    """Groups of columns; a point at the edge of a gap (one that is set as wide as a letter) joins what stands on both sides."""
    kept: list[Rows] = []
    for group in groups:
        near = bool(kept) and group[0] - kept[-1][-1] <= _POINT_GAP * em
        if near and (_is_point(_letters(kept[-1])[-1], window, em) or _is_point(_letters(group)[0], window, em)):
            kept[-1] = np.concatenate([kept[-1], group])
        else:
            kept.append(group)
    return kept


def _letters(group: Rows) -> list[Rows]:
    """The columns of a group in stretches without a gap."""
    return np.split(group, np.flatnonzero(np.diff(group) > 1) + 1)


def _is_point(letter: Rows, window: Mask, em: float) -> bool:
    own = np.flatnonzero(window[:, letter[0] : letter[-1] + 1].any(axis=1))
    return bool(letter[-1] - letter[0] < _POINT * em and own[-1] - own[0] < _POINT * em)


def _band(window: Mask, em: float) -> tuple[int, int]:
    """The rows of a box that its own line takes: what only reaches in from the lines above and below is left out."""
    rows = np.flatnonzero(window.any(axis=1))
    if not len(rows):
        return 0, len(window)
    runs = np.split(rows, np.flatnonzero(np.diff(rows) > max(0.12 * em, 1.0)) + 1)
    main = max(runs, key=lambda run: _weight(run, window))
    first, last = int(main[0]), int(main[-1]) + 1
    for run in runs:
        if run is not main and 0.1 * len(window) < (run[0] + run[-1]) / 2 < 0.9 * len(window):
            first, last = min(first, int(run[0])), max(last, int(run[-1]) + 1)
    return first, last


def _weight(run: Rows, window: Mask) -> float:
    """Ink of some rows, less the farther they are from the middle."""
    away = abs((run[0] + run[-1]) / 2 - len(window) / 2) / len(window)
    return float(window[run[0] : run[-1] + 1].sum() / (1 + away))


def _overlooked(ink: Mask, found: Sequence[Piece], em: float) -> Iterator[Box]:
    """Boxes around letters in no piece: a lone digit that the finder passed over."""
    rest = ink.copy()
    for piece in found:
        rest[piece.top : piece.bottom, piece.x0 : piece.x1] = 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    letters = np.zeros_like(rest)
    for x, y, wide, high, area in stats[1:]:
        if 0.45 * em <= high <= 2.0 * em and wide <= 2.5 * em and area > 0.08 * wide * high:
            letters[y : y + high, x : x + wide] = 1
    joined = cv2.dilate(letters, np.ones((1, max(int(0.8 * em), 3)), np.uint8))
    _, _, groups, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    for x, y, wide, high, _ in groups[1:]:
        if high <= 3.0 * em:
            yield float(x), y - 0.3 * em, float(x + wide), y + high + 0.3 * em
