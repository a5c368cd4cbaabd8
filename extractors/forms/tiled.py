"""Headings over the columns of a table without vertical rules, by their middles alone.

Where column boundaries are true ones, a word stands in the middle of the columns that it heads. From the right, every column
either has a heading of its own, or belongs to a group: a heading in the middle of several columns, and under it one word
in the middle of each. What does not fit this way is left to other means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.tables import Grid, Token, apart, counts_columns, text_rows

_OFF = 1.3
_LEVEL = 2.0
_STUB = re.compile("科目|分类|编码|代码|名称|项目|序号|行次|栏次|^[类款项]+$|单位|部门")


class _Stack(NamedTuple):
    """The words over one column: those of its group, if any, and its own; the height of its own middle."""

    group: str
    own: str
    level: float


def tiled_paths(grid: Grid, end: int) -> dict[int, str]:
    """Column -> its headings from top to bottom joined by "/", for all columns right of the codes and names; {} where headings
    do not stand in the middle of their columns."""
    words = _header_words(grid, end)
    levels = sorted({(t.top + t.bottom) / 2 for t in words})
    best: list[_Stack] = []
    for level in [*((a + b) / 2 for a, b in pairwise(levels)), float("-inf")]:
        for stacks in _tilings(grid.xs, words, level, grid.col_count - 1):
            if len(stacks) > len(best) and _consistent(stacks):
                best = stacks
    first = grid.col_count - len(best)
    if not best or not all(_STUB.search(t.text) for t in words if (t.x0 + t.x1) / 2 < grid.xs[first]):
        return {}
    return {grid.col_count - 1 - i: f"{s.group}/{s.own}" if s.group else s.own for i, s in enumerate(best)}


def _header_words(grid: Grid, end: int) -> list[Token]:
    bottom = grid.ys[end] if end < len(grid.ys) else grid.ys[-1]
    rows = text_rows([g for cell in grid.cells for line in cell.lines for g in line if g.y < bottom])
    lines = [row for row in rows if not counts_columns(row.tokens)]
    return [part for row in lines for token in row.tokens for part in apart(token, grid.xs)]


def _tilings(xs: Sequence[float], words: Sequence[Token], level: float, last: int) -> Iterator[list[_Stack]]:
    """Ways to head the columns up to `last`, from the right to the left, as far as they go."""
    if last < 0:
        yield []
        return
    found = False
    for group in (_alone(xs, words, last), *(_group(xs, words, level, first, last) for first in range(last))):
        if group:
            for rest in _tilings(xs, words, level, last - len(group)):
                found = True
                yield [*group, *rest]
    if not found:
        yield []


def _alone(xs: Sequence[float], words: Sequence[Token], col: int) -> list[_Stack]:
    """A column that all words over it head alone."""
    over = _over(words, xs[col], xs[col + 1])
    if not over or not all(_in_middle(word, xs[col], xs[col + 1]) for word in over):
        return []
    return [_Stack("", _text(over), _height(over))]


def _group(xs: Sequence[float], words: Sequence[Token], level: float, first: int, last: int) -> list[_Stack]:
    """The columns of a group, right to left, if one heading above `level` stands in their middle and a word under it in each."""
    over = _over(words, xs[first], xs[last + 1])
    heading = [word for word in over if (word.top + word.bottom) / 2 < level]
    if not heading or not all(_in_middle(word, xs[first], xs[last + 1]) for word in heading):
        return []
    stacks = []
    for col in range(last, first - 1, -1):
        own = [word for word in _over(over, xs[col], xs[col + 1]) if word not in heading]
        if not own or not all(_in_middle(word, xs[col], xs[col + 1]) for word in own):
            return []
        stacks.append(_Stack(_text(heading), _text(own), _height(own)))
    return stacks


def _consistent(stacks: Sequence[_Stack]) -> bool:
    """Words of groups stand at one height, below that of headings without a group; without groups all stand at one."""
    grouped = [stack.level for stack in stacks if stack.group]
    alone = [stack.level for stack in stacks if not stack.group]
    if not grouped:
        return max(alone) - min(alone) < _LEVEL
    return max(grouped) - min(grouped) < _LEVEL and all(level < min(grouped) - _LEVEL for level in alone)


def _over(words: Sequence[Token], low: float, high: float) -> list[Token]:
    return [word for word in words if word.x0 < high - _OFF and low + _OFF < word.x1]


def _in_middle(word: Token, low: float, high: float) -> bool:
    return abs(word.x0 + word.x1 - low - high) < 2 * _OFF and word.x1 - word.x0 < high - low + _OFF


def _text(words: Sequence[Token]) -> str:
    return "".join(word.text for word in sorted(words, key=lambda t: t.top))


def _height(words: Sequence[Token]) -> float:
    return (min(w.top for w in words) + max(w.bottom for w in words)) / 2
