"""Forms of which row after row does not add up: no department prints that, so columns were lost or taken for one another.

Many rows fail, or a row and those above it all lack the same amount: that of a column which was not read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from extractors.checks.identities import Evaluated, Identity

_FEWEST = 4
_SHARE = 0.2
_ALIKE = 3
_LEAST = 5
_FINE = 1000
"""Differences are in yuan; those within a thousand are one amount, rounded in each row."""


def misread_forms(evaluated: Iterable[Evaluated]) -> frozenset[str]:
    """The forms whose rows contradict themselves too often. What is found there tells of the reading, not of the document."""
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    lacking: Counter[tuple[str, int]] = Counter()
    for each in evaluated:
        if each.weighed is None or each.trivial or not _within_a_row(each.identity):
            continue
        form = each.identity.lead.form
        tried[form] += 1
        failed[form] += each.contradicts
        if each.contradicts:
            lacking[form, round(abs(each.weighed.difference) / _FINE)] += 1
    many = (form for form, count in failed.items() if count >= _FEWEST and count >= _SHARE * tried[form])
    return frozenset((*many, *(form for (form, amount), count in lacking.items() if count >= _ALIKE and amount >= _LEAST)))


def _within_a_row(identity: Identity) -> bool:
    return len({(cell.form, cell.row) for _, cell in identity.terms}) == 1
