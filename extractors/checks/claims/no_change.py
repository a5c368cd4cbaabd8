"""A word of movement beside a change of nought says that nothing moved: 比年初预算数增加0万元."""

from __future__ import annotations

import re

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.roles import occurrences

_MOVED = ("up", "down", "above", "below")
_TOTALS = ("actual", "current", "amount")


def of_nothing(docket: Docket, value: str, word: str, passage: str) -> bool:
    """The word behind the claim's own amount is followed by a nought; `passage` without thousands separators."""
    if value not in _MOVED:
        return False
    told = re.compile(rf"{re.escape(word)}(?:了|数|额|金额|幅度|率)?(?:为|约)?(\d+(?:\.\d+)?)(?:万元|亿元|元|%)")
    changes = [found[1] for start in _behind(docket, passage) if (found := told.search(passage, start))]
    return bool(changes) and not any(change.strip("0.") for change in changes)


def _behind(docket: Docket, passage: str) -> list[int]:
    """Behind each place where the claim's first amount is printed; else the beginning."""
    figure = next((said for name in _TOTALS if isinstance(said := docket.claim.get(name), str)), None)
    return [len(before) for before, _ in occurrences(passage, figure)] if figure else [0]
