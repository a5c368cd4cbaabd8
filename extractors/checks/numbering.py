"""Printed line numbers (行次) of the forms whose rows are labelled lines: each side counts upwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.checks.ledger import Ledger
from extractors.checks.rulebook import rule_named
from extractors.model import Finding, FormRead, RowRead

_FORMS = ("FA01", "FA04")
_SIDES = ("income.", "expenditure.")


def misnumbered(ledger: Ledger) -> Iterator[Finding]:
    """A line whose number is not the one between its neighbours'."""
    for form in (ledger.forms[name] for name in _FORMS if name in ledger.forms):
        for side in _SIDES:
            rows = [row for row in form.rows if row.key.startswith(side) and row.number]
            yield from (_finding(form, *found) for found in _out_of_order(rows))


def _out_of_order(rows: Sequence[RowRead]) -> Iterator[tuple[RowRead, int]]:
    """Rows with the number that would fit; only where both neighbours agree on it."""
    for before, row, after in zip(rows, rows[1:], rows[2:], strict=False):
        meant = int(before.number) + 1
        if int(after.number) == meant + 1 and int(row.number) != meant:
            yield row, meant


def _finding(form: FormRead, row: RowRead, meant: int) -> Finding:
    return Finding(
        rule="form.line_number",
        severity=rule_named("form.line_number").severity,
        fault="document",
        form=form.form,
        row=row.key,
        page=row.box.page if row.box else None,
        amounts=(row.number,),
        message=f"{form.form} {row.label} prints line number {row.number} between {meant - 1} and {meant + 1}.",
    )
