"""Basic or project: the word of the sentence against the column in which the table prints the item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.claims.names import Names
from extractors.checks.sentences.reading import Place, Reading, joined, told
from extractors.checks.wording import figure
from extractors.model import Finding, Sentence

_ITEM = re.compile(r"^(?:\d{1,2}[.、]|\(\d{1,2}\))?(?P<c>[^()]{2,30})\(类\)(?P<s>.{2,40}?)\(款\)(?P<i>.{2,40}?)\(项\)")
_USE = re.compile(r"主要(?:是)?用于:?(?P<words>[^。;]{2,80}?)(?P<nature>基本支出|项目支出)[^一-鿿]")
_COLUMNS = {"基本支出": ("basic", "project"), "项目支出": ("project", "basic")}


def natures(reading: Reading) -> Iterator[Finding]:
    """Items said to be wholly of one nature that FA05 prints wholly in the other column."""
    names = Names(reading.ledger)
    for paragraph in reading.paragraphs():
        text = joined(paragraph)
        item, use = _ITEM.match(text), _USE.search(text)
        code = names.code(item["c"], item["s"], item["i"]) if item and use else None
        if code and use:
            yield from _against_table(reading, paragraph[0], code, use["nature"])


def _against_table(reading: Reading, sentence: Sentence, code: str, nature: str) -> Iterator[Finding]:
    said, other = (reading.ledger.cell("FA05", code, column) for column in _COLUMNS[nature])
    if other.nonzero and other.sound and said.state in ("printed", "blank") and not said.amount:
        message = f"{code} is described as {nature}, but FA05 prints its {figure(other)} wholly as {other.column}"
        yield told("text.nature", sentence, message, (figure(other),), Place("FA05", code, said.column))
