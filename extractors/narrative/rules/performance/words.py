"""The words of performance.toml, and how its readers go through a chapter."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from extractors.narrative.grounding import Passage, Span


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, str]]:
    """performance.toml by table."""
    text = resources.files("extractors.narrative.rules.performance").joinpath("performance.toml").read_text("utf-8")
    return tomllib.loads(text)


def paragraphs(passage: Passage) -> Iterator[Span]:
    """Where each paragraph lies."""
    return (found.span() for found in re.finditer(r"[^\n]+", passage.text))


def sentences(passage: Passage) -> Iterator[Span]:
    """Where each sentence lies, without its full stop."""
    return (found.span() for found in re.finditer(r"[^。\n]+", passage.text))
