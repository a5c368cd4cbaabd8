"""The head of a table of indicators: which column holds what, once or twice side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.narrative.cells import Cell, Ruling
from extractors.narrative.indicators.words import LEVELS, role_of, words

_TOUCH = 3.0
_LOST_HEAD = {5: ("level1", "level2", "name", "target", "actual"), 6: ("level1", "level2", "name", "target", "actual", "score")}

Span = tuple[float, float]


class Header(NamedTuple):
    """Columns by role as (left, right), one mapping per column of names; where the head ends.

    `sound`: every column of the head is known, so that none can hold what another seems to.
    """

    groups: tuple[dict[str, Span], ...]
    bottom: float
    sound: bool


def header_of(cell: Cell, cells: Sequence[Cell]) -> Header | None:
    """The head whose (first) column of names this cell heads."""
    if not (cell.frame.drawn and words().columns["name"].fullmatch(cell.text)):
        return None
    leaves = _leaves(cell, cells)
    roles = [(role_of(leaf.text), leaf) for leaf in leaves]
    groups = _groups([(role, (leaf.frame.left, leaf.frame.right)) for role, leaf in roles if role])
    names = [leaf for role, leaf in roles if role == "name"]
    if not names or names[0] is not cell or not any({"target", "actual", "score"} & set(group) for group in groups):
        return None
    sound = all(role or words().aside.fullmatch(leaf.text) for role, leaf in roles)
    return Header(tuple(groups), cell.frame.bottom, sound)


def _leaves(name: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """The lowest cells of the head, left to right; a label beside the table reaches below it."""
    top, bottom = name.frame.top, name.frame.bottom
    band = [c for c in cells if c.frame.drawn and c.frame.top > top - _TOUCH and c.frame.bottom < bottom + _TOUCH]
    lowest = [c for c in band if not any(o is not c and o.frame.top > c.y and _over(o, c) for o in band)]
    return sorted(lowest, key=lambda c: c.x)


def _over(one: Cell, two: Cell) -> bool:
    return min(one.frame.right, two.frame.right) - max(one.frame.left, two.frame.left) > _TOUCH


def _groups(columns: Sequence[tuple[str, Span]]) -> list[dict[str, Span]]:
    """Columns go to the only column of names; of several, levels to the next one, values to the one before."""
    names = [span for role, span in columns if role == "name"]
    groups: list[dict[str, Span]] = [{"name": span} for span in names]
    for role, span in columns:
        if role != "name":
            _put(groups, names, role, span)
    for group in groups[1:]:
        group.update({level: groups[0][level] for level in LEVELS if level in groups[0] and level not in group})
    return groups


def _put(groups: Sequence[dict[str, Span]], names: Sequence[Span], role: str, span: Span) -> None:
    behind = sum(name[0] < span[0] for name in names)
    at = min(behind, len(names) - 1) if role in LEVELS else max(behind - 1, 0)
    if role not in groups[at] or behind and groups[at][role][0] < names[at][0]:
        groups[at][role] = span


def lost_head(cells: Sequence[Cell], ruling: Ruling) -> Header | None:
    """A table whose head is not printed, known by the labels below its rows and by the number of its columns.

    Never sound: its columns are known by their order alone.
    """
    tail = next((cell for cell in cells if cell.frame.drawn and words().tail.fullmatch(cell.text)), None)
    if tail is None or any(role_of(cell.text) == "name" for cell in cells if cell.top < tail.top):
        return None
    above = [cell for cell in cells if cell.frame.drawn and cell.y < tail.frame.top and cell.frame.left > tail.frame.left]
    if not above:
        return None
    first = min(above, key=lambda cell: cell.frame.top)
    right = max(wall.at for wall in ruling.walls if wall.start - _TOUCH < first.y < wall.end + _TOUCH)
    edges = sorted(
        w.at for w in ruling.walls if w.start - _TOUCH < first.y < w.end + _TOUCH and tail.frame.right - _TOUCH < w.at <= right
    )
    roles = _LOST_HEAD.get(len(edges) - 1)
    columns = dict(zip(roles, zip(edges, edges[1:], strict=False), strict=False)) if roles else {}
    return Header((columns,), first.frame.top - _TOUCH, sound=False) if columns else None
