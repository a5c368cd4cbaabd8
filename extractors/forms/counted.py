"""A column that only counts the rows (序号) beside the codes: its numbers are no part of any code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.forms.codes import Piece
from extractors.forms.sheet import SheetRow

NOTHING = float("-inf")
_HEADING = re.compile("^(序号|编号|行次)$")
_FEWEST = 4
_SHARE = 0.8
_LONGEST = 3
_GRACE = 1.0


def counted_reach(rows: Sequence[tuple[SheetRow, Sequence[Piece]]]) -> float:
    """How far right (left edge, points) row numbers stand: under their heading, or where the leftmost digits count down
    the table. `NOTHING` where rows are not counted."""
    headed = (_headed(row) for row in {id(row.grid): row for row, _ in rows}.values())
    return max(_counting([pieces for _, pieces in rows]), *headed, NOTHING, NOTHING)


def _headed(row: SheetRow) -> float:
    """The right edge of the column whose heading says that it counts."""
    for col, path in enumerate(row.paths):
        if any(_HEADING.match(part) for part in path.split("/")):
            return row.grid.xs[col + 1] - _GRACE
    return NOTHING


def _counting(rows: Sequence[Sequence[Piece]]) -> float:
    first = [row[0] for row in rows if row]
    short = [piece for piece in first if len(piece.text) <= _LONGEST]
    if len(first) < _FEWEST or len(short) < _SHARE * len(first):
        return NOTHING
    steps = [int(below.text) - int(above.text) for above, below in pairwise(short)]
    if sum(step == 1 for step in steps) < _SHARE * len(steps):
        return NOTHING
    return max(piece.x0 for piece in short) + _GRACE


def uncounted(pieces: Sequence[Piece], reach: float) -> list[Piece]:
    """The digits of a row without the number of the row."""
    return [piece for i, piece in enumerate(pieces) if i or piece.x0 > reach]
