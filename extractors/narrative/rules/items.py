"""item_execution: an item of the functional classification, its budget, its actual and why they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft, trimmed
from extractors.narrative.rules.execution import execution_in, put_execution
from extractors.narrative.rules.totals import stated_scope
from extractors.narrative.rules.wording import MONEY, wording

_MARK = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.][.、]?|[(]\d{1,3}[)][.、]?|\d{1,3}[.、](?!\d)|\d{1,3}[)]|[①-⑳]")
_NAME = r"[^。;:,\n()\[\]]{2,40}?(?:[(][^类款项()。;,\n]{1,10}[)][^。;:,\n()]{0,20}?)?"
_LEVEL = re.compile(rf"(?P<name>{_NAME})(?:[(](?:\d{{3,7}})?(?P<level>[类款项])[)]?|(?P<bare>[类款项])[)])")
_PLAIN = re.compile(
    r"(?P<类>[^。;:,、\n()类款项]{2,25})类(?P<款>[^。;:,、\n()类款项]{2,30})款(?P<项>[^。;:,、\n()款项]{2,40})项(?!目)"
)
_CODED = re.compile(
    rf"(?:^|(?<=[\n。;:)]))(?:{_MARK.pattern}|\d{{1,3}}[.、](?=\d{{7}}))?"
    r"(?:\d{7}[-—:、]?(?P<name>[^。;:,\n()\d]{2,40}?)(?=(?:支出)?(?:决算|年初|预算)|(?:数)?(?:为|是)?[\d。,:(])"
    r"|(?P<name2>[^。;:,\n()\d]{2,40})[(]\d{7}[)])"
)
_CLASSES = re.compile(
    rf"(?:^|(?<=[\n。;:]))(?:{_MARK.pattern})(?P<name>(?:{wording().functional['class']})(?:支出)?+)(?=年初|决算|预算|[\d(,])"
)
_LEVELS_FROM = {"类": {"类"}, "款": {"类", "款"}}
_BETWEEN = re.compile(r"(?:支出)?(?:[(\[]?\d{3,7}[)\]]?)?[、,和及/—-]*")
_CODE = re.compile(r"[(\[]?\d{3,7}[)\]]?")
_OPENERS = '。;:\n"'
_MARK_REACH = 7
_BLOCK_END = re.compile(r"\n[(]?[一二三四五六七八九十\d]{1,3}[)、.][^。\n]{2,40}?(?:具体包括|包括|具体情况)?:?(?=\n)")
_SCOPE_END = re.compile(r"[。;,]其中[:,]|其中[:,]")
_ACTUAL_AT_ONCE = re.compile(rf'"?[。:]?(?:支出)?(?:决算)?(?:数)?(?:共)?(?:为|是)?{MONEY}')


class Head(NamedTuple):
    """Where an item is named; `end` is where its figures may begin. `above`: levels that a heading before it has named."""

    start: int
    end: int
    names: dict[str, list[Span]]
    above: dict[str, list[Span]]


def read_items(passage: Passage) -> Iterator[Claim]:
    """The totals against their budget first, then item by item."""
    heads = heads_in(passage.text)
    first = heads[0].start if heads else len(passage.text)
    yield from _scopes(passage, first)
    for at, head in enumerate(heads):
        end = heads[at + 1].start if at + 1 < len(heads) else len(passage.text)
        cut = _BLOCK_END.search(passage.text, head.end, end)
        claim = _item(passage, head, cut.start() if cut else end)
        if claim is not None:
            yield claim


def heads_in(text: str) -> list[Head]:
    """Runs of names that carry their level: 教育支出(类)普通教育(款)小学教育(项)."""
    heads: list[Head] = []
    for match in _LEVEL.finditer(text):
        level = match["level"] or match["bare"]
        joined = bool(heads) and _BETWEEN.fullmatch(text, heads[-1].end, match.start()) is not None
        if joined and level not in ("类", *heads[-1].names) or joined and level == "项":
            last = heads[-1]
            names = {**last.names, level: [*last.names.get(level, []), _bare(text, match.span("name"))]}
            heads[-1] = Head(last.start, match.end(), names, {})
        elif _opens(text, match.start(), level):
            heads.append(Head(match.start(), match.end(), {level: [_bare(text, match.span("name"))]}, {}))
    heads = _inheriting(heads) or [_plain(match) for match in _PLAIN.finditer(text)]
    return _with_coded(text, heads) or [_classed(match) for match in _CLASSES.finditer(text)]


def _inheriting(heads: list[Head]) -> list[Head]:
    """款 and 项 under a heading of their class: 一般公共服务支出(类), then 财政事务(款)行政运行(项)."""
    above: dict[str, list[Span]] = {}
    found: list[Head] = []
    for head in heads:
        own = head.names
        kept = {level: spans for level, spans in above.items() if not set(own) & _LEVELS_FROM[level]}
        found.append(head._replace(above=kept))
        if "项" not in own:
            above = {**kept, **own}
        elif "类" in own:
            above = {}
    return found


def _with_coded(text: str, heads: list[Head]) -> list[Head]:
    """Items named by their code: 2010301-行政运行, 行政运行(2010301); with the levels right before it."""
    coded = [head for match in _CODED.finditer(text) if (head := _coded(match, heads))]
    led = {head.start for head in coded}
    return sorted([*(head for head in heads if head.start not in led), *coded])


def _coded(match: re.Match[str], heads: list[Head]) -> Head | None:
    name = match.span("name" if match["name"] else "name2")
    if any(head.start <= name[0] < head.end for head in heads):
        return None
    before = next((head for head in heads if head.end == match.start()), None)
    if before is not None:
        return Head(before.start, match.end(), {**before.names, "项": [name]}, before.above)
    return Head(name[0], match.end(), {"项": [name]}, {})


def _classed(match: re.Match[str]) -> Head:
    """教育支出年初预算数为…: a class without its bracket."""
    return Head(match.start("name"), match.end("name"), {"类": [match.span("name")]}, {})


def _plain(match: re.Match[str]) -> Head:
    """教育支出类普通教育款小学教育项, without brackets."""
    return Head(match.start(), match.end(), {level: [_bare(match.string, match.span(level))] for level in "类款项"}, {})


def _opens(text: str, start: int, level: str) -> bool:
    """Names of items open a sentence; a class may also open a clause."""
    if start == 0 or text[start - 1] in _OPENERS or level == "类" and text[start - 1] == ",":
        return True
    before = re.split(r"[。;:\n]", text[max(0, start - _MARK_REACH) : start])[-1]
    return text[start - 1] == ")" and bool(_MARK.fullmatch(before))


def _bare(text: str, span: Span) -> Span:
    """A name without list mark, code and 支出 left over from the level before."""
    start, end = span
    for pattern in (_MARK, _CODE, _BETWEEN):
        found = pattern.match(text, start, end)
        if found and end - found.end() >= 2:
            start = found.end()
    start, end = trimmed(text, (start, end))
    start += text[start] == '"'
    return start, end - (text[end - 1] == '"')


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


def _scopes(passage: Passage, end: int) -> Iterator[Claim]:
    """一般公共预算财政拨款支出年初预算为…，支出决算为…: totals that are measured against their budget."""
    named = [match for match in stated_scope(passage) if match.start() < end]
    for at, match in enumerate(named):
        stop = min(named[at + 1].start() if at + 1 < len(named) else end, end)
        among = _SCOPE_END.search(passage.text, match.end("scope"), stop)
        found = execution_in(passage, match.end("scope"), among.start() + 1 if among else stop)
        at_once = _ACTUAL_AT_ONCE.match(passage.text, match.end("scope")) if found.actual is None else None
        if found.actual is None and at_once is None or not found.against_budget:
            continue
        draft = Draft("item_execution", passage, match.start())
        draft.name("scope", match.span("scope"))
        put_execution(draft, found)
        draft.amount("actual", at_once)
        yield draft.claim()
