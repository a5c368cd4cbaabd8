"""Header cells -> canonical columns: merged headers are joined into a path per column, paths are matched against data."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from extractors.amounts import fold_width, is_dash, parse_amount
from extractors.forms.tiled import tiled_paths
from extractors.forms.variants import variant_items
from extractors.model import Rule
from extractors.tables import Cell, Grid, TextRow, Token, apart, in_letters, text_rows

_STARS = re.compile(r"\*+")
_NUMBER_ROW = re.compile(r"^(栏次|行次|\*+|[—\-]+)?$")
_OR = "//"
# Letters of a heading over several columns may fall into any of them.
_SPANNERS = "[本年支出收入项目栏次]*?"
_BUDGET_SPANNERS = "[本年支出收入项目栏次预算数其中]*?"
_NOT_WORDING = re.compile(r"[/\dA-H\s（）()*＊:：]")
_A_SUM = re.compile("小计|合计|总计")
_STUB = re.compile("科目|分类|编码|名称")
_HEADED = re.compile("栏次|行次|^项目$|^[合总小]计")
_BLANKS = re.compile(r"\s")
_DATA = ("columns.toml", "budget_columns.toml")


class ColumnRule(NamedTuple):
    """`path` must be found in the header path, `unless` must not. A weak rule counts where no other rule fits."""

    key: str
    path: re.Pattern[str]
    unless: re.Pattern[str] | None
    weak: bool
    clean: re.Pattern[str] | None

    def fits(self, path: str) -> bool:
        """Whether this rule knows a header path."""
        return bool(self.path.search(path)) and not (self.unless and self.unless.search(path))


@lru_cache(maxsize=1)
def header_data() -> dict[str, Any]:
    """columns.toml and budget_columns.toml as written."""
    texts = (resources.files("extractors.forms").joinpath(name).read_text("utf-8") for name in _DATA)
    return {key: table for text in texts for key, table in tomllib.loads(text).items()}


@lru_cache(maxsize=64)
def column_rules(table: str) -> tuple[ColumnRule, ...]:
    """The ordered column rules of a table of columns, those of single places first."""
    own = [item for item in variant_items("column") if table in item["table"]]
    items = [*own, *header_data()[table]["columns"]]
    return tuple(
        ColumnRule(
            item["key"],
            re.compile(item["path"]),
            re.compile(item["unless"]) if "unless" in item else None,
            item.get("weak", False),
            re.compile(rf"{_BUDGET_SPANNERS if table.startswith('BG') else _SPANNERS}(?:{item['clean']})")
            if "clean" in item
            else None,
        )
        for item in items
    )


def match_column(table: str, path: str, *, words_first: bool = False) -> str | None:
    """The canonical column of a header path; None when no rule knows it, "skip" for columns that are left out."""
    parts = path.split(_OR)
    if words_first:
        bare = [part for part in parts if _lost_its_group(part, parts)]
        parts = [*(part for part in reversed(parts) if part not in bare), *bare]
    for weak in (False, True):
        for part in parts:
            shapes = [part] if _STUB.search(part) else [part, part.replace("/", "")]
            for rule in column_rules(table):
                if rule.weak == weak and any(rule.fits(shape) for shape in shapes):
                    return rule.key
    return None


def _lost_its_group(reading: str, readings: Sequence[str]) -> bool:
    """A bare 小计 that another reading puts under the heading of a group."""
    return bool(_A_SUM.fullmatch(reading)) and any(other.endswith(f"/{reading}") for other in readings)


def is_clean(table: str, key: str, path: str) -> bool:
    """Where columns are not drawn: the letters over the column are the whole header of it and nothing else. Of a path with one
    reading, the heading of the group or that of the column itself may be."""
    readings = [path, *path.split("/")] if is_certain(path) else [path.split(_OR)[0]]
    rules = [rule.clean for rule in column_rules(table) if rule.key == key and rule.clean is not None]
    return not rules or any(rule.fullmatch(_NOT_WORDING.sub("", words)) for words in readings for rule in rules)


def is_certain(path: str) -> bool:
    """The path has one reading: by rules, or by headings that stand in the middle of true columns."""
    return _OR not in path


def matching_columns(table: str, path: str) -> set[str]:
    """All columns but the total that a header path names: more than one where headers of neighbours ran together. Of a path
    with one reading the column's own heading alone counts: those over it are of its group."""
    first = path.rpartition("/")[2] if is_certain(path) else path.split(_OR)[0]
    return {rule.key for rule in column_rules(table) if rule.key not in ("skip", "total") and rule.path.search(first)}


def header_end(grid: Grid, is_body: Callable[[Grid, int], bool]) -> int:
    """Index of the first row that is data: one that looks so, or whatever stands below the 栏次 row (the rest of a cut row)."""
    below_numbers = False
    for row in range(grid.row_count):
        if numbers_row(grid, row):
            below_numbers = True
        elif below_numbers or is_body(grid, row):
            return row
    return grid.row_count


def numbers_row(grid: Grid, row: int) -> bool:
    """The 栏次 row: 1, 2, 3 … in order (or stars), or A, B, C …; nothing else."""
    texts = [fold_width(cell.text) for cell in grid.row(row) if cell.row == row]
    filled = [t for t in texts if t]
    if not filled:
        return False
    if filled[0].startswith(("栏次", "栏　次")) or in_letters(filled):
        return True
    numbers = [int(t) for t in filled if t.isdigit()]
    rest = [t for t in filled if not t.isdigit()]
    if numbers in ([], [1]) and rest and all(_STARS.fullmatch(t) for t in rest):
        return True
    rising = len(numbers) >= 2 and numbers[0] <= 2 and all(b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False))
    return rising and all(_NUMBER_ROW.match(t) or t in ("栏次", "项目", "类", "款", "项") for t in rest)


