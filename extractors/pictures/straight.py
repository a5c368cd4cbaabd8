"""Gray pixels -> ink, and how far a scanned page leans."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.pictures.raster import Gray

Mask = NDArray[np.uint8]

_BLOCK = 16
_INK = 0.75
_MOST_TILT = 3.0
_LEAST_TILT = 0.03
_SAMPLE = 60_000
_DOT = 0.35
_BESIDE = 1.2
_ABOVE = 0.5
_CRUMB = 2


def evened(gray: Gray) -> Gray:
    """The page with an even white ground: every pixel as a share of the paper's brightness around it."""
    height, width = gray.shape
    small = cv2.resize(gray, (max(width // _BLOCK, 1), max(height // _BLOCK, 1)), interpolation=cv2.INTER_AREA)
    ground = cv2.GaussianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), (0, 0), 2.0)
    paper = cv2.resize(ground, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(gray, paper, scale=255.0), dtype=np.uint8)


def ink_mask(even: Gray) -> Mask:
    """1 where there is ink, else 0."""
    return (even < round(255 * _INK)).astype(np.uint8)


def tilt_of(ink: Mask) -> float:
    """Degrees by which level lines of the page fall to the right, 0 where too little to matter.

    The angle at which the upper edges of the ink gather in the fewest rows.
    """
    edges = ink.copy()
    edges[1:] &= 1 - ink[:-1]
    ys, xs = np.nonzero(edges)
    if len(xs) < 200:
        return 0.0
    step = max(len(xs) // _SAMPLE, 1)
    x, y = xs[::step].astype(np.float64), ys[::step].astype(np.float64)
    best, reach = 0.0, _MOST_TILT
    while reach > 0.02:
        angles = best + np.linspace(-reach, reach, 25)
        best = float(max(angles, key=lambda angle: _gathering(x, y, angle)))
        reach /= 8
    return best if abs(best) >= _LEAST_TILT else 0.0


def _gathering(x: NDArray[np.float64], y: NDArray[np.float64], angle: float) -> float:
    rows = y - x * np.tan(np.radians(angle))
    rows -= np.floor(rows.min())
    row = rows.astype(np.int64)
    below = rows - row
    last = int(row.max()) + 2
    counts = np.bincount(row, 1 - below, last) + np.bincount(row + 1, below, last)
    return float((counts * counts).sum())


def straightened(gray: Gray, tilt: float) -> Gray:
    """The page turned back about its middle, same size, white where nothing was."""
    if not tilt:
        return gray
    height, width = gray.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
    turned = cv2.warpAffine(gray, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,))
    return np.asarray(turned, dtype=np.uint8)


def letter_height(ink: Mask) -> float:
    """Height in pixels of the common letters: of the pieces of ink that are neither specks nor rules nor blocks."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    letters = high[(high >= 7) & (wide >= 3) & (high < 120) & (wide < 2.5 * high) & (high < 6 * wide)]
    return float(np.percentile(letters, 70)) if len(letters) >= 20 else 20.0


def lone_specks(ink: Mask, em: float) -> Mask:
    """1 where a dot stands away from all other ink: dirt. A decimal point has a digit close by, a full-width one within an em."""
    _, labels, stats, centres = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = (stats[:, cv2.CC_STAT_WIDTH] <= _DOT * em) & (stats[:, cv2.CC_STAT_HEIGHT] <= _DOT * em)
    around = cv2.boxFilter(ink, cv2.CV_32S, (round(_BESIDE * em) * 2 + 1, round(_ABOVE * em) * 2 + 1), normalize=False)
    at = np.rint(centres).astype(np.int64)
    alone = around[at[:, 1], at[:, 0]] <= stats[:, cv2.CC_STAT_AREA] + _CRUMB
    alone[0] = False
    return np.asarray((small & alone).astype(np.uint8)[labels], dtype=np.uint8)
