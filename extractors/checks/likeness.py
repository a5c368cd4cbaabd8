"""Rule kinds for figures that two forms of a budget print, where places differ in what they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.checks.cells import Cell
from extractors.checks.identities import Evaluated, Identity, evaluate
from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import Ref, Rule
from extractors.checks.terms import cell_at, signed
from extractors.checks.trees import children_of

_STATED_ZERO = ("stated_none", "blank")
_CLASS_DIGITS = 3
_RANK = {"exact": 0, "within_rounding": 1, "contradicts": 2}


def equal_any(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """The figure on the left = the sum of one of `options`: the one that agrees best. Not asked where no option was read, nor
    where a cell of `unless_any` holds a figure."""
    left = cell_at(ledger, rule.left[0])
    if left.state != "printed" or any(cell_at(ledger, ref).amount for ref in rule.unless_any):
        return
    options = [cells for option in rule.options if (cells := _read_cells(ledger, option))]
    identities = [Identity(rule, f"{left.row}.{left.column}", signed([left], cells)) for cells in options]
    told = [each for identity in identities if (each := evaluate(identity)) is not None]
    if told:
        yield min(told, key=_rank).identity


def _rank(each: Evaluated) -> int:
    return _RANK[each.weighed.agreement] if each.weighed else len(_RANK)


def _read_cells(ledger: Ledger, refs: Sequence[Ref]) -> list[Cell]:
    """The cells of an option; none where one of them was not read, or a form that was read does not print it."""
    cells = [cell_at(ledger, ref) for ref in refs]
    known = all(cell.state in ("printed", "blank") or ledger.status(cell.form) in _STATED_ZERO for cell in cells)
    return cells if known and any(cell.state == "printed" for cell in cells) else []


def equal_codes_of(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """Each code of the first form on the left = Σ the same code over the forms on the right, once the wholes agree.

    `left`: the code's row, then the rows that may print the whole. A form that prints no row for a code counts with the
    codes below it. With `columns` each of them is compared, else the columns that the references name.
    """
    base, *wholes = rule.left
    whole = next((cell for ref in wholes if (cell := cell_at(ledger, ref)).state == "printed"), None)
    read = [ref for ref in rule.right if ledger.status(ref[0]) == "read"]
    if whole is None or not read or not _agree(rule, whole, [c for ref in read for c in _whole(ledger, ref[0], ref[2])]):
        return
    for column in rule.columns or (base[2],):
        there = [(form, row, column if rule.columns else own) for form, row, own in read]
        if column in ledger.columns(base[0]) and all(ref[2] in ledger.columns(ref[0]) for ref in there):
            yield from _compared(rule, ledger, (base[0], base[1], column), there)


def _agree(rule: Rule, whole: Cell, parts: Sequence[Cell]) -> bool:
    each = evaluate(Identity(rule, "total", signed([whole], parts))) if parts else None
    return each is not None and each.holds and not each.trivial


def _compared(rule: Rule, ledger: Ledger, base: Ref, there: Sequence[Ref]) -> Iterator[Identity]:
    if not any(ledger.codes(form) for form, _, _ in there):
        return
    prefix = base[1].partition("{code}")[0]
    for code in (key.removeprefix(prefix) for key in ledger.rows(base[0]) if key.startswith(prefix)):
        if not code.isdigit():
            continue
        cells = [cell for form, _, column in there for cell in _cells_of(ledger, form, code, column)]
        if not cells and len(code) == _CLASS_DIGITS:
            cells = [ledger.cell(there[0][0], code, there[0][2])]
        if cells:
            yield Identity(rule, f"{code}.{base[2]}", signed([cell_at(ledger, base, code=code)], cells))


def _cells_of(ledger: Ledger, form: str, code: str, column: str) -> list[Cell]:
    """The cell of a code, or those of the topmost printed codes below it."""
    codes = ledger.codes(form)
    if code in codes:
        return [ledger.cell(form, code, column)]
    below = [other for other in codes if other.startswith(code)]
    return [ledger.cell(form, other, column) for other in children_of(below).get("total", [])]


def _whole(ledger: Ledger, form: str, column: str) -> list[Cell]:
    """The 合计 of a form, or its topmost codes where it prints none."""
    if "total" in ledger.rows(form):
        return [ledger.cell(form, "total", column)]
    return [ledger.cell(form, code, column) for code in children_of(ledger.codes(form)).get("total", [])]
