"""Forms of which row after row does not add up: no department prints that, so columns were lost or taken for one another.

Many rows fail, or a row and those above it all lack the same amount: that of a column which was not read.
"""

from __future__ import annotations

from collections.abc import Iterable

from extractors.checks.identities import Evaluated, Identity

_FEWEST = 4
_SHARE = 0.2
_ALIKE = 3
_LEAST = 5
_FINE = 1000
"""Differences are in yuan; those within a thousand are one amount, rounded in each row."""


def misread_forms(evaluated: Iterable[Evaluated]) -> frozenset[str]:
    """The forms whose rows contradict themselves too often. What is found there tells of the reading, not of the document.
    A row counts once, in however many sums one of its figures stands.
    """
    tried: dict[str, set[str]] = {}
    failed: dict[str, set[str]] = {}
    lacking: dict[tuple[str, int], set[str]] = {}
    for each in evaluated:
        if each.weighed is None or each.trivial or not _within_a_row(each.identity):
            continue
        lead = each.identity.lead
        tried.setdefault(lead.form, set()).add(lead.row)
        if each.contradicts:
            failed.setdefault(lead.form, set()).add(lead.row)
            lacking.setdefault((lead.form, round(abs(each.weighed.difference) / _FINE)), set()).add(lead.row)
    many = (form for form, rows in failed.items() if len(rows) >= _FEWEST and len(rows) >= _SHARE * len(tried[form]))
    return frozenset((*many, *(form for (form, amount), rows in lacking.items() if len(rows) >= _ALIKE and amount >= _LEAST)))


def _within_a_row(identity: Identity) -> bool:
    return len({(cell.form, cell.row) for _, cell in identity.terms}) == 1
