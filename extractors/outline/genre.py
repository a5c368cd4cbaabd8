"""Which disclosure a document is, or what it looks like where it is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.errors import NotADisclosure
from extractors.model import Genre, Page
from extractors.outline.rows import Row
from extractors.outline.wording import WORDING

_TITLES = tuple((genre, re.compile(pattern)) for genre, pattern in WORDING.genre_title)
_MARKERS = {genre: tuple(map(re.compile, patterns)) for genre, patterns in WORDING.genre_markers.items()}
_LONGEST_QUOTE = 60
_LONGEST_MARKED = 60


def refuse_textless(pages: Sequence[Page]) -> None:
    """Raises NotADisclosure for scans and for pages without any text."""
    if any(page.kind == "text" for page in pages):
        return
    pictures = sum(page.kind == "picture" for page in pages)
    if pictures:
        raise NotADisclosure(looks_like=f"a scan without text ({pictures} of {len(pages)} pages are pictures)")
    raise NotADisclosure(looks_like=f"{len(pages)} pages without any text")


def genre_of(rows: Sequence[Row], title: str) -> Genre:
    """The genre of the title page if the body bears it out, else the genre that the body's markers speak for.

    Raises NotADisclosure where the body bears out none.
    """
    marks = _marks(rows)
    borne_out = [genre for genre, needed in WORDING.genre_needed.items() if marks[genre] >= needed]
    for genre, pattern in _TITLES:
        if genre in borne_out and pattern.search(title):
            return genre
    if not borne_out or _is_other_report(title):
        raise NotADisclosure(looks_like=_looks_like(rows, title))
    return max(borne_out, key=lambda genre: marks[genre] / len(_MARKERS[genre]))


def _marks(rows: Sequence[Row]) -> dict[Genre, int]:
    """How many different markers of each genre the short rows print: titles, headings, table heads, not prose."""
    text = "\n".join(row.text for row in rows if len(row.text) <= _LONGEST_MARKED)
    return {genre: sum(pattern.search(text) is not None for pattern in patterns) for genre, patterns in _MARKERS.items()}


def _is_other_report(title: str) -> bool:
    """A title that names another kind of paper outright."""
    return re.search(r"(?:报告|通知|意见|办法|规定|条例|公告|总结|方案|合同)$", title) is not None


def _looks_like(rows: Sequence[Row], title: str) -> str:
    quoted = title or (rows[0].text if rows else "")
    shown = quoted if len(quoted) <= _LONGEST_QUOTE else quoted[:_LONGEST_QUOTE] + "…"
    return f"a document titled “{shown}”" if shown else "a document without a title"
