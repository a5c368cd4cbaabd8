"""What the evaluators share: cells of references, rows by pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from extractors.checks.cells import Cell
from extractors.checks.identities import Sign
from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import Ref


def signed(left: Sequence[Cell], right: Sequence[Cell]) -> tuple[tuple[Sign, Cell], ...]:
    """The terms of left = right."""
    return (*((1, cell) for cell in left), *((-1, cell) for cell in right))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


def matches(patterns: Iterable[str], row: str) -> bool:
    """Whether some pattern fits the whole row key."""
    return any(_pattern(pattern).fullmatch(row) for pattern in patterns)


def cell_at(ledger: Ledger, ref: Ref, **names: str) -> Cell:
    """The cell of a reference, with `{class}` or `{code}` of its row filled in."""
    form, row, column = ref
    for name, value in names.items():
        row = row.replace(f"{{{name}}}", value)
    return ledger.cell(form, row, column)
