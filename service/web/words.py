"""The pages' words in Chinese and English: data beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Pair(Protocol):
    """The same words in both languages: a label, or words kept with a review item."""

    @property
    def zh(self) -> str:
        """In Chinese."""

    @property
    def en(self) -> str:
        """In English."""


class Speaker:
    """Speaks one language: `speaker("review.next")` is a text of the table, `speaker.told(pair)` one side of a pair."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._side = LANGUAGES.index(language)

    def __call__(self, key: str, **fill: object) -> str:
        """The words of `group.key`, placeholders filled. Raises KeyError for a key that is not there."""
        group, _, name = key.partition(".")
        words = table()[group][name][self._side]
        return words.format(**fill) if fill else words

    def told(self, pair: Pair | Mapping[str, str]) -> str:
        """The side of a pair that is in this language."""
        if isinstance(pair, Mapping):
            return pair[self.language]
        return pair.zh if self.language == "zh" else pair.en


@cache
def table() -> dict[str, dict[str, tuple[str, str]]]:
    """All words: group, key, then Chinese and English."""
    read = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {group: {key: (pair[0], pair[1]) for key, pair in keys.items()} for group, keys in read.items()}
