"""fund_use: what a government fund or the state-capital budget opened with, received, spent and left; and what for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.heads import Head, heads_in
from extractors.narrative.rules.uses import USE, use_after
from extractors.narrative.rules.wording import MONEY, wording

_WORDS = wording().fund_use
_SCOPE = re.compile(rf"(?P<scope>{_WORDS['fund']})")
_FUND = re.compile(_WORDS["fund_title"])
# Under a heading of all grants a fund is one of the parts of their sum.
_GRANTS = re.compile("(?:一般公共预算|公共预算|公共财政|财政拨款).{0,8}支出")
_LINK = r"(?:决算|决算数|数|额|金额|共|共计|合计|实际)*(?:[(][^()]{0,12}[)])?(?:为|是|:)?"
_FLOWS = {
    name: re.compile(rf"(?<![较比于])(?:{_WORDS[name]}){_LINK}{MONEY}") for name in ("opening", "revenue", "amount", "closing")
}
_DETAILS = re.compile(r"具体(?:支出)?(?:使用)?(?:情况|内容)|[。;,]?其中[:,]|主要用于以下")
_SPENT = re.compile(rf"[,。:]?(?:年初预算[^。;\n]{{0,30}}?[,;])?(?:本年)?(?:支出)?(?:决算)?(?:数)?(?:共)?(?:为|是)?{MONEY}")
_MARK = r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]|[①-⑳])\.?"
_CLASS = re.compile(
    rf"(?:^|(?<=[\n。;:])){_MARK}?(?P<part>[^。;:,\n\d()]{{2,30}}?)(?:[(]?类[)]?)(?P<after>支出)?(?:决算)?(?:数)?(?:为)?{MONEY}"
)
_LISTED = re.compile(rf"(?:^|(?<=[\n。;:])){_MARK}(?P<part>[^。;:,\n\d()]{{2,40}}?)(?:支出决算为|为|:)?{MONEY}")

_KIND = re.compile(rf"(?:其中[:,]?|[,;、])(?P<part>基本支出|项目支出){_LINK}{MONEY}")


class _Flow(NamedTuple):
    scope: re.Match[str]
    amounts: dict[str, re.Match[str]]


def read_funds(passage: Passage) -> Iterator[Claim]:
    """The fund sentence first, then what the money went into, item by item."""
    if not _FUND.search(passage.title) and (_GRANTS.search(passage.title) or not _FUND.search(passage.text)):
        return
    heads = heads_in(passage.text)
    flow = _flow(passage, heads[0].start if heads else len(passage.text))
    if flow is not None:
        yield _sum(passage, flow)
    yield from _items(passage, heads, flow) if heads else _listed(passage, flow)


def _flow(passage: Passage, end: int) -> _Flow | None:
    """The first sentences that name a fund and say what came in and went out."""
    for scope in _SCOPE.finditer(passage.text, 0, end):
        details = _DETAILS.search(passage.text, scope.end(), end)
        limit = details.start() if details else end
        found = {name: match for name, flow in _FLOWS.items() if (match := flow.search(passage.text, scope.start(), limit))}
        if found:
            return _Flow(scope, found)
    return None


def _sum(passage: Passage, flow: _Flow) -> Claim:
    draft = Draft("fund_use", passage, flow.scope.start())
    draft.name("scope", flow.scope.span("scope"))
    draft.meaning("part", "合计", flow.scope.span("scope"))
    for name in ("opening", "revenue", "amount", "closing"):
        draft.amount(name, flow.amounts.get(name))
    draft.words("use", use_after(passage.text, max(match.end() for match in flow.amounts.values())))
    return draft.claim()


def _items(passage: Passage, heads: list[Head], flow: _Flow | None) -> Iterator[Claim]:
    for at, head in enumerate(heads):
        spent = _SPENT.match(passage.text, head.end, heads[at + 1].start if at + 1 < len(heads) else len(passage.text))
        if spent is not None:
            yield _part(passage, flow, head.start, _last_name(passage.text, head), spent)


def _last_name(text: str, head: Head) -> list[Span]:
    """The lowest level that is named; 城乡社区(类)支出 is 城乡社区支出."""
    name = next(head.names[level][-1] for level in "项款类" if head.names.get(level))
    if set(head.names) == {"类"} and text.startswith("支出", head.end) and not text.endswith("支出", *name):
        return [name, (head.end, head.end + len("支出"))]
    return [name]


def _listed(passage: Passage, flow: _Flow | None) -> Iterator[Claim]:
    """Items by their class alone, or in a numbered list, behind the fund sentence."""
    start = max((match.end() for match in flow.amounts.values()), default=0) if flow else 0
    taken: set[int] = set()
    for pattern in (_CLASS, _LISTED, _KIND):
        for match in pattern.finditer(passage.text, start):
            if match.start("amount") not in taken:
                taken.add(match.start("amount"))
                yield _part(passage, flow, match.start("part"), _class_name(match), match)


def _class_name(match: re.Match[str]) -> list[Span]:
    """城乡社区(类)支出 is 城乡社区支出."""
    after = match.re.groupindex.get("after") and match["after"] and not match["part"].endswith("支出")
    return [match.span("part"), match.span("after")] if after else [match.span("part")]


def _part(passage: Passage, flow: _Flow | None, start: int, name: list[Span], spent: re.Match[str]) -> Claim:
    draft = Draft("fund_use", passage, start)
    draft.name("part", *name)
    draft.amount("amount", spent)
    if USE.match(passage.text, spent.end()):
        draft.words("use", use_after(passage.text, spent.end()))
    claim = draft.claim()
    if flow is None:
        return claim
    scope = Draft("fund_use", passage, flow.scope.start())
    scope.name("scope", flow.scope.span("scope"))
    return claim.model_copy(update={"fields": {**scope.fields, **claim.fields}})
