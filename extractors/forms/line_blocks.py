"""The sides of a form of labelled lines in one grid: which column prints labels of what, and which columns its figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.amounts import fold_width
from extractors.forms.headers import header_data, is_clean, match_column
from extractors.forms.labels import Side, line_key
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Grid

SIDES: dict[str, tuple[Side, ...]] = {
    "FA01": ("income", "expenditure"),
    "FA04": ("income", "expenditure"),
    "BG01": ("income", "expenditure", "econ", "gov"),
    "BG04": ("income", "expenditure", "econ", "gov"),
}
"""The kinds of sides that a form may have."""
BY_FUND = ("FA04", "BG04")
"""Forms whose expenditure is printed by fund."""
_WORD = re.compile(r"[一-鿿]")
_A_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


class Block(NamedTuple):
    """One side of the form in one grid: its label column, its figure columns and the column of its line numbers."""

    side: Side
    label: int
    amounts: dict[int, str]
    doubtful: frozenset[str] = frozenset()
    number: int | None = None


def blocks_of(sheet: Sheet, row: SheetRow, form: str) -> list[Block]:
    """The sides in the grid of a row, left to right."""
    grid = row.grid
    body = [r for r in sheet.rows if r.grid is grid]
    labels = _label_columns(grid, body)
    if not labels:
        return []
    blocks = []
    sides = _sides(grid, body, labels, form)
    for side, label in sides:
        ends = [c for _, c in sides if c > label]
        end = min([*ends, *[c for c in labels if c > label], grid.col_count])
        numbers = [c for c in range(label + 1, end) if _is_line_number(grid, body, row.paths[c], c)]
        columns = [c for c in range(label + 1, end) if c not in numbers]
        amounts = _amounts(form, side, columns, row.paths)
        doubtful = _doubtful(grid, form, amounts, row.paths)
        blocks.append(Block(side, label, amounts, doubtful, next(iter(numbers), None)))
    return blocks


def _doubtful(grid: Grid, form: str, amounts: dict[int, str], paths: Sequence[str]) -> frozenset[str]:
    """Columns of funds that are not drawn and whose header holds letters of another's."""
    if form not in BY_FUND or len(amounts) < 2:
        return frozenset()
    loose = [c for c in amounts if "clustered" in (grid.edges[c].bound, grid.edges[c + 1].bound)]
    return frozenset(amounts[c] for c in loose if not is_clean(form, amounts[c], paths[c]))


def _label_columns(grid: Grid, body: Sequence[SheetRow]) -> list[int]:
    """Columns that mostly print words."""
    found = []
    for col in range(grid.col_count):
        cells = [c for r in body if (c := grid.at(r.index, col)).row == r.index and c.col == col and c.text]
        words = sum(bool(_WORD.search(c.text)) for c in cells)
        if words and words >= 0.5 * len(cells):
            found.append(col)
    return found


def _sides(grid: Grid, body: Sequence[SheetRow], labels: Sequence[int], form: str) -> list[tuple[Side, int]]:
    """What each label column names, by the lines that it prints."""
    found: list[tuple[Side, int]] = []
    for col in labels:
        texts = [grid.at(r.index, col).text for r in body]
        counts = {side: sum(line_key(form, side, t) is not None for t in texts) for side in SIDES[form]}
        if max(counts.values()) == 0:
            continue
        if len(SIDES[form]) > 2:
            found.append((_likeliest(counts, first=not found), col))
        elif (side := _one_of_two(counts, [s for s, _ in found], first=col == min(labels))) is not None:
            found.append((side, col))
    return found


def _likeliest(counts: dict[Side, int], *, first: bool) -> Side:
    """Of several kinds the one that knows most labels; the leftmost side is income where that knows as many."""
    order: tuple[Side, ...] = ("income", "expenditure", "econ", "gov") if first else ("expenditure", "econ", "gov", "income")
    return max(order, key=lambda side: counts[side])


def _one_of_two(counts: dict[Side, int], taken: Sequence[Side], *, first: bool) -> Side | None:
    income, expenditure = counts["income"], counts["expenditure"]
    side: Side = "income" if income > expenditure or (income == expenditure and first) else "expenditure"
    if side not in taken:
        return side
    return "expenditure" if income == expenditure and "expenditure" not in taken else None


def _is_line_number(grid: Grid, body: Sequence[SheetRow], path: str, col: int) -> bool:
    """The 行次 column: by its header, or plain whole numbers that mostly rise by one."""
    if re.search(header_data()["lines"]["line_number"], path):
        return True
    texts = [fold_width(t) for r in body if (t := grid.at(r.index, col).text)]
    numbers = [int(t) for t in texts if t.isdigit() and len(t) <= 2]
    rising = sum(b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False))
    return len(numbers) >= 3 and len(numbers) == len(texts) and rising >= 0.6 * (len(numbers) - 1)


def _amounts(form: str, side: Side, columns: Sequence[int], paths: Sequence[str]) -> dict[int, str]:
    """Figure columns of a side: `amount`, or total and funds where the expenditure is printed by fund."""
    columns = _current(columns, paths) if form.startswith("BG") else columns
    if form in BY_FUND and side != "income":
        keyed = _by_fund(form, columns, paths)
        if keyed or form == "FA04":
            return keyed
    fitting = _budgeted(columns, paths) if form.startswith("BG") else [c for c in columns if _is_final(paths[c], len(columns))]
    name = "total" if form in BY_FUND and side != "income" else "amount"
    return {fitting[0]: name} if fitting else {}


def _by_fund(form: str, columns: Sequence[int], paths: Sequence[str]) -> dict[int, str]:
    keyed: dict[int, str] = {}
    for col in columns:
        key = match_column(form, paths[col])
        if key and key != "skip" and key not in keyed.values():
            keyed[col] = key
    return keyed


def _is_final(path: str, candidates: int) -> bool:
    """The column prints final accounts, not a budget; a lone column without a header word of its own is taken as it is."""
    data = header_data()["lines"]
    if re.search(data["budget"], path.replace("/", "")):
        return False
    return bool(re.search(data["amount"], path)) or (candidates == 1 and not re.search(data["stub"], path))


def _budgeted(columns: Sequence[int], paths: Sequence[str]) -> list[int]:
    """Columns that may print the amount, the likeliest first: the whole before its parts."""
    data = header_data()["budget_lines"]
    fitting = [col for col in columns if len(columns) == 1 or re.search(data["amount"], paths[col].replace("/", ""))]
    return sorted(fitting, key=lambda col: not re.search(data["whole"], paths[col].replace("/", "")))


def _current(columns: Sequence[int], paths: Sequence[str]) -> list[int]:
    """Columns of this year's budget: no comparison, nothing of an earlier year than another column's."""
    unlike = header_data()["budget_lines"]["unlike"]
    headings = {col: path for col in columns if not re.search(unlike, path := paths[col].replace("/", ""))}
    years = {col: max(_A_YEAR.findall(path), default="") for col, path in headings.items()}
    return [col for col in headings if years[col] == max(years.values())]
