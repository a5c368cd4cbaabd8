"""Passages made of plain text, and claims as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from extractors.model import Claim, ClaimValue, Page
from extractors.narrative.grounding import Passage, PrintedLine, joined
from extractors.narrative.rules import RulesReader
from extractors.outline import outline_of
from tests.outline.made import disclosure, line

PART = "第三部分 2023年度部门决算情况说明"
_LEADING = 24.0


def passage(text: str, title: str = "", section: str = "5.3") -> Passage:
    """One paragraph per line of the text."""
    lines = [line(paragraph, 100 + _LEADING * at) for at, paragraph in enumerate(text.split("\n"))]
    page = Page(number=1, width=20000, height=842, lines=tuple(lines))
    return joined(section, title, [[PrintedLine(page, each)] for each in lines])


def said(claim: Claim) -> dict[str, ClaimValue]:
    """The fields that the claim states."""
    return {name: field.value for name, field in claim.fields.items()}


def read(reader: Callable[[Passage], Iterable[Claim]], text: str, title: str = "") -> list[dict[str, ClaimValue]]:
    """What a reader takes from a text."""
    return [said(claim) for claim in reader(passage(text, title))]


def claims_of(narrative: Sequence[str], part: str = PART) -> tuple[Claim, ...]:
    """What the offline reader takes from a whole disclosure with this narrative, one line per text."""
    pages = disclosure(narrative=[part, *narrative])
    return RulesReader().read(pages, outline_of(pages))
