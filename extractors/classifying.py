"""Bytes -> what a document is, without reading its tables: for piles of files of which nobody knows what they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

from extractors.collecting import rarely_collected
from extractors.errors import Damaged, NotADisclosure
from extractors.model import Classified, Page
from extractors.outline import recognised
from extractors.pages import Limits, open_pdf, read_pages
from extractors.pictures import can_read, read_pictures

MOST_PAGES = 120
_PICTURES_A_SITTING, _SITTINGS = 2, 3
_ON_A_COVER = 4
_BLANKS = re.compile(r"\s+")
_FILE_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?")


def classify(data: bytes, limits: Limits) -> Classified:
    """What a document is. Raises an InputRefused (damaged, encrypted, a blank template …) or NotADisclosure.

    At most MOST_PAGES pages are looked at; of a scan the first few are read, of a text its first pages that are pictures.
    """
    with rarely_collected():
        pages = tuple(islice(read_pages(data, limits), MOST_PAGES))
        if all(page.kind == "blank" for page in pages):
            raise Damaged(detail=f"none of its first {len(pages)} pages shows any text or picture")
        return _described(data, limits, pages)


def _described(data: bytes, limits: Limits, pages: tuple[Page, ...]) -> Classified:
    if any(page.kind == "text" for page in pages):
        return _seen(data, limits, _cover_read(data, pages))
    if not can_read():
        raise NotADisclosure(looks_like="a scan, and the reader of pictures (the package rapidocr) is not installed")
    for _ in range(_SITTINGS):
        pages = read_pictures(data, pages, _PICTURES_A_SITTING)
        with suppress(NotADisclosure):
            seen = _seen(data, limits, pages)
            if seen.department and seen.fiscal_year:
                return seen
    return _seen(data, limits, pages)


def _cover_read(data: bytes, pages: Sequence[Page]) -> tuple[Page, ...]:
    """A title page that is a picture, at the head of a text, with its words; one that prints its title is left as it is."""
    start = next((at for at, page in enumerate(pages) if page.kind != "blank"), 0)
    cover = pages[start]
    if cover.kind != "picture" or sum(char > "⺀" for char in cover.text) >= _ON_A_COVER or not can_read():
        return tuple(pages)
    return (*pages[:start], *read_pictures(data, (cover,), 1), *pages[start + 1 :])


def _seen(data: bytes, limits: Limits, pages: Sequence[Page]) -> Classified:
    scanned = any(page.scanned for page in pages)
    genre, identity, edition = recognised(pages, begun=scanned)
    with open_pdf(data, limits) as document:
        count, said = document.page_count, document.metadata or {}
    whole = len(pages) == count and not scanned and all(page.kind != "picture" for page in pages)
    return Classified(
        genre=genre,
        title=identity.title,
        department=identity.department,
        fiscal_year=identity.fiscal_year,
        written=_written(said.get("modDate") or said.get("creationDate") or ""),
        text=_digest(pages) if whole else "",
        pages=count,
        looked_at=sum(page.kind != "picture" for page in pages),
        scanned=scanned,
        **edition.model_dump(),
    )


def _written(stamp: str) -> str:
    """`D:20180223152957+08'00'` -> `2018-02-23 15:29`; empty where the file does not say."""
    found = _FILE_DATE.match(stamp)
    if found is None:
        return ""
    year, month, day, hour, minute = found.groups()
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}" if hour else "")


def _digest(pages: Sequence[Page]) -> str:
    """Of all that the pages print, whatever the blanks between."""
    printed = "\f".join(_BLANKS.sub("", page.text) for page in pages)
    return hashlib.sha256(printed.encode("utf-8", "surrogatepass")).hexdigest()
