"""Contradictions put into a document on purpose: one printed figure is not what the others say."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from tests.typeset.books import WAN
from tests.typeset.figures import printed
from tests.typeset.layout import Layout
from tests.typeset.table import Cell, Row, Table


class Plant(NamedTuple):
    """What was falsified, as the truth states it."""

    kind: str
    form: str
    row: str
    column: str
    printed: str
    expected: str
    why: str


_TARGETS = {
    "balance": ("FA01", "income.subtotal", "amount", "FA01 本年收入合计不等于各项收入之和"),
    "across": ("FA04", "income.subtotal", "amount", "FA04 本年收入合计与 FA02 财政拨款收入不一致"),
    "three_public": ("FA09", "actual", "total", "FA09 合计不等于分项之和"),
}


def findings_of(planted: Sequence[Plant], pages: Mapping[tuple[str, str, str], int]) -> list[dict[str, Any]]:
    """Planted contradictions in the form of the truth files; `pages` of the figures by form, row and column."""
    return [
        {
            "id": f"plant-{number:02d}",
            **each._asdict(),
            "section": None,
            "page": pages.get((each.form, each.row, each.column)),
            "severity": "error",
        }
        for number, each in enumerate(planted, 1)
    ]


def plant(layout: Layout, table: Table, rng: random.Random) -> tuple[Table, list[Plant]]:
    """The table with the layout's falsified figures that belong to it."""
    made: list[Plant] = []
    for kind in layout.plants:
        target = _rollup_target(table, rng) if kind == "roll_up" else _TARGETS[kind]
        if target is None or target[0] != table.form:
            continue
        table, done = falsify(layout, table, kind, target, rng)
        made += done
    return table, made


def _rollup_target(table: Table, rng: random.Random) -> tuple[str, str, str, str] | None:
    if table.form != "FA05":
        return None
    keys = [
        c.key for row in table.rows for c in row.cells if c.key and c.value and c.key.column == "total" and len(c.key.row) == 5
    ]
    if not keys:
        return None
    key = rng.choice(keys)
    return "FA05", key.row, "total", f"FA05 行 {key.row} 不等于下级之和"


def falsify(
    layout: Layout, table: Table, kind: str, target: tuple[str, str, str, str], rng: random.Random
) -> tuple[Table, list[Plant]]:
    made: list[Plant] = []
    per = WAN if layout.unit == "万元" else 100
    rows = []
    for row in table.rows:
        cells = []
        for cell in row.cells:
            if cell.key == target[:3] and cell.value:
                off = (1 + abs(round(float(cell.value))) // rng.randint(9, 15)) * per
                wrong = printed(layout, round(float(cell.value) * per) + off + rng.randrange(3, 90) * WAN // 100)
                made.append(Plant(kind, *target[:3], str(wrong.value), cell.value, target[3]))
                cells.append(Cell(wrong.text, cell.align, cell.span, cell.key, wrong.value, cell.indent))
            else:
                cells.append(cell)
        rows.append(Row(tuple(cells), row.strong, row.head))
    return table._replace(rows=tuple(rows)), made
