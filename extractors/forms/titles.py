"""Recognises a form by its printed title, never by its number."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

_QUOTES = re.compile("[\\s“”\"'‘’「」《》〈〉*＊#]")
_BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_LEAD = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|附[件表]?\d*|公开\d+表|[（(][一二三四五六七八九十]+[）)][、.．]?|[一二三四五六七八九十]+[、.．]|\d{1,2}[、.．]|表[一二三四五六七八九十\d]+[:：、]?|续表?)"
)
_YEAR = re.compile(r"(?:20|二[〇○零])[\d一二三四五六七八九〇○零]{2}年度?")
_LONGEST = 48


class Title(NamedTuple):
    """A recognised title; `weak` ones give way to any other table of the same form."""

    form: str
    text: str
    weak: bool


class _Pattern(NamedTuple):
    form: str
    title: re.Pattern[str]
    unless: re.Pattern[str]
    weak: bool


@lru_cache(maxsize=1)
def _patterns() -> tuple[_Pattern, ...]:
    data = tomllib.loads(resources.files("extractors.forms").joinpath("titles.toml").read_text("utf-8"))
    return tuple(
        _Pattern(item["form"], re.compile(item["title"]), re.compile(item["unless"]), item.get("weak", False))
        for item in data["form"]
    )


def normal_title(text: str) -> str:
    """A line without blanks, quotes, bracketed remarks, leading numbering and year."""
    squeezed = _BRACKETS.sub("", _QUOTES.sub("", text))
    previous = None
    while previous != squeezed:
        previous = squeezed
        squeezed = _LEAD.sub("", squeezed, count=1)
    return _YEAR.sub("", squeezed)


def recognise(text: str) -> Title | None:
    """The form that a line titles, or None. Sentences and long lines are no titles."""
    if "表" not in text or len(text) > _LONGEST + 12:
        return None
    title = normal_title(text)
    if not title.endswith("表") or len(title) > _LONGEST or any(mark in title for mark in "，。；：,;"):
        return None
    for pattern in _patterns():
        if pattern.title.search(title) and not pattern.unless.search(title):
            return Title(pattern.form, text.strip(), pattern.weak)
    return None


def is_other_table(text: str) -> bool:
    """The title of a table that is like a form, but none of them (项目支出决算表)."""
    title = normal_title(text)
    return recognise(text) is None and any(pattern.title.search(title) for pattern in _patterns())
