"""The words of evaluations.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def evaluations() -> dict[str, dict[str, str]]:
    """Alternations for `prose` and `form`."""
    text = resources.files("extractors.narrative.rules").joinpath("evaluations.toml").read_text("utf-8")
    words: dict[str, dict[str, str]] = tomllib.loads(text)
    return words
