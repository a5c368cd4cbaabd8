"""Statements that deny what another sentence of the document says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from extractors.checks.sentences.reading import Reading, shown, told
from extractors.model import Finding, Sentence


class Pair(NamedTuple):
    """What one sentence may say and another may not deny."""

    what: str
    says: re.Pattern[str]
    denies: re.Pattern[str]


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs of opposites.toml."""
    raw = tomllib.loads(Path(__file__).with_name("opposites.toml").read_text(encoding="utf-8"))
    return tuple(Pair(entry["what"], re.compile(entry["says"]), re.compile(entry["denies"])) for entry in raw["pair"])


def opposites(reading: Reading) -> Iterator[Finding]:
    """One finding per pair."""
    sentences = list(reading.narrative())
    for pair in pairs():
        says = next((sentence for sentence in sentences if pair.says.search(sentence.text)), None)
        denies = _first(pair.denies, sentences, says)
        if says and denies:
            said = f"{pair.what}: {shown(says.text)} — but section {denies.section} says: {shown(denies.text)}"
            yield told("text.opposites", says, said)


def _first(pattern: re.Pattern[str], sentences: list[Sentence], but: Sentence | None) -> Sentence | None:
    return next((sentence for sentence in sentences if sentence is not but and pattern.search(sentence.text)), None)
