"""What leads to the words of a field: 主要产出和效果:, 发现的问题及原因:, 主要用于. Text without blanks, half-width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.checks.claims.roles import words

_MARKS = re.compile("[,;:。、%]|[万亿]?元")


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(rf"(?:{label})$") for name, label in words()["label"].items()}


@cache
def _opening() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in words()["led"].items()}


def labels_before(words_: str, passage: str) -> Iterator[set[str]]:
    """The fields whose label stands right before the words, for each place where they are printed."""
    for found in re.finditer(re.escape(words_), passage) if words_ else ():
        yield {name for name, label in _labels().items() if label.search(passage[: found.start()])}


def labelled(name: str, words_: str, passage: str) -> bool:
    """Somewhere they stand right behind a label of this field."""
    return any(name in fields for fields in labels_before(words_, passage))


def mislabelled(name: str, words_: str, passage: str) -> str | None:
    """Why the words are not this field's: they stand behind the label of another, or begin with their own."""
    places = list(labels_before(words_, passage))
    if places and all(fields and name not in fields for fields in places):
        return "stands behind the label of another field"
    opening = _opening().get(name)
    if _MARKS.match(words_) or opening and opening.match(words_):
        return "begins with what leads to it"
    return None
