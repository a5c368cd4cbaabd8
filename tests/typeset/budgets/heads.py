"""Heads from paths: a column is the way from its topmost head to its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.typeset.budgets.accounts import CATALOG
from tests.typeset.budgets.style import Style
from tests.typeset.table import Head

Path = tuple[str, ...]


class Column(NamedTuple):
    """An amount column: its canonical key (empty where it has none) and its heads from top to bottom."""

    key: str
    path: Path


def word(style: Style, key: str) -> str:
    """What this place calls a canonical column."""
    return style.word(key, str(CATALOG["heads"][key][0]))


def grid(paths: Sequence[Path], stacked: bool = False) -> tuple[tuple[Head, ...], int]:
    """Head cells of all columns, equal beginnings merged, last heads reaching down to the body."""
    depth = max(map(len, paths))
    heads, done = [], set()
    for row in range(depth):
        for col, path in enumerate(paths):
            if row >= len(path) or (row, col) in done:
                continue
            end = col + 1
            while end < len(paths) and paths[end][: row + 1] == path[: row + 1]:
                end += 1
            done |= {(row, c) for c in range(col, end)}
            last = row == len(path) - 1
            heads.append(Head(path[row], row, col, depth - row if last else 1, end - col, stacked and last))
    return tuple(heads), depth
