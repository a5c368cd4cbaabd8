"""What is printed across a page and says nothing of it: watermarks that lie flat over the text, page numbers of a sheet whose
content lies sideways. (Slanted watermarks run in no direction that text is read in and never come this far.)"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median_low
from typing import Any, NamedTuple

_PALE = 0.5
_GREY = 24
_THROUGH = 160
_LARGE = 24.0
_LARGER = 1.8
_HUGE = 2.5
_SEVERAL = 2
_INNER = 0.15
_LEVEL = 0.7
_FOLIO = re.compile(r"(?:第\s*)?[-—–·~\s]*\d{1,3}[-—–·~\s]*页?(?:\s*(?:/|[,，]?\s*共)\s*\d{1,3}\s*页?)?")

Run = dict[str, Any]
Span = dict[str, Any]


class _Ink(NamedTuple):
    """The middles of the characters that no stamp may be, and their usual size."""

    points: tuple[tuple[float, float], ...]
    size: float


def is_folio(text: str) -> bool:
    """A page's number and nothing else."""
    return bool(_FOLIO.fullmatch(text.strip()))


def unstamped(runs: list[Run]) -> list[Run]:
    """The runs of a page without the spans that are stamped across its text."""
    unusual = [
        (run, span)
        for run in runs
        for span in run["spans"]
        if span["color"] or span["size"] > _LARGE or span.get("alpha", 255) < _THROUGH
    ]
    suspects = {id(span): (span, abs(run["dir"][0]) > _LEVEL) for run, span in unusual if _may_be(span)}
    if not suspects:
        return runs
    ink = _ink([span for run in runs for span in run["spans"] if id(span) not in suspects])
    stamps = {key for key, (span, level) in suspects.items() if ink.points and _is_stamp(span, ink, level=level)}
    return list(_without(runs, stamps)) if stamps else runs


def _may_be(span: Span) -> bool:
    return bool(span["size"] > _LARGE or span.get("alpha", 255) < _THROUGH or (span["color"] and _pale(span["color"])))


def _is_stamp(span: Span, ink: _Ink, *, level: bool) -> bool:
    """Pale or see-through over other characters; or beside them in the same lines and much larger; or huge, over several."""
    crossed = sum(_crosses(span, x, y) for x, y in ink.points)
    weak = span.get("alpha", 255) < _THROUGH or _pale(span["color"])
    if crossed and weak:
        return True
    if crossed >= _SEVERAL and span["size"] > _HUGE * ink.size:
        return True
    washed = span.get("alpha", 255) < _THROUGH or (weak and _grey(span["color"]))
    return washed and span["size"] > _LARGER * ink.size and any(_beside(span, point, level=level) for point in ink.points)


def _ink(spans: Sequence[Span]) -> _Ink:
    chars = [(char, span["size"]) for span in spans for char in span["chars"] if not char["c"].isspace()]
    points = tuple(((c["bbox"][0] + c["bbox"][2]) / 2, (c["bbox"][1] + c["bbox"][3]) / 2) for c, _ in chars)
    return _Ink(points, median_low([size for _, size in chars]) if chars else 0.0)


def _crosses(span: Span, x: float, y: float) -> bool:
    box = span["bbox"]
    if not (box[0] <= x <= box[2] and box[1] <= y <= box[3]):
        return False
    return any(not char["c"].isspace() and _inside(char["bbox"], x, y) for char in span["chars"])


def _inside(box: Sequence[float], x: float, y: float) -> bool:
    """In the inner part of a box: what is printed close above or below is not crossed."""
    across, down = _INNER * (box[2] - box[0]), _INNER * (box[3] - box[1])
    return box[0] + across <= x <= box[2] - across and box[1] + down <= y <= box[3] - down


def _beside(span: Span, point: tuple[float, float], *, level: bool) -> bool:
    """Within the height of a line of text, which runs downwards or upwards where it is not `level`."""
    low, high, at = (span["bbox"][1], span["bbox"][3], point[1]) if level else (span["bbox"][0], span["bbox"][2], point[0])
    return bool(low + _INNER * (high - low) <= at <= high - _INNER * (high - low))


def _without(runs: list[Run], stamps: set[int]) -> Iterator[Run]:
    for run in runs:
        spans = [span for span in run["spans"] if id(span) not in stamps]
        if len(spans) == len(run["spans"]):
            yield run
        elif spans:
            yield run | {"spans": spans}


def _channels(color: int) -> tuple[int, int, int]:
    return color >> 16 & 255, color >> 8 & 255, color & 255


def _pale(color: int) -> bool:
    red, green, blue = _channels(color)
    return (0.3 * red + 0.59 * green + 0.11 * blue) / 255 > _PALE


def _grey(color: int) -> bool:
    channels = _channels(color)
    return max(channels) - min(channels) < _GREY
