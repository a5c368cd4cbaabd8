"""The report's words in Chinese and English: data beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from extractors.catalogue import codes_of


class Label(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str


def same(text: str) -> Label:
    """Words of the document or of a key: alike in both languages."""
    return Label(text, text)


def joined(parts: Iterable[Label], between: str = " · ") -> Label:
    """Labels one after the other; empty ones and repetitions left out."""
    kept = list(dict.fromkeys(part for part in parts if part.zh or part.en))
    return Label(between.join(part.zh for part in kept), between.join(part.en for part in kept))


def label(group: str, key: str) -> Label:
    """The words for a key of a group; the key itself where there are none."""
    return known(group, key) or same(key)


def known(group: str, key: str) -> Label | None:
    """The words for a key of a group, None where there are none."""
    pair = _table()[group].get(key)
    return Label(*pair) if pair else None


def line_label(form: str, row: str) -> Label | None:
    """The canonical name of a row key: a line key, a functional class, an economic class; None for any other row."""
    if row.startswith("expenditure."):
        return known("lines", row) or known("functions", row.removeprefix("expenditure."))
    return known("lines", row) or known("economics" if codes_of(form) == "economic" else "functions", row)


def section_label(section: str) -> Label:
    """`5.2` -> 第 5.2 节; `part1.2` -> 第一部分 2."""
    part, _, number = section.partition(".")
    named = known("sections", part)
    return joined([named, same(number)], " ") if named else Label(f"第 {section} 节", f"Section {section}")


def layout(form: str) -> dict[str, Any]:
    """How a form is laid out: `halves` of row-key prefixes, `sorted`; empty for a plain table."""
    found: dict[str, Any] = _table()["layouts"].get(form, {})
    return found


def order(group: str) -> tuple[str, ...]:
    """The keys of a group in the order of the data."""
    return tuple(_table()[group])


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
