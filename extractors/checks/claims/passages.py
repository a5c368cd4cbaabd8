"""Which printed sentences stand where a field says it was read: a second reading of the same place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.model import Box, Sentence
from extractors.narrative.grounding import folded

_REACH = 1.0


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """Half-width digits and marks, no blanks: the form in which texts are compared."""
    return folded(re.sub(r"\s", "", text))


class Passages:
    """The sentences of a document by place."""

    def __init__(self, prose: Iterable[Sentence]) -> None:
        self._lines: dict[int, list[tuple[Box, Sentence]]] = defaultdict(list)
        self._paragraphs: dict[tuple[str, int], list[str]] = defaultdict(list)
        for sentence in prose:
            self._paragraphs[sentence.section, sentence.paragraph].append(sentence.text)
            for box in sentence.boxes:
                self._lines[box.page].append((box, sentence))

    def at(self, boxes: Sequence[Box]) -> str:
        """The sentences printed at these places, in order; nothing where no running text stands there."""
        return "".join(sentence.text for sentence in self._sentences(boxes))

    def around(self, boxes: Sequence[Box]) -> str:
        """Their whole paragraphs."""
        paragraphs = dict.fromkeys((s.section, s.paragraph) for s in self._sentences(boxes))
        return "".join("".join(self._paragraphs[key]) for key in paragraphs)

    def sections(self, boxes: Sequence[Box]) -> frozenset[str]:
        """The sections that these places belong to."""
        return frozenset(sentence.section for sentence in self._sentences(boxes))

    def section(self, key: str) -> str:
        """All running text of a section."""
        return "".join("".join(texts) for (section, _), texts in self._paragraphs.items() if section == key)

    def _sentences(self, boxes: Sequence[Box]) -> dict[Sentence, None]:
        return dict.fromkeys(s for box in boxes for line, s in self._lines.get(box.page, ()) if _within(box, line))


def _within(box: Box, line: Box) -> bool:
    """The middle of the box lies on the line, and they share ink from left to right."""
    middle = (box.top + box.bottom) / 2
    return line.top <= middle <= line.bottom and min(box.x1, line.x1) - max(box.x0, line.x0) > _REACH
