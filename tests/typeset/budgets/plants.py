"""Contradictions put into a budget on purpose: one printed figure is not what the others say."""

from __future__ import annotations

import random

from tests.typeset.budgets.style import Style
from tests.typeset.plants import Plant, falsify
from tests.typeset.table import Key, Table

_WHY = {
    "roll_up": "BG05 的款不等于其项之和",
    "balance": "BG01 收入总计与各项收入及支出总计不符",
    "three_public": "BG07 “三公”经费合计不等于分项之和",
    "basic": "BG05 基本支出不等于 BG06 合计及下级之和",
    "across": "BG04 一般公共预算收入与其他表不一致",
}


def plant(style: Style, table: Table, rng: random.Random) -> tuple[Table, list[Plant]]:
    """The table with the style's falsified figures that belong to it."""
    made: list[Plant] = []
    for kind in style.plants:
        keys = [key for key in _printed(table) if _fits(kind, key)]
        if keys:
            key = rng.choice(keys)
            table, done = falsify(style.ink(table.form), table, kind, (*key, _WHY[kind]), rng)
            made += done
    return table, made


def _printed(table: Table) -> list[Key]:
    return [c.key for row in table.rows for c in row.cells if c.key and c.value and float(c.value) > 1]


def _fits(kind: str, key: Key) -> bool:
    code = key.row.isdigit() and len(key.row) == 5
    return {
        "roll_up": key.form == "BG05" and code and key.column == "total",
        "basic": key.form == "BG05" and key.row == "total" and key.column == "basic",
        "balance": tuple(key) == ("BG01", "income.total", "amount"),
        "three_public": key.form == "BG07" and key.row == "budget" and key.column == "total",
        "across": tuple(key) == ("BG04", "income.general", "amount"),
    }[kind]
