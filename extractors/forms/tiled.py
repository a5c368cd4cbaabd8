"""Headings over the columns of a table without vertical rules, by their middles alone.

Where column boundaries are true ones, a word stands in the middle of the columns that it heads. From the right, every column
either has a heading of its own, or belongs to a group: a heading in the middle of several columns, under which each of them
has a heading of its own or belongs to a group again. What does not fit this way is left to other means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from extractors.tables import Grid, Token, apart, counts_columns, text_rows

_OFF = 1.3
_LEVEL = 2.0
_MOST_WAYS = 60
_STUB = re.compile("科目|分类|编码|代码|名称|项目|序号|行次|栏次|^[类款项]+$|单位|部门")


class _Stack(NamedTuple):
    """The words over one column: those of its groups, top to bottom, and its own; the height of its own middle."""

    groups: tuple[str, ...]
    own: str
    level: float


def tiled_paths(grid: Grid, end: int) -> dict[int, str]:
    """Column -> its headings from top to bottom joined by "/", for all columns right of the codes and names; {} where headings
    do not stand in the middle of their columns, or fit more than one way."""
    words = _header_words(grid, end)
    best: list[list[_Stack]] = [[]]
    for tiling in islice(_tilings(grid.xs, words, 0, grid.col_count - 1), _MOST_WAYS):
        stacks = _consistent_part(tiling)
        if len(stacks) > len(best[0]):
            best = [stacks]
        elif stacks and len(stacks) == len(best[0]) and stacks not in best:
            best.append(stacks)
    first = grid.col_count - len(best[0])
    if len(best) > 1 or not best[0] or not all(_STUB.search(t.text) for t in words if (t.x0 + t.x1) / 2 < grid.xs[first]):
        return {}
    return {grid.col_count - 1 - i: "/".join((*stack.groups, stack.own)) for i, stack in enumerate(best[0])}


def _header_words(grid: Grid, end: int) -> list[Token]:
    bottom = grid.ys[end] if end < len(grid.ys) else grid.ys[-1]
    rows = text_rows([g for cell in grid.cells for line in cell.lines for g in line if g.y < bottom])
    lines = [row for row in rows if not counts_columns(row.tokens)]
    return [part for row in lines for token in row.tokens for part in apart(token, grid.xs)]


def _tilings(xs: Sequence[float], words: Sequence[Token], first: int, last: int) -> Iterator[list[_Stack]]:
    """Ways to head the columns from `last` leftwards to `first`, right to left, as far as they go."""
    if last < first:
        yield []
        return
    found = False
    for block in _blocks(xs, words, first, last):
        for rest in _tilings(xs, words, first, last - len(block)):
            found = True
            yield [*block, *rest]
    if not found:
        yield []


def _blocks(xs: Sequence[float], words: Sequence[Token], first: int, last: int) -> Iterator[list[_Stack]]:
    """The column `last` by itself, or groups that end with it."""
    alone = _alone(xs, words, last)
    if alone:
        yield alone
    for start in range(first, last):
        yield from _groups(xs, words, start, last)


def _alone(xs: Sequence[float], words: Sequence[Token], col: int) -> list[_Stack]:
    """A column that all words over it head alone."""
    over = _over(words, xs[col], xs[col + 1])
    if not over or not all(_in_middle(word, xs[col], xs[col + 1]) for word in over):
        return []
    return [_Stack((), _text(over), _height(over))]


def _groups(xs: Sequence[float], words: Sequence[Token], first: int, last: int) -> Iterator[list[_Stack]]:
    """The columns of a group, right to left: a heading in their middle, and what stands below it heads them all in turn."""
    over = _over(words, xs[first], xs[last + 1])
    levels = sorted({(t.top + t.bottom) / 2 for t in over})
    for level in ((a + b) / 2 for a, b in pairwise(levels)):
        heading = [word for word in over if (word.top + word.bottom) / 2 < level]
        if not all(_in_middle(word, xs[first], xs[last + 1]) for word in heading):
            return
        below = [word for word in over if word not in heading]
        for inner in _tilings(xs, below, first, last):
            if len(inner) == last - first + 1:
                yield [stack._replace(groups=(_text(heading), *stack.groups)) for stack in inner]


def _consistent_part(tiling: Sequence[_Stack]) -> list[_Stack]:
    """As many columns from the right as stand where a header puts them: words under as many headings at one height, those under
    more headings lower."""
    kept = list(tiling)
    while kept and not _consistent(kept):
        kept.pop()
    return kept


def _consistent(stacks: Sequence[_Stack]) -> bool:
    by_depth: dict[int, list[float]] = {}
    for stack in stacks:
        by_depth.setdefault(len(stack.groups), []).append(stack.level)
    levels = [by_depth[depth] for depth in sorted(by_depth)]
    alike = all(max(one) - min(one) < _LEVEL for one in levels)
    return alike and all(max(upper) < min(lower) - _LEVEL for upper, lower in pairwise(levels))


def _over(words: Sequence[Token], low: float, high: float) -> list[Token]:
    return [word for word in words if word.x0 < high - _OFF and low + _OFF < word.x1]


def _in_middle(word: Token, low: float, high: float) -> bool:
    return abs(word.x0 + word.x1 - low - high) < 2 * _OFF and word.x1 - word.x0 < high - low + _OFF


def _text(words: Sequence[Token]) -> str:
    return "".join(word.text for word in sorted(words, key=lambda t: t.top))


def _height(words: Sequence[Token]) -> float:
    return (min(w.top for w in words) + max(w.bottom for w in words)) / 2
