"""Amounts that a passage names: what each is called, how deep in which list it stands, and what it is part of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.narrative.budgets.leads import lead_of, level_at
from extractors.narrative.budgets.words import words
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.heads import Head, heads_in
from extractors.narrative.rules.reasons import Reason, outside
from extractors.narrative.rules.wording import MONEY

_NAME = words()["name"]
_MONEY = re.compile(rf"(?<![\d.]){MONEY}(?![/每以])")
_MOVED = re.compile(_NAME["moved"])
_EARLIER = re.compile(_NAME["earlier"])
_OPENS_MEMBERS = re.compile(_NAME["opens_members"])
_MEMBER_LEAD = re.compile(r"其中|包括|包含|用于|分别|[^,;。:\d]{2,6}(?:包括|包含)")
_NESTED = re.compile("其中")
_ITEM_LINK = re.compile(rf'"?[:。,]?\n?(?:支出)?(?:20\d\d年度?|本年度?|当年)?(?:{_NAME["link"]})*')
_OPENER = re.compile(
    rf"(?<=\n)(?:{_NAME['before']})?(?:{_NAME['keeper']})??(?:{_NAME['before']})?(?P<name>{_NAME['total']}|{_NAME['part']})"
    r"(?:主要|具体|安排|使用|构成)*(?:内容|情况|用途|项目|明细|包括|用于)(?:如下|包括|为)?:(?=\n)"
)
_USE = re.compile(_NAME["use"])
_YEAR = re.compile(r"20\d\d")
OWN_YEAR = re.compile(r"本年(?:收入|支出)")


class Mention(NamedTuple):
    """An amount with its name. `kind`: total, part, item, other, earlier.

    `head`: index of the mention it is part of; `opener`: the name that the line before its list gives to the whole.
    """

    start: int
    level: int
    kind: str
    names: tuple[Span, ...]
    figure: re.Match[str]
    item: Head | None = None
    head: int | None = None
    member: bool = False
    opener: Span | None = None

    @property
    def end(self) -> int:
        """Behind its amount."""
        return self.figure.end()

    @property
    def text(self) -> str:
        """Its last name, as patterns see it."""
        return self.figure.string[slice(*self.names[-1])]


def mentions_in(passage: Passage, reasons: Sequence[Reason], year: int | None) -> list[Mention]:
    """In printed order. What stands inside a reason, or inside what a list entry is used for, is none."""
    text = passage.text
    heads = heads_in(text)
    found: list[Mention] = []
    used_until = 0
    for figure in _MONEY.finditer(text):
        if figure.start() < used_until and not _new_entry(text, found, figure.start()):
            continue
        if not outside(list(reasons), figure.start()):
            continue
        mention = _mention(text, heads, figure, year)
        if mention is None:
            continue
        found.append(_placed(text, found, mention))
        used_until = _use_end(text, mention)
    return found


def _new_entry(text: str, found: Sequence[Mention], at: int) -> bool:
    """A list mark between the last mention and this figure."""
    last = found[-1].end if found else 0
    return any(level_at(text, start)[0] for start in range(last + 1, at) if text[start - 1] in "。;:\n")


def _mention(text: str, heads: Sequence[Head], figure: re.Match[str], year: int | None) -> Mention | None:
    head = next((each for each in reversed(heads) if each.end <= figure.start()), None)
    if head is not None and _ITEM_LINK.fullmatch(text, head.end, figure.start()):
        level = level_at(text, head.start)[0] or _level_before(text, head.start)
        return Mention(head.start, level, "item", _path(text, head), figure, head)
    lead = lead_of(text, figure.start())
    if lead is None or _MOVED.search(text, lead.start, figure.start()):
        return None
    if lead.kind == "other" and _is_earlier(text[lead.start : figure.start()], year):
        return Mention(lead.start, lead.level, "earlier", (lead.name,), figure)
    return Mention(lead.start, lead.level, lead.kind, (lead.name,), figure)


def _is_earlier(said: str, year: int | None) -> bool:
    """上年预算数为…: an amount of another year than the document's."""
    dated = _YEAR.search(said)
    return _EARLIER.match(said) is not None and "结转" not in said and not (dated and year and int(dated[0]) >= year)


