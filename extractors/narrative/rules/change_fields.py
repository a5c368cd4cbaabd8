"""A change as fields of a claim."""

from __future__ import annotations

from extractors.narrative.rules.changes import Change
from extractors.narrative.rules.draft import Draft


def put_change(draft: Draft, change: Change, prefix: str = "") -> None:
    """Change, percentage and direction into the fields `<prefix>change`, `<prefix>pct` …"""
    names = (f"{prefix}change", f"{prefix}pct", f"{prefix}direction") if prefix else ("change", "change_pct", "direction")
    if change.found is not None:
        groups = change.found.re.groupindex
        if "amount" in groups:
            draft.amount(names[0], change.found)
        if change.found["pct"] is not None:
            draft.amount(names[1], change.found, "pct", None)
    draft.meaning(names[2], change.direction, change.word)
    draft.touch(change.span)
