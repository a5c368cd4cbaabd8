"""assets: vehicles by use, and equipment worth a million and more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.services import services

_WORDS = services()["assets"]
_COUNT = r"(?P<count>\d+)(?:辆|台(?!\(套|套))"
_TOTAL = re.compile(
    rf"(?:{_WORDS['held']}(?:各类|公务|机动)*{_WORDS['vehicles']}|{_WORDS['vehicles']}(?:{_WORDS['held']}|数量?|总数|总量|合计|编制数?)*)(?:为|共|计|数|总数|:)*{_COUNT}"
)
_OPENED = r"(?:^|[,;、。:(\n]|其中|包括|分别为|分别是)"
_USE = re.compile(
    rf"{_OPENED}(?P<use>(?:[^,;、。:()\n\d]|\([^()\d]{{1,8}}\)){{1,24}}?{_WORDS['use']})(?:为|共|有|计|数量)*{_COUNT}"
)
_LEAD = re.compile(r"(?:其中|包括|包含|分别)+(?:为|是|有)?[:,]?")
_EQUIPMENT = re.compile(rf"{_WORDS['equipment']}(?P<count>\d+)(?:台|套|件)")


def read_assets(passage: Passage) -> Iterator[Claim]:
    """At most one claim per section."""
    text = passage.text
    total = _TOTAL.search(text)
    uses = _uses(text, total)
    equipment = _EQUIPMENT.search(text)
    found = [match for match in (total, equipment) if match] + [use for use, _ in uses.values()]
    if not found:
        return
    draft = Draft("assets", passage, min(match.start() for match in found))
    draft.amount("vehicles_total", total, "count", None)
    draft.counts(
        "vehicles", {name: match.span("count") for name, (match, _) in uses.items()}, {n: s for n, (_, s) in uses.items()}
    )
    draft.amount("equipment_over_1m", equipment, "count", None)
    yield draft.claim()


def _uses(text: str, total: re.Match[str] | None) -> dict[str, tuple[re.Match[str], Span]]:
    """Use -> its count and the place of its name."""
    found: dict[str, tuple[re.Match[str], Span]] = {}
    taken = total.span("count") if total else None
    at = 0
    while (match := _USE.search(text, at)) is not None:
        at = match.end("count")
        if match.span("count") == taken:
            continue
        lead = _LEAD.match(text, *match.span("use"))
        name = (lead.end() if lead else match.start("use"), match.end("use"))
        if name[1] - name[0] > 1:
            found.setdefault(text[slice(*name)], (match, name))
    return found
