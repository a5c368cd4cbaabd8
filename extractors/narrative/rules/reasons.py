"""Reasons: verbatim from behind their lead-in to the end of what they say."""

from __future__ import annotations

import re

from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import trimmed
from extractors.narrative.rules.wording import NUMBER, wording

_WORDS = wording()
LEAD_IN = re.compile(_WORDS.reason["lead_in"])
_STOP = re.compile(_WORDS.reason["stop"])
_FIRST = re.compile(_WORDS.reason["first"])
_FURTHER = re.compile(_WORDS.reason["further"])
_OTHER_STATEMENT = re.compile(
    rf"(?:与|比|较|同|其中|完成)(?:{_WORDS.prior}|{_WORDS.budget})|[^,;。\n]{{2,45}}?(?:{NUMBER})(?:万元|元|%)"
)
_END = re.compile(r"[。;\n]")


def reason_in(passage: Passage, start: int, end: int) -> tuple[int, Span] | None:
    """Where the first lead-in begins and the reason it opens, within [start, end)."""
    for lead in LEAD_IN.finditer(passage.text, start, end):
        span = trimmed(passage.text, (lead.end(), _reason_end(passage.text, lead.end(), end)))
        if span[1] - span[0] >= 2:
            return lead.start(), span
    return None


def _reason_end(text: str, start: int, end: int) -> int:
    """The end of the sentence, or of the last numbered point; not into the next statement."""
    stop = _STOP.search(text, start, end)
    limit = stop.start() if stop else end
    numbered = bool(_FIRST.match(text, start, limit))
    at = start
    while True:
        mark = _END.search(text, at, limit)
        if mark is None:
            return limit
        after = mark.end()
        if numbered and _FURTHER.match(text, after, limit) or mark[0] == ";" and not _OTHER_STATEMENT.match(text, after, limit):
            at = after
        else:
            return mark.start()
