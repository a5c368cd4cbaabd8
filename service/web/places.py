"""Places on pages as pages write them: `page,left,top,right,bottom` in points; what to show of a page around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from service.errors import Impossible
from service.review.view import Place

_CLIP_WIDTH, _CLIP_SHARE, _AROUND = 250.0, 0.26, 1.5
_ROOM = 2.0


class Sheet(NamedTuple):
    """A page to look at: its size in points, boxes to point at, boxes that have to do with them, and what to enlarge."""

    document: str
    page: int
    pages: int
    width: float
    height: float
    lit: Sequence[Place]
    twins: Sequence[Place]
    clip: str


def written(place: Place) -> str:
    """How a page writes a place."""
    return f"{place.page},{place.x0:g},{place.top:g},{place.x1:g},{place.bottom:g}"


def place_of(text: str) -> Place:
    """What was written. Raises Impossible."""
    parts = text.replace("，", ",").replace(",", " ").split()
    try:
        page, x0, top, x1, bottom = (float(part) for part in parts)
        if page == int(page) and page >= 1 and x0 < x1 and top < bottom:
            return Place(page=int(page), x0=x0, top=top, x1=x1, bottom=bottom)
    except (ValueError, OverflowError, ValidationError):
        pass
    raise Impossible(reason="The place is not understood: give page, left, top, right, bottom")


def sheet(
    document: str, sizes: Sequence[tuple[float, float]], page: int, lit: Iterable[Place], twins: Iterable[Place] = ()
) -> Sheet:
    """The page with what of the places stands on it."""
    width, height = sizes[page - 1]
    here = [place for place in lit if place.page == page]
    others = [place for place in twins if place.page == page and place not in here]
    clip = clipped(here[0], width, height) if here else ""
    return Sheet(document, page, len(sizes), width, height, here, others, clip)


def clipped(box: Place, width: float, height: float) -> str:
    """The part of a page around a box, as an SVG view box that stays on the page."""
    across = min(max(_CLIP_WIDTH, _AROUND * (box.x1 - box.x0), (box.bottom - box.top) * _ROOM / _CLIP_SHARE), width)
    down = min(across * _CLIP_SHARE, height)
    left = min(max((box.x0 + box.x1 - across) / 2, 0), width - across)
    top = min(max((box.top + box.bottom - down) / 2, 0), height - down)
    return f"{left:.1f} {top:.1f} {across:.1f} {down:.1f}"
