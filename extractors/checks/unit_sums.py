"""Rule kinds for rows of units and of years."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.identities import Identity
from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import Rule
from extractors.checks.terms import signed
from extractors.checks.trees import children_of

_SEVERAL = 2
_UNIT = "unit:"


def unit_sum(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """The row `row` = Σ its units, whose keys begin with the first of `parts`, in every column; a unit with a code = Σ the
    units whose codes continue it, one that heads the list and equals the whole = Σ the others."""
    prefix = rule.parts[0]
    rows = ledger.rows(rule.form)
    units = [key.removeprefix(prefix) for key in rows if key.startswith(prefix)]
    if rule.row not in rows or not units:
        return
    for parent, below in _tree(rule, ledger, units).items():
        key = rule.row if parent == "total" else prefix + parent
        for column in ledger.columns(rule.form):
            left = [ledger.cell(rule.form, key, column)]
            yield Identity(rule, key, signed(left, [ledger.cell(rule.form, prefix + unit, column) for unit in below]))


def _tree(rule: Rule, ledger: Ledger, units: list[str]) -> dict[str, list[str]]:
    if all(unit.isdigit() for unit in units):
        return children_of(units)
    first, *others = units
    if len(others) >= _SEVERAL and _is_whole(rule, ledger, first, others):
        return {"total": [first], first: others}
    return {"total": units}


def _is_whole(rule: Rule, ledger: Ledger, first: str, others: list[str]) -> bool:
    """The first unit's figures are those of the whole, and those of the others add up to them."""
    prefix = rule.parts[0]
    for column in ledger.columns(rule.form):
        whole = ledger.cell(rule.form, rule.row, column).amount
        own = ledger.cell(rule.form, prefix + first, column).amount
        rest = sum(ledger.cell(rule.form, prefix + unit, column).amount for unit in others)
        if not whole == own == rest:
            return False
    return True


def project_sum(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """The row `row` = Σ units (`unit:…`) where they have rows of their own, else Σ projects; a unit = Σ its projects
    (`unit|project`), in every column."""
    rows = [key for key in ledger.rows(rule.form) if key != rule.row]
    units = [key for key in rows if key.startswith(_UNIT)]
    groups = {unit: [key for key in rows if key.startswith(f"{unit.removeprefix(_UNIT)}|")] for unit in units}
    if rule.row in ledger.rows(rule.form):
        groups[rule.row] = units or rows
    for key, parts in groups.items():
        for column in ledger.columns(rule.form) if parts else ():
            left = [ledger.cell(rule.form, key, column)]
            yield Identity(rule, key, signed(left, [ledger.cell(rule.form, row, column) for row in parts]))


def difference(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """Each row `row` (of the department or a unit: `row@unit`) + the same row of `minus` = the same of `parts`, by column."""
    (less,), (whole,) = rule.minus, rule.parts
    for key in ledger.rows(rule.form):
        name, at, unit = key.partition("@")
        others = [f"{other}{at}{unit}" for other in (less, whole)]
        if name != rule.row or not all(other in ledger.rows(rule.form) for other in others):
            continue
        for column in ledger.columns(rule.form):
            cells = [ledger.cell(rule.form, row, column) for row in (key, *others)]
            yield Identity(rule, f"{key}.{column}", signed(cells[:2], cells[2:]))
