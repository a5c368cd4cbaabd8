"""Text that a picture hides: printed first, then covered. The page does not show it (a machine's reading put under a scan,
an old table under the picture of a new one), so it is no evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

_LEAST_SHARE = 0.02
_SAME = 1.0

Point = tuple[int, int]


class _Cover(NamedTuple):
    """An opaque picture: where it stands in the order of drawing, and its box."""

    order: int
    box: Sequence[float]

    def hides(self, order: int, x: float, y: float) -> bool:
        """Whether a point drawn earlier lies under the picture."""
        return order < self.order and self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]


def place(x: float, y: float) -> Point:
    """Where a character begins, in tenths of a point."""
    return round(10 * x), round(10 * y)


def covered(page: Any) -> frozenset[Point]:
    """The places of characters that lie under an opaque picture drawn later. `page`: a MuPDF page; its own coordinates."""
    opaque = [info["bbox"] for info in page.get_image_info() if not info["has-mask"] and _large(info["bbox"], page.rect)]
    drawn = page.get_bboxlog() if opaque else []
    covers = [_Cover(order, box) for order, (kind, box) in enumerate(drawn) if kind == "fill-image" and _among(box, opaque)]
    if not any(kind.endswith("-text") for kind, _ in drawn[: max((cover.order for cover in covers), default=0)]):
        return frozenset()
    return frozenset(_hidden(page.get_texttrace(), covers))


def _hidden(spans: Sequence[dict[str, Any]], covers: Sequence[_Cover]) -> Iterator[Point]:
    for span in spans:
        for _, _, (x, y), (x0, y0, x1, y1) in span["chars"]:
            if any(cover.hides(span["seqno"], (x0 + x1) / 2, (y0 + y1) / 2) for cover in covers):
                yield place(x, y)


def _large(box: Sequence[float], page: Any) -> bool:
    return bool((box[2] - box[0]) * (box[3] - box[1]) > _LEAST_SHARE * page.width * page.height)


def _among(box: Sequence[float], boxes: Sequence[Sequence[float]]) -> bool:
    return any(all(abs(a - b) < _SAME for a, b in zip(box, other, strict=True)) for other in boxes)
