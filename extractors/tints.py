"""Cells and rows that are told apart by their ground alone: the edges of tinted patches as rules, where no rule is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.model import Rule

_FEWEST = 4
_LEAST_WIDE, _LEAST_HIGH = 8.0, 6.0
_MOST_HIGH = 320.0
_ONE_EDGE = 2.6
_INSIDE = 2.0
_DRAWN = 8.0

Patch = tuple[float, float, float, float]


def edges_of(patches: Sequence[Patch], whites: Sequence[Rule], drawn: Sequence[Rule]) -> Iterator[Rule]:
    """White strokes that cross a patch, and the edges of patches of the size of cells, those within a hair of each other as one.

    Of no use, and none, where rules part the columns.
    """
    if _ruled(patches, drawn):
        return
    parting = [rule for rule in whites if any(_crosses(rule, patch) for patch in patches)]
    yield from parting
    cells = [patch for patch in patches if _may_be_cell(patch)]
    if len(cells) >= _FEWEST and not _ruled(cells, parting):
        yield from _edges(cells)


def _may_be_cell(patch: Patch) -> bool:
    """Of the size of a cell or of a row of cells."""
    return patch[2] - patch[0] > _LEAST_WIDE and _LEAST_HIGH < patch[3] - patch[1] < _MOST_HIGH


def _crosses(rule: Rule, patch: Patch) -> bool:
    x, y = (rule.x0 + rule.x1) / 2, (rule.top + rule.bottom) / 2
    return patch[0] - _ONE_EDGE <= x <= patch[2] + _ONE_EDGE and patch[1] - _ONE_EDGE <= y <= patch[3] + _ONE_EDGE


def _edges(patches: Sequence[Patch]) -> dict[Rule, None]:
    across = _places([x for x0, _, x1, _ in patches for x in (x0, x1)])
    down = _places([y for _, y0, _, y1 in patches for y in (y0, y1)])
    found: dict[Rule, None] = {}
    for patch in patches:
        left, right, top, bottom = across[patch[0]], across[patch[2]], down[patch[1]], down[patch[3]]
        sides = ((left, top, right, top), (left, bottom, right, bottom), (left, top, left, bottom), (right, top, right, bottom))
        found.update(dict.fromkeys(Rule(*side) for side in sides))
    return found


def _ruled(patches: Sequence[Patch], drawn: Sequence[Rule]) -> bool:
    left, right = min(p[0] for p in patches), max(p[2] for p in patches)
    top, bottom = min(p[1] for p in patches), max(p[3] for p in patches)
    upright = [r for r in drawn if not r.horizontal and r.bottom - r.top > _DRAWN]
    return any(left + _INSIDE < r.x0 < right - _INSIDE and r.top < bottom and r.bottom > top for r in upright)


def _places(values: Sequence[float]) -> dict[float, float]:
    """Every edge with the middle of those that follow one another closely."""
    groups: list[list[float]] = []
    for value in sorted(set(values)):
        if groups and value - groups[-1][-1] <= _ONE_EDGE:
            groups[-1].append(value)
        else:
            groups.append([value])
    return {value: sum(group) / len(group) for group in groups for value in group}
