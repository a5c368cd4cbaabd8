"""The paper: pages, and what is drawn on them. The very bottom; `extractors.model` hands these on beside the rest.

Coordinates are PDF points, origin top left, y downwards. A `Box` always lies on the page *as displayed*
(after /Rotate). Glyphs, lines and rules of a `Page` live in its *upright* space: the displayed page turned so
that most of its text reads left to right; `Page.displayed` is the only way from one to the other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """Base of every value that crosses a module or is stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(NamedTuple):
    """A rectangle on a displayed page; `page` counts from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Glyph(NamedTuple):
    """One character as drawn, in upright space. CJK compatibility forms are folded, widths are kept as printed."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def x(self) -> float:
        """Horizontal middle."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2


class Line(NamedTuple):
    """A visual line: all glyphs that share a baseline band, left to right (spaces that the file draws included)."""

    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def text(self) -> str:
        """The characters in order."""
        return "".join(g.char for g in self.glyphs)


class Rule(NamedTuple):
    """A straight axis-parallel ruled segment in upright space (x0 <= x1, top <= bottom)."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """True when it runs left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Scanned(NamedTuple):
    """How a glyph was read from a picture. `doubt`: why it may be another one; empty where nothing speaks against it.

    `second` is the character that it might be instead, if any; `word` numbers the piece of text that it was read in.
    """

    confidence: float
    doubt: str = ""
    second: str = ""
    word: int = 0


class Page(Frozen):
    """One page. `turn` is the clockwise turn in degrees that brings upright space to the displayed page.

    Of a scan that leans, upright space is level: `tilt` degrees clockwise about the middle bring it to the page. `scanned` says
    of every glyph that was read from a picture how, by its (x0, top).
    """

    number: int
    width: float
    height: float
    turn: Literal[0, 90, 180, 270] = 0
    lines: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()
    pictures: tuple[tuple[float, float, float, float], ...] = ()
    kind: Literal["text", "picture", "blank"] = "text"
    tilt: float = 0.0
    scanned: Mapping[tuple[float, float], Scanned] = Field(default_factory=dict)

    @property
    def text(self) -> str:
        """All lines, top to bottom."""
        return "\n".join(line.text for line in self.lines)

    def displayed(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """Upright rectangle -> box on the page as displayed. `width`, `height` are those of upright space."""
        w, h = self.width, self.height
        if self.tilt:
            x0, top, x1, bottom = _leaning(x0 - w / 2, top - h / 2, x1 - w / 2, bottom - h / 2, math.radians(self.tilt))
            x0, top, x1, bottom = x0 + w / 2, top + h / 2, x1 + w / 2, bottom + h / 2
        if self.turn == 90:
            x0, top, x1, bottom = h - bottom, x0, h - top, x1
        elif self.turn == 180:
            x0, top, x1, bottom = w - x1, h - bottom, w - x0, h - top
        elif self.turn == 270:
            x0, top, x1, bottom = top, w - x1, bottom, w - x0
        return Box(self.number, round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def _leaning(x0: float, top: float, x1: float, bottom: float, angle: float) -> tuple[float, float, float, float]:
    """The rectangle turned clockwise about the origin: about its own middle it is drawn straight, the angle being small."""
    x, y, wide, high = (x0 + x1) / 2, (top + bottom) / 2, x1 - x0, bottom - top
    across, down = x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)
    high += wide * abs(math.sin(angle))
    return across - wide / 2, down - high / 2, across + wide / 2, down + high / 2
