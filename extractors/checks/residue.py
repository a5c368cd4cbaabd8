"""Template residue: instructions, choices and blanks that should not have been published."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Residue(NamedTuple):
    """One family of template words."""

    what: str
    pattern: re.Pattern[str]


@cache
def families() -> tuple[Residue, ...]:
    """The families of residue.toml."""
    raw = tomllib.loads(Path(__file__).with_name("residue.toml").read_text(encoding="utf-8"))
    return tuple(Residue(entry["what"], re.compile(entry["pattern"])) for entry in raw["residue"])


def residue_in(text: str) -> Residue | None:
    """The first family found in a text."""
    return next((family for family in families() if family.pattern.search(text)), None)
