"""Amounts said about table rows against these rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from extractors.amounts import half_unit
from extractors.checks.cells import YUAN, Cell
from extractors.checks.claims.docket import Docket, Quarrel
from extractors.checks.claims.figures import Figure
from extractors.checks.identities import Identity, Sign
from extractors.checks.rulebook import rule_named
from extractors.checks.wording import figure, in_unit, place

_TEN_THOUSAND = 10000
Cells = Sequence[Cell]


def compare(docket: Docket, rule: str, each: Figure | None, places: Iterable[Cells]) -> Figure | None:
    """The amount against the places where it may stand (each a sum of cells); one that agrees is enough.

    Gives the figure to reckon on with: the same, or in 万元 where the sentence slipped to 元.
    """
    options = [cells for cells in places if cells]
    evaluable = [cells for cells in options if all(cell.state != "unread" for cell in cells)]
    if each is None:
        return None
    if not evaluable:
        told = options[:1] if docket.planned else options
        docket.unread.extend((cells[0], each) for cells in told if len(cells) == 1)
        return each
    agreeing = next((cells for cells in evaluable if _agrees(each, cells)), None)
    if agreeing is None:
        return _disagrees(docket, rule, each, evaluable[0])
    docket.prove(rule, each)
    docket.said.append(_identity(docket, rule, each, agreeing))
    return each


def _agrees(each: Figure, cells: Cells) -> bool:
    gap, slack = _gap(each, cells)
    return gap <= slack


def _gap(each: Figure, cells: Cells) -> tuple[Decimal, Decimal]:
    table = sum((cell.amount for cell in cells), Decimal(0))
    return abs(each.amount - table), each.half + sum((cell.half for cell in cells), Decimal(0))


def _identity(docket: Docket, rule: str, each: Figure, cells: Cells) -> Identity:
    said = Cell("", f"{docket.claim.section}.{docket.row}", each.field, "printed", each.amount, each.half)
    terms: tuple[tuple[Sign, Cell], ...] = ((1, said), *((-1, cell) for cell in cells))
    return Identity(rule_named(rule), f"{docket.claim.section}.{docket.row}.{each.field}", terms)


def _disagrees(docket: Docket, rule: str, each: Figure, cells: Cells) -> Figure:
    """Cut off instead of rounded, in the wrong unit, or another figure."""
    gap, slack = _gap(each, cells)
    shown = " + ".join(f"{figure(cell)} ({place(cell)})" for cell in cells)
    weighed = in_unit(gap, each.unit), in_unit(slack, each.unit)
    table = sum((cell.amount for cell in cells), Decimal(0))
    enlarged = _in_ten_thousands(each)
    if each.amount and each.amount <= table < each.amount + 2 * each.half:
        docket.prove(rule, each)
        said = f"{each.field} prints {each.text} where the table prints {shown}: cut off instead of rounded"
        docket.report("narrative.truncated", said, [each], cells=cells, weighed=weighed)
        return each
    if each.unit == "元" and _agrees(enlarged, cells):
        docket.prove(rule, each)
        said = f"{each.field} prints {each.text} 元 where the table prints {shown}: the unit is wrong"
        docket.report("narrative.unit", said, [each], cells=cells)
        return enlarged
    docket.said.append(_identity(docket, rule, each, cells))
    if each.amount and gap <= slack - each.half + half_unit(each.printed) * YUAN[each.unit]:
        docket.prove(rule, each)
        said = f"{each.field} prints {each.text}, rounded more coarsely than its neighbours, where the table prints {shown}"
        docket.report(rule, said, [each], "warning", cells, weighed)
        return each
    docket.object_to(each.field, f"the table prints {shown}")
    said = f"{each.field} prints {each.text} {each.unit} where the table prints {shown}"
    docket.report(
        rule, f"{said}: difference {weighed[0]} {each.unit}, rounding allows {weighed[1]}", [each], None, cells, weighed
    )
    docket.quarrels.append(Quarrel(each.field, tuple(cells), docket.findings[-1]))
    docket.tabled[each.field] = each._replace(amount=table, half=slack - each.half)
    return each


def _in_ten_thousands(each: Figure) -> Figure:
    return each._replace(amount=each.printed * YUAN["万元"], half=each.half * _TEN_THOUSAND, unit="万元")
