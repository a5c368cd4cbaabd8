"""Column boundaries where no vertical rule is drawn: from the ends of ruled segments, else from the text's own columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.model import Rule
from extractors.tables.tokens import Token

_SNAP = 2.0


class Columns(NamedTuple):
    """Inner boundaries (x) of a table, and the narrowest white space, in points, that any of them has around it."""

    xs: tuple[float, ...]
    margin: float


def segment_ends(horizontal: Sequence[Rule]) -> tuple[float, ...]:
    """x positions where at least two rows of horizontal segments begin or end inside the table; () if there are none."""
    if not horizontal:
        return ()
    left, right = min(r.x0 for r in horizontal), max(r.x1 for r in horizontal)
    ends = sorted((x, r.top) for r in horizontal for x in (r.x0, r.x1))
    found = []
    for group in _groups(ends):
        x = sum(p[0] for p in group) / len(group)
        levels = {round(p[1]) for p in group}
        if left + _SNAP < x < right - _SNAP and len(levels) >= 2:
            found.append(x)
    return tuple(found)


def segment_verticals(horizontal: Sequence[Rule], xs: Sequence[float]) -> list[Rule]:
    """Virtual vertical rules at `xs`, only in those bands where a segment above or below ends there (merged headers stay whole)."""
    levels = _levels(horizontal)
    ends = {(i, level) for r in horizontal for i, x in enumerate(xs) for level in [_level_of(levels, r.top)] if _ends_at(r, x)}
    found = []
    for level, (top, bottom) in enumerate(pairwise(levels)):
        for i, x in enumerate(xs):
            if (i, level) in ends or (i, level + 1) in ends:
                found.append(Rule(x, top, x, bottom))
    return found


def text_columns(body: Iterable[Token], header: Iterable[Token]) -> Columns:
    """Columns from the tokens of all body rows; header tokens that meet no body column add the columns that stay blank.

    Figures, codes and words are grouped apart by horizontal overlap; neighbours that touch leave a margin <= 0.
    """
    numbers = [t for t in body if t.kind in ("amount", "integer", "code")]
    words = [t for t in body if t.kind in ("word", "numbered")]
    spans = _merged_spans(numbers) + _merged_spans(words)
    spans = _fused(sorted(spans))
    for token in sorted(header, key=lambda t: t.x1 - t.x0):
        touched = [s for s in spans if s[0] < token.x1 + 1 and token.x0 < s[1] + 1]
        if not touched:
            spans.append((token.x0, token.x1))
            spans.sort()
    gaps = [(right[0] - left[1], (left[1] + right[0]) / 2) for left, right in pairwise(spans)]
    return Columns(tuple(x for _, x in gaps), min((gap for gap, _ in gaps), default=0.0))


def _groups(points: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    groups: list[list[tuple[float, float]]] = []
    for point in points:
        if groups and point[0] - groups[-1][-1][0] <= _SNAP:
            groups[-1].append(point)
        else:
            groups.append([point])
    return groups


def _levels(horizontal: Sequence[Rule]) -> list[float]:
    levels: list[float] = []
    for y in sorted(r.top for r in horizontal):
        if not levels or y - levels[-1] > _SNAP:
            levels.append(y)
    return levels


def _level_of(levels: Sequence[float], y: float) -> int:
    return min(range(len(levels)), key=lambda i: abs(levels[i] - y))


def _ends_at(rule: Rule, x: float) -> bool:
    return abs(rule.x0 - x) <= _SNAP or abs(rule.x1 - x) <= _SNAP


def _merged_spans(items: Sequence[Token]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for token in sorted(items, key=lambda t: t.x0):
        if spans and token.x0 < spans[-1][1] - 0.5:
            spans[-1] = (spans[-1][0], max(spans[-1][1], token.x1))
        else:
            spans.append((token.x0, token.x1))
    return spans


def _fused(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans of different kinds that lie on one another are one column (a word among figures, a label over codes)."""
    fused: list[tuple[float, float]] = []
    for span in spans:
        if fused:
            overlap = min(fused[-1][1], span[1]) - max(fused[-1][0], span[0])
            if overlap > 0.5 * min(fused[-1][1] - fused[-1][0], span[1] - span[0]):
                fused[-1] = (min(fused[-1][0], span[0]), max(fused[-1][1], span[1]))
                continue
        fused.append(span)
    return fused