def is_level_row(cells: Iterable[Cell]) -> bool:
    """One or two digits, a name, and nothing but figures and dashes right of it: a row that carries its own level alone."""
    texts = [fold_width(cell.text) for cell in cells if cell.text]
    name = next((i for i, text in enumerate(texts) if re.search(r"[一-鿿]", text)), 0)
    before, after = texts[:name], texts[name + 1 :]
    digits = bool(before) and all(text.isdigit() and len(text) <= 2 for text in before)
    figures = bool(after) and all(parse_amount(text) is not None or is_dash(text) for text in after)
    return digits and figures and not _HEADED.search(texts[name])


def paths(grid: Grid, end: int) -> list[str]:
    """For every column its header cells from top to bottom joined by "/"; cells as wide as the table are titles and left out.

    Where columns are not drawn, a second reading by whole words follows after "//".
    """
    by_token = _token_paths(grid, end)
    loose = any(edge.bound != "ruled" for edge in grid.edges[1:-1])
    over = _ruled_headings(grid, end) if loose else [""] * grid.col_count
    found = []
    for col in range(grid.col_count):
        parts: list[str] = []
        leaf = grid.at(0, col)
        seen: set[tuple[int, int]] = set()
        for row in range(end):
            cell = grid.at(row, col)
            if (cell.row, cell.col) in seen or numbers_row(grid, row):
                continue
            seen.add((cell.row, cell.col))
            text = _header_text(cell)
            if text and cell.cols < max(grid.col_count, 2):
                parts.append(text)
                leaf = cell
        if over[col] and over[col] not in "".join(parts):
            parts.insert(0, over[col])
        by_cell = "/".join(parts)
        if loose:
            by_cell = f"{by_cell}{_OR}{by_token[col]}"
        found.append(by_cell if not parts or leaf.cols == 1 else f"{_letters_over(grid, leaf, col)}{_OR}{by_token[col]}")
    certain = tiled_paths(grid, end) if any(edge.bound == "clustered" for edge in grid.edges) else {}
    return [certain.get(col, path) for col, path in enumerate(found)]


def _ruled_headings(grid: Grid, end: int) -> list[str]:
    """For every column the heading that spans it and others, where a rule under the heading shows how far it reaches."""
    found = [""] * grid.col_count
    bottom = grid.ys[end] if end < len(grid.ys) else grid.ys[-1]
    whole = grid.xs[-1] - grid.xs[0]
    rules = [r for r in grid.page.rules if r.horizontal and grid.ys[0] < r.top < bottom - 2 and r.x1 - r.x0 < 0.9 * whole]
    if not rules:
        return found
    for row in text_rows([g for cell in grid.cells for line in cell.lines for g in line if g.y < bottom]):
        for token in row.tokens:
            under = [r for r in rules if _is_under(r, token)]
            if token.kind == "word" and under and token.text != "项目" and not _STUB.search(token.text):
                rule = min(under, key=lambda r: r.top)
                covered = [c for c in range(grid.col_count) if rule.x0 - 3 < (grid.xs[c] + grid.xs[c + 1]) / 2 < rule.x1 + 3]
                if len(covered) > 1:
                    for col in covered:
                        found[col] += token.text
    return found


def _is_under(rule: Rule, token: Token) -> bool:
    """A rule close below a word, wider than it on both sides."""
    high = token.bottom - token.top
    wider = rule.x0 < token.x0 + 1 and token.x1 - 1 < rule.x1 and rule.x1 - rule.x0 > 1.2 * (token.x1 - token.x0)
    return wider and -0.2 * high < rule.top - token.bottom < 0.9 * high


def _letters_over(grid: Grid, cell: Cell, col: int) -> str:
    """The part of a wide header cell that stands over one column."""
    low, high = grid.xs[col], grid.xs[col + 1]
    return "/".join("".join(g.char for g in line if low <= g.x < high) for line in cell.lines)


def _header_text(cell: Cell) -> str:
    text = _BLANKS.sub("", cell.text)
    return "" if text.isdigit() or parse_amount(text) is not None or is_dash(text) else text


def _token_paths(grid: Grid, end: int) -> list[str]:
    """Where columns are not drawn, a header word belongs to every column that it overlaps well or spans."""
    bottom = grid.ys[end] if end < len(grid.ys) else grid.ys[-1]
    return word_paths(grid, text_rows([g for cell in grid.cells for line in cell.lines for g in line if g.y < bottom]))


def earlier_paths(grid: Grid, header: Iterable[TextRow]) -> list[str]:
    """The header lines of an earlier page as one path per column, none of them certain."""
    return [f"{path}{_OR}{path}" for path in word_paths(grid, header)]


def word_paths(grid: Grid, header: Iterable[TextRow]) -> list[str]:
    """Header lines as one path per column of a grid, word by word."""
    parts: list[list[str]] = [[] for _ in range(grid.col_count)]
    for row in header:
        for token in (part for whole in row.tokens for part in apart(whole, grid.xs)):
            if token.kind in ("integer", "amount"):
                continue
            for col in range(grid.col_count):
                low, high = grid.xs[col], grid.xs[col + 1]
                overlap = min(high, token.x1) - max(low, token.x0)
                if overlap > 0.4 * (token.x1 - token.x0) or token.x0 < (low + high) / 2 < token.x1:
                    parts[col].append(token.text)
    return ["/".join(part) for part in parts]
