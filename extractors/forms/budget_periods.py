"""Which year's figures a heading of a budget names: this year's budget, last year's, or how much the two differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

Period = Literal["budget", "prior", "change", "other"]
_RATE = re.compile(r"[%％]|率|幅|比例|百分比")
_CHANGE = re.compile(r"增减|增加|变动|变化|相比|差额|比(上年|20\d\d)")
_EXECUTED = re.compile(r"执行|决算|实际")
_PRIOR = re.compile(r"上年|去年|上一年")
_THIS = re.compile(r"本年|当年|今年")
_LEFT = re.compile(r"结转|结余")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def periods_of(headings: Sequence[str]) -> list[Period | None]:
    """The period of each heading, None where it names none. Of two years the later is this year's, the earlier last year's.
    `other`: rates of change and what was spent."""
    years = sorted({year for words in headings if not _CHANGE.search(words) for year in _YEAR.findall(words)})
    return [_period(words, years) for words in headings]


def earlier_budgets(headings: Sequence[str]) -> list[bool]:
    """Whether a heading names the budget of an earlier year than other headings do (2025年预算数 beside 2026年预算数)."""
    years = {year for words in headings if not _CHANGE.search(words) for year in _YEAR.findall(words)}
    return [_of_earlier_budget(words, max(years, default="")) for words in headings]


def _of_earlier_budget(words: str, latest: str) -> bool:
    other = _CHANGE.search(words) or _EXECUTED.search(words) or _LEFT.search(words) or "预算" not in words
    return not other and any(year < latest for year in _YEAR.findall(words))


def _period(words: str, years: Sequence[str]) -> Period | None:
    if _CHANGE.search(words):
        return "other" if _RATE.search(words) else "change"
    if _RATE.search(words) or _EXECUTED.search(words):
        return "other"
    own = _YEAR.findall(words)
    if own and len(years) > 1:
        return "budget" if max(own) == years[-1] else "prior" if max(own) == years[-2] else "other"
    if _PRIOR.search(words):
        return "prior"
    return "budget" if own or _THIS.search(words) else None
