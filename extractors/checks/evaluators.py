"""One short function per rule kind: where in this document the rule applies, as identities."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from extractors.checks.cells import Cell
from extractors.checks.identities import Evaluated, Identity, evaluate, holds
from extractors.checks.ledger import Ledger
from extractors.checks.likeness import equal_any, equal_codes_of
from extractors.checks.line_sums import line_group, line_sum, parent_of_lines
from extractors.checks.rulebook import Ref, Rule, rulebook
from extractors.checks.terms import cell_at, matches, signed
from extractors.checks.trees import TOTAL, children_of
from extractors.checks.unit_sums import difference, project_sum, unit_sum

Evaluator = Callable[[Rule, Ledger], Iterator[Identity]]
RATE = "_pct"
_LINE_FORMS = ("FA01", "FA04", "BG01", "BG04")
_UNREAD = ("picture",)
_CLASS = re.compile(r"(?:expenditure\.)?(\d{3})")


def identities_of(ledger: Ledger) -> list[Evaluated]:
    """Every declarative identity of the document that has something to say, evaluated."""
    found = []
    for rule in rulebook():
        evaluator = EVALUATORS.get(rule.kind)
        for identity in evaluator(rule, ledger) if evaluator else ():
            evaluated = evaluate(identity)
            if evaluated is not None:
                found.append(evaluated)
    return found


def row_sum(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """Each row: column = Σ parts - Σ minus, where the form prints the columns `needs` and none of `without`, and the row nothing
    in those of `unless`. `rows` limits the rows (patterns).

    `suffixes`: the same for the columns with each of these endings. `instead`: what stands for a part that is not printed.
    `optional`: columns that some places count among the parts and others within one of them.
    """
    columns = ledger.columns(rule.form)
    if not all(column in columns for column in rule.needs) or any(column in columns for column in rule.without):
        return
    for suffix in rule.suffixes or ("",):
        parts = [each for part in rule.parts for each in _part_columns(rule, part, suffix, columns)]
        balance = (rule.column, *rule.minus, rule.parts[-1]) if rule.minus else (rule.column,)
        if not parts or not all(column + suffix in columns for column in balance):
            continue
        more = [part + suffix for part in rule.optional if part + suffix in columns]
        for row in _rows(rule, ledger):
            if any(ledger.cell(rule.form, row, column + suffix).nonzero for column in rule.unless):
                continue
            left = [ledger.cell(rule.form, row, column + suffix) for column in (rule.column, *rule.minus)]
            right = [ledger.cell(rule.form, row, part) for part in parts]
            identity = Identity(rule, row + suffix, signed(left, right))
            wider = Identity(rule, row + suffix, signed(left, [*right, *(ledger.cell(rule.form, row, part) for part in more)]))
            yield wider if more and holds(wider) and not holds(identity) else identity


def _part_columns(rule: Rule, part: str, suffix: str, columns: Sequence[str]) -> list[str]:
    if part + suffix in columns:
        return [part + suffix]
    return [each for other in rule.instead.get(part, ()) for each in _part_columns(rule, other, suffix, columns)]


def fund_sum(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """Each row, each column that is also printed by fund: column = Σ its funds, whose endings are `suffixes`."""
    columns = ledger.columns(rule.form)
    for column in columns:
        funds = [column + suffix for suffix in rule.suffixes if column + suffix in columns]
        for row in ledger.rows(rule.form) if funds else ():
            left = [ledger.cell(rule.form, row, column)]
            yield Identity(rule, f"{row}.{column}", signed(left, [ledger.cell(rule.form, row, fund) for fund in funds]))


def _rows(rule: Rule, ledger: Ledger) -> list[str]:
    rows = list(ledger.rows(rule.form))
    return [row for row in rows if matches(rule.rows, row)] if rule.rows else rows


def parent_of_codes(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """A code = Σ the printed codes right below it, in every column of money, or in those that the rule names. `rows` limits
    the rows (patterns)."""
    rows = _rows(rule, ledger)
    columns = [c for c in ledger.columns(rule.form) if (c in rule.columns or not rule.columns) and not c.endswith(RATE)]
    for parent, below in children_of(rows).items():
        if parent not in rows:
            continue
        for column in columns:
            left = [ledger.cell(rule.form, parent, column)]
            yield Identity(rule, parent, signed(left, [ledger.cell(rule.form, code, column) for code in below]))


def _cells(ledger: Ledger, ref: Ref) -> list[Cell]:
    form, row, column = ref
    return [ledger.cell(form, each, column) for each in _tops(ledger, form)] if row == "*" else [cell_at(ledger, ref)]


def _left_out(ledger: Ledger, cell: Cell) -> bool:
    """A place that a read form does not print at all."""
    return cell.state == "implied" and ledger.status(cell.form) == "read"


def equal(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """Σ left = Σ right; not asked where a form leaves out a place, unless others remain and it leaves out unused lines. A row
    `*` stands for the 合计 of a form, or for all its topmost rows. `without`: columns that the left form must not print."""
    left = [cell for ref in rule.left for cell in _cells(ledger, ref)]
    right = [cell for ref in rule.right for cell in _cells(ledger, ref)]
    if not left or not right or any(column in ledger.columns(ref[0]) for ref in rule.left for column in rule.without):
        return
    absent = [cell for cell in (*left, *right) if _left_out(ledger, cell)]
    if any(cell in left or cell.form not in _LINE_FORMS for cell in absent) or all(cell in absent for cell in right):
        return
    yield Identity(rule, left[0].row, signed(left, right))


def _classes(ledger: Ledger, ref: Ref) -> set[str]:
    by_line = ref[1].startswith("expenditure.")
    found = (_CLASS.fullmatch(row) for row in ledger.rows(ref[0]) if row.startswith("expenditure.") == by_line)
    return {match.group(1) for match in found if match}


def equal_classes(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """The same functional class on both sides; a class that one side does not print is zero there."""
    one, other = rule.left[0], rule.right[0]
    if not all(ledger.has_column(ref[0], ref[2]) for ref in (one, other)):
        return
    here, there = _classes(ledger, one), _classes(ledger, other)
    if not here or (not there and ledger.status(other[0]) == "read"):
        return
    for code in sorted(here | there):
        sides = [cell_at(ledger, one, **{"class": code})], [cell_at(ledger, other, **{"class": code})]
        yield Identity(rule, code, signed(*sides))


def _code_identity(rule: Rule, ledger: Ledger, code: str, column: str) -> Identity:
    """Forms that were not read are left out: with equal totals there is nothing in them."""

    def side(refs: tuple[Ref, ...]) -> list[Cell]:
        read = [ref for ref in refs if ledger.status(ref[0]) == "read"]
        return [cell_at(ledger, (form, row, column), code=code) for form, row, _ in read]

    return Identity(rule, f"{code}.{column}", signed(side(rule.left), side(rule.right)))


def equal_codes(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """Codes printed in both forms, column by column; without `columns` those that the two sides name."""
    one, other = rule.left[0][0], rule.right[0][0]
    there = ledger.rows(other)
    if not rule.columns and all(ledger.has_column(ref[0], ref[2]) for ref in (rule.left[0], rule.right[0])):
        for code in (*ledger.codes(one), "total"):
            if code in there:
                sides = [cell_at(ledger, rule.left[0], code=code)], [cell_at(ledger, rule.right[0], code=code)]
                yield Identity(rule, code, signed(*sides))
    columns = [c for c in rule.columns if c in ledger.columns(one) and c in ledger.columns(other)]
    for code in (*ledger.codes(one), "total"):
        if code in there:
            yield from (_code_identity(rule, ledger, code, column) for column in columns)


def equal_where_totals_agree(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """As equal_codes with a sum on the right, once the first column of the 合计 row agrees exactly."""
    here = rule.left[0][0]
    whole = evaluate(_code_identity(rule, ledger, "total", rule.columns[0]))
    if whole is None or whole.weighed is None or whole.weighed.agreement != "exact" or whole.trivial:
        return
    others: list[Mapping[str, object]] = [ledger.rows(ref[0]) for ref in rule.right]
    for code in (*ledger.codes(here), "total"):
        if any(code in rows for rows in others):
            yield from (_code_identity(rule, ledger, code, column) for column in rule.columns)


def equal_funds(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """Once the first column of 合计 agrees exactly: every code of the left form = Σ that code in the forms on the right.

    Asked only in columns that every form with figures prints; a form without a 合计 row counts with its topmost rows.
    """
    whole = rule.left[0][0]
    parts = [form for form, _, _ in rule.right if ledger.status(form) == "read"]
    if ledger.status(whole) != "read" or not parts or any(ledger.status(form) in _UNREAD for form, _, _ in rule.right):
        return
    columns = [c for c in rule.columns if all(c in ledger.columns(form) for form in (whole, *parts))]
    sums = {column: _fund_identity(rule, ledger, parts, column) for column in columns}
    first = evaluate(sums[columns[0]]) if columns and columns[0] == rule.columns[0] else None
    if first is None or first.weighed is None or first.weighed.agreement != "exact" or first.trivial:
        return
    yield from sums.values()
    for code in ledger.codes(whole):
        here = [form for form in parts if code in ledger.rows(form)]
        for column in columns if here else ():
            sides = [ledger.cell(whole, code, column)], [ledger.cell(form, code, column) for form in here]
            yield Identity(rule, f"{code}.{column}", signed(*sides))


def _fund_identity(rule: Rule, ledger: Ledger, parts: Sequence[str], column: str) -> Identity:
    tops = [(form, row) for form in parts for row in _tops(ledger, form)]
    left = [ledger.cell(rule.left[0][0], row, column) for row in _tops(ledger, rule.left[0][0])]
    return Identity(rule, f"total.{column}", signed(left, [ledger.cell(form, row, column) for form, row in tops]))


def _tops(ledger: Ledger, form: str) -> list[str]:
    """The 合计 row of a form, or the rows that add up to it where it prints none."""
    rows = ledger.rows(form)
    return [TOTAL] if TOTAL in rows else children_of(list(rows)).get(TOTAL, [])


def rate(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """Each row: the rate = part / base in %, told by whether the printed rate is one that the two amounts round to."""
    columns = (rule.column, *rule.parts)
    if all(column in ledger.columns(rule.form) for column in columns):
        for row in _rows(rule, ledger):
            yield Identity(
                rule,
                row,
                signed([ledger.cell(rule.form, row, rule.column)], [ledger.cell(rule.form, row, c) for c in rule.parts]),
            )


EVALUATORS: Mapping[str, Evaluator] = {
    "row_sum": row_sum,
    "parent_of_codes": parent_of_codes,
    "fund_sum": fund_sum,
    "line_sum": line_sum,
    "parent_of_lines": parent_of_lines,
    "line_group": line_group,
    "unit_sum": unit_sum,
    "difference": difference,
    "project_sum": project_sum,
    "equal": equal,
    "equal_classes": equal_classes,
    "equal_codes": equal_codes,
    "equal_any": equal_any,
    "equal_codes_of": equal_codes_of,
    "equal_where_totals_agree": equal_where_totals_agree,
    "equal_funds": equal_funds,
    "rate": rate,
}
