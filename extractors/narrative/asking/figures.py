"""The figures of an answer -> the figures of the passage: each printed figure serves one field, that of its role."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from extractors.amounts import fold_width
from extractors.narrative.segments import NUMBER, Printed, Segment, figures_in

_REACH = 40
_UNSIGNED = frozenset({"change", "change_pct", "vs_budget_change", "vs_budget_pct", "vs_prior_change", "vs_prior_pct"})
_SAID = {"money": "金额", "pct": "百分比", "count": "数量"}


class Role(NamedTuple):
    """The words around a figure that speak for a field and against it."""

    near: re.Pattern[str]
    never: re.Pattern[str]


class Placed(NamedTuple):
    """Fields whose figure has its place, and for the others what was said and why it does not stand."""

    found: dict[str, Printed]
    problems: dict[str, str]


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    raw: dict[str, Any] = tomllib.loads(resources.files("extractors.narrative.asking").joinpath("fields.toml").read_text("utf-8"))
    return raw


@lru_cache(maxsize=256)
def type_of(field: str) -> str:
    """`money`, `pct`, `count`, `name`, `words`, or `choice` for what is no text of the passage."""
    return next((kind for kind, fields in _data()["types"].items() if field in fields), "choice")


@lru_cache(maxsize=256)
def role_of(kind: str, field: str) -> Role:
    """The words that tell a field's figure."""
    raw = _data().get(kind, {}).get(field, {})
    return Role(re.compile(raw.get("near", "")), re.compile(raw.get("never", r"(?!)")))


def is_figure(field: str) -> bool:
    """Whether the field holds a figure."""
    return type_of(field) in _SAID


def place_figures(segment: Segment, values: Mapping[str, str]) -> Placed:
    """Every stated figure to its occurrence within the piece: the best fitting pairs first.

    Where other figures stand in words of the field's role, one that does not is none of it.
    """
    printed = figures_in(segment.passage.text, segment.span)
    idle = {figure.span for figure in segment.figures} - {figure.span for figure in segment.telling}
    telling = [figure for figure in printed if figure.span not in idle]
    problems: dict[str, str] = {}
    pairs: list[tuple[int, str, Printed]] = []
    for field, value in values.items():
        fitting = _fitting(field, value, telling, problems)
        scored = [(_score(segment, field, figure, printed), field, figure) for figure in fitting]
        best = max((_score(segment, field, figure, printed) for figure in telling if _of_type(field, figure)), default=0)
        standing = [pair for pair in scored if pair[0] >= max(best, 0)]
        if scored and not standing:
            problems[field] = f"原文中的 {value} 不是这一栏所问的数字"
        pairs.extend(standing)
    return Placed(_assigned(pairs, values, problems), problems)


def _fitting(field: str, value: str, printed: list[Printed], problems: dict[str, str]) -> list[Printed]:
    """Occurrences of the same number in the right unit."""
    number = _number(value)
    if number is None:
        problems[field] = f"“{value}”不是一个数字"
        return []
    same = [figure for figure in printed if _number(figure.text) == number]
    if not same and field in _UNSIGNED:
        same = [figure for figure in printed if _number(figure.text) == abs(number)]
    if not same:
        problems[field] = f"原文中没有数字 {value}"
        return []
    of_type = [figure for figure in same if _of_type(field, figure)]
    if not of_type:
        problems[field] = f"原文中的 {value} 不是{_SAID[type_of(field)]}"
    return of_type


def _of_type(field: str, figure: Printed) -> bool:
    return figure.unit == type_of(field) or figure.unit is None and type_of(field) == "count"


def _assigned(pairs: list[tuple[int, str, Printed]], values: Mapping[str, str], problems: dict[str, str]) -> dict[str, Printed]:
    found: dict[str, Printed] = {}
    taken: dict[tuple[int, int], str] = {}
    for _, field, figure in sorted(pairs, key=lambda pair: (-pair[0], pair[2].span)):
        if field not in found and figure.span not in taken:
            found[field] = figure
            taken[figure.span] = field
    for field in dict.fromkeys(pair[1] for pair in pairs):
        if field not in found:
            problems[field] = f"{values[field]} 在原文中只出现一次，已用于另一栏"
    return found


def _number(text: str) -> Decimal | None:
    """The one number of a text: 942.50万元, 110.7%, 1,507.06."""
    found = NUMBER.findall(re.sub(r"\s", "", fold_width(text)))
    if len(found) != 1:
        return None
    try:
        return Decimal(found[0].replace(",", ""))
    except InvalidOperation:
        return None


def _score(segment: Segment, field: str, figure: Printed, printed: list[Printed]) -> int:
    """How well the words before a figure fit the field; below nought they speak against it."""
    role, said = role_of(segment.kind, field), _before(segment, figure, printed)
    if role.never.search(said):
        return -1
    return 2 if role.near.search(said) and role.near.pattern else 0


def _before(segment: Segment, figure: Printed, printed: list[Printed]) -> str:
    """From the figure before, or the head of the piece, to the word right behind the figure."""
    ends = [other.span[1] for other in printed if other.unit and other.span[1] <= figure.span[0]]
    start = max([segment.span[0], figure.span[0] - _REACH, *ends])
    return segment.passage.text[start : figure.span[0]]
