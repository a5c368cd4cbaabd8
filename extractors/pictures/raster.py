"""The room's door to MuPDF: a page, or a picture on it, as gray pixels at the picture's own resolution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pymupdf
from numpy.typing import NDArray

Gray = NDArray[np.uint8]
Rect = tuple[float, float, float, float]

_LEAST_SCALE = 1.6
_MOST_SCALE = 4.5
_MOST_PIXELS = 14_000_000


class Place(NamedTuple):
    """Where a picture begins on the displayed page, in points, and how many pixels it has a point."""

    left: float = 0.0
    top: float = 0.0
    scale: float = 1.0


class Raster(NamedTuple):
    """Gray pixels (rows, columns) of a rectangle of a displayed page."""

    gray: Gray
    place: Place


def rasters(data: bytes, wanted: Iterable[tuple[int, tuple[Rect, ...]]]) -> Iterator[tuple[int, tuple[Raster, ...]]]:
    """For every page number (from 1) the wanted rectangles as pixels, one page at a time; no rectangle: the whole page."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for number, rectangles in wanted:
            page = document.load_page(number - 1)
            sizes = page.get_image_info()
            yield number, tuple(_raster(page, rectangle, sizes) for rectangle in rectangles or (tuple(page.rect),))
            pymupdf.TOOLS.store_shrink(100)


def _raster(page: pymupdf.Page, rectangle: Rect, sizes: list[dict[str, object]]) -> Raster:
    clip = pymupdf.Rect(rectangle)
    scale = _scale(clip, sizes)
    shown = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), clip=clip, colorspace=pymupdf.csGRAY, alpha=False)
    gray = np.frombuffer(shown.samples, np.uint8).reshape(shown.height, shown.stride)[:, : shown.width].copy()
    return Raster(gray, Place(shown.x / scale, shown.y / scale, scale))


def _scale(clip: pymupdf.Rect, sizes: list[dict[str, object]]) -> float:
    """Pixels a point of the finest picture that fills a good part of the rectangle, within bounds."""
    scales = [_own_scale(info) for info in sizes if _share(info, clip) > 0.2]
    best = min(max([_LEAST_SCALE, *scales]), _MOST_SCALE)
    return float(min(best, (_MOST_PIXELS / max(clip.width * clip.height, 1.0)) ** 0.5))


def _share(info: dict[str, object], clip: pymupdf.Rect) -> float:
    covered = pymupdf.Rect(info["bbox"]) & clip
    return float(covered.get_area() / max(clip.get_area(), 1.0))


def _own_scale(info: dict[str, object]) -> float:
    """Mean of both directions: the picture may be stored sideways."""
    box = pymupdf.Rect(info["bbox"])
    pixels = float(str(info["width"])) * float(str(info["height"]))
    return float((pixels / max(box.width * box.height, 1.0)) ** 0.5)
