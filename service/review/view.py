"""What a reviewer sees of an item: the figure, its place, the equations it takes part in, what each reader said."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from extractors.model import Box, Frozen


class Words(Frozen):
    """The same words in both languages."""

    zh: str
    en: str


class Place(Frozen):
    """A rectangle on a page as displayed: points, origin top left, `page` from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


class Term(Frozen):
    """One figure of an equation. `subject` can be asked for in the queue; `own`: it is what the item is about."""

    sign: str = Field(default="", description="what is printed before it: empty, + or −")
    value: str | None = Field(default=None, description="plain decimal; null where it was not read")
    blank: bool = Field(default=False, description="an empty cell: zero in sums")
    label: Words
    box: Place | None = None
    subject: str | None = None
    own: bool = False


class Equation(Frozen):
    """An identity that does not hold (or holds only within rounding), as two sides; `right` is empty where it is no equation."""

    finding: str = Field(description="the subject of its finding")
    rule: str
    name: Words
    severity: str
    fault: str = Field(description="whose error it looks like: document or extraction")
    message: Words
    relation: str = Field(description="≠, ≈, = or empty")
    left: tuple[Term, ...]
    right: tuple[Term, ...] = ()
    left_total: str | None = Field(default=None, description="where more than one figure is added")
    right_total: str | None = None
    difference: str | None = None
    slack: str | None = Field(default=None, description="what rounding allows")


class ReaderSaid(Frozen):
    """What one reader makes of a field. `stands`: its words stand on the page."""

    reader: Words
    value: Any = None
    text: str = ""
    boxes: tuple[Place, ...] = ()
    stands: bool = True
    reason: Words | None = None


class View(Frozen):
    """Everything a decision needs, without opening the document."""

    title: Words
    label: str = Field(default="", description="the row's printed name")
    text: str = Field(default="", description="as printed")
    value: Any = Field(default=None, description="as read: a plain decimal, words, a list, or names with counts")
    unit: str | None = None
    verdict: str | None = None
    quote: str = Field(default="", description="the sentence of a claim")
    boxes: tuple[Place, ...] = Field(default=(), description="where it stands; the first is what to zoom to")
    reasons: tuple[Words, ...] = Field(default=(), description="why it is not accepted")
    equations: tuple[Equation, ...] = ()
    readers: tuple[ReaderSaid, ...] = ()
    hangs: int = Field(default=0, description="how many other figures hang on it")


def place(box: Box) -> Place:
    """A box with its edges named, to a tenth of a point."""
    page, *edges = box
    x0, top, x1, bottom = (round(edge, 1) for edge in edges)
    return Place(page=page, x0=x0, top=top, x1=x1, bottom=bottom)
