"""Reasons: verbatim from behind their lead-in to the end of what they say."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import trimmed
from extractors.narrative.rules.wording import NUMBER, UNIT, wording

_WORDS = wording()
LEAD_IN = re.compile(_WORDS.reason["lead_in"])
_MEASURE = rf"(?:与|比|较|同)(?:{_WORDS.prior}|{_WORDS.budget})"
_STOP = re.compile(
    rf"{_WORDS.reason['stop']}|[,;](?:但|而|且)?(?:{_WORDS.reason['subject']})?{_MEASURE}[^,;。\n]{{0,20}}?(?:{_WORDS.reason['measured']})"
)
_WEAK = re.compile(_WORDS.reason["weak"])
_BEHIND = re.compile(_WORDS.reason["behind"])
_AGAIN = re.compile(_WORDS.reason["again"])
_FIRST = re.compile(_WORDS.reason["first"])
# 主要由以下因素综合影响。一是…: the points follow in sentences of their own.
_ANNOUNCED = re.compile(r"(?:以下|如下|下列)[^,;。\n]{0,6}(?:因素|原因|方面)")
_FURTHER = re.compile(_WORDS.reason["further"])
_OTHER_STATEMENT = re.compile(
    rf"(?:支出)?(?:决算|预算)数?[^,;。\n]{{0,20}}原因|(?:与|比|较|同|其中|完成)(?:{_WORDS.prior}|{_WORDS.budget})"
    rf"|[^,;。\n]{{2,45}}?(?:{NUMBER})(?:{UNIT}|%)"
)
_END = re.compile(r"[。;\n]")
_CLAUSES = re.compile(r"[。;\n]")
_BUDGETED = re.compile(_WORDS.budget)
_SHORTEST = 2


class Reason(NamedTuple):
    """Where the lead-in begins, and the reason itself."""

    lead: int
    span: Span


def reasons_in(passage: Passage, start: int, end: int) -> list[Reason]:
    """All reasons within [start, end), in order, none inside another."""
    reasons: list[Reason] = []
    at = start
    while (lead := _lead(passage.text, at, end)) is not None:
        span = trimmed(passage.text, (lead.end(), _reason_end(passage.text, lead.end(), end)))
        again = _AGAIN.search(passage.text, *span)
        if again is not None and again.start() >= lead.end():
            at = again.start()
            continue
        if span[1] - span[0] >= _SHORTEST:
            reasons.append(Reason(lead.start(), span))
        at = max(span[1], lead.end())
    return reasons


def _lead(text: str, start: int, end: int) -> re.Match[str] | None:
    """The next lead-in; 主要是 counts where it stands right behind a measured change."""
    weak = next((match for match in _WEAK.finditer(text, start, end) if _BEHIND.search(text, start, match.start())), None)
    lead = LEAD_IN.search(text, start, end)
    return weak if weak and (lead is None or weak.start() < lead.start()) else lead


def reason_behind(passage: Passage, change: Span, end: int) -> Span | None:
    """The reason that a change against last year is given; not one that a later sentence gives a comparison with the budget."""
    for reason in reasons_in(passage, change[0], end):
        between = _CLAUSES.split(passage.text[change[1] : reason.lead])
        if reason.lead < change[1] - 1:
            continue
        if len(between) == 1 or not _BUDGETED.search(between[-1]):
            return reason.span
    return None


def outside(reasons: list[Reason], at: int) -> bool:
    """Whether a place lies in no reason."""
    return not any(reason.span[0] <= at < reason.span[1] for reason in reasons)


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
        points = _FIRST.match(text, after, limit) if _ANNOUNCED.search(text, start, mark.start()) else None
        numbered = numbered or points is not None
        further = points or numbered and _FURTHER.match(text, after, limit)
        if further or mark[0] == ";" and not _OTHER_STATEMENT.match(text, after, limit):
            at = after
        else:
            return mark.start()
