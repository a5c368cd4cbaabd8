"""A mark: something printed that the page picture can show. Boxes in points become shares of the displayed page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from extractors.model import Box
from service.exports.labels import Label

PageSizes = Mapping[int, tuple[float, float]]


class Mark(NamedTuple):
    """A figure, field or operand to click on. `at` is empty where there is nothing to show."""

    text: str
    verdict: str
    at: str
    proofs: tuple[str, ...] = ()
    reasons: tuple[Label, ...] = ()
    id: str = ""


def placed(boxes: Iterable[Box], sizes: PageSizes) -> str:
    """Boxes as `page:left,top,width,height` in percent of the displayed page, joined by `;`. Boxes off the pages are left out."""
    return ";".join(place for place in (_placed(box, sizes) for box in boxes) if place)


def _placed(box: Box, sizes: PageSizes) -> str:
    width, height = sizes.get(box.page, (0.0, 0.0))
    left, right = _within(box.x0, width), _within(box.x1, width)
    top, bottom = _within(box.top, height), _within(box.bottom, height)
    if right <= left or bottom <= top:
        return ""
    shares = (100 * left / width, 100 * top / height, 100 * (right - left) / width, 100 * (bottom - top) / height)
    return f"{box.page}:" + ",".join(f"{share:.2f}" for share in shares)


def _within(edge: float, length: float) -> float:
    return min(max(edge, 0.0), length)
