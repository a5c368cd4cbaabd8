"""Totals as the narrative states them: 收入总计, 本年支出合计, 一般公共预算财政拨款支出, right before their amount."""

from __future__ import annotations

import re

from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.wording import MONEY, wording

_WORDS = wording()
_LINK = r"(?:均|各|共|分别|都|决算|决算数|数|金额|实现|完成)*(?:[(][^()]{0,12}[)])?(?:为|是|达|计|达到)?(?:人民币)?"
_CLASS = rf"(?:{_WORDS.functional['class']})(?:[(]类[)]支出|支出(?:[(]类[)])?)"
# 2018年度收入…万元, 与上年相比…; 支出…万元, 与上年相比…; 结余…: what goes on without its whole name.
_BARE = r"(?<=[;。])(?:(?:财政拨款)?(?:结转(?:和)?)?结余|收入|支出)(?=\d)"
_STATED = re.compile(
    rf"(?P<scope>(?P<sum>{_WORDS.total})|(?P<fund>{_WORDS.of_fund})|(?P<part>{_WORDS.parts}|{_CLASS}|{_BARE})){_LINK}{MONEY}"
)
_NAMED = re.compile(
    rf"(?P<scope>(?:{_WORDS.total}|{_WORDS.of_fund})(?=(?:年初|全年|调整|年度|当年|{_LINK}\d|决算|预算|支出|完成))"
    r"|(?<=[年度局委院会镇乡校办心处站队部厅位门])(?:收入|支出)(?=(?:年初|全年|调整后?)预算数?(?:为)?\d))"
)
WHOLE = re.compile(r"总计$|总额$|^总|总量$")
_OF_PRIOR = re.compile(rf"(?:与|比|较|同)(?:{_WORDS.prior})的?$")
_ENTRY = re.compile(r"(?:^|[\n。;]|其中:|包括:)(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.])?(?:20\d\d(?:年度?)?)?$")
_INCURRED = re.compile(r"而?(?:发生|形成)的$")
_ENTRY_REACH = 16
# What a part is may be told before its comparison: 上级补助收入…万元, 为上级单位补助。较上年增加…
_ASIDE = r"(?:[,。](?:为|系|主要|用于)[^。;\n\d]{1,80}|[,。](?!其中|[^,;。\n]*(?:收入|支出|收支|[合总]计))[^,;。\n\d]{1,40})?"
AGAINST_PRIOR = re.compile(rf"{_ASIDE}[,;。](?:比|较|与|同)(?:{_WORDS.prior})")
_LEVEL = re.compile(r"[(]类[)]")
_AMONG = re.compile(r"其中[:,]?$")


def stated_scope(passage: Passage) -> list[re.Match[str]]:
    """All totals named at the head of a clause, whatever follows."""
    return [match for match in _NAMED.finditer(passage.text) if not _inside_other(passage.text, match)]


def stated_totals(passage: Passage) -> list[re.Match[str]]:
    """All totals the passage states, in order: `(?P<scope>…)` right before its amount."""
    found = (match for match in _STATED.finditer(passage.text) if not _inside_other(passage.text, match))
    return [match for match in found if not match["part"] or _is_listed(passage.text, match)]


def scope_name(match: re.Match[str]) -> list[Span]:
    """The name of a total without the mark of its level: 卫生健康(类)支出 is 卫生健康支出."""
    start, end = match.span("scope")
    mark = _LEVEL.search(match.string, start, end)
    return [(start, mark.start()), (mark.end(), end)] if mark else [(start, end)]


def is_member(text: str, match: re.Match[str], group: str = "scope") -> bool:
    """收入总计…, 其中: 本年收入合计…: a part of the total before it."""
    at = match.start(group)
    return _AMONG.search(text, max(0, at - 4), at) is not None


def compared_later(text: str, scope: str, after: int) -> re.Match[str] | None:
    """。本年收入比2015年增加…: a total named again at the head of a later sentence, where it is compared."""
    return re.compile(rf"(?<=[。\n]){re.escape(scope)}(?=(?:比|较|与|同)(?:{_WORDS.prior}))").search(text, after)


def _is_listed(text: str, match: re.Match[str]) -> bool:
    """2.事业收入…万元, 比上年增加…: a part at the head of its list entry that is compared with last year by itself.

    Or at the end of what it is for: 用于完成特定工作任务而发生的项目支出…万元。与上年对比增加….
    """
    before = text[max(0, match.start() - _ENTRY_REACH) : match.start()]
    return bool((_ENTRY.search(before) or _INCURRED.search(before)) and AGAINST_PRIOR.match(text, match.end()))


def _inside_other(text: str, match: re.Match[str]) -> bool:
    """占本年支出合计 is no total stated here; neither is the amount of a change (收入合计增加)."""
    before = text[max(0, match.start() - 4) : match.start()]
    return before.endswith(("占", "占到", "扣除", "经费")) or bool(
        _OF_PRIOR.search(text, max(0, match.start() - 12), match.start())
    )


def opens_paragraph(text: str, at: int) -> bool:
    """Nothing but a year and a name stands before it in its paragraph."""
    return re.fullmatch(r"[^,;。:、]{0,30}", text[text.rfind("\n", 0, at) + 1 : at]) is not None
