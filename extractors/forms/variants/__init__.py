"""Wordings that one place alone prints, one file each: data that is tried before that of every place. See ../README.md."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

PLACES: Traversable = resources.files("extractors.forms.variants")


def variant_files() -> list[Traversable]:
    """The files of all places, by name."""
    return sorted((file for file in PLACES.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


@cache
def variant_items(kind: str) -> tuple[dict[str, Any], ...]:
    """All entries of a kind (`form`, `column`, `line`) of all places."""
    return tuple(_items(kind))


def _items(kind: str) -> Iterator[dict[str, Any]]:
    for file in variant_files():
        yield from tomllib.loads(file.read_text("utf-8")).get(kind, [])
