"""What a 三公 section says of which category: its text cut where each category is named as a subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from extractors.narrative.grounding import Passage
from extractors.narrative.rules.wording import MONEY, NUMBER, wording

_WORDS = wording().three_public
_ORDER = ("vehicle_total", "vehicle_purchase", "vehicle_operation", "overseas", "reception", "total")
_CATEGORY = "|".join(f"(?P<{name}>{_WORDS[name]})" for name in _ORDER)
_OF = (
    r"[。:]?\n?(?:(?:一般)?公共预算|公共财政(?:预算)?(?:拨款)?|财政拨款|本年度?|当年|全年|年初|调整后?|年度|支出|费用|决算|(?:预算|计划)|总额|合计|总数|数|情况|实际|共|安排|"
    r"金额|[(][^()]{0,14}[)]|20\d\d年度?|为|是|计|,)*"
)
CATEGORY = re.compile(_CATEGORY)
_CATEGORY_NAMES = "|".join(_WORDS[name] for name in _ORDER)
_MENTION = re.compile(rf"(?P<category>{_CATEGORY})(?P<of>{_OF}){MONEY}")
_UNNAMED = re.compile(rf"(?P<category>)(?P<of>{_OF}){MONEY}")
_COMPARED = re.compile(
    rf"(?P<category>{_CATEGORY})[^。;,:\n]{{0,16}}?(?:大于|小于|高于|低于|等于|比|较|与|同|完成|持平|没有变化|增加|减少|下降|增长|上升|降低|无变化)"
)
_MEASURED = re.compile(rf"(?P<category>{_CATEGORY}){_WORDS['compared']}")
_MARK = r"(?:^|(?<=[。\n]))(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]+)"
_TITLED = re.compile(
    rf"{_MARK}(?P<category>{_CATEGORY})"
    rf"(?P<of>(?:费用|支出|决算|具体|情况|说明)*[。:\n]\n?[^。\n]{{0,40}}?(?:支出|(?:支出)?决算数?)(?:为|是)?){MONEY}"
)
_HEADING = re.compile(rf"{_MARK}(?P<category>{_CATEGORY})(?:费用|支出|决算|具体)*情况(?:说明)?[。:\n]")
_NAMES = re.compile(_CATEGORY.replace("?P<", "?P<_"))
_AMONG = re.compile(r"其中[:,]?")
_BACK = re.compile(r"。\n?(?=(?:20\d\d年度?)?(?:支出)?决算数?(?:大于|小于|高于|低于|较|比|与|同))")
_COMPARED_AGAIN = re.compile(rf"。\n?(?=(?:与|和|同|较|比)(?:{wording().prior}))")
_BARE_LIST = re.compile(
    rf"其中[:,]?(?:{_CATEGORY_NAMES})[^,;、。\d]{{0,12}}{NUMBER}万?元[,;、](?:{_CATEGORY_NAMES})[^,;、。\d]{{0,12}}{NUMBER}万?元。$"
)
_REASON = re.compile(r"。\n?(?=(?:增加|减少|变动|增减变化)?的?主要原因)")
_GUESTS = re.compile(
    rf"(?:外事|外宾|国[(]境[)]外|国外|境外|国内)(?:公务)?(?:来访)?接待(?:费用?)?(?:支出)?(?:决算)?数?(?:为|是)?{MONEY}"
)
_COMPARISON = re.compile(rf"^(?:与|和|同|较|比)(?:{wording().prior})(?:决算)?数?(?:相比|比较|对比),?")
_NESTED = re.compile(r"[(][^()]*[)]")
_BUYING = re.compile("购置")
_NAME_REACH = 8
_LONGEST_BEFORE = 64
_CLAUSE = "。;:,\n、"
_SENTENCE = "。;:\n"
_NO_SUBJECT = re.compile(
    r"增|减|降|压缩|控制|是|因为|由于|不含|除|国内|外宾|外事|主要|占|严格|规范|落实|用于接待|开支的|安排的(?!$)|比(?!例|重|较)|(?<!比)较"
)


class Segment(NamedTuple):
    """What the passage says of one category, from its naming to the next. `figure`: the amount that follows the name.

    `apart`: told of guests from home or from abroad alone; its counts belong to the category, its money does not.
    """

    category: str
    start: int
    end: int
    figure: re.Match[str] | None
    apart: bool = False


def segments_in(passage: Passage) -> list[Segment]:
    """In the order they are told."""
    found = _segments(passage.text)
    return [*_headed(passage, found), *found]


def _segments(text: str) -> list[Segment]:
    figures = {match.start(): match for match in _TITLED.finditer(text) if not _other_named(match)}
    figures |= {match.start(): match for match in _MENTION.finditer(text) if _is_subject(text, match.start(), _CLAUSE)}
    named = {match.start(): match for match in _MEASURED.finditer(text) if _is_subject(text, match.start(), _CLAUSE)}
    named |= {match.start(): match for match in _HEADING.finditer(text)}
    named |= {match.start(): match for match in _COMPARED.finditer(text) if _is_subject(text, match.start(), _SENTENCE)}
    starts = sorted({**named, **figures})
    ends = [*starts[1:], len(text)][: len(starts)]
    found = [_segment(start, end, figures.get(start), named.get(start)) for start, end in zip(starts, ends, strict=True)]
    return _settled(text, list(_with_guests(text, _behind_lists(text, list(_without_asides(text, found))))))


def _other_named(match: re.Match[str]) -> bool:
    """Another category is named between the heading and the amount."""
    own = _category(match)
    return any(not name[f"_{own}"] for name in _NAMES.finditer(match["of"]))


def _category(match: re.Match[str] | None) -> str:
    return next(name for name in _ORDER if match is not None and match[name])


def _behind_lists(text: str, found: list[Segment]) -> Iterator[Segment]:
    """A三公…, 其中: B…; C…。决算数小于预算数…: the sentence behind the list speaks of A again."""
    for segment in found:
        back = _BACK.search(text, segment.start, segment.end) or _reason_of_list(text, segment) or _after_list(text, segment)
        opened = max(text.rfind(mark, 0, segment.start) for mark in "。\n") + 1
        listed = _AMONG.search(text, opened, segment.start)
        outer = [other for other in found if listed and other.start < listed.start()]
        if back and outer:
            yield segment._replace(end=back.end())
            yield Segment(outer[-1].category, back.end(), segment.end, None)
        else:
            yield segment


def _after_list(text: str, segment: Segment) -> re.Match[str] | None:
    """其中: B0万元, C0万元。与上年持平: behind a list of bare amounts in one sentence, the whole is compared."""
    back = _COMPARED_AGAIN.search(text, segment.start, segment.end)
    opened = max(text.rfind(mark, 0, segment.start) for mark in "。\n") + 1
    if back is None or "。" in text[segment.start : back.start()]:
        return None
    return back if _BARE_LIST.search(text, opened, back.end()) else None


def _reason_of_list(text: str, segment: Segment) -> re.Match[str] | None:
    """B增加…; C减少…。主要原因是…: the reason of the whole, where no member of the list is given one of its own."""
    back = _REASON.search(text, segment.start, segment.end)
    listed = max(text.rfind("其中", 0, segment.start), text.rfind("。", 0, segment.start))
    if back is None or ";" not in text[listed : segment.start] or "原因" in text[listed : back.start()]:
        return None
    return back


def _with_guests(text: str, found: Iterable[Segment]) -> Iterator[Segment]:
    """外事接待支出0万元, 与上年持平; 国内接待支出3万元…: told apart, unless one of them is all of the reception."""
    for segment in found:
        parts = list(_GUESTS.finditer(text, segment.start, segment.end)) if segment.category == "reception" else []
        figure = segment.figure
        if figure is None or not parts:
            yield segment
            continue
        yield segment._replace(end=parts[0].start())
        for part, end in zip(parts, [*(part.start() for part in parts[1:]), segment.end], strict=True):
            yield Segment("reception", part.start(), end, None, part["amount"] != figure["amount"])


def _settled(text: str, found: list[Segment]) -> list[Segment]:
    """公务用车及运行维护费 beside a 购置费 of its own, and without a 运行维护费, is what running the vehicles cost."""
    told = {segment.category for segment in found}
    totals = [segment for segment in found if segment.category == "vehicle_total"]
    named = (_BUYING.search(text, segment.start, segment.start + _NAME_REACH) for segment in totals)
    if "vehicle_purchase" not in told or "vehicle_operation" in told or any(named):
        return found
    return [
        segment._replace(category="vehicle_operation") if segment.category == "vehicle_total" else segment for segment in found
    ]


def _headed(passage: Passage, segments: list[Segment]) -> Iterator[Segment]:
    """A section headed by a category whose text goes straight to the figures: 公务接待费支出情况 / 2022年度支出…"""
    end = segments[0].start if segments else len(passage.text)
    named = [name for name in _ORDER if name != "total" and re.search(_WORDS[name], passage.title)]
    figure = _UNNAMED.match(passage.text, 0, end)
    if named and figure is not None:
        yield Segment(named[0], 0, end, figure)


def _without_asides(text: str, found: list[Segment]) -> Iterator[Segment]:
    """What is told inside brackets ends with them; behind them the category before goes on."""
    outer: Segment | None = None
    for segment in found:
        close = _closing(text, segment.start)
        if close is None or outer is None:
            outer = segment
            yield segment
        else:
            yield segment._replace(end=min(segment.end, close))
            if close < segment.end:
                yield Segment(outer.category, close, segment.end, None)


def _closing(text: str, at: int) -> int | None:
    """Where the bracket that surrounds a place closes."""
    opened = max(text.rfind("(", 0, at), text.rfind("\n", 0, at))
    if opened < 0 or text[opened] != "(" or ")" in _NESTED.sub("", text[opened:at]):
        return None
    inside = re.compile(r"(?:[^()\n]|[(][^()\n]*[)])*[)]").match(text, at)
    return inside.end() - 1 if inside else None


def _segment(start: int, end: int, figure: re.Match[str] | None, named: re.Match[str] | None) -> Segment:
    return Segment(_category(figure or named), start, end, figure)


def _is_subject(text: str, start: int, boundaries: str) -> bool:
    """The name opens its clause, but for a year, a department or a list mark; it is no object of another statement."""
    opening = max(text.rfind(mark, 0, start) for mark in boundaries) + 1
    before = _COMPARISON.sub("", text[opening:start])
    return len(before) <= _LONGEST_BEFORE and not _NO_SUBJECT.search(before)
