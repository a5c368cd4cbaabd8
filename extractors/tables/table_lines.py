"""The lines of a table alone: after its caption, before its note and the page's footer; where its data begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.amounts import is_dash
from extractors.model import Glyph, Page, Rule
from extractors.tables.rows import TextRow, begins_row, text_rows

_CAPTION = re.compile(r"单位[:：]|公开.{0,4}表|^(编制)?(部门|单位)(名称)?[:：]|^表\d|金额单位|年度$")
_NOTE = re.compile(r"^(注|说明|备注)[\d一二三]*[:：.、]|^本表|^[（(]?(备)?注[:：]|^\d?[.、]?本表")
_FEWEST = 3
_FOOTER = re.compile(r"[-—–\s第]*\d{1,4}[-—–\s页]*(共\d+页)?$")


def table_rows(page: Page, glyphs: Sequence[Glyph], horizontal: Sequence[Rule]) -> list[TextRow]:
    """The lines of the table alone: after its caption, before its note and the page's footer."""
    lines = text_rows(glyphs)
    wide = [r for r in horizontal if r.x1 - r.x0 > 0.1 * page.width]
    start = 0
    for i, row in enumerate(lines):
        if begins_row(row) and not _CAPTION.search(_joined(row)):
            break
        if _CAPTION.search(_joined(row)):
            start = i + 1
    kept: list[TextRow] = []
    for row in lines[start:]:
        text = _joined(row)
        if _NOTE.search(text) or (kept and any(begins_row(r) for r in kept) and _CAPTION.search(text) and not _figures(row)):
            break
        if _FOOTER.fullmatch(text) and row.top > 0.88 * page.height and not any(r.top > row.bottom for r in wide):
            break
        kept.append(row)
    first_rule = min((r.top for r in wide), default=None)
    if first_rule is not None and kept:
        last_rule = max(r.top for r in wide)
        kept = [r for r in kept if r.middle > first_rule or begins_row(r)] if first_rule < kept[-1].middle else kept
        while kept and kept[-1].top > last_rule and not _row_like(kept[-1]):
            kept.pop()
    else:
        while kept and not _row_like(kept[-1]) and len(_joined(kept[-1])) > 24:
            kept.pop()
    return kept


def is_caption(text: str) -> bool:
    """What stands over a table: its number, unit or department."""
    return bool(_CAPTION.search(text))


def whole_numbers(rows: Sequence[TextRow]) -> int | None:
    """The first row of whole numbers (that do not just count 1, 2, 3) and dashes: figures of a table printed without decimals."""
    return next((i for i, row in enumerate(rows) if holds_whole_numbers(row)), None)


def holds_whole_numbers(row: TextRow) -> bool:
    """Beside names of two characters and more at least two numbers: no date is that, and no line that counts the columns."""
    numbers = [int(t.text) for t in row.tokens if t.kind == "integer"]
    dashes = sum(is_dash(t.text) for t in row.tokens)
    words = [t for t in row.tokens if t.kind != "integer" and not is_dash(t.text)]
    counting = all(b - a == 1 for a, b in pairwise(numbers)) and not dashes
    if len(row.tokens) < _FEWEST or counting or not numbers:
        return False
    return not words or (len(numbers) + dashes >= 2 and all(len(t.text) >= 2 and "次" not in t.text for t in words))


def first_wrapped(rows: Sequence[TextRow], start: int) -> int:
    """The body begins a line earlier where the first row's name wraps above its figures."""
    if start == 0:
        return 0
    above, first = rows[start - 1], rows[start]
    height = max(t.bottom - t.top for t in first.tokens)
    return start - 1 if first.middle - above.middle < 0.95 * height else start


def _figures(row: TextRow) -> bool:
    return any(token.kind == "amount" for token in row.tokens)


def _joined(row: TextRow) -> str:
    return "".join(t.text for t in row.tokens)


def _row_like(row: TextRow) -> bool:
    """A row of the table, not of the text under it; without decimals its line numbers tell it."""
    if holds_whole_numbers(row) and sum(t.kind == "integer" for t in row.tokens) > 1:
        return True
    return begins_row(row) and not (len(row.tokens) == 1 and row.tokens[0].kind == "numbered" and len(row.tokens[0].text) > 24)
