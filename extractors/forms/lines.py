"""Forms whose rows are labelled lines on two sides: FA01, FA04."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.amounts import fold_width, parse_amount
from extractors.forms.collector import Collector
from extractors.forms.headers import header_data, is_clean, match_column
from extractors.forms.labels import Side, line_key
from extractors.forms.sheet import Sheet, SheetRow
from extractors.tables import Cell, Grid

_WORD = re.compile(r"[一-鿿]")
_SIDES: tuple[Side, Side] = ("income", "expenditure")
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[、.．])")
_HEADER_WORDS = ("项目", "行次", "决算数", "金额", "合计", "小计", "预算数", "栏次")
_ITEM = re.compile(
    r"income\.(general|fund|state_capital|fiscal|superior_subsidy|business|business_operating|affiliated_remittance|other)"
    r"|expenditure\.\d+"
)
_MARKED = re.compile(r"\s*([一二三四五六七八九十\d（(]|其中)")
_FEW_BARE = 0.25
_FUNDS = ("general", "fund", "state_capital")


class _Block(NamedTuple):
    """One side of the form in one grid: its label column, its figure columns and the column of its line numbers."""

    side: Side
    label: int
    amounts: dict[int, str]
    doubtful: frozenset[str] = frozenset()
    number: int | None = None


def is_line_body(grid: Grid, row: int) -> bool:
    """A row in which some cell is labelled as a line of the form."""
    cells = [cell for cell in grid.row(row) if cell.row == row and cell.text]
    if any(cell.text in _HEADER_WORDS for cell in cells):
        return False
    labels = [cell.text for cell in cells if _known(cell.text)]
    figures = any(parse_amount(cell.text) is not None for cell in cells)
    return any(_NUMBERED.match(label) for label in labels) or bool(labels and (figures or "总计" in labels))


def _known(text: str) -> bool:
    return any(line_key(form, side, text) for form in ("FA01", "FA04") for side in _SIDES) and not text.endswith(("数", "行次"))


def read_lines(sheet: Sheet, form: str, collector: Collector) -> None:
    """Both sides of every row into the collector."""
    blocks: dict[int, list[_Block]] = {}
    state = _State()
    for row in sheet.rows:
        if id(row.grid) not in blocks:
            blocks[id(row.grid)] = _blocks(sheet, row, form)
        for block in blocks[id(row.grid)]:
            _read_side(row, block, form, collector, state)
    _doubt_unnumbered(collector)


def _doubt_unnumbered(collector: Collector) -> None:
    """Where lines are numbered in words, one without a number may be the rest of the line above it."""
    items = [row for key, row in collector.rows.items() if _ITEM.fullmatch(key)]
    bare = [row for row in items if not _MARKED.match(row.label)]
    if len(bare) > _FEW_BARE * len(items):
        return
    under_fiscal = any(row.key == "income.fiscal" and row not in bare for row in items)
    for row in bare:
        if not (under_fiscal and row.key.removeprefix("income.") in _FUNDS):
            collector.doubt_row(row.key, "other lines are numbered, this one is not: it may be the rest of another")


class _State:
    """What the lines above decide: a cut label's row, and whether fund lines now split the opening balance."""

    def __init__(self) -> None:
        self.last: dict[Side, str | None] = {"income": None, "expenditure": None}
        self.parent: dict[Side, str | None] = {"income": None, "expenditure": None}
        self.unknown: dict[Side, str] = {"income": "", "expenditure": ""}


def _read_side(row: SheetRow, block: _Block, form: str, collector: Collector, state: _State) -> None:
    side = block.side
    cell = row.grid.at(row.index, block.label)
    if cell.row != row.index:
        return
    label = cell.text
    key = _line(form, side, label, state, collector)
    if key is None:
        _unlabelled(row, block, label, collector, state)
        return
    collector.add_row(key, label, row.box(cell), _number(row, block))
    doubt = "two lines of the form ran together" if len(_keys_in(form, side, cell)) > 1 else ""
    for col, column in block.amounts.items():
        figure = row.grid.at(row.index, col)
        if figure.row == row.index and figure is not cell:
            spans = "" if figure.rows == 1 else "the cell spans several rows"
            unclear = "the header over this column is not clear" if column in block.doubtful else ""
            collector.add_cell(key, column, row, figure, doubt or spans or unclear)
    state.last[side] = key


def _number(row: SheetRow, block: _Block) -> str:
    """The 行次 printed beside the label."""
    text = "" if block.number is None else fold_width(row.grid.at(row.index, block.number).text)
    return text if text.isdigit() else ""


