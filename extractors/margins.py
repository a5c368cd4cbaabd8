"""Words set one character below the other in the margin of a page, beside everything else: no part of any line of text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

_FEWEST = 3
_STRIP = 0.08
_SAME = 1.0
_APART = 1.5

Run = dict[str, Any]
Span = tuple[float, float]


def without_margin_words(runs: list[Run], size: tuple[float, float]) -> list[Run]:
    """The runs of a page, `size` wide and high as kept in the file, without columns of single characters at its left or right."""
    left, top, right, bottom = _STRIP * size[0], _STRIP * size[1], (1 - _STRIP) * size[0], (1 - _STRIP) * size[1]
    outer = [r for r in runs if (b := r["bbox"])[2] < left or b[0] > right or b[3] < top or b[1] > bottom]
    alone = [run for run in outer if _is_character(run)]
    if len(alone) < _FEWEST:
        return runs
    columns: dict[int, list[Run]] = {}
    for run in alone:
        columns.setdefault(round(_across(run)[0]), []).append(run)
    dropped = {id(run) for column in columns.values() if _in_margin(column, runs, size) for run in column}
    return [run for run in runs if id(run) not in dropped] if dropped else runs


def _is_character(run: Run) -> bool:
    chars = [char["c"] for span in run["spans"] for char in span["chars"] if not char["c"].isspace()]
    return len(chars) == 1 and "\u4e00" <= chars[0] <= "\u9fff"


def _in_margin(column: Sequence[Run], runs: Sequence[Run], size: tuple[float, float]) -> bool:
    """In the outer strip with nothing else there. At the end of lines a blank column's heading may stand so, but close."""
    if len(column) < _FEWEST:
        return False
    low, high = min(_across(run)[0] for run in column), max(_across(run)[1] for run in column)
    wide = size[0] if _level(column[0]) else size[1]
    first, last = high < _STRIP * wide, low > (1 - _STRIP) * wide
    if not (first or last) or any(_meets(run, low, high) for run in runs if not any(run is one for one in column)):
        return False
    return (first and _level(column[0])) or _set_apart(column)


def _set_apart(column: Sequence[Run]) -> bool:
    places = sorted(_down(run) for run in column)
    return all(two[0] - one[0] > _APART * (one[1] - one[0]) for one, two in pairwise(places))


def _meets(run: Run, low: float, high: float) -> bool:
    start, end = _across(run)
    return start < high + _SAME and end > low - _SAME


def _level(run: Run) -> bool:
    return bool(abs(run["dir"][0]) > abs(run["dir"][1]))


def _across(run: Run) -> Span:
    """Its extent along the direction of text."""
    box = run["bbox"]
    return (box[0], box[2]) if _level(run) else (box[1], box[3])


def _down(run: Run) -> Span:
    box = run["bbox"]
    return (box[1], box[3]) if _level(run) else (box[0], box[2])
