"""item_execution: an item of the functional classification, its budget, its actual and why they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.execution import execution_in, put_execution
from extractors.narrative.rules.heads import Head, heads_in
from extractors.narrative.rules.stated import opens_paragraph, stated_scope
from extractors.narrative.rules.wording import MONEY

_BLOCK_END = re.compile(r"\n[(]?[一二三四五六七八九十\d]{1,3}[)、.][^。\n]{2,40}?(?:具体包括|包括|具体情况)?:?(?=\n)")
_LIST_OPENS = re.compile(r"(?:包括|其中|如下):?\n?[(]?(?:1|一)[)、.]")
_SCOPE_END = re.compile(r"[。;,]其中[:,]|其中[:,]")
_ACTUAL_AT_ONCE = re.compile(rf'"?[。:]?(?:支出)?(?:决算)?(?:数)?(?:共)?(?:为|是)?{MONEY}')


def read_items(passage: Passage) -> Iterator[Claim]:
    """The totals against their budget, and the items; each up to the next total or item."""
    heads = heads_in(passage.text)
    first = heads[0].start if heads else len(passage.text)
    scopes = [match for match in stated_scope(passage) if match.start() < first or opens_paragraph(passage.text, match.start())]
    starts = sorted([*(head.start for head in heads), *(match.start() for match in scopes), len(passage.text)])
    for match in scopes:
        yield from _scope(passage, match, next(start for start in starts if start > match.start()))
    for head in heads:
        end = next(start for start in starts if start > head.start)
        cut = _BLOCK_END.search(passage.text, head.end, end) or _LIST_OPENS.search(passage.text, head.end, end)
        claim = _item(passage, head, cut.start() if cut else end)
        if claim is not None:
            yield claim


def _item(passage: Passage, head: Head, end: int) -> Claim | None:
    found = execution_in(passage, head.end, end)
    at_once = _ACTUAL_AT_ONCE.match(passage.text, head.end) if found.actual is None else None
    if found.actual is None and at_once is None or set(head.names) == {"类"} and not found.against_budget:
        return None
    draft = Draft("item_execution", passage, head.start)
    for level, name in (("类", "class_name"), ("款", "section_name")):
        draft.name(name, *head.names.get(level, []))
        draft.inherited(name, *head.above.get(level, []))
    draft.names("item_names", head.names.get("项", []))
    draft.touch((head.start, head.end))
    put_execution(draft, found)
    draft.amount("actual", at_once)
    return draft.claim()


def _scope(passage: Passage, match: re.Match[str], end: int) -> Iterator[Claim]:
    """一般公共预算财政拨款支出年初预算为…，支出决算为…: a total that is measured against its budget."""
    among = _SCOPE_END.search(passage.text, match.end("scope"), end)
    found = execution_in(passage, match.end("scope"), among.start() + 1 if among else end)
    at_once = _ACTUAL_AT_ONCE.match(passage.text, match.end("scope")) if found.actual is None else None
    bare = found.actual is None and at_once is None and found.completion is None
    if bare or not found.against_budget:
        return
    draft = Draft("item_execution", passage, match.start())
    draft.name("scope", match.span("scope"))
    put_execution(draft, found)
    draft.amount("actual", at_once)
    yield draft.claim()
