"""Whether a name is printed whole: no part of a longer one, by the words around it and by the names that the tables print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.roles import occurrences, words
from extractors.model import ClaimField

_NO_NAME = re.compile(r"^[、,;:。]|[、,;:。]$|^.$")
_NO_ITEM = re.compile(r"(收入|支出)")
_NO_PROJECT = re.compile(r"(该|本|此)?(项目|经费|资金|工作)(支出|资金|经费)?")
_NO_TOTAL = re.compile("项目|基本|人员|公用|财政|一般|公共|一般公共|政府性|国有|资本|经营")
_OPENS_TOTAL = re.compile(
    "收|支|财政|一般|政府|国有|本年|当年|年初|部门|单位|预算|总|基本|项目|公共|人员|公用|日常|上年|其他|事业|经营|附属|上级|非|财务|对"
)
_PLANNED = ("scope", "part")
_LEVELS = ("class_name", "section_name", "item_names")
_MONEY = re.compile("(拨款|经费)$")
_FIGURES = ("amount", "current", "budget", "actual", "executed", "revenue", "opening")


class Around(NamedTuple):
    """What may stand right before and right behind a whole name, and what may not."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    not_before: re.Pattern[str]
    not_behind: re.Pattern[str]


@cache
def _around() -> dict[str, Around]:
    found: dict[str, Around] = {}
    for entry in words()["around"]:
        sides = Around(
            re.compile(rf"({entry['before']})$"),
            re.compile(rf"^({entry['behind']})"),
            re.compile(rf"({entry['not_before']})$"),
            re.compile(rf"^({entry['not_behind']})"),
        )
        found |= dict.fromkeys(entry["fields"], sides)
    return found


def cut_names(docket: Docket, name: str, field: ClaimField, passage: str) -> Iterator[str]:
    """Why a name may be only part of the printed one; asked where running text prints it in one piece."""
    if name not in _around():
        return
    if isinstance(field.value, str) and "/" in field.value:
        return
    for value in field.value if isinstance(field.value, tuple) else (field.text,):
        printed = squeezed(value)
        places = [found.span() for found in re.finditer(re.escape(printed), passage)] if printed else []
        places = _below(docket, name, places, passage) if name in _LEVELS else _beside_figures(docket, places, passage)
        whole = not places or any(_whole(docket, name, printed, (passage[:a], passage[b:])) for a, b in places)
        unnamed = _NO_NAME.search(printed) or name == "project" and _NO_PROJECT.fullmatch(printed)
        unnamed = unnamed or name in (*_LEVELS, "part") and _NO_ITEM.fullmatch(printed)
        unnamed = unnamed or name == "scope" and _NO_TOTAL.fullmatch(printed)
        if not whole or unnamed or docket.context.names.longer(printed, passage):
            yield f"{printed} is only part of the printed name"


def _below(docket: Docket, name: str, places: list[tuple[int, int]], passage: str) -> list[tuple[int, int]]:
    """Those behind the level above, if any is: a class is named before its section, a section before its items."""
    above = [value for level in _LEVELS[: _LEVELS.index(name)] if isinstance(value := docket.claim.get(level), str)]
    starts = [passage.find(squeezed(value)) + len(squeezed(value)) for value in above[-1:] if squeezed(value) in passage]
    return [place for place in places if place[0] >= starts[0]] or places if starts else places


def _beside_figures(docket: Docket, places: list[tuple[int, int]], passage: str) -> list[tuple[int, int]]:
    """Those that stand nearest before a figure of the claim, if any does."""
    figures = [figure for name in _FIGURES if isinstance(figure := docket.claim.get(name), str)]
    ends = [len(before) for figure in figures for before, _ in occurrences(passage, figure)]
    return sorted({max(before) for end in ends if (before := [place for place in places if place[1] <= end])}) or places


def _whole(docket: Docket, name: str, printed: str, sides: tuple[str, str]) -> bool:
    around, (before, behind) = _around()[f"planned_{name}" if docket.planned and name in _PLANNED else name], sides
    if not docket.planned and re.match(r"(收入|支出)\d", behind) and name in ("scope", "part"):
        return bool(_MONEY.search(printed)) and docket.claim.kind == "fund_use"
    if around.not_before.search(before) or around.not_behind.search(behind):
        return False
    if docket.planned and name == "scope":
        return _whole_scope(around, printed, sides)
    others = tuple(filter(None, _other_levels(docket, name)))
    starts, ends = around.before.search(before) or before.endswith(others), around.behind.search(behind)
    return bool(starts) and bool(ends or behind.startswith(others))


def _whole_scope(around: Around, printed: str, sides: tuple[str, str]) -> bool:
    """A total begins with words that open one, whoever is named before it; 会议费 may be followed by 预算."""
    before, behind = sides
    costs = printed.endswith("费") and behind.startswith("预算")
    return bool(_OPENS_TOTAL.match(printed) or around.before.search(before)) and bool(costs or around.behind.search(behind))


def _other_levels(docket: Docket, name: str) -> Iterator[str]:
    """Class, section and item may follow each other without a mark."""
    for other in _LEVELS if name in _LEVELS else ():
        value = docket.claim.get(other)
        yield from (squeezed(part) for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, str))


def split_name(name: str, field: ClaimField, passage: str) -> Iterator[str]:
    """Why a part's name may have a word too many: 农林水(类)支出 prints 支出 behind the mark, of the name or of the sentence."""
    value = squeezed(field.value) if name == "part" and isinstance(field.value, str) else ""
    bare = value.removesuffix("支出")
    if bare not in ("", value) and value not in passage and re.search(rf"{re.escape(bare)}[(]?类[)]?支出", passage):
        yield f"the printed name is {bare} or {value}"
