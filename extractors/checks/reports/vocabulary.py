"""words.toml, compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def before_figure(kind: str, field: str) -> re.Pattern[str] | None:
    """What stands right before a figure of this field; None where its claim's name does."""
    worded = _raw()["before"].get(f"{kind}.{field}")
    return re.compile(worded) if worded else None


@cache
def around_name(kind: str, field: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """What stands right before and behind a name of this field where it is whole."""
    entry = next((entry for entry in _raw()["whole"] if f"{kind}.{field}" in entry["fields"]), None)
    return (re.compile(f"(?:{entry['before']})$"), re.compile(entry["behind"])) if entry else None


@cache
def phrase(name: str) -> re.Pattern[str]:
    """What leads to words or heads them."""
    return re.compile(_raw()["words"][name])


@cache
def approved() -> re.Pattern[str]:
    """What a whole is called that was approved."""
    return re.compile(_raw()["approved"]["words"])
