"""Which fields a kind of claim has: data beside this file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _table() -> dict[str, tuple[str, ...]]:
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {kind: tuple(names) for kind, names in read.items()}


def fields_of(kind: str) -> tuple[str, ...]:
    """Field names of a kind in printing order; none for a kind that is not known."""
    return _table().get(kind, ())
