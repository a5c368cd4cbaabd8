"""Text that is hidden: printed first, then covered by a picture or a white patch. The page does not show it (a machine's reading
put under a scan, an old figure under its correction), so it is no evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pymupdf import mupdf

_LEAST_SHARE = 0.02
_LEAST_SIDE = 4.0
_WHITE = 0.97
_SAME = 1.0
_RESOURCES, _STATES, _ALPHA, _BLEND = (mupdf.pdf_new_name(name) for name in ("Resources", "ExtGState", "ca", "BM"))

Spot = tuple[int, int, str]
Edges = Sequence[float]


class _Cover(NamedTuple):
    """Something opaque: where it stands in the order of drawing, and its box."""

    order: int
    box: Edges

    def hides(self, order: int, x: float, y: float) -> bool:
        """Whether a point drawn earlier lies under it."""
        return order < self.order and self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]

    def meets(self, order: int, box: Edges) -> bool:
        """Whether something drawn earlier lies under it in part."""
        apart = box[2] < self.box[0] or self.box[2] < box[0] or box[3] < self.box[1] or self.box[3] < box[1]
        return order < self.order and not apart


def spot(origin: tuple[float, float], char: str) -> Spot:
    """A character and where it begins, in tenths of a point."""
    return round(10 * origin[0]), round(10 * origin[1]), char


def covered(page: Any, images: Sequence[Any], drawings: Sequence[Any]) -> frozenset[Spot]:
    """The characters under an opaque picture or patch drawn later, in the page's own coordinates; not those that are printed on
    the same spot once more and to be seen.

    `page`: a MuPDF page; `images`, `drawings`: its `get_image_info()` and `get_cdrawings()`.
    """
    opaque = _opaque_pictures(page, images)
    patches = [_Cover(drawing["seqno"], box) for drawing in drawings for box in _patches(drawing)]
    drawn = page.get_bboxlog() if opaque or patches else []
    pictures = [_Cover(order, box) for order, (kind, box) in enumerate(drawn) if kind == "fill-image" and _among(box, opaque)]
    texts = [(order, box) for order, (kind, box) in enumerate(drawn) if kind.endswith("-text")]
    covers = [cover for cover in (*pictures, *patches) if any(cover.meets(order, box) for order, box in texts)]
    return _hidden(page.get_texttrace(), covers) if covers else frozenset()


def _hidden(spans: Sequence[dict[str, Any]], covers: Sequence[_Cover]) -> frozenset[Spot]:
    found: dict[bool, set[Spot]] = {True: set(), False: set()}
    for span in spans:
        for code, _, origin, (x0, y0, x1, y1) in span["chars"]:
            under = any(cover.hides(span["seqno"], (x0 + x1) / 2, (y0 + y1) / 2) for cover in covers)
            found[under].add(spot(origin, chr(code)))
    return frozenset(found[True] - found[False])


def _opaque_pictures(page: Any, images: Sequence[Any]) -> list[Edges]:
    """Boxes of pictures without a mask, the small ones left out.

    None on a page that draws anything see-through: whether that is a picture, the order of drawing does not say.
    """
    if not images or _sees_through(page):
        return []
    least = _LEAST_SHARE * page.rect.width * page.rect.height
    return [info["bbox"] for info in images if not info["has-mask"] and _size(info["bbox"]) > least]


def _sees_through(page: Any) -> bool:
    """Whether the page has a graphics state that lets what lies below shine through."""
    entries = mupdf.pdf_page_from_fz_page(page.this).obj()
    states = mupdf.pdf_dict_get(mupdf.pdf_dict_get_inheritable(entries, _RESOURCES), _STATES)
    return any(_lets_through(mupdf.pdf_dict_get_val(states, place)) for place in range(mupdf.pdf_dict_len(states)))


def _lets_through(state: mupdf.PdfObj) -> bool:
    alpha, blend = mupdf.pdf_dict_get(state, _ALPHA), mupdf.pdf_to_name(mupdf.pdf_dict_get(state, _BLEND))
    return blend not in ("", "Normal", "Compatible") or bool(mupdf.pdf_is_number(alpha) and mupdf.pdf_to_real(alpha) < 1)


def _patches(drawing: Any) -> Iterator[Edges]:
    """The white rectangles of a drawing that could hide a letter."""
    fill = drawing.get("fill")
    if fill is None or min(fill) < _WHITE or drawing.get("fill_opacity", 1) != 1:
        return
    for item in drawing["items"]:
        if item[0] == "re" and min(item[1][2] - item[1][0], item[1][3] - item[1][1]) > _LEAST_SIDE:
            yield item[1]


def _size(box: Edges) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _among(box: Edges, boxes: Sequence[Edges]) -> bool:
    return any(all(abs(a - b) < _SAME for a, b in zip(box, other, strict=True)) for other in boxes)
