"""Recognises a form by its printed title, never by its number."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from extractors.forms.variants import variant_items
from extractors.model import Genre

_QUOTES = re.compile("[\\s“”\"'‘’「」《》〈〉*＊#]")
_BRACKETS = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]")
_LEAD = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|附[件表]?\d*|(?:部门|单位)?(?:预算)?公开(?:表\d+|\d+表)|预算\d+表|[（(][一二三四五六七八九十]+[）)][、.．]?|[一二三四五六七八九十]+[、.．]|\d{1,2}[、.．]|表[一二三四五六七八九十\d]+(?:[-—]\d+)?[:：、]?|续表?)"
)
_YEAR = re.compile(r"(?:20|二[〇○零])[\d一二三四五六七八九〇○零]{2}年度?")
_LONGEST = 48
_NEVER = "(?!)"
_DATA: dict[Genre, str] = {"final_accounts": "titles.toml", "budget": "budget_titles.toml"}


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
    other: bool
    remark: re.Pattern[str]
    unless_remark: re.Pattern[str]

    def fits(self, title: str, remarks: str) -> bool:
        """Whether a title without its bracketed remarks, and those remarks, are this form's."""
        named = self.title.search(title) and not self.unless.search(title)
        return bool(named and self.remark.search(remarks) and not self.unless_remark.search(remarks))


@lru_cache(maxsize=4)
def _patterns(genre: Genre) -> tuple[_Pattern, ...]:
    if genre not in _DATA:
        return ()
    data = tomllib.loads(resources.files("extractors.forms").joinpath(_DATA[genre]).read_text("utf-8"))
    own = [item for item in variant_items("form") if item["genre"] == genre]
    return tuple(
        _Pattern(
            item["form"],
            re.compile(item["title"]),
            re.compile(item["unless"]),
            item.get("weak", False),
            item.get("other", False),
            re.compile(item.get("remark", "")),
            re.compile(item.get("unless_remark", _NEVER)),
        )
        for item in (*own, *data["form"])
    )


def normal_title(text: str) -> str:
    """A line without blanks, quotes, bracketed remarks, leading numbering and year."""
    squeezed = _BRACKETS.sub("", _QUOTES.sub("", text))
    previous = None
    while previous != squeezed:
        previous = squeezed
        squeezed = _LEAD.sub("", squeezed, count=1)
    return _YEAR.sub("", squeezed)


def recognise(text: str, genre: Genre = "final_accounts") -> Title | None:
    """The form of the genre that a line titles, or None. Sentences and long lines are no titles."""
    if "表" not in text or len(text) > _LONGEST + 12:
        return None
    title = normal_title(text)
    if not title.endswith("表") or len(title) > _LONGEST or any(mark in title for mark in "，。；：,;"):
        return None
    remarks = "".join(_BRACKETS.findall(_QUOTES.sub("", text)))
    for pattern in _patterns(genre):
        if pattern.fits(title, remarks):
            return None if pattern.other else Title(pattern.form, text.strip(), pattern.weak)
    return None


def is_other_table(text: str, genre: Genre = "final_accounts") -> bool:
    """The title of a table that is like a form of the genre, but none of them (项目支出决算表)."""
    title = normal_title(text)
    return recognise(text, genre) is None and any(pattern.title.search(title) for pattern in _patterns(genre))
