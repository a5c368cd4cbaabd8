"""What a document says it is: genre, department, year, unit, parts and sections."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Outline, Page
from extractors.outline.contents import contents_rows
from extractors.outline.genre import genre_of, refuse_textless
from extractors.outline.identity import cover_rows, identity_of
from extractors.outline.rows import body_rows
from extractors.outline.sections import sections_of
from extractors.outline.unit import unit_of

__all__ = ["outline_of"]


def outline_of(pages: Sequence[Page]) -> Outline:
    """The outline of a document. Raises NotADisclosure, saying what it looks like."""
    refuse_textless(pages)
    rows = body_rows(pages)
    contents = contents_rows(rows)
    identity = identity_of(rows, cover_rows(rows, contents))
    return Outline(
        genre=genre_of(rows, identity.title),
        title=identity.title,
        department=identity.department,
        fiscal_year=identity.fiscal_year,
        unit=unit_of(rows),
        sections=sections_of(rows, contents),
    )