def _keys_in(form: str, side: Side, cell: Cell) -> set[str]:
    """The line keys that the printed lines of a label cell have by themselves."""
    texts = ["".join(g.char for g in line) for line in cell.lines]
    return {key for text in texts if (key := line_key(form, side, text)) is not None}


def _line(form: str, side: Side, label: str, state: _State, collector: Collector) -> str | None:
    """The key of a label where it stands: fund lines below the opening (closing) balance are its parts."""
    key = line_key(form, side, label)
    if key is None:
        return None
    tail = key.split(".", 1)[1]
    if tail in ("opening", "closing"):
        state.parent[side] = key
    elif tail == "total":
        state.parent[side] = None
    elif form == "FA04" and tail in _FUNDS and state.parent[side]:
        return f"{state.parent[side]}.{tail}"
    elif key in collector.rows and tail in _FUNDS:
        return None
    return key


def _unlabelled(row: SheetRow, block: _Block, label: str, collector: Collector, state: _State) -> None:
    """A continued label is joined to its row; figures without a known line are noted."""
    last = state.last[block.side]
    cells = [row.grid.at(row.index, col) for col in block.amounts]
    figures = [c for c in cells if c.row == row.index and parse_amount(c.text) is not None]
    read_already = any((last, column) in collector.facts for column in block.amounts.values())
    if label and last and not figures and row.leads:
        read = collector.rows[last]
        collector.rows[last] = read.model_copy(update={"label": read.label + label})
    elif figures and not label and last and row.leads and not read_already:
        for col, column in block.amounts.items():
            collector.add_cell(last, column, row, row.grid.at(row.index, col), "the row was cut by the page break")
    elif figures:
        collector.notes.append(f"page {row.grid.page.number}: “{label[:24]}” is no known line ({block.side})")
        if not label and last:
            collector.doubt_row(last, "figures without a label stand below it: a digit may be lost")


def _blocks(sheet: Sheet, row: SheetRow, form: str) -> list[_Block]:
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
        blocks.append(_Block(side, label, amounts, doubtful, next(iter(numbers), None)))
    return blocks


def _doubtful(grid: Grid, form: str, amounts: dict[int, str], paths: Sequence[str]) -> frozenset[str]:
    """Columns of FA04's expenditure that are not drawn and whose header holds letters of another's."""
    if form != "FA04" or len(amounts) < 2:
        return frozenset()
    loose = [c for c in amounts if "clustered" in (grid.edges[c].bound, grid.edges[c + 1].bound)]
    return frozenset(amounts[c] for c in loose if not is_clean("FA04", amounts[c], paths[c]))


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
    """Which label column is income and which expenditure, by the lines that they print."""
    found: list[tuple[Side, int]] = []
    for col in labels:
        texts = [grid.at(r.index, col).text for r in body]
        income = sum(line_key(form, "income", t) is not None for t in texts)
        expenditure = sum(line_key(form, "expenditure", t) is not None for t in texts)
        if max(income, expenditure) == 0:
            continue
        side: Side = "income" if income > expenditure or (income == expenditure and col == min(labels)) else "expenditure"
        if side not in [s for s, _ in found]:
            found.append((side, col))
        elif income == expenditure and "expenditure" not in [s for s, _ in found]:
            found.append(("expenditure", col))
    return found


def _is_line_number(grid: Grid, body: Sequence[SheetRow], path: str, col: int) -> bool:
    """The 行次 column: by its header, or plain whole numbers that mostly rise by one."""
    if re.search(header_data()["lines"]["line_number"], path):
        return True
    texts = [fold_width(t) for r in body if (t := grid.at(r.index, col).text)]
    numbers = [int(t) for t in texts if t.isdigit() and len(t) <= 2]
    rising = sum(b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False))
    return len(numbers) >= 3 and len(numbers) == len(texts) and rising >= 0.6 * (len(numbers) - 1)


def _amounts(form: str, side: Side, columns: Sequence[int], paths: Sequence[str]) -> dict[int, str]:
    """Figure columns of a side: `amount`, or total and funds for FA04's expenditure."""
    if form == "FA04" and side == "expenditure":
        keyed: dict[int, str] = {}
        for col in columns:
            key = match_column("FA04", paths[col])
            if key and key not in keyed.values():
                keyed[col] = key
        return keyed
    fitting = [c for c in columns if _is_final(paths[c], len(columns))]
    return {fitting[0]: "amount"} if fitting else {}


def _is_final(path: str, candidates: int) -> bool:
    """The column prints final accounts, not a budget; a lone column without a header word of its own is taken as it is."""
    data = header_data()["lines"]
    if re.search(data["budget"], path.replace("/", "")):
        return False
    return bool(re.search(data["amount"], path)) or (candidates == 1 and not re.search(data["stub"], path))
