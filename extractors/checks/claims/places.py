"""Words of the narrative -> places in the tables."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from extractors.checks.cells import Cell
from extractors.checks.ledger import Ledger

_NOISE = re.compile(r"[\s“”\"'（）()]")
_FISCAL_BEFORE = re.compile(r"财政拨款(?:收入?(?:总计|合计)?(?P<amount>(?:为|均为)?[\d,.，]+(?:万元|亿元|元))?[、和与,，;；]?)?$")
_FISCAL_HEADING = re.compile(r"(?<!预算)财政拨款收")
_OWN_YEAR = re.compile(r"本年(?:收入|支出)")
Patterns = tuple[tuple[re.Pattern[str], tuple[tuple[str, str, str], ...]], ...]


@cache
def _table(kind: str) -> Patterns:
    file = "budget_places.toml" if kind.startswith("planned_") else "places.toml"
    data: dict[str, Any] = tomllib.loads(Path(__file__).with_name(file).read_text(encoding="utf-8"))
    return tuple((re.compile(entry["pattern"]), tuple(tuple(cell) for cell in entry["cells"])) for entry in data[kind])


def whole_scope(scope: str, quote: str, heading: str = "") -> str:
    """A scope with the words printed right before it ("财政拨款收入总计、" + "支出总计"): they say whose total it is.

    Under a heading of the grant's income and expenditure, 本年收入 is the grant's as well.
    """
    plain, words = _NOISE.sub("", quote), _NOISE.sub("", scope)
    at = plain.find(words)
    before = _FISCAL_BEFORE.search(plain[:at]) if at > 0 and words else None
    if before is None:
        return f"财政拨款{words}" if _OWN_YEAR.match(words) and _FISCAL_HEADING.search(heading) else words
    return before.group().replace(before["amount"] or "", "") + words


def places_of(kind: str, words: str, ledger: Ledger) -> list[list[Cell]]:
    """The places (each one cell) that `scope` or `part` words mean."""
    plain = _NOISE.sub("", words)
    for pattern, cells in _table(kind):
        if pattern.search(plain):
            return [[ledger.cell(*cell)] for cell in cells if _answers(ledger, cell)]
    return []


def _answers(ledger: Ledger, cell: tuple[str, str, str]) -> bool:
    """The form prints this row and column, or was not read, or states that it holds nothing."""
    form, row, column = cell
    if ledger.status(form) != "read":
        return True
    return row in ledger.rows(form) and column in ledger.columns(form)
