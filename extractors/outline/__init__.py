"""What a document says it is: genre, department, year, unit, parts and sections."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Genre, Outline, Page
from extractors.outline.blanks import refuse_blank
from extractors.outline.contents import contents_rows
from extractors.outline.edition import Edition, edition_of, level_in, revised_in
from extractors.outline.file_names import department_in_file_name, year_in_file_name
from extractors.outline.genre import genre_of, refuse_textless
from extractors.outline.identity import Identity, cover_rows, identity_of
from extractors.outline.rows import body_rows
from extractors.outline.sections import sections_of
from extractors.outline.unit import unit_of

__all__ = [
    "Edition",
    "Identity",
    "department_in_file_name",
    "level_in",
    "outline_of",
    "recognised",
    "revised_in",
    "year_in_file_name",
]


def outline_of(pages: Sequence[Page]) -> Outline:
    """The outline of a document. Raises NotADisclosure, saying what it looks like."""
    refuse_textless(pages)
    rows = body_rows(pages)
    contents = contents_rows(rows)
    identity = identity_of(rows, cover_rows(rows, contents))
    return Outline(
        genre=genre_of(rows, identity.title, _pictured(pages)),
        title=identity.title,
        department=identity.department,
        fiscal_year=identity.fiscal_year,
        unit=unit_of(rows),
        sections=sections_of(rows, contents),
    )


def recognised(pages: Sequence[Page], begun: bool = False) -> tuple[Genre, Identity, Edition]:
    """What a document is, for whom and when, and which edition, as `outline_of` would say it.

    `begun`: only its first pages are known.
    Raises NotADisclosure, and BlankTemplate for a template that was not filled in.
    """
    refuse_textless(pages)
    rows = body_rows(pages)
    contents = contents_rows(rows)
    identity = identity_of(rows, cover_rows(rows, contents))
    refuse_blank(rows, identity)
    genre = genre_of(rows, identity.title, _pictured(pages), begun)
    return genre, identity, edition_of(rows, contents, genre, identity)


def _pictured(pages: Sequence[Page]) -> bool:
    return any(page.pictures for page in pages)
