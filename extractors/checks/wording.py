"""How a contradiction is told: places, figures and equations in one English sentence."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extractors.amounts import decimals, plain
from extractors.checks.cells import YUAN, Cell
from extractors.checks.identities import Evaluated, Identity
from extractors.model import Unit


def unit_of(cells: Iterable[Cell]) -> Unit:
    """The unit of the first printed figure."""
    return next((cell.fact.unit for cell in cells if cell.fact), "万元")


def in_unit(amount: Decimal, unit: Unit) -> str:
    """An amount in yuan as plain decimal text of this unit, without idle zeros beyond two places."""
    value = amount / YUAN[unit]
    shortest = value.normalize()
    return plain(shortest) if decimals(shortest) > 2 else f"{value:.2f}"


def place(cell: Cell) -> str:
    """`FA05 20103 政府办公厅 basic`."""
    return " ".join(part for part in (cell.form, cell.row, cell.label, cell.column) if part)


def figure(cell: Cell) -> str:
    """What the cell prints."""
    if cell.fact:
        return plain(cell.fact.value)
    return "blank" if cell.state == "blank" else "not printed"


def equation(identity: Identity) -> str:
    """Both sides with every figure; empty terms are left out where others remain. A rate is told as a quotient."""
    if identity.rule.kind == "rate":
        rate, part, base = (f"{figure(cell)} ({place(cell)})" for _, cell in identity.terms)
        return f"{rate} ≠ {part} / {base}"
    left = [cell for sign, cell in identity.terms if sign > 0]
    right = [cell for sign, cell in identity.terms if sign < 0]
    return f"{_side(left)} ≠ {_side(right)}"


def _side(cells: list[Cell]) -> str:
    shown = [cell for cell in cells if cell.amount] or cells[:1]
    return " + ".join(f"{figure(cell)} ({place(cell)})" for cell in shown)


def outcome(each: Evaluated, unit: Unit) -> str:
    """`difference 0.02, rounding allows 0.01`."""
    if each.weighed is None:
        return "not evaluated"
    return f"difference {in_unit(each.weighed.difference, unit)} {unit}, rounding allows {in_unit(each.weighed.slack, unit)}"
