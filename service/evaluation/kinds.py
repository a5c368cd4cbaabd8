"""Which fields of a claim are compared, and how: data beside this file."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from extractors.model import Frozen


class Kind(Frozen):
    """A kind of claim: `key` fields tell claims apart, `fields` are scored."""

    key: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


_UNKNOWN = Kind()


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def kinds() -> dict[str, Kind]:
    """Every scored kind by name."""
    return {name: Kind.model_validate(table) for name, table in _read().items() if isinstance(table, dict)}


def kind_of(name: str) -> Kind:
    """A kind by name; one without fields when it is unknown."""
    return kinds().get(name, _UNKNOWN)


@cache
def numeric_fields() -> frozenset[str]:
    """Fields compared as numbers."""
    return frozenset(_read()["numeric"])


@cache
def amount_fields() -> frozenset[str]:
    """Amounts of money among them."""
    return frozenset(_read()["amounts"])


@cache
def prose_fields() -> frozenset[str]:
    """Fields compared without their lead-in."""
    return frozenset(_read()["prose"])
