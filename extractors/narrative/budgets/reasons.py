"""Reasons of a budget's changes: none goes on into what is told of another total."""

from __future__ import annotations

import re

from extractors.narrative.budgets.words import words
from extractors.narrative.grounding import Passage
from extractors.narrative.rules.reasons import Reason, reasons_in

_NAME = words()["name"]
_FLAT = words()["subject"]["flat"]
_NEXT = re.compile(rf"[;。](?:{_NAME['before']})?(?:{_NAME['total']}|{_NAME['part']})(?:{_NAME['link']})?(?:{_FLAT})")


def planned_reasons(passage: Passage, start: int = 0, end: int | None = None) -> list[Reason]:
    """All reasons within [start, end), in order."""
    found = reasons_in(passage, start, len(passage.text) if end is None else end)
    return [_cut(passage.text, reason) for reason in found]


def _cut(text: str, reason: Reason) -> Reason:
    """人员经费增加;政府性基金收支预算持平: the second half is of another total."""
    other = _NEXT.search(text, *reason.span)
    return reason._replace(span=(reason.span[0], other.start())) if other else reason
