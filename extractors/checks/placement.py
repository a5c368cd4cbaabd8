"""Address evidence from the figures and names themselves: rows or columns that moved as a whole keep their own sums.

A misplaced row still adds up across, a misplaced column still adds up down. What gives them away is a suspect figure
whose own row (or column) holds, the same figures under a neighbour's code in another form, or a name that another
form gives to another code.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extractors.catalogue import catalogue
from extractors.checks.cells import Cell
from extractors.checks.identities import Evaluated
from extractors.checks.ledger import Ledger
from extractors.checks.proofs import Standing, Suspicion
from extractors.checks.rulebook import rule_named, rulebook
from extractors.model import Finding

Key = tuple[str, str, str]
_PAIRS = (
    ("FA05", "FA03", ("total", "basic", "project")),
    ("FA07", "FA03", ("total", "basic", "project")),
    ("FA02", "FA03", ("total",)),
    ("BG05", "BG03", ("total", "basic", "project")),
    ("BG08", "BG03", ("total", "basic", "project")),
    ("BG11", "BG05", ("total", "basic", "project")),
)
_PARTS = {"basic": ("personnel", "operating")}
_CODED = tuple(kind.key for kind in catalogue().values() if kind.codes)
_FEW = 5
_NOISE = re.compile(r"[\s（）()、，,.·:：“”\"']")


Doubt = tuple[list[Key], str]


class Misplacements(NamedTuple):
    """Places that names, or figures of another form, give to another row or column, with the reason; and the findings."""

    places: dict[Key, str]
    findings: tuple[Finding, ...]


def misplacements(ledger: Ledger) -> Misplacements:
    """What names and the figures of other forms say of addresses."""
    exchanged = [*_exchanged_rows(ledger), *_exchanged_columns(ledger), *_crossed_pins(ledger)]
    misnamed = list(_misnamed(ledger))
    told = {reason: ("address.exchanged", keys) for keys, reason in exchanged} | {r: ("address.misnamed", k) for k, r in misnamed}
    findings = tuple(_finding(ledger, rule, keys[0], reason) for reason, (rule, keys) in told.items() if keys)
    return Misplacements(_by_place((*exchanged, *misnamed, *_out_of_order(ledger))), findings)


def _finding(ledger: Ledger, rule: str, key: Key, reason: str) -> Finding:
    box = ledger.cell(*key).box
    return Finding(
        rule=rule,
        severity=rule_named(rule).severity,
        fault="extraction",
        form=key[0],
        row=key[1],
        column=key[2],
        page=box.page if box else None,
        message=f"{reason}.",
    )


def companions(ledger: Ledger, standing: Standing, suspicions: Iterable[Suspicion]) -> dict[Key, str]:
    """Places in the row or column of a suspect that may have moved with it, with the reason."""
    return _by_place((*_moved(ledger, standing, suspicions), *_denied(ledger, standing), *_unconfirmed(ledger, standing)))


def _by_place(doubts: Iterable[Doubt]) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for keys, reason in doubts:
        for key in keys:
            found.setdefault(key, reason)
    return found


def _moved(ledger: Ledger, standing: Standing, suspicions: Iterable[Suspicion]) -> Iterator[Doubt]:
    """A suspect whose row adds up takes its row along; a suspect 合计 whose column adds up takes its column along."""
    for suspicion in suspicions:
        if all(_near_rounding(each) for each in suspicion.explained):
            continue
        for cell in suspicion.suspects:
            kinds = {
                each.identity.rule.kind for each in standing.holding.get(cell, ()) if not each.trivial and _within(each, cell)
            }
            row = [(cell.form, cell.row, column) for column in ledger.columns(cell.form)]
            if not cell.nonzero:
                yield row, f"{cell.column} of its row lacks a figure: one of the row may stand in the wrong column"
            elif "row_sum" in kinds:
                yield row, f"its row adds up, but {cell.column} of it is contradicted: the row may be another's"
            if cell.row == "total" and ("parent_of_codes" in kinds or not cell.nonzero):
                yield _column_and_unpinned(ledger, standing, cell)


def _denied(ledger: Ledger, standing: Standing) -> Iterator[Doubt]:
    """The text prints another figure for a cell that only its own row confirms."""
    for cell, denials in standing.denied.items():
        if _by_row_alone(standing, cell) and cell.form in ledger.forms:
            yield [cell.key], f"only its own row confirms it, and the text prints another figure ({denials[0].identity.proof})"


def _unconfirmed(ledger: Ledger, standing: Standing) -> Iterator[Doubt]:
    """Columns of a picture that no rule draws, and of which nothing but rows confirms a figure: a row adds up in any column."""
    for form in ledger.forms:
        for column in ledger.columns(form):
            printed = [cell for row in ledger.rows(form) if (cell := ledger.cell(form, row, column)).nonzero]
            if printed and all(cell.from_picture and not cell.ruled and _by_row_alone(standing, cell) for cell in printed):
                yield [cell.key for cell in printed], "its column is not drawn, and only rows confirm the figures in it"


def _by_row_alone(standing: Standing, cell: Cell) -> bool:
    held = [each for each in standing.holding.get(cell, ()) if not each.trivial]
    return all(each.identity.rule.kind == "row_sum" for each in held)


def _near_rounding(each: Evaluated) -> bool:
    """A difference of a few last digits: figures rounded or typed differently, not another row's."""
    return each.weighed is not None and abs(each.weighed.difference) <= _FEW * each.weighed.slack


