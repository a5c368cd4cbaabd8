"""three_public: 因公出国(境), 公务用车, 公务接待 and their total, wherever the section speaks of each."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from extractors.model import Claim
from extractors.narrative.grounding import Passage
from extractors.narrative.rules.change_fields import put_change
from extractors.narrative.rules.changes import Change, changes_in
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.execution import execution_in, put_execution
from extractors.narrative.rules.reasons import outside, reason_behind, reasons_in
from extractors.narrative.rules.three_public_counts import COUNTS, counted, put_counts
from extractors.narrative.rules.three_public_segments import CATEGORY, Segment, segments_in
from extractors.narrative.rules.wording import MONEY, wording

_SPENT_OF_IT = re.compile(rf"[,;](?:当年|全年|本年度?|实际)*支出(?:数|额)?(?:为|是)?{MONEY}")
_OF_CHANGE = re.compile(rf"(?:较|比|与|同)(?:{wording().prior})[^,;。\n]{{0,12}}原因")
_BUDGET_SAID = re.compile(r"(?:预算|计划)(?:数|安排|金额)*(?:为|是|共|计)*$")


def read_three_public(passage: Passage) -> Iterator[Claim]:
    """One claim per category that the passage gives a figure for."""
    segments = segments_in(passage)
    spoken = dict.fromkeys(segment.category for segment in segments)
    told = [first for category in spoken if (first := _telling(passage, category, segments))]
    claimed = frozenset(first.category for first in told)
    yield from (_claim(passage, first, segments, claimed) for first in told)
    if not any(segment.figure for segment in segments):
        yield from counted(passage)


def _telling(passage: Passage, category: str, segments: list[Segment]) -> Segment | None:
    """Where a category is told with a figure of its own."""
    own = [segment for segment in segments if segment.category == category]
    return next((segment for segment in own if segment.figure), None) or _measured(passage, own)


def _measured(passage: Passage, own: list[Segment]) -> Segment | None:
    """公务用车运行维护费较上年减少…万元: a category that is only compared."""
    changes = ((segment, _change(passage, segment)) for segment in own if CATEGORY.match(passage.text, segment.start))
    return next((segment for segment, change in changes if change and change.found is not None and not change.zero), None)


def merged(claims: Sequence[Claim]) -> list[Claim]:
    """One claim per category: what a later section adds fills what the first left open; counts alone are no claim."""
    kept: dict[object, Claim] = {}
    for claim in claims:
        first = kept.setdefault(claim.get("category"), claim)
        kept[claim.get("category")] = first.model_copy(update={"fields": {**claim.fields, **first.fields}})
    return [claim for claim in kept.values() if not set(claim.fields) <= {"category", *COUNTS}]


def _claim(passage: Passage, first: Segment, segments: list[Segment], claimed: Collection[str]) -> Claim:
    """`claimed`: the categories that have a claim, which counts may go to."""
    category = first.category
    own = [segment for segment in segments if segment.category == category]
    draft = Draft("three_public", passage, first.start)
    if first.figure is not None:
        named = first.figure["category"]
        draft.meaning("category", category, first.figure.span("category" if named else "amount"))
    elif (name := CATEGORY.match(passage.text, first.start)) is not None:
        draft.meaning("category", category, name.span())
    told = [segment for segment in [first, *(other for other in own if other is not first)] if not segment.apart]
    for segment in told:
        _put_change(draft, segment)
    for segment in told:
        _put_reason(draft, segment)
    for segment in told:
        _put_execution(draft, segment)
    put_counts(draft, category, [(segment.category, (segment.start, segment.end)) for segment in segments], claimed)
    return draft.claim()


def _put_change(draft: Draft, segment: Segment) -> None:
    """The change against last year with its own reason, which goes before the reason of a difference from the budget."""
    change = None if "direction" in draft or "change" in draft else _change(draft.passage, segment)
    if change is not None:
        put_change(draft, change)
        if segment.start <= change.span[0]:
            draft.words("reason", reason_behind(draft.passage, change.span, segment.end))


def _put_reason(draft: Draft, segment: Segment) -> None:
    """决算数较上年增加的主要原因是…: the reason of a change that was measured before."""
    if "change" in draft:
        text = draft.passage.text
        for reason in reasons_in(draft.passage, segment.start, segment.end):
            clause = max(text.rfind(mark, 0, reason.lead) for mark in "。;,\n") + 1
            bare = reason.lead == segment.start and _ends_list(draft, segment)
            if bare or _OF_CHANGE.search(text, clause, reason.span[0]):
                draft.words("reason", reason.span)


def _ends_list(draft: Draft, segment: Segment) -> bool:
    """主要原因是… behind a list that the measured change opened in the same paragraph."""
    text = draft.passage.text
    told = changes_in(text, text.rfind("\n", 0, segment.start) + 1, segment.start)
    measured = (change.found for change in told if change.found is not None and "amount" in change.found.re.groupindex)
    return any(found["amount"].replace(",", "") == draft.fields["change"].value for found in measured)


def _put_execution(draft: Draft, segment: Segment) -> None:
    passage, span = draft.passage, (segment.start, segment.end)
    found = execution_in(passage, *span, prefer="全年")
    put_execution(draft, found._replace(direction=None))
    if segment.figure is not None and not _BUDGET_SAID.search(segment.figure["of"]):
        draft.amount("actual", segment.figure)
    elif segment.figure is not None:
        draft.amount("actual", _SPENT_OF_IT.match(passage.text, segment.figure.end(), segment.end))


def _change(passage: Passage, segment: Segment) -> Change | None:
    """Its change against last year; what it is measured against may have been said of the total before it."""
    text, reasons = passage.text, reasons_in(passage, segment.start, segment.end)
    own = [change for change in changes_in(text, segment.start, segment.end) if outside(reasons, change.span[0])]
    told = next((change for change in own if change.base == "prior"), None)
    if told is not None or any(change.base for change in own):
        return told
    around = changes_in(text, text.rfind("\n", 0, segment.start) + 1, segment.end)
    later = (change for change in around if change.span[0] >= segment.start and outside(reasons, change.span[0]))
    return next((change for change in later if change.base == "prior" and change.found is not None), None)