def _level_before(text: str, start: int) -> int:
    """The list mark right before an item's name."""
    for back in range(start - 1, max(-1, start - 8), -1):
        level, end = level_at(text, back)
        if level and end in (start, start - 1):
            return level
        if text[back] in "。;\n":
            return 0
    return 0


def _path(text: str, head: Head) -> tuple[Span, ...]:
    """Class, section and item, as far as they are named here or above; 教育(类)支出 alone is 教育支出."""
    if set(head.names) == {"类"} and text.startswith("支出", head.end):
        (start, end), *_ = head.names["类"]
        bare = (start, end - 2) if text.endswith("支出", start, end) else (start, end)
        return bare, (head.end, head.end + 2)
    return tuple(span for level in "类款项" for span in (head.names.get(level) or head.above.get(level) or []))


def _placed(text: str, before: Sequence[Mention], mention: Mention) -> Mention:
    """With what it is part of."""
    real = [at for at, other in enumerate(before) if other.kind != "earlier"]
    if mention.kind == "earlier" or not real:
        return mention._replace(member=bool(mention.level) and mention.kind != "earlier")
    if mention.level:
        head = _listed_under(text, before, real, mention)
        return mention._replace(member=True, head=head, opener=_opener(text, before, head, mention))
    last = real[-1]
    run = before[last]
    gap = text[run.end : mention.start]
    if _opens(text, mention):
        sibling = run.member and not run.level and not _nested(text, mention)
        return mention._replace(member=True, head=_whole(before, run.head if sibling else last))
    if run.member and not run.level and ("。" not in gap or _new_line(text, run, mention)):
        return mention._replace(member=True, head=run.head)
    return mention


def _nested(text: str, mention: Mention) -> bool:
    """其中 goes into the amount before it; 支出包括 goes on with the whole."""
    return _NESTED.search(text, max(0, mention.start - 4), mention.names[0][0]) is not None


def _new_line(text: str, run: Mention, mention: Mention) -> bool:
    """人员经费…。 / 公用经费…。: a list whose entries are paragraphs without marks."""
    return mention.kind == run.kind == "part" and text[mention.start - 1 : mention.start] == "\n"


def _whole(before: Sequence[Mention], head: int | None) -> int | None:
    """总预算…, 其中: 本年收入…: what all of the whole is called once more is no whole of its own."""
    if head is None or before[head].head is None or not OWN_YEAR.fullmatch(before[head].text):
        return head
    outer = before[head].head
    return outer if outer is not None and before[outer].figure["amount"] == before[head].figure["amount"] else head


def _opener(text: str, before: Sequence[Mention], head: int | None, mention: Mention) -> Span | None:
    """财政拨款支出主要内容如下: before the first entry of the list; no amount stands in that line."""
    start = before[head].end if head is not None else 0
    found = list(_OPENER.finditer(text, start, mention.start))
    return found[-1].span("name") if found else None


def _listed_under(text: str, before: Sequence[Mention], real: Sequence[int], mention: Mention) -> int | None:
    """The nearest amount of a lesser depth; a member of a list in a sentence only where it opens the list itself."""
    at = next((at for at in reversed(real) if before[at].level < mention.level), None)
    if at is None or not before[at].member or before[at].level or _opened_by(text, before[at], mention):
        return at
    outer = _whole(before, before[at].head)
    return outer if outer is not None and before[outer].level < mention.level else None


def _opened_by(text: str, outer: Mention, mention: Mention) -> bool:
    """项目支出26万元, 具体包括: right before the list, in the same sentence."""
    line = text.find(":\n", outer.end, mention.start)
    return line >= 0 and "。" not in text[outer.end : line]


def _opens(text: str, mention: Mention) -> bool:
    """其中: stands before it, or opens its own clause."""
    return bool(
        _OPENS_MEMBERS.search(text, max(0, mention.start - 12), mention.start)
        or _MEMBER_LEAD.match(text, mention.start, mention.names[0][0])
    )


def _use_end(text: str, mention: Mention) -> int:
    """Up to where a list entry tells what its amount is for: amounts in there are no mentions."""
    if not (mention.level or mention.item) or not _USE.match(text, mention.end):
        return 0
    end = text.find("\n", mention.end)
    return end if end >= 0 else len(text)
