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
    tail: re.Pattern[str]
    families: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def words() -> Words:
    """All of them."""
    text = resources.files("extractors.narrative.indicators").joinpath("indicators.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    columns = {role: re.compile(raw["columns"][role]) for role in ROLES}
    patterns = {name: re.compile(raw["words"][name]) for name in Words._fields[2:-1]}
    families = tuple((re.compile(head), re.compile(members)) for head, members in raw["families"].items())
    return Words(columns=columns, aside=re.compile(raw["columns"]["aside"]), families=families, **patterns)


def role_of(text: str) -> str | None:
    """The role of a header cell."""
    return next((role for role in ROLES if words().columns[role].fullmatch(text)), None)
