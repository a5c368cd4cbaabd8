"""assets: vehicles by use, and equipment worth a million and more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.services import services
from extractors.narrative.rules.wording import COUNT

_WORDS = services()["assets"]
_COUNT = rf"(?P<count>{COUNT})(?:辆|台(?!\(套|套))"
_SUM = r"(?:为|共|计|数|总数|总量|数量|合计|:)*"
_TOTAL = re.compile(
    rf"{_WORDS['held']}(?:各类|公务|机动|[(][^()]{{0,8}}[)])*{_WORDS['vehicles']}{_SUM}{_COUNT}"
    rf"|{_WORDS['opens']}{_WORDS['vehicles']}{_WORDS['held']}?{_SUM}(?P<count2>{COUNT})(?:辆|台(?!\(套|套))"
)
_OPENED = r"(?:^|[,;、。:(\n]|其中|包括|分别为|分别是)"
_USE = re.compile(
    rf"{_OPENED}(?P<use>(?:[^,;、。:()\n\d]|\([^()\d]{{1,8}}\)){{1,24}}?{_WORDS['use']})(?:为|共|有|计|数量)*{_COUNT}"
)
_LEAD = re.compile(r"(?:其中|包括|包含|内含|含|分别)+(?:为|是|有)?[:,]?")
_APART = re.compile(_WORDS["apart"])
_NO_USE = re.compile(_WORDS["no_use"])
_EQUIPMENT = re.compile(rf"{_WORDS['equipment']}(?P<count>{COUNT})(?:台|套|件)")


def read_assets(passage: Passage) -> Iterator[Claim]:
    """At most one claim per section."""
    text = passage.text
    total = _TOTAL.search(text)
    uses = _uses(text, total)
    equipment = _equipment(text)
    found = [match for match in (total, equipment) if match] + [use for use, _ in uses.values()]
    if not found:
        return
    draft = Draft("assets", passage, min(match.start() for match in found))
    draft.amount("vehicles_total", total, _group(total), None)
    draft.counts(
        "vehicles", {name: match.span("count") for name, (match, _) in uses.items()}, {n: s for n, (_, s) in uses.items()}
    )
    draft.amount("equipment_over_1m", equipment, "count", None)
    yield draft.claim()


def _group(total: re.Match[str] | None) -> str:
    return "count" if total is None or total["count"] else "count2"


def _equipment(text: str) -> re.Match[str] | None:
    """The one count, or the first of all equipment; general and special equipment counted apart are no one figure."""
    found = list(_EQUIPMENT.finditer(text))
    apart = len({match["count"] for match in found}) > 1 and _APART.search(found[0][0])
    return None if apart or not found else found[0]


def _uses(text: str, total: re.Match[str] | None) -> dict[str, tuple[re.Match[str], Span]]:
    """Use -> its count and the place of its name."""
    found: dict[str, tuple[re.Match[str], Span]] = {}
    taken = total.span(_group(total)) if total else None
    at = 0
    while (match := _USE.search(text, at)) is not None:
        at = match.end("count")
        if match.span("count") == taken:
            continue
        lead = _LEAD.match(text, *match.span("use"))
        name = (lead.end() if lead else match.start("use"), match.end("use"))
        if name[1] - name[0] > 1 and not _NO_USE.search(text[slice(*name)]):
            found.setdefault(text[slice(*name)], (match, name))
    return found
