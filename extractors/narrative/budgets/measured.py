"""The first comparison with an earlier year within a stretch that is about one thing."""

from __future__ import annotations

from extractors.narrative.budgets.comparisons import Told, all_changes, base_of, rate_behind
from extractors.narrative.budgets.reasons import planned_reasons
from extractors.narrative.grounding import Passage, Span


def measured(passage: Passage, stretch: Span) -> Told | None:
    """Outside reasons. Its base may have been said before the stretch, of the whole that its list belongs to."""
    text = passage.text
    reasons = planned_reasons(passage, *stretch)
    told = [change for change in all_changes(text, reasons) if stretch[0] <= change.span[0] < stretch[1]]
    for at, change in enumerate(told):
        rate = rate_behind(told, at)
        base = base_of(text, change)
        if base is None and change.found is None:
            continue
        found = Told(change, rate, base, None)
        later = told[at + 1].span[0] if at + 1 < len(told) else stretch[1]
        later = stretch[1] if rate else later
        reason = next((each.span for each in reasons if found.end - 1 <= each.lead <= later), None)
        return found._replace(reason=reason)
    return None
