"""What a section of a budget's narrative is about, by its heading; what a paragraph is about, by its words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, NamedTuple

from extractors.model import Section
from extractors.narrative.grounding import Passage, Span, folded

_LEVEL_MARK = re.compile(r"[(]?[一二三四五六七八九十\d]{1,2}[)、.]|[①-⑳]")
_OF_ITSELF = ("other", "general", "projects", "basic")
_LISTING = ("three_public", "services", "assets")
_OWNING = (
    "three_public",
    "procurement",
    "assets",
    "operating_cost",
    "performance",
    "aside",
    "services",
    "basic",
    "fund",
    "several",
)


class Topic(NamedTuple):
    """A topic with the words of its headings and of its paragraphs."""

    name: str
    heading: re.Pattern[str]
    paragraph: re.Pattern[str] | None


class Topics(NamedTuple):
    """All topics in order, and which readers each calls."""

    known: tuple[Topic, ...]
    reads: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def topics() -> Topics:
    """topics.toml."""
    raw: dict[str, Any] = tomllib.loads(
        resources.files("extractors.narrative.budgets").joinpath("topics.toml").read_text("utf-8")
    )
    known = tuple(
        Topic(each["name"], re.compile(each["heading"]), re.compile(each["paragraph"]) if "paragraph" in each else None)
        for each in raw["topic"]
    )
    return Topics(known, {name: tuple(kinds) for name, kinds in raw["reads"].items()})


def topic_of(section: Section, sections: Sequence[Section]) -> str:
    """By its own heading; one that says little is helped by the heading above it."""
    own = _topic_named(section)
    above = [each for each in sections if each.level < section.level and each.start <= section.start < each.end]
    if own not in _OF_ITSELF or not above:
        return own
    outer = topic_of(above[-1], sections)
    return outer if outer in _OWNING or own == "other" else own


def _topic_named(section: Section) -> str:
    title = folded("".join(section.title.split()))
    return next(topic.name for topic in topics().known if topic.heading.search(title))


def stretches(passage: Passage, topic: str) -> Iterator[tuple[str, Passage]]:
    """The passage by what its paragraphs are about; a passage with a topic of its own stays whole."""
    if topic not in ("other", "general", "several"):
        yield topic, passage
        return
    run: tuple[str, Span] | None = None
    for span in _paragraphs(passage.text):
        about = _about(passage.text[slice(*span)], run[0] if run else topic, topic)
        if run is not None and run[0] != about:
            yield run[0], passage.within(*run[1])
            run = None
        run = (about, (run[1][0] if run else span[0], span[1]))
    if run is not None:
        yield run[0], passage.within(*run[1])


def _paragraphs(text: str) -> Iterator[Span]:
    at = 0
    for part in text.split("\n"):
        yield at, at + len(part)
        at += len(part) + 1


def _about(paragraph: str, before: str, topic: str) -> str:
    """Its own words; a list entry without words of its own goes on with what was told before."""
    told = (each.name for each in topics().known if each.paragraph is not None and each.paragraph.search(paragraph))
    named = next(told, None)
    if named is not None:
        return named
    return before if _LEVEL_MARK.match(paragraph) and before in _LISTING else topic
