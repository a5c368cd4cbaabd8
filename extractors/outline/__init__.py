"""Pages -> outline: what the document says it is, its parts and sections."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Outline, Page
from extractors.outline.body import BodyLine, body_lines
from extractors.outline.identity import identity_of
from extractors.outline.structure import sections_of
from extractors.outline.vocabulary import vocabulary

__all__ = ["BodyLine", "body_lines", "is_narrative", "outline_of"]


def outline_of(pages: Sequence[Page]) -> Outline:
    """What the document is and where its parts and sections stand. Raises NotADisclosure."""
    lines = body_lines(pages)
    identity = identity_of(pages, lines)
    return Outline(
        genre=identity.genre,
        title=identity.title,
        department=identity.department,
        fiscal_year=identity.fiscal_year,
        unit=identity.unit,
        sections=sections_of(pages, lines) if pages else (),
    )


def is_narrative(title: str) -> bool:
    """Whether a part with this title explains the figures in sentences."""
    return vocabulary().role(title) == "narrative"
