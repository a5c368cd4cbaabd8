"""The words of wording.toml, with their placeholders filled in."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

Words = dict[str, dict[str, str]]


@lru_cache(maxsize=1)
def words() -> Words:
    """Alternations by table and name."""
    text = resources.files("extractors.narrative.budgets").joinpath("wording.toml").read_text("utf-8")
    raw: dict[str, Any] = tomllib.loads(text)
    fillings = {"fund": raw["name"]["fund"], "year": raw["base"]["year"], "which": raw["base"]["which"]}
    return {table: {name: _filled(value, fillings) for name, value in values.items()} for table, values in raw.items()}


def _filled(pattern: str, fillings: dict[str, str]) -> str:
    for name, value in fillings.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{value})")
    return pattern
