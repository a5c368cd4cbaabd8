"""project_evaluation: listed projects with what they were allotted and what was spent; fund_use: what was paid out to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.performance.words import paragraphs, words
from extractors.narrative.rules.wording import MONEY, NUMBER, UNSIGNED

_WORDS, _PAID = words()["project"], words()["paid"]
_LISTED = re.compile(
    rf"(?:{_WORDS['mark']})(?P<project>[^\d,。;:()\n]{{2,40}}?)(?:[(][^()\n]*[)])?[,:]?(?:{_WORDS['allotted']})?{MONEY}"
)
_NAMED = re.compile(rf"(?:^|(?<=[。;:\n,]))(?P<project>{_WORDS['named']}),?(?:{_WORDS['allotted']}){MONEY}")
_EXECUTED = re.compile(rf"(?:{_WORDS['executed']}){MONEY}")
_RATE = re.compile(rf"(?:{_WORDS['rate']})(?P<rate>{NUMBER})%")
_SCORE = re.compile(rf"(?:得分|评分)(?:为|是|:)?(?P<score>{UNSIGNED})分")
_PART = re.compile(rf"{_PAID['part']}{MONEY}")
_WHOLE = re.compile(rf"(?:^|(?<=[,;。:\n])){_PAID['whole']}{MONEY}")
_FUND = re.compile(rf"(?:(?<=[,;。:\n年])|^){_PAID['fund']}{MONEY}")


def read_projects(passage: Passage) -> Iterator[Claim]:
    """One claim per listed project, or per sentence that names a project with its budget and its spending."""
    for span in paragraphs(passage):
        listed = _LISTED.match(passage.text, *span)
        if listed is not None:
            yield _project(passage, listed, span)
            continue
        for named in _NAMED.finditer(passage.text, *span):
            end = passage.text.find("。", named.end(), span[1])
            inside = named.end(), end if end >= 0 else span[1]
            if _EXECUTED.search(passage.text, *inside):
                yield _project(passage, named, inside)


def _project(passage: Passage, found: re.Match[str], span: Span) -> Claim:
    end = passage.text.find("。", found.end(), span[1])
    inside = found.end(), end if end >= 0 else span[1]
    draft = Draft("project_evaluation", passage, found.start("project"))
    draft.name("project", found.span("project"))
    draft.amount("budget", found)
    draft.amount("executed", _EXECUTED.search(passage.text, *inside))
    draft.amount("completion_pct", _RATE.search(passage.text, *inside), "rate", None)
    draft.amount("score", _SCORE.search(passage.text, *inside), "score", None)
    return draft.claim()


def read_paid(passage: Passage) -> Iterator[Claim]:
    """What was paid out, kind by kind and together; what a fund came to."""
    for span in paragraphs(passage):
        parts = list(_PART.finditer(passage.text, *span))
        whole = _WHOLE.search(passage.text, parts[-1].end(), span[1]) if parts else None
        yield from (_part(passage, part, whole) for part in parts)
        fund = None if parts else _FUND.search(passage.text, *span)
        yield from (_all(passage, found) for found in (whole or fund,) if found is not None)


def _part(passage: Passage, part: re.Match[str], whole: re.Match[str] | None) -> Claim:
    draft = Draft("fund_use", passage, part.start("part"))
    if whole is not None:
        draft.inherited("scope", whole.span("scope"))
    draft.name("part", part.span("part"))
    draft.amount("amount", part)
    return draft.claim()


def _all(passage: Passage, found: re.Match[str]) -> Claim:
    draft = Draft("fund_use", passage, found.start("scope"))
    draft.name("scope", found.span("scope"))
    draft.meaning("part", "合计", found.span("all"))
    draft.amount("amount", found)
    return draft.claim()
