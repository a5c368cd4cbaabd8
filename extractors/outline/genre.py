"""Which disclosure a document is, or what it looks like where it is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.errors import NotADisclosure
from extractors.model import Genre, Page
from extractors.outline.identity import labelled_department
from extractors.outline.rows import Row
from extractors.outline.wording import WORDING

_TITLES = tuple((genre, re.compile(pattern)) for genre, pattern in WORDING.genre_title)
_MARKERS = {genre: tuple(map(re.compile, patterns)) for genre, patterns in WORDING.genre_markers.items()}
_OTHER = re.compile(WORDING.genre_other)
_OTHER_ENDING = re.compile(WORDING.genre_other_ending)
_REGION = re.compile(WORDING.genre_region)
_REGION_TABLES = tuple(map(re.compile, WORDING.genre_region_tables))
_ESSAY = tuple(map(re.compile, WORDING.genre_essay))
_PRESS = re.compile(WORDING.genre_press)
_FIRST_ROWS, _ESSAY_NEEDED = 12, 2
_SENTENCE = re.compile(r"[，。；,;]")
_AMOUNT = re.compile(r"\d(?:万|亿|千)?元|\d\.\d")
_OF_ONE = re.compile(r"部门|单位")
_OUTRIGHT = re.compile(r"(?:部门|单位)(?:综合)?(?:预算|决算)|部门整体.{0,4}绩效")
_REGION_NEEDED = 2
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


def genre_of(rows: Sequence[Row], title: str, pictured: bool = False, begun: bool = False) -> Genre:
    """The genre of the title page if the body bears it out, else the genre that the body's markers speak for.

    Raises NotADisclosure where the body bears out none, where the paper only speaks of such things, and where it prints no
    amount at all (unless it is `pictured`: they may be in its pictures). Of a document that was only `begun`, its first pages
    being all that is known, an outright title needs little more.
    """
    _refuse_other(rows, title)
    genre = _borne_out(rows, title, begun and _OUTRIGHT.search(title) is not None)
    if not pictured and not any(_AMOUNT.search(row.text) for row in rows):
        raise NotADisclosure(looks_like=f"{_looks_like(rows, title)} that prints no amount")
    return genre


def _borne_out(rows: Sequence[Row], title: str, trusting: bool) -> Genre:
    marks = _marks(rows)
    borne_out = [genre for genre, needed in WORDING.genre_needed.items() if marks[genre] >= (1 if trusting else needed)]
    for genre, pattern in _TITLES:
        if genre in borne_out and pattern.search(title):
            return genre
    if not borne_out or _is_other_report(title):
        raise NotADisclosure(looks_like=_looks_like(rows, title))
    tabular = [genre for genre in borne_out if genre != "performance_report"]
    return max(tabular or borne_out, key=lambda genre: marks[genre] / len(_MARKERS[genre]))


def _refuse_other(rows: Sequence[Row], title: str) -> None:
    if _OTHER.search(title) or _OTHER_ENDING.search(title) or _is_essay(rows):
        raise NotADisclosure(looks_like=_looks_like(rows, title))
    if not _OF_ONE.search(title) and (_REGION.search(title) or _prints_region(rows)):
        raise NotADisclosure(looks_like=f"the budget or accounts of a whole region, {_looks_like(rows, title)}")


def _is_essay(rows: Sequence[Row]) -> bool:
    """An article or a piece of news about such documents."""
    if any(_PRESS.search(row.text) for row in rows[:_FIRST_ROWS]):
        return True
    return sum(any(pattern.search(row.text) for row in rows) for pattern in _ESSAY) >= _ESSAY_NEEDED


def _prints_region(rows: Sequence[Row]) -> bool:
    """Tables that only a government has, and no table that names its department."""
    printed = sum(any(pattern.search(row.text) for row in rows) for pattern in _REGION_TABLES)
    return printed >= _REGION_NEEDED and not any(labelled_department(row.text) for row in rows)


def _marks(rows: Sequence[Row]) -> dict[Genre, int]:
    """How many different markers of each genre the short rows print: titles, headings, table heads, not prose.

    A performance report may be prose throughout: there sentences count as well.
    """
    short = [row.text for row in rows if len(row.text) <= _LONGEST_MARKED]
    titles = "\n".join(text for text in short if not _SENTENCE.search(text))
    texts = {genre: "\n".join(short) if genre == "performance_report" else titles for genre in _MARKERS}
    return {genre: sum(bool(mark.search(texts[genre])) for mark in marks) for genre, marks in _MARKERS.items()}


def _is_other_report(title: str) -> bool:
    """A title that names another kind of paper outright."""
    return re.search(r"(?:报告|通知|意见|办法|规定|条例|公告|总结|方案|合同)$", title) is not None


def _looks_like(rows: Sequence[Row], title: str) -> str:
    quoted = title or (rows[0].text if rows else "")
    shown = quoted if len(quoted) <= _LONGEST_QUOTE else quoted[:_LONGEST_QUOTE] + "…"
    return f"a document titled “{shown}”" if shown else "a document without a title"
