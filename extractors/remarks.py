"""What a reader of the result must know beforehand: a file that had to be mended, tables that are pictures or not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.forms import breaks, folio
from extractors.model import FormRead, Page
from extractors.pages import Limits, is_mended


def remarks(data: bytes, limits: Limits, pages: Sequence[Page], forms: Sequence[FormRead]) -> tuple[str, ...]:
    """One sentence for each thing to know, the gravest first."""
    said = [
        _mended(data, limits, pages),
        _skipped(pages),
        _pictures(forms),
        *_recognised(pages),
    ]
    return tuple(sentence for sentence in said if sentence)


def _mended(data: bytes, limits: Limits, pages: Sequence[Page]) -> str:
    if not is_mended(data, limits):
        return ""
    blank = sum(page.kind == "blank" for page in pages)
    lost = f", {blank} of its {len(pages)} pages show nothing" if blank else ""
    return f"the file is damaged and was mended on opening{lost}: parts of the document may be missing"


def _skipped(pages: Sequence[Page]) -> str:
    """The first page whose printed number does not follow; one that begins a count of its own is no gap."""
    broken = breaks(pages)
    first = min((page.number for page in pages if page.number in broken and folio(page) != 1), default=None)
    if first is None:
        return ""
    return f"the printed page numbers do not follow one another at page {first}: pages may be missing or in another order"


def _recognised(pages: Sequence[Page]) -> Iterator[str]:
    read = sum(bool(page.scanned) for page in pages)
    unread = sum(page.kind == "picture" for page in pages)
    if read:
        yield f"{read} pages were read from pictures: a figure from there is accepted only where an identity holds exactly"
    if read and unread:
        yield f"{unread} pages that are pictures were not read"


def _pictures(forms: Sequence[FormRead]) -> str:
    keys = [form.form for form in forms if form.status == "picture"]
    return f"printed as pictures and not read: {' '.join(keys)}" if keys else ""
