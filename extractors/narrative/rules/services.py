"""The words of services.toml: 机关运行经费, 政府采购, 国有资产占用."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=1)
def services() -> dict[str, dict[str, str]]:
    """Alternations by claim kind and name."""
    text = resources.files("extractors.narrative.rules").joinpath("services.toml").read_text("utf-8")
    words: dict[str, dict[str, str]] = tomllib.loads(text)
    return words
