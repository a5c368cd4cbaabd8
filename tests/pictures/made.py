"""Values as the reader of pictures makes them, without its networks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractors.model import Glyph, Line, Page, Scanned
from extractors.pictures.engine import Char, Said


def said(text: str, confidence: float = 1.0, seconds: dict[int, str] | None = None, dropped: float = 0.0) -> Said:
    """A strip read with one confidence throughout; `seconds`: a likely other digit by place."""
    others = seconds or {}
    step = 1 / max(len(text), 1)
    chars = [Char(c, (i + 0.5) * step, confidence, others.get(i, "0"), 0.2 if i in others else 0.0) for i, c in enumerate(text)]
    return Said(tuple(chars), dropped)


def scanned_page(text: str, doubts: dict[int, str] | None = None, confidence: float = 0.99) -> Page:
    """One line at (100, 100), 10 points a character, read from a picture; `doubts` by place."""
    glyphs = tuple(Glyph(c, 100.0 + 10 * i, 100.0, 110.0 + 10 * i, 112.0) for i, c in enumerate(text))
    how = {(g.x0, g.top): Scanned(confidence, (doubts or {}).get(i, "")) for i, g in enumerate(glyphs)}
    line = Line(glyphs, 100.0, 100.0, 100.0 + 10 * len(text), 112.0)
    return Page(number=1, width=595, height=842, lines=(line,), scanned=how)


class FakeEngine:
    """Finds the boxes and says the texts that it was given."""

    def __init__(self, boxes: Sequence[tuple[float, float, float, float]], texts: Sequence[str]) -> None:
        self._boxes, self._texts = list(boxes), list(texts)

    def boxes(self, gray: np.ndarray) -> list[tuple[float, float, float, float]]:
        return [box for box in self._boxes if box[3] <= len(gray)]

    def read(self, strips: Sequence[np.ndarray]) -> list[Said]:
        texts, self._texts = self._texts[: len(strips)], self._texts[len(strips) :]
        return [said(text) for text in texts]
