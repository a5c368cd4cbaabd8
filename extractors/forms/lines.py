"""Forms whose rows are labelled lines on two or more sides: FA01, FA04, BG01, BG04."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.amounts import fold_width, parse_amount
from extractors.forms.collector import Collector
from extractors.forms.labels import Side, line_key
from extractors.forms.line_blocks import SIDES, Block, blocks_of
from extractors.forms.repeats import Repeats
from extractors.forms.sheet import Sheet, SheetRow
from extractors.forms.sublines import Sublines
from extractors.tables import Cell, Grid

_NUMBERED = re.compile(r"^(?:[一二三四五六七八九十廿]+[、.．]|[（(][一二三四五六七八九十廿\d]+[）)]|\d{1,2}[、.．])")
_WORD = re.compile(r"[一-鿿]")
_HEADER_WORDS = ("项目", "行次", "决算数", "金额", "合计", "小计", "预算数", "栏次")
_SUM_WORDS = ("合计", "小计")
_ITEM = re.compile(
    r"income\.(general|fund|state_capital|fiscal|superior_subsidy|business|business_operating|affiliated_remittance|other)"
    r"|expenditure\.\d+"
)
_MARKED = re.compile(r"\s*([一二三四五六七八九十廿\d（(]|其中)")
_SUM_OF_SIDE = re.compile("合计|小计|总计")
_ANY_FISCAL = "income.fiscal"
"""The second half of a wrapped label of one fund may name fiscal money by itself."""
_FEW_BARE = 0.25
_FUNDS = ("general", "fund", "state_capital")
_OPENING_PARTS = (*_FUNDS, "fiscal", "special_account", "unit_funds")


def is_line_body(grid: Grid, row: int) -> bool:
    """A row of final accounts in which some cell is labelled as a line of the form."""
    return _is_body(grid, row, ("FA01", "FA04"))


def is_budget_line_body(grid: Grid, row: int) -> bool:
    """A row of a budget that is labelled so, or has words and figures."""
    return _is_body(grid, row, ("BG01", "BG04")) or _is_named_figure(grid, row)


def _is_named_figure(grid: Grid, row: int) -> bool:
    """Words and figures with decimals side by side: a page may begin with lines whose names only other forms know."""
    cells = [cell for cell in grid.row(row) if cell.row == row and cell.text]
    words = [cell for cell in cells if _WORD.search(cell.text)]
    return bool(words) and not any(cell.text in _HEADER_WORDS for cell in words) and _pointed(cells)


def _is_body(grid: Grid, row: int, forms: Sequence[str]) -> bool:
    cells = [cell for cell in grid.row(row) if cell.row == row and cell.text]
    figures = any(parse_amount(cell.text) is not None for cell in cells)
    heads = [cell.text for cell in cells if cell.text in _HEADER_WORDS]
    if heads and not (figures and set(heads) <= set(_SUM_WORDS) and _pointed(cells)):
        return False
    labels = [cell.text for cell in cells if _known(cell.text, forms)]
    return any(_NUMBERED.match(label) for label in labels) or bool(labels and (figures or "总计" in labels))


def _known(text: str, forms: Sequence[str]) -> bool:
    sides = ((form, side) for form in forms for side in SIDES[form])
    return any(line_key(form, side, text) for form, side in sides) and not text.endswith(("数", "行次"))


def _pointed(cells: list[Cell]) -> bool:
    """Figures with decimals stand in the row: it is no row of numbers of columns."""
    return any("." in cell.text and parse_amount(cell.text) is not None for cell in cells)


def read_lines(sheet: Sheet, form: str, collector: Collector) -> None:
    """All sides of every row into the collector."""
    blocks: dict[int, list[Block]] = {}
    lanes: dict[tuple[Side, int], _Lane] = {}
    for row in sheet.rows:
        if id(row.grid) not in blocks:
            blocks[id(row.grid)] = blocks_of(sheet, row, form)
        seen: list[Side] = []
        for block in blocks[id(row.grid)]:
            lane = lanes.setdefault((block.side, seen.count(block.side)), _Lane(form))
            seen.append(block.side)
            _read_side(row, block, collector, lane)
    for lane in lanes.values():
        lane.repeats.settle(collector)
    _doubt_unnumbered(collector)


def _doubt_unnumbered(collector: Collector) -> None:
    """Where lines are numbered in words, one without a number may be the rest of the line above it."""
    items = [row for key, row in collector.rows.items() if _ITEM.fullmatch(key)]
    bare = [row for row in items if not _MARKED.match(row.label)]
    if len(bare) > _FEW_BARE * len(items):
        return
    under_fiscal = any(row.key == "income.fiscal" and row not in bare for row in items)
    heading = {next((row.key for row in items if row.key.startswith(side)), "") for side in ("income", "expenditure")}
    for row in bare:
        below = under_fiscal and row.key.removeprefix("income.") in _FUNDS
        if not below and not (row.key in heading and collector.form.startswith("BG")):
            collector.doubt_row(row.key, "other lines are numbered, this one is not: it may be the rest of another")


class _Lane:
    """What the lines above decide on one side: a cut label's row, whether fund lines now split the opening balance, the
    class whose lines follow."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.last: str | None = None
        self.parent: str | None = None
        self.sub = Sublines()
        self.repeats = Repeats()


