"""Where the narrative names items of the functional classification: by 类, 款, 项, by code, or by class alone."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.narrative.grounding import Span
from extractors.narrative.rules.draft import trimmed
from extractors.narrative.rules.listed_items import listed_items
from extractors.narrative.rules.reasons import LEAD_IN
from extractors.narrative.rules.wording import MONEY, wording

_MARK = re.compile(r"[(]?[一二三四五六七八九十]{1,3}[)、.][.、]?|[(]\d{1,3}[)][.、]?|\d{1,3}[.、](?!\d)|\d{1,3}[)]|[①-⑳]")
_NAME = r"[^。;:,\n()\[\]]{2,40}?(?:[(][^类款项()。;,\n]{1,10}[)][^。;:,\n()]{0,20}?)?"
_LEVEL = re.compile(rf"(?P<name>{_NAME})(?:[(](?:\d{{3,7}})?(?P<level>[类款项])(?:级(?:科目)?)?[)]?|(?P<bare>[类款项])[)])")
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
_SENTENCE_END = re.compile(r"[。\n]")
_BETWEEN = re.compile(r"(?:支出)?(?:[(\[]?\d{3,7}[)\]]?)?[、,和及/—-]*")
_ROW = re.compile(r"[、,和及与]*")
_AMOUNT_BETWEEN = re.compile(rf"(?:支出)?(?:决算)?(?:数)?(?:为)?{MONEY}[,、;]")
_CODE = re.compile(r"[(\[]?\d{3,7}[)\]]?")
_OPENERS = '。;:\n"'
_MARK_REACH = 7


class Head(NamedTuple):
    """Where an item is named; `end` is where its figures may begin. `above`: levels that a heading before it has named."""

    start: int
    end: int
    names: dict[str, list[Span]]
    above: dict[str, list[Span]]


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
        elif _opens(text, match.start(), level) or joined and "项" in heads[-1].names or _goes_on(text, heads, match):
            heads.append(Head(match.start(), match.end(), {level: [_bare(text, match.span("name"))]}, {}))
    heads = _inheriting(text, _enumerated(text, heads)) or [_plain(match) for match in _PLAIN.finditer(text)]
    return _with_coded(text, heads) or _by_class(text)


def _enumerated(text: str, heads: list[Head]) -> list[Head]:
    """农林水(类)水利(款)防汛(项)、农林水(类)水利(款)抗旱(项): whole names in a row are one head of two items."""
    joined: list[Head] = []
    for head in heads:
        last = joined[-1] if joined else None
        if last and "项" in last.names and "项" in head.names and _ROW.fullmatch(text, last.end, head.start):
            names = {**last.names, "项": [*last.names["项"], *head.names["项"]]}
            joined[-1] = Head(last.start, head.end, names, {})
        else:
            joined.append(head)
    return joined


def _inheriting(text: str, heads: list[Head]) -> list[Head]:
    """款 and 项 under a heading of their class: 一般公共服务支出(类), then 财政事务(款)行政运行(项).

    What one sentence lists belongs to the class that it names first.
    """
    above: dict[str, list[Span]] = {}
    found: list[Head] = []
    for head in heads:
        own = head.names
        before = found[-1] if found else None
        if before is not None and not _SENTENCE_END.search(text, before.end, head.start):
            above = {level: spans for level, spans in {**before.above, **before.names}.items() if level != "项"}
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


def _by_class(text: str) -> list[Head]:
    """Classes, or the items that each of them lists."""
    classes = list(_CLASSES.finditer(text))
    ends = [*(match.start() for match in classes[1:]), len(text)]
    found: list[Head] = []
    for match, end in zip(classes, ends, strict=False):
        above = {"类": [match.span("name")]}
        listed = [Head(*span, names, above) for span, names in listed_items(text, match.end(), end)]
        found.extend(listed or [_classed(match)])
    return found


def _classed(match: re.Match[str]) -> Head:
    """教育支出年初预算数为…: a class without its bracket."""
    return Head(match.start("name"), match.end("name"), {"类": [match.span("name")]}, {})


def _plain(match: re.Match[str]) -> Head:
    """教育支出类普通教育款小学教育项, without brackets."""
    return Head(match.start(), match.end(), {level: [_bare(match.string, match.span(level))] for level in "类款项"}, {})


def _goes_on(text: str, heads: list[Head], match: re.Match[str]) -> bool:
    """行政运行(项)658万元, 水利工程建设(项)440万元: the next item of a row, behind the amount of the one before."""
    before = heads[-1] if heads else None
    both = before is not None and "项" in before.names and "项" in (match["level"], match["bare"])
    return both and before is not None and _AMOUNT_BETWEEN.fullmatch(text, before.end, match.start()) is not None


def _opens(text: str, start: int, level: str) -> bool:
    """Names of items open a sentence; a class may also open a clause."""
    if start == 0 or text[start - 1] in _OPENERS:
        return True
    if level == "类" and text[start - 1] == "," and not LEAD_IN.match(text, start):
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
    return _unquoted(text, (start, end))


def _unquoted(text: str, span: Span) -> Span:
    """Without the marks around the whole name, or half of a pair that goes on beyond it; "两房"建设 keeps its own."""
    start, end = span
    opened, closed = text[start] == '"', text[end - 1] == '"'
    if text.count('"', start, end) % 2 or opened and closed:
        return start + opened, end - closed
    return span
