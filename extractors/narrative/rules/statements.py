"""statement: explicit words that there was no such spending, and what the self-evaluation covered."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span, folded
from extractors.narrative.rules.draft import Draft

_SENTENCE = re.compile(r"[^。\n]+。?")
_PART = re.compile(r"[^;]+;?")


class _Words(NamedTuple):
    none: re.Pattern[str]
    not_none: re.Pattern[str]
    figures: re.Pattern[str]
    such: re.Pattern[str]
    topics: dict[str, re.Pattern[str]]
    scopes: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def _words() -> _Words:
    text = resources.files("extractors.narrative.rules").joinpath("statements.toml").read_text("utf-8")
    raw: dict[str, Any] = tomllib.loads(text)
    return _Words(
        re.compile(raw["none"]),
        re.compile(raw["not_none"]),
        re.compile(raw["figures"]),
        re.compile(raw["such"]),
        {topic: re.compile(pattern) for topic, pattern in raw["topic"].items()},
        {topic: re.compile(pattern) for topic, pattern in raw["scope"].items()},
    )


def read_statements(passage: Passage) -> Iterator[Claim]:
    """At most one claim per topic: its first sentence, or the first part of a sentence that states figures elsewhere."""
    seen: set[str] = set()
    for topic, span in _sayings(passage.text, folded("".join(passage.title.split()))):
        if topic not in seen:
            seen.add(topic)
            yield _claim(passage, topic, span)


def _sayings(text: str, title: str) -> Iterator[tuple[str, Span]]:
    for sentence in _SENTENCE.finditer(text):
        topic = _topic(sentence[0], title)
        if topic is not None:
            yield topic, sentence.span()
        elif _words().figures.search(sentence[0]):
            for part in _PART.finditer(text, *sentence.span()):
                said = _topic(part[0], title)
                if said is not None:
                    yield said, part.span()


def _topic(sentence: str, title: str) -> str | None:
    """What the sentence is about, by its own words before those of its heading."""
    words = _words()
    scope = next((topic for topic, pattern in words.scopes.items() if pattern.search(sentence)), None)
    if scope is not None:
        return scope
    if words.figures.search(sentence) or not words.none.search(words.not_none.sub("", sentence)):
        return None
    named = (topic for topic, pattern in words.topics.items() if pattern.search(sentence))
    headed = (topic for topic, pattern in words.topics.items() if pattern.search(title) and words.such.search(sentence))
    return next(named, next(headed, None))


def _claim(passage: Passage, topic: str, span: Span) -> Claim:
    draft = Draft("statement", passage, span[0])
    draft.meaning("topic", topic, span)
    draft.words("text", span)
    return draft.claim()
