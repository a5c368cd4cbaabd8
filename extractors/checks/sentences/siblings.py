"""One change told in many sentences with one word, and in one of them with another: 减少 …万元 everywhere, 下降 …万元 once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from extractors.checks.sentences.reading import Reading, shown, told
from extractors.model import Finding, Sentence

_WAYS = (("减少", "下降", "降低"), ("增加", "增长", "上升", "提高"))
_CHANGE = re.compile(rf"({'|'.join(word for way in _WAYS for word in way)})(?:了)?(\d[\d,]*(?:\.\d+)?)(?:亿|万)?元")
_FEWEST = 3


def odd_words(reading: Reading) -> Iterator[Finding]:
    """The sentence that words an amount of change unlike all the others, three at least; words of the other direction apart."""
    said: dict[tuple[int, str], list[tuple[str, Sentence]]] = defaultdict(list)
    for sentence in reading.narrative():
        for found in _CHANGE.finditer(sentence.text):
            way = next(at for at, words in enumerate(_WAYS) if found[1] in words)
            said[way, found[2].replace(",", "")].append((found[1], sentence))
    for (_, amount), each in said.items():
        words = [word for word, _ in each]
        odd = [(word, sentence) for word, sentence in each if words.count(word) == 1]
        if len(odd) == 1 and len(words) > _FEWEST and len(set(words)) == 2:
            word, sentence = odd[0]
            usual = next(other for other in words if other != word)
            message = f"{amount} is told with {word} here and with {usual} elsewhere: {shown(sentence.text)}"
            yield told("text.sibling", sentence, message, (amount,))