def _read_side(row: SheetRow, block: Block, collector: Collector, lane: _Lane) -> None:
    cell = row.grid.at(row.index, block.label)
    if cell.row != row.index:
        return
    label = cell.text
    key = _line(block.side, label, lane, collector) or _subline(row, block, label, lane)
    if key is None:
        _unlabelled(row, block, label, collector, lane)
        return
    collector.add_row(key, label, row.box(cell), _number(row, block))
    doubt = "two lines of the form ran together" if len(_keys_in(lane.form, block.side, cell)) > 1 else ""
    for col, column in block.amounts.items():
        figure = row.grid.at(row.index, col)
        if figure is cell and len(block.amounts) == 1 and cell.col + cell.cols < row.grid.col_count:
            figure = row.grid.at(row.index, cell.col + cell.cols)
        if figure.row == row.index and figure is not cell:
            spans = "" if figure.rows == 1 else "the cell spans several rows"
            unclear = "the header over this column is not clear" if column in block.doubtful else ""
            collector.add_cell(key, column, row, figure, doubt or spans or unclear)
    lane.last = key


def _number(row: SheetRow, block: Block) -> str:
    """The 行次 printed beside the label."""
    text = "" if block.number is None else fold_width(row.grid.at(row.index, block.number).text)
    return text if text.isdigit() else ""


def _keys_in(form: str, side: Side, cell: Cell) -> set[str]:
    """The line keys that the printed lines of a label cell have by themselves."""
    texts = ["".join(g.char for g in line) for line in cell.lines]
    found = {key for text in texts if (key := line_key(form, side, text)) is not None}
    return found - {_ANY_FISCAL} if len(found) > 1 and form.startswith("BG") else found


def _line(side: Side, label: str, lane: _Lane, collector: Collector) -> str | None:
    """The key of a label where it stands: fund lines below the opening (closing) balance are its parts."""
    key = line_key(lane.form, side, label)
    if key is None:
        return None
    budget = lane.form.startswith("BG")
    tail = key.split(".", 1)[1]
    if tail in ("opening", "closing"):
        lane.parent = key
    elif tail == "total" or (budget and tail == "subtotal" and not _SUM_OF_SIDE.search(label)):
        lane.parent = None
    elif lane.parent and tail in (_OPENING_PARTS if budget else _FUNDS) and lane.form != "FA01":
        return f"{lane.parent}.{tail}"
    elif key in collector.rows and tail in _FUNDS:
        return None
    if budget and side == "expenditure" and not lane.sub.is_class(key, label):
        return None
    return lane.repeats.key(key) if side in ("econ", "gov") else key


def _subline(row: SheetRow, block: Block, label: str, lane: _Lane) -> str | None:
    """A line without a known name below that of a class, with a figure: a 款 or 项 by its name."""
    if not lane.form.startswith("BG") or block.side != "expenditure" or not _has_figures(row, block):
        return None
    return lane.sub.key(label)


def _has_figures(row: SheetRow, block: Block) -> bool:
    cells = [row.grid.at(row.index, col) for col in block.amounts]
    return any(c.row == row.index and parse_amount(c.text) is not None for c in cells)


def _unlabelled(row: SheetRow, block: Block, label: str, collector: Collector, lane: _Lane) -> None:
    """A continued label is joined to its row; figures without a known line are noted."""
    last = lane.last
    figures = _has_figures(row, block)
    read_already = any((last, column) in collector.facts for column in block.amounts.values())
    if label and last and not figures and row.leads:
        read = collector.rows[last]
        collector.rows[last] = read.model_copy(update={"label": read.label + label})
    elif figures and not label and last and row.leads and not read_already:
        for col, column in block.amounts.items():
            collector.add_cell(last, column, row, row.grid.at(row.index, col), "the row was cut by the page break")
    elif figures:
        collector.notes.append(f"page {row.grid.page.number}: “{label[:24]}” is no known line ({block.side})")
        _note_unknown(row, block, label, collector)
        if label and last and not read_already:
            collector.doubt_blanks(last, "figures beside other words stand below it: they may be its own")
        if not label and last:
            collector.doubt_row(last, "figures without a label stand below it: a digit may be lost")


def _note_unknown(row: SheetRow, block: Block, label: str, collector: Collector) -> None:
    """A line of a budget that no key names may belong to the sums of its side: it is a row, its figures are unread."""
    cells = [row.grid.at(row.index, col) for col in block.amounts]
    counts = any(parse_amount(cell.text) for cell in cells if cell.row == row.index)
    if collector.form.startswith("BG") and block.side in ("income", "expenditure") and counts and label and "其中" not in label:
        collector.add_row(f"{block.side}.?{len(collector.rows)}", label, row.box(row.grid.at(row.index, block.label)))
