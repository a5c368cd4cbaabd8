"""Where the header of a table ends: the first row that prints a code, a figure or a total."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.amounts import fold_width, is_dash, parse_amount
from extractors.forms.coded.ladder import named_code, whole_code
from extractors.tables import Cell, Grid

TOTALS = ("合计", "总计", "合计数", "本年支出合计", "支出合计", "支出总计", "本年合计", "本年支出总计", "总合计", "合计：")
_HEADING = re.compile("科目(编码|代码|名称)|功能分类|经济分类|^项目$|^(编码|名称)$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[一-鿿]")


def is_coded_body(grid: Grid, row: int) -> bool:
    """A row of data: a code, a figure, or 合计 with nothing but figures and blanks beside it."""
    cells = [cell for cell in grid.row(row) if cell.row == row and cell.text]
    if any(_HEADING.search(cell.text) and not named_code(cell.text) for cell in cells):
        return False
    coded = any(whole_code(cell.text) or named_code(cell.text) for cell in cells)
    return coded or any(is_figure(cell.text) for cell in cells) or _is_total(cells)


def is_figure(text: str) -> bool:
    """A figure that no header prints: with decimals or separators, or of at least three digits that are no year."""
    folded = fold_width(text).rstrip("%")
    if parse_amount(folded) is None:
        return False
    return "." in folded or "," in folded or (len(folded) > 2 and not _YEAR.fullmatch(folded))


def is_total(text: str) -> bool:
    """合计 and its like, as a cell prints it."""
    return text.rstrip(":：") in TOTALS


def _is_total(cells: Sequence[Cell]) -> bool:
    words = [cell for cell in cells if _WORD.search(cell.text)]
    rest = [cell.text for cell in cells if cell not in words]
    plain = all(parse_amount(text) is not None or is_dash(text) for text in rest)
    return plain and bool(words) and is_total("".join(cell.text for cell in words))
