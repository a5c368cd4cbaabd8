"""The words of indicators.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

ROLES = ("level1", "level2", "name", "target", "actual", "operator", "unit", "weight", "score")
LEVELS = ("level1", "level2")


class Words(NamedTuple):
    """Header cells by role, and the words around a table."""

    columns: dict[str, re.Pattern[str]]
    aside: re.Pattern[str]
    title: re.Pattern[str]
    project: re.Pattern[str]
    goal: re.Pattern[str]
    no_row: re.Pattern[str]
    sign: re.Pattern[str]
    level: re.Pattern[str]
    across: re.Pattern[str]
    tail: re.Pattern[str]
    families: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    money: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def words() -> Words:
    """All of them."""
    text = resources.files("extractors.narrative.indicators").joinpath("indicators.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    columns = {role: re.compile(f"(?:{raw['columns'][role]}){raw['columns']['behind']}") for role in ROLES}
    patterns = {name: re.compile(raw["words"][name]) for name in Words._fields[2:-2]}
    families = tuple((re.compile(head), re.compile(members)) for head, members in raw["families"].items())
    money = {name: re.compile(pattern) for name, pattern in raw["money"].items()}
    return Words(columns=columns, aside=re.compile(raw["columns"]["aside"]), families=families, money=money, **patterns)


def role_of(text: str) -> str | None:
    """The role of a header cell."""
    return next((role for role in ROLES if words().columns[role].fullmatch(text)), None)