def _within(each: Evaluated, cell: Cell) -> bool:
    return each.identity.rule.binding and all(other.form == cell.form for _, other in each.identity.terms)


def _column_and_unpinned(ledger: Ledger, standing: Standing, cell: Cell) -> Doubt:
    """The column, and every other column that no other form confirms."""
    columns = [cell.column, *(c for c in ledger.columns(cell.form) if not _pinned(standing, ledger.cell(cell.form, "total", c)))]
    keys = [(cell.form, row, column) for column in dict.fromkeys(columns) for row in ledger.rows(cell.form)]
    return keys, f"its column adds up, but the total of {cell.column} is contradicted: the column may be another's"


def _pinned(standing: Standing, cell: Cell) -> bool:
    """Another form prints the column's total."""
    held = standing.holding.get(cell, ())
    return any(not each.trivial and cell.amount and not _within(each, cell) and each.identity.rule.binding for each in held)


def _exchanged_rows(ledger: Ledger) -> Iterator[Doubt]:
    """Neighbouring codes that agree crosswise with another form, and neither of them straight."""
    for one, other, columns in _PAIRS:
        for column in (column for column in columns if _same_money(ledger, one, other, column)):
            here, there = _figures(ledger, one, column), _figures(ledger, other, column)
            codes = [code for code in here if code in there]
            for a, b in zip(codes, codes[1:], strict=False):
                crossed = here[a] == there[b] or here[b] == there[a]
                if crossed and here[a] != here[b] and here[a] != there[a] and here[b] != there[b]:
                    rows = [(f, code) for f in (one, other) for code in (a, b)]
                    keys = [(f, code, c) for f, code in rows for c in ledger.columns(f)]
                    yield keys, f"{one} and {other} print the figures of {a} and {b} the other way round"


def _same_money(ledger: Ledger, one: str, other: str, column: str) -> bool:
    """Two forms of a budget may count different money: asked only where their totals agree."""
    return one.startswith("FA") or ledger.cell(one, "total", column).amount == ledger.cell(other, "total", column).amount


def _figures(ledger: Ledger, form: str, column: str) -> dict[str, object]:
    """Printed figures that are not zero, by code."""
    cells = ((code, ledger.cell(form, code, column)) for code in ledger.codes(form))
    return {code: cell.amount for code, cell in cells if cell.nonzero}


def _exchanged_columns(ledger: Ledger) -> Iterator[Doubt]:
    """Columns of two forms that agree crosswise more often than straight."""
    for one, other, columns in _PAIRS:
        shared = [column for column in columns if column in ledger.columns(other)]
        straight = {column: _alike(ledger, (one, column), (other, column)) for column in shared}
        for column in shared:
            for name in ledger.columns(other):
                if name in (column, "total") or column == "total" or _stands_for(ledger, (other, name), column):
                    continue
                crossed = _alike(ledger, (one, column), (other, name))
                if crossed > straight[column]:
                    keys = [(one, row, c) for row in ledger.rows(one) for c in ledger.columns(one) if c != "total"]
                    keys += [(other, row, c) for row in ledger.rows(other) for c in (column, name)]
                    yield keys, f"{column} of {one} agrees with {name} of {other}: one of these columns may be another's"


