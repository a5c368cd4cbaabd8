"""Items listed under their class without the marks of their levels: 农林水支出…, 具体包括: (1)水利行政运行…万元."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from extractors.narrative.grounding import Span
from extractors.narrative.rules.wording import MONEY

_OPENS = re.compile(r"具体(?:包括|如下|情况如下|为)[:,]")
_NAMED = rf"(?P<name>[^。;:,\n\d]{{2,60}}?)(?:决算)?(?:为)?{MONEY}"
_FIRST = re.compile(_NAMED)
_NEXT = re.compile(rf"(?:(?<=[\n;。:])[(]?\d{{1,2}}[)、.](?!\d)|(?<=;)){_NAMED}")
_SHORTEST = 2


@lru_cache(maxsize=1)
def _sections() -> tuple[str, ...]:
    """Names of 款, the longest first."""
    text = resources.files("extractors.narrative.rules").joinpath("sections_known.toml").read_text("utf-8")
    names: list[str] = tomllib.loads(text)["names"]
    return tuple(sorted(names, key=len, reverse=True))


def listed_items(text: str, start: int, end: int) -> Iterator[tuple[Span, dict[str, list[Span]]]]:
    """The whole name of each item behind a class between two places, and its spans by level."""
    opened = _OPENS.search(text, start, end)
    if opened is None:
        return
    first = _FIRST.match(text, opened.end(), end)
    for match in (*((first,) if first else ()), *_NEXT.finditer(text, opened.end(), end)):
        yield match.span("name"), _levels(text, match.span("name"))


def _levels(text: str, name: Span) -> dict[str, list[Span]]:
    """款 and 项 that run together, parted behind the longest known name of a 款."""
    said = text[slice(*name)]
    section = next((known for known in _sections() if said.startswith(known) and len(said) - len(known) >= _SHORTEST), None)
    if section is None:
        return {"项": [name]}
    between = name[0] + len(section)
    return {"款": [(name[0], between)], "项": [(between, name[1])]}
