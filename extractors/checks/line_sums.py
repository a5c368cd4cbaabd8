"""Rule kinds for labelled lines: sums whose parts may be printed at several depths."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.checks.identities import Identity, holds
from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import Rule
from extractors.checks.terms import cell_at, matches, signed
from extractors.checks.trees import children_of


def line_sum(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """In each of `columns`: the line `row` = Σ the lines whose keys match `parts`.

    A line of `covers` that prints a figure stands for its own parts; a blank one is but a heading over them. `needs` and
    `without`: lines that must be printed, or must not be. `heading`: not asked where the line itself is blank. `also`: cells
    that some places count among the parts.
    """
    rows = list(ledger.rows(rule.form))
    if rule.row not in rows or not _fits(rule, rows):
        return
    for column in rule.columns:
        left = ledger.cell(rule.form, rule.row, column)
        if column not in ledger.columns(rule.form) or (rule.heading and left.state != "printed"):
            continue
        parts = [row for row in rows if matches(rule.parts, row) and not _covered(rule, ledger, rows, (row, column))]
        if parts:
            right = [ledger.cell(rule.form, row, column) for row in parts]
            identity = Identity(rule, rule.row, signed([left], right))
            wider = Identity(rule, rule.row, signed([left], [*right, *(cell_at(ledger, ref) for ref in rule.also)]))
            yield wider if rule.also and holds(wider) and not holds(identity) else identity


def _fits(rule: Rule, rows: list[str]) -> bool:
    needed = all(any(matches((pattern,), row) for row in rows) for pattern in rule.needs)
    return needed and not any(matches(rule.without, row) for row in rows)


def _covered(rule: Rule, ledger: Ledger, rows: list[str], place: tuple[str, str]) -> bool:
    """The line is counted within another that prints a figure."""
    row, column = place
    return any(
        cover.row != row
        and matches((cover.parts,), row)
        and cover.row in rows
        and (not cover.needs or cover.needs in rows)
        and ledger.cell(rule.form, cover.row, column).state == "printed"
        for cover in rule.covers
    )


def parent_of_lines(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """Lines whose keys are `row` and a code: a code = Σ the printed codes right below it, in every one of `columns`."""
    codes = [key.removeprefix(rule.row) for key in ledger.rows(rule.form) if key.startswith(rule.row)]
    for parent, below in children_of([code for code in codes if code.isdigit()]).items():
        for column in rule.columns:
            if parent != "total" and column in ledger.columns(rule.form):
                cells = [ledger.cell(rule.form, rule.row + code, column) for code in (parent, *below)]
                yield Identity(rule, rule.row + parent, signed(cells[:1], cells[1:]))


def line_group(rule: Rule, ledger: Ledger) -> Iterator[Identity]:
    """A line that matches `rows` = Σ the lines that match `parts` and follow it before the next such line."""
    groups: dict[str, list[str]] = {}
    head = ""
    for row in ledger.rows(rule.form):
        if matches(rule.rows, row):
            head = row
        elif head and matches(rule.parts, row):
            groups.setdefault(head, []).append(row)
    for head, parts in groups.items():
        for column in rule.columns:
            left = ledger.cell(rule.form, head, column)
            if column in ledger.columns(rule.form) and left.state == "printed":
                yield Identity(rule, head, signed([left], [ledger.cell(rule.form, row, column) for row in parts]))
