"""Sentences copied from another item: the words speak of that item, not of their own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from extractors.checks.claims.names import Names
from extractors.checks.sentences.reading import Place, Reading, joined, shown, told
from extractors.model import Finding, Sentence

_NOTE = re.compile(
    r"^(?:\d{1,2}[.、]|\(\d{1,2}\)|\(?[一二三四五六七八九十]+[)、])(?P<name>[一-鿿()]{3,24}?)(?:决算|为)?[\d.,]+万?元[,。;](?P<tail>.{6,})$"
)
_ITEM = re.compile(r"(?P<c>[一-鿿]{2,30})\(类\)(?P<s>[^()]{2,40})\(款\)(?P<name>[^()]{2,30})\(项\)")
_USE = re.compile(r"主要(?:是)?用于:?(?P<words>[^。;:]{4,60})")
_TAILS = re.compile(r"支出$|费用$|经费$|费$|等$|缴费$")
_WORD = 3


class _Said(NamedTuple):
    name: str
    words: str
    sentence: Sentence
    code: str | None = None


def copied_notes(reading: Reading) -> Iterator[Finding]:
    """Notes to the lines of a list: the same note as another line's, and it names that line."""
    by_section: dict[str, list[_Said]] = defaultdict(list)
    for paragraph in reading.paragraphs():
        note = _NOTE.match(joined(paragraph))
        if note:
            by_section[paragraph[0].section].append(_Said(note["name"], note["tail"], paragraph[0]))
    for notes in by_section.values():
        yield from _copies(notes, _names)


def copied_words(reading: Reading) -> Iterator[Finding]:
    """Uses of items: the same use as another item's, and it speaks of that item."""
    said, names = [], Names(reading.ledger)
    for paragraph in reading.paragraphs():
        text = joined(paragraph)
        item, use = _ITEM.search(text), _USE.search(text)
        if item and use and len(_ITEM.findall(text)) == 1:
            code = names.code(item["c"], item["s"], item["name"])
            said.append(_Said(item["name"], use["words"], paragraph[0], code))
    yield from _copies(said, _speaks_of)


def _copies(said: list[_Said], speaks: Callable[[str, str], bool]) -> Iterator[Finding]:
    for each in said:
        source = next(
            (other for other in said if other is not each and other.words == each.words and other.name != each.name), None
        )
        if source and speaks(each.words, source.name) and not speaks(each.words, each.name):
            words = f"the words of {each.name} are those of {source.name}: {shown(each.words)}"
            yield told("text.copied", each.sentence, words, place=Place(row=each.code or each.name))


def _names(words: str, name: str) -> bool:
    return name in words


def _speaks_of(words: str, name: str) -> bool:
    """The words share a word of three characters with the name, idle endings apart."""
    core = _TAILS.sub("", name)
    return any(core[i : i + _WORD] in words for i in range(len(core) - _WORD + 1)) if len(core) >= _WORD else core in words
