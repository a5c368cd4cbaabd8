"""Amounts that are part of another and cannot be more."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.amounts import plain
from extractors.checks.cells import Cell
from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import Rule, rulebook
from extractors.checks.wording import figure, in_unit, place, unit_of
from extractors.model import Finding


def exceeded(ledger: Ledger) -> Iterator[Finding]:
    """The rules of kind at_most: each left cell is no more than the right one, where both are printed."""
    for rule in rulebook():
        if rule.kind == "at_most":
            part, whole = ledger.cell(*rule.left[0]), ledger.cell(*rule.right[0])
            if part.nonzero and whole.state == "printed" and part.amount - part.half > whole.amount + whole.half:
                yield _finding(rule, part, whole)


def _finding(rule: Rule, part: Cell, whole: Cell) -> Finding:
    unit = unit_of((whole, part))
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        fault="document" if part.sound and whole.sound else "extraction",
        form=whole.form,
        row=whole.row,
        column=whole.column,
        page=whole.box.page if whole.box else None,
        amounts=tuple(plain(cell.fact.value) for cell in (part, whole) if cell.fact),
        difference=in_unit(part.amount - whole.amount, unit),
        slack=in_unit(part.half + whole.half, unit),
        message=f"{figure(part)} ({place(part)}) is more than {figure(whole)} ({place(whole)}), which it should not exceed.",
        operands=(part.operand(1), whole.operand(-1)),
    )