def _stands_for(ledger: Ledger, part: tuple[str, str], whole: str) -> bool:
    """A form that prints a column's parts alone: where the other part is nothing, the two agree by right."""
    form, column = part
    return column in _PARTS.get(whole, ()) and whole not in ledger.columns(form)


@cache
def _pins() -> dict[str, dict[str, tuple[str, str, str]]]:
    """Form -> column -> the place in another form that prints the column's total, from the rules that say so."""
    pins: dict[str, dict[str, tuple[str, str, str]]] = {}
    for rule in rulebook():
        if rule.kind == "equal" and rule.binding and len(rule.left) == len(rule.right) == 1:
            for (form, row, column), other in ((rule.left[0], rule.right[0]), (rule.right[0], rule.left[0])):
                if row == "total":
                    pins.setdefault(form, {}).setdefault(column, other)
    return pins


def _crossed_pins(ledger: Ledger) -> Iterator[Doubt]:
    """A column whose total is printed elsewhere as the total of another column of the form."""
    for form, pins in _pins().items():
        totals = {column: ledger.cell(form, "total", column) for column in pins if column in ledger.columns(form)}
        printed = {column: ledger.cell(*pins[column]) for column in totals}
        for one, cell in totals.items():
            for other, pinned in printed.items():
                if other == one or not cell.nonzero or pinned.amount != cell.amount:
                    continue
                if printed[one].amount != cell.amount and totals[other].amount != pinned.amount:
                    keys = [(form, row, column) for row in ledger.rows(form) for column in (one, other)]
                    yield (
                        keys,
                        f"the total of {one} in {form} is printed elsewhere as that of {other}: the columns may be exchanged",
                    )


def _out_of_order(ledger: Ledger) -> Iterator[Doubt]:
    """Columns each of which is a part of the one before, where some row prints more in the part than in the whole."""
    for rule in rulebook():
        columns = [column for column in rule.columns if column in ledger.columns(rule.form)] if rule.kind == "chain" else []
        for whole, part in pairwise(columns):
            cells = [(ledger.cell(rule.form, row, part), ledger.cell(rule.form, row, whole)) for row in ledger.rows(rule.form)]
            if any(one.nonzero and one.amount - one.half > two.amount + two.half for one, two in cells):
                keys = [
                    (rule.form, row, column)
                    for row in ledger.rows(rule.form)
                    for column in (part, whole)[: 1 + (whole != columns[0])]
                ]
                yield keys, f"{part} of {rule.form} is more than {whole}, of which it is a part: the columns may be exchanged"


def _alike(ledger: Ledger, one: tuple[str, str], other: tuple[str, str]) -> int:
    here, there = _figures(ledger, *one), _figures(ledger, *other)
    return sum(code in there and there[code] == amount for code, amount in here.items())


def _misnamed(ledger: Ledger) -> Iterator[Doubt]:
    """A code whose name another form gives to a different code, and not to this one."""
    names = {form: {code: _plain(ledger.name_of(form, code)) for code in ledger.codes(form)} for form in _CODED}
    owners: dict[str, dict[str, set[str]]] = {form: defaultdict(set) for form in _CODED}
    for form, by_code in names.items():
        for code, name in by_code.items():
            owners[form][name].add(code)
    for form, by_code in names.items():
        for code, name in by_code.items():
            for other in _CODED:
                there = names[other].get(code, "")
                if name and there and not _same_name(name, there) and owners[other].get(name, set()) - {code}:
                    keys = [(f, code, column) for f in (form, other) for column in ledger.columns(f)]
                    yield keys, f"{code} is called {name} in {form} and {there} in {other}"


def _plain(name: str) -> str:
    return _NOISE.sub("", name)


def _same_name(one: str, other: str) -> bool:
    return one == other or one in other or other in one
