"""The right part of a wide table on a page of its own, without codes and names: its rows are those of the left part at the
same height."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.sheet import SheetRow
from extractors.tables import Grid

_LEVEL = 1.5
_FEWEST = 3


class Beside:
    """Remembers where the rows of a table's earlier pages stand."""

    def __init__(self) -> None:
        self._rows: dict[int, list[tuple[float, float, str]]] = {}
        self._taken: set[int] = set()

    def note(self, row: SheetRow, key: str) -> None:
        """A row with its code."""
        self._rows.setdefault(id(row.grid), []).append((*_extent(row.grid, row.index), key))

    @property
    def certain(self) -> bool:
        """No two pages could be taken for one another: there is one, or their rows stand at heights of their own."""
        shapes = [tuple(round(bottom - top) for top, bottom, _ in known) for known in self._rows.values()]
        return len(shapes) == len(set(shapes))

    def keys(self, rows: Sequence[SheetRow]) -> dict[int, str]:
        """Row index -> code for the rows of a page without codes: those of the first page not yet continued whose rows all
        stand at the same heights; {} where none do."""
        for page, known in self._rows.items():
            if page in self._taken or len(known) < _FEWEST:
                continue
            found = {row.index: key for row in rows if (key := _at_height(row, known)) is not None}
            figured = [row.index for row in rows if any(cell.lines for cell in row.cells)]
            if len(found) == len(known) and all(index in found for index in figured):
                self._taken.add(page)
                return found
        return {}


def _at_height(row: SheetRow, known: Sequence[tuple[float, float, str]]) -> str | None:
    """The code of the row that stands at the same height."""
    extent = _extent(row.grid, row.index)
    return next((key for top, bottom, key in known if _same(extent, top, bottom)), None)


def _extent(grid: Grid, row: int) -> tuple[float, float]:
    return grid.ys[row], grid.ys[row + 1]


def _same(extent: tuple[float, float], top: float, bottom: float) -> bool:
    return abs(extent[0] - top) < _LEVEL and abs(extent[1] - bottom) < _LEVEL
