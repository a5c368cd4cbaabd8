"""What a heading looks like: its ordinal's style, its number, its title."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Style = Literal["part", "one", "bracket", "digit"]
STYLES: tuple[Style, ...] = ("part", "one", "bracket", "digit")

_DIGIT_OF = {char: value for value, char in enumerate("一二三四五六七八九十", start=1)}
_CHINESE = "[一二三四五六七八九十]{1,3}"
_FORMS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"第({_CHINESE}|\d)(?:部分|章|篇)[:：、.．]?(.*)")),
    ("one", re.compile(rf"({_CHINESE})[、.．](.+)")),
    ("bracket", re.compile(rf"[(（]({_CHINESE})[)）][、.．]?(.+)")),
    ("digit", re.compile(r"(\d{1,2})[、.．](?!\d)(.+)")),
)
_FIRST = frozenset("第一二三四五六七八九十(（0123456789")
_LEADER = re.compile(r"[.．]{4,}|…{2,}|·{4,}|_{4,}|-{6,}")
_TRAILING_PAGE = re.compile(r"[.．…·_-]*\d{0,3}$")
_BRACKETED = re.compile(r"[(（][^()（）]*(?:[)）]|$)")
_SENTENCE = re.compile(r"[,，。;；!！?？]|[:：].|万元|\d元|\d\.\d|[%％]|^\d{3,}(?!\d*年)")
_CLASSIFIED = re.compile(r"[(（【\[](?:类|款|项)[)）】\]]")
_RUN_IN = re.compile(r"([^,，。;；:：]{2,40}?(?:情况|说明|经费|支出|绩效|采购|总表|概况))[。:：].+")
_LONGEST_TITLE = 56


class Heading(NamedTuple):
    """A row that is worded as a heading. `run_in`: prose follows its title on the same line."""

    style: Style
    number: int
    title: str
    run_in: bool


def has_leader(text: str) -> bool:
    """True for a contents entry with dot leaders."""
    return _LEADER.search(text) is not None


def without_page(text: str) -> str:
    """A contents entry without leaders and page number."""
    return _TRAILING_PAGE.sub("", text)


def chinese_number(text: str) -> int:
    """一 -> 1 … 十 -> 10, 十四 -> 14, 二十 -> 20; arabic digits as they are."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGIT_OF[ones] if len(ones) == 1 else 0
    return 10 * (_DIGIT_OF.get(tens, 1) if tens else 1) + (_DIGIT_OF.get(ones, 0) if ones else 0)


def heading_of(text: str) -> Heading | None:
    """Reads squeezed text as a heading, or None where it is prose, a list item with figures, or a contents entry."""
    if text[:1] not in _FIRST or has_leader(text):
        return None
    for style, form in _FORMS:
        match = form.match(text)
        if match:
            return _titled(style, chinese_number(match[1]), match[2])
    return None


def _titled(style: Style, number: int, rest: str) -> Heading | None:
    if number == 0 or (not rest and style != "part"):
        return None
    if is_title(rest):
        return Heading(style, number, rest.rstrip("。:：.．"), False)
    run_in = _RUN_IN.match(rest)
    if run_in and style != "part" and not _CLASSIFIED.search(run_in[1]):
        return Heading(style, number, run_in[1], True)
    return None


def is_title(text: str) -> bool:
    """Worded as a title: short, one clause, no figures of money, no functional class in brackets."""
    bare = _BRACKETED.sub("", text.rstrip("。:："))
    return len(text) <= _LONGEST_TITLE and not _SENTENCE.search(bare) and not _CLASSIFIED.search(text)
