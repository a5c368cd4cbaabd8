"""fund_use of the basic expenditure: its sum, what went to people, what to offices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.uses import use_after
from extractors.narrative.rules.wording import MONEY, wording

_WORDS = wording().fund_use
_LINK = r"(?:支出)?(?:决算|决算数|数|额|金额|共|共计|合计|总计|总额|实际|完成)*(?:[(][^()]{0,12}[)])?(?:为|是|:)?"
_BASIC = re.compile(_WORDS["basic"])
_SUM = re.compile(rf"(?P<scope>{_WORDS['basic']}){_LINK}{MONEY}")
_FUNDED = re.compile(_WORDS["funded"])
_PARTS = re.compile(rf"(?P<part>{_WORDS['part']}){_LINK}{MONEY}")
_ECONOMIC = re.compile(rf"(?P<part>{_WORDS['economic']}){_LINK}{MONEY}")
_COMPARED = re.compile(r"[比较占]$|其中$")


def read_basic(passage: Passage) -> Iterator[Claim]:
    """合计, 人员经费, 公用经费; by economic class where those two are not told."""
    text = passage.text
    titled = bool(_BASIC.search(passage.title))
    total = next((match for match in _SUM.finditer(text) if titled or _FUNDED.match(match["scope"])), None)
    if total is None and not titled:
        return
    start = total.end() if total else 0
    parts = _told(_PARTS, text, start) or _told(_ECONOMIC, text, start)
    if total is not None and (titled or parts):
        yield _sum(passage, total)
    for at, match in enumerate(parts):
        end = parts[at + 1].start() if at + 1 < len(parts) else len(text)
        yield _part(passage, total, match, end)


def _apart(text: str, match: re.Match[str], end: int) -> Span | None:
    """人员经费用途主要包括…"""
    opened = re.compile(match["part"] + _WORDS["apart"]).search(text, match.end(), end)
    stop = re.compile(r"[。;\n]").search(text, opened.end(), end) if opened else None
    return (opened.end(), stop.start() if stop else end) if opened else None


def _told(pattern: re.Pattern[str], text: str, start: int) -> list[re.Match[str]]:
    """The first statement of each part."""
    first: dict[str, re.Match[str]] = {}
    for match in pattern.finditer(text, start):
        if not _COMPARED.search(text, max(0, match.start() - 1), match.start()):
            first.setdefault(match["part"], match)
    return sorted(first.values(), key=lambda match: match.start())


def _sum(passage: Passage, total: re.Match[str]) -> Claim:
    draft = Draft("fund_use", passage, total.start())
    draft.name("scope", total.span("scope"))
    draft.meaning("part", "合计", total.span("scope"))
    draft.amount("amount", total)
    return draft.claim()


def _part(passage: Passage, total: re.Match[str] | None, match: re.Match[str], end: int) -> Claim:
    draft = Draft("fund_use", passage, match.start())
    draft.name("part", match.span("part"))
    draft.amount("amount", match)
    draft.words("use", use_after(passage.text, match.end(), end) or _apart(passage.text, match, end))
    claim = draft.claim()
    if total is None:
        return claim
    scope = Draft("fund_use", passage, total.start())
    scope.name("scope", total.span("scope"))
    return claim.model_copy(update={"fields": {**scope.fields, **claim.fields}})
