"""Pages that are pictures, and tables printed as pictures on a page of text -> pages with words and rules, like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from extractors.model import Glyph, Line, Page
from extractors.pictures.engine import engine
from extractors.pictures.raster import Raster, Rect, rasters
from extractors.pictures.reading import Read, read_picture

_LARGE = 0.35
_HIGH = 60.0
_LITTLE_TEXT = 200
_OVERLAP = 0.55
_LEVEL = 0.45


def read_scans(data: bytes, pages: Sequence[Page], most: int) -> tuple[Page, ...]:
    """The same pages; those of kind `picture` with what is printed on them, the first `most` of them."""
    wanted = {page.number: page for page in [page for page in pages if page.kind == "picture"][:most]}
    read = dict(_read(data, wanted))
    return tuple(read.get(page.number, page) for page in pages)


def _read(data: bytes, wanted: dict[int, Page]) -> Iterator[tuple[int, Page]]:
    """A page that prints a title over its picture keeps it: of such a page only the pictures are read."""
    places = [(number, _large(page) if page.lines and page.turn == 0 else ()) for number, page in wanted.items()]
    for number, pictures in rasters(data, places):
        page = wanted[number]
        yield number, _with_all(page, pictures) if dict(places)[number] else _whole(page, pictures[0])


def _with_all(page: Page, pictures: Sequence[Raster]) -> Page:
    for picture in pictures:
        page = _added(page, read_picture(picture.gray, engine(), picture.place))
    return page.model_copy(update={"pictures": tuple(p for p in page.pictures if p not in _large(page))})


def _whole(page: Page, raster: Raster) -> Page:
    read = read_picture(raster.gray, engine(), raster.place)
    found: dict[str, Any] = {
        "lines": tuple(lines_of(read)),
        "rules": read.rules,
        "scanned": read.scanned,
        "turn": read.turn,
        "tilt": read.tilt,
        "pictures": (),
        "width": page.height if read.turn in (90, 270) else page.width,
        "height": page.width if read.turn in (90, 270) else page.height,
        "kind": "text" if read.runs else page.kind,
    }
    return page.model_copy(update=found)


def read_tables(data: bytes, pages: Sequence[Page], titled: Sequence[int], most: int) -> tuple[Page, ...]:
    """The same pages with what their large pictures print. `titled`: pages with the title of a table that is a picture; it may
    go on over the pages after them, as long as these hold little text."""
    wanted = [(page.number, _large(page)) for page in _with_following(pages, titled) if page.turn == 0 and _large(page)]
    by_number = {page.number: page for page in pages}
    for number, pictures in rasters(data, wanted[:most]):
        by_number[number] = _with_all(by_number[number], pictures)
    return tuple(by_number[page.number] for page in pages)


def _with_following(pages: Sequence[Page], titled: Sequence[int]) -> Iterator[Page]:
    goes_on = False
    for page in pages:
        little = sum(not char.isspace() for char in page.text) < _LITTLE_TEXT
        goes_on = page.number in titled or (goes_on and little and bool(_large(page)))
        if goes_on:
            yield page


def _large(page: Page) -> tuple[Rect, ...]:
    """The pictures that are large enough for a table, each once."""
    found = [p for p in page.pictures if p[2] - p[0] > _LARGE * page.width and p[3] - p[1] > _HIGH]
    return tuple(dict.fromkeys(found))


def _added(page: Page, read: Read) -> Page:
    """A page with the words and rules of a picture among its own; what the page itself prints over the picture is not doubled."""
    if read.turn:
        return page
    runs = tuple(run for run in read.runs if not _printed(page, run))
    lines = sorted([*page.lines, *lines_of(read._replace(runs=runs))], key=lambda line: line.top + line.bottom)
    found = {
        "lines": tuple(lines),
        "kind": "text" if lines else page.kind,
        "rules": (*page.rules, *read.rules),
        "scanned": {**page.scanned, **read.scanned},
    }
    return page.model_copy(update=found)


def _printed(page: Page, run: Sequence[Glyph]) -> bool:
    x, y = (run[0].x0 + run[-1].x1) / 2, run[0].y
    return any(line.x0 <= x <= line.x1 and line.top <= y <= line.bottom for line in page.lines)


def lines_of(read: Read) -> list[Line]:
    """Words that stand level with one another joined into lines, top to bottom."""
    words = sorted(read.runs, key=lambda run: run[0].top + run[0].bottom)
    lines: list[list[Glyph]] = []
    for word in words:
        level = next((line for line in reversed(lines[-4:]) if _same_level(line[0], word[0])), None)
        if level is None:
            lines.append(list(word))
        else:
            level.extend(word)
    return [_line(glyphs) for glyphs in lines]


def _same_level(one: Glyph, other: Glyph) -> bool:
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    heights = one.bottom - one.top, other.bottom - other.top
    return overlap > _OVERLAP * min(heights) and abs(one.y - other.y) < _LEVEL * max(heights)


def _line(glyphs: Sequence[Glyph]) -> Line:
    ordered = tuple(sorted(glyphs, key=lambda glyph: glyph.x0))
    return Line(
        ordered,
        ordered[0].x0,
        min(glyph.top for glyph in ordered),
        max(glyph.x1 for glyph in ordered),
        max(glyph.bottom for glyph in ordered),
    )
