"""Opens a PDF safely and gives its pages: glyphs in visual lines, ruled segments, pictures.

With `type3` the only importer of pymupdf here. Everything is in upright space (see model.Page). Limits on bytes and
pages are kept here; limits on seconds and memory are kept by whoever runs this in a child process (`service.sandbox`).
"""

from __future__ import annotations

import codecs
import math
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, cast

import pymupdf

from extractors.covered import Spot, covered, spot
from extractors.errors import Damaged, EmptyFile, Encrypted, NotAPdf, TooLarge, TooManyPages
from extractors.margins import without_margin_words
from extractors.model import Frozen, Glyph, Line, Page, Rule
from extractors.stamps import is_folio, unstamped
from extractors.tints import Patch, edges_of
from extractors.type3 import GlyphPrograms

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

_TEXT_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
_HEADER_WINDOW = 1024
_SIGNATURES = (
    (b"pk\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"<html", "a web page"),
    (b"<!doctype", "a web page"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"{\\rtf", "a rich-text file"),
)
FONTS_A_SITTING = 400
_WHITE = 0.97
_RULE_THICKNESS = 2.6
_RULE_MIN_LENGTH = 3.0
_DOTS_IN_A_RULE = 6
_DOT_GAP = 4.0

Turn = Literal[0, 90, 180, 270]
Mover = Callable[[float, float, float, float], tuple[float, float, float, float]]


class Limits(Frozen):
    """What a document may cost. Seconds and memory are enforced around the child process."""

    max_bytes: int = 200 * 1024 * 1024
    max_pages: int = 600
    max_seconds: float = 600.0
    max_memory_mb: int = 3000
    max_pictures: int = 100


def open_pdf(data: bytes, limits: Limits) -> pymupdf.Document:
    """Bytes -> opened document.

    Raises EmptyFile, TooLarge, NotAPdf, Damaged, Encrypted or TooManyPages, each naming what to do.
    """
    if not data:
        raise EmptyFile()
    if len(data) > limits.max_bytes:
        raise TooLarge(size_mb=len(data) / 2**20, limit_mb=limits.max_bytes / 2**20)
    if b"%PDF-" not in data[:_HEADER_WINDOW]:
        raise NotAPdf(looks_like=looks_like(data))
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
        pages = document.page_count
    except Exception as error:  # the binding raises many unrelated types on damaged input
        raise Damaged(detail=_one_line(error)) from error
    if document.needs_pass:
        raise Encrypted()
    if pages == 0:
        raise Damaged(detail="it holds no page")
    if pages > limits.max_pages:
        raise TooManyPages(pages=pages, limit=limits.max_pages)
    return document


def is_mended(data: bytes, limits: Limits) -> bool:
    """Whether the file's cross references had to be rebuilt: it was cut off or overwritten in parts."""
    with open_pdf(data, limits) as document:
        return bool(document.is_repaired)


def read_pages(data: bytes, limits: Limits) -> Iterator[Page]:
    """Each page of a PDF, in order. Raises as `open_pdf` does, and Damaged when a page cannot be loaded.

    The document is opened anew whenever many fonts have been met: those that MuPDF keeps for pages already read would
    otherwise add up to hundreds of megabytes.
    """
    document = open_pdf(data, limits)
    programs = GlyphPrograms(document)
    for index in range(document.page_count):
        if programs.fonts > FONTS_A_SITTING:
            document.close()
            pymupdf.TOOLS.store_shrink(100)
            document = open_pdf(data, limits)
            programs = GlyphPrograms(document)
        try:
            programs.stub(index)
            page = read_page(document.load_page(index), index + 1)
        except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase) as error:
            raise Damaged(detail=f"page {index + 1}: {_one_line(error)}") from error
        yield page
    document.close()


def read_page(page: pymupdf.Page, number: int) -> Page:
    """One page's glyphs, rules and pictures in upright space."""
    raw = cast("dict[str, Any]", page.get_text("rawdict", flags=_TEXT_FLAGS))
    runs = [run for block in raw["blocks"] for run in block.get("lines", ())]
    drawings, images = page.get_cdrawings(), page.get_image_info() if page.get_images() else []
    hidden = covered(page, images, drawings)
    if hidden:
        runs = list(_uncovered(runs, hidden))
    runs = without_margin_words(unstamped(runs), (page.mediabox.width, page.mediabox.height))
    shown = pymupdf.Matrix(page.rotation_matrix) if page.rotation else None
    turn = _turn_of(runs, page.rotation)
    width, height = page.rect.width, page.rect.height
    move = _mover(shown, turn, width, height)
    lines = _visual_lines(_glyph_runs(runs, move, page.rotation, turn))
    rules = tuple(_rules(drawings, move))
    pictures = tuple(_pictures(images, move))
    upright = (height, width) if turn in (90, 270) else (width, height)
    return Page(
        number=number,
        width=upright[0],
        height=upright[1],
        turn=turn,
        lines=lines,
        rules=rules,
        pictures=pictures,
        kind=_kind(lines, pictures, upright),
    )


def looks_like(data: bytes) -> str:
    """What bytes without a PDF header seem to be."""
    head = data[:_HEADER_WINDOW].lstrip().lower()
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    return "some other kind of file" if b"\0" in head else _text_in(head)


def _text_in(head: bytes) -> str:
    """What the beginning of a file without zero bytes is: text in UTF-8 or GB 18030, cut anywhere."""
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return "text"
    return "some other kind of file"


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _displayed_direction(direction: tuple[float, float], rotation: int) -> tuple[int, int] | None:
    """Unit direction of a run on the displayed page, or None when it is not axis-parallel (a watermark)."""
    dx, dy = direction
    angle = math.radians(rotation)
    x = dx * math.cos(angle) - dy * math.sin(angle)
    y = dx * math.sin(angle) + dy * math.cos(angle)
    if min(abs(x), abs(y)) > 0.05:
        return None
    return (round(x), round(y))


_UPRIGHT_TURN: dict[tuple[int, int], Turn] = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}


def _turn_of(runs: list[dict[str, Any]], rotation: int) -> Turn:
    """Clockwise turn from upright to displayed that most glyphs of the page agree on."""
    votes: Counter[Turn] = Counter()
    for run in runs:
        direction = _displayed_direction(run["dir"], rotation)
        if direction in _UPRIGHT_TURN:
            votes[_UPRIGHT_TURN[direction]] += sum(len(span["chars"]) for span in run["spans"])
    return votes.most_common(1)[0][0] if votes else 0


def _mover(shown: pymupdf.Matrix | None, turn: Turn, width: float, height: float) -> Mover | None:
    """A function from MuPDF's unrotated rectangles to upright ones; None when they are the same."""
    if shown is None and turn == 0:
        return None
    a, b, c, d, e, f = (
        (shown.a, shown.b, shown.c, shown.d, shown.e, shown.f) if shown is not None else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    )
    if turn == 90:  # displayed (x, y) -> upright (y, width - x)
        a, b, c, d, e, f = b, -a, d, -c, f, width - e
    elif turn == 180:
        a, b, c, d, e, f = -a, -b, -c, -d, width - e, height - f
    elif turn == 270:  # displayed (x, y) -> upright (height - y, x)
        a, b, c, d, e, f = -b, a, -d, c, height - f, e

    def move(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        u0, v0 = a * x0 + c * y0 + e, b * x0 + d * y0 + f
        u1, v1 = a * x1 + c * y1 + e, b * x1 + d * y1 + f
        return min(u0, u1), min(v0, v1), max(u0, u1), max(v0, v1)

    return move


def _fold(char: str) -> str:
    """Kangxi radicals and CJK compatibility ideographs as the ideograph they stand for; all else as printed."""
    if "⺀" <= char <= "⿕" or "豈" <= char <= "﫿" or char >= "\U0002f800":
        folded = unicodedata.normalize("NFKC", char)
        return folded if len(folded) == 1 else char
    return " " if char in "\xa0\t\u2003\u2002" else char


def _uncovered(runs: list[dict[str, Any]], hidden: frozenset[Spot]) -> Iterator[dict[str, Any]]:
    """The runs without the characters that something drawn later hides; a run of which only blanks are left is gone."""
    for run in runs:
        spans = [span | {"chars": [c for c in span["chars"] if spot(c["origin"], c["c"]) not in hidden]} for span in run["spans"]]
        if any(not char["c"].isspace() for span in spans for char in span["chars"]):
            yield run | {"spans": spans}


def _glyph_runs(runs: list[dict[str, Any]], move: Mover | None, rotation: int, turn: Turn) -> Iterator[list[Glyph]]:
    """MuPDF's text runs as glyph lists; slanted text, invisible spans and page numbers across the text are left out."""
    for run in runs:
        direction = _displayed_direction(run["dir"], rotation)
        if direction is None:
            continue
        glyphs: list[Glyph] = []
        for span in run["spans"]:
            if span.get("alpha", 255) == 0:
                continue
            for char in span["chars"]:
                c = char["c"]
                box = char["bbox"]
                if move is not None:
                    box = move(*box)
                glyphs.append(Glyph(c if c < "⺀" and c != "\xa0" else _fold(c), *box))
        if not glyphs:
            continue
        if _UPRIGHT_TURN[direction] == turn:
            yield glyphs
        elif not is_folio("".join(glyph.char for glyph in glyphs)):
            for glyph in glyphs:
                yield [glyph]


def _visual_lines(runs: Iterable[list[Glyph]]) -> tuple[Line, ...]:
    """Runs that share a baseline band joined into lines, top to bottom; a glyph drawn twice in place is kept once."""
    placed = []
    for glyphs in runs:
        inked = [g for g in glyphs if g.char != " "] or glyphs
        top, bottom = min(g.top for g in inked), max(g.bottom for g in inked)
        placed.append(((top + bottom) / 2, top, bottom, glyphs))
    placed.sort(key=lambda item: item[0])
    lines: list[list[Any]] = []
    for middle, top, bottom, glyphs in placed:
        for line in reversed(lines[-4:]):
            overlap = min(bottom, line[1]) - max(top, line[0])
            heights = bottom - top, line[1] - line[0]
            if overlap > 0.55 * max(min(heights), 0.1) and abs(middle - line[2]) < 0.45 * max(heights):
                line[3].extend(glyphs)
                line[0], line[1] = min(line[0], top), max(line[1], bottom)
                break
        else:
            lines.append([top, bottom, middle, list(glyphs)])
    return tuple(_line(glyphs) for _, _, _, glyphs in lines)


def _line(glyphs: list[Glyph]) -> Line:
    ordered = sorted(glyphs, key=lambda g: g.x0)
    kept: list[Glyph] = []
    for glyph in ordered:
        if not any(_same_ink(glyph, other) for other in kept[-3:]):
            kept.append(glyph)
    inked = [g for g in kept if g.char != " "] or kept
    return Line(
        tuple(kept),
        min(g.x0 for g in inked),
        min(g.top for g in inked),
        max(g.x1 for g in inked),
        max(g.bottom for g in inked),
    )


def _same_ink(one: Glyph, other: Glyph) -> bool:
    """The same character drawn again on the same spot (poor man's bold)."""
    if one.char != other.char or one.char == " ":
        return False
    reach = 0.25 * max(one.x1 - one.x0, 0.5)
    return abs(one.x0 - other.x0) < reach and abs(one.top - other.top) < 0.25 * max(one.bottom - one.top, 0.5)


class _Faint(NamedTuple):
    """What is no rule by itself: tiny squares, patches of colour, and white strokes, which show where they part a patch."""

    dots: list[tuple[float, float]]
    patches: list[Patch]
    whites: list[Rule]


def _rules(drawings: Sequence[Any], move: Mover | None) -> Iterator[Rule]:
    """Visible axis-parallel strokes and thin filled bars, hairlines that are printed as rows of dots, edges of tinted cells."""
    faint = _Faint([], [], [])
    found: list[Rule] = []
    for drawing in drawings:
        stroke, fill = drawing.get("color"), drawing.get("fill")
        stroked = stroke is not None and drawing.get("stroke_opacity", 1) != 0
        filled = fill is not None and drawing.get("fill_opacity", 1) != 0
        if filled and min(fill) < _WHITE and not (stroked and min(stroke) < _WHITE):
            found += _thin(drawing, move, faint)
        elif stroked:
            rules = (rule for item in drawing["items"] for rule in _stroked(item, move))
            (found if min(stroke) < _WHITE else faint.whites).extend(rules)
    yield from found
    if len(faint.dots) >= _DOTS_IN_A_RULE:
        yield from _dotted(faint.dots)
    if faint.patches:
        yield from edges_of(faint.patches, faint.whites, found)


def _dotted(dots: Sequence[tuple[float, float]]) -> Iterator[Rule]:
    """Dots that follow one another closely along a line, as one rule each."""
    for along, across in ((0, 1), (1, 0)):
        rows: dict[int, list[float]] = {}
        for dot in dots:
            rows.setdefault(round(2 * dot[across]), []).append(dot[along])
        for level, places in rows.items():
            for start, end in _runs(sorted(places)):
                yield Rule(start, level / 2, end, level / 2) if along == 0 else Rule(level / 2, start, level / 2, end)


def _runs(places: Sequence[float]) -> Iterator[tuple[float, float]]:
    start = 0
    for i in range(1, len(places) + 1):
        if i == len(places) or places[i] - places[i - 1] > _DOT_GAP:
            if i - start >= _DOTS_IN_A_RULE:
                yield places[start], places[i - 1]
            start = i


def _thin(drawing: dict[str, Any], move: Mover | None, faint: _Faint) -> Iterator[Rule]:
    """A filled path as rules: each thin rectangle is one; a path of lines counts by its outline."""
    boxes = [item[1] for item in drawing["items"] if item[0] == "re"] or [drawing["rect"]]
    for box in boxes:
        x0, y0, x1, y1 = move(*box) if move else box
        rule = _as_rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if rule:
            yield rule
        elif max(abs(x1 - x0), abs(y1 - y0)) < _RULE_MIN_LENGTH:
            faint.dots.append(((x0 + x1) / 2, (y0 + y1) / 2))
        else:
            faint.patches.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


def _as_rule(x0: float, y0: float, x1: float, y1: float) -> Rule | None:
    wide, high = x1 - x0, y1 - y0
    if min(wide, high) > _RULE_THICKNESS or max(wide, high) < _RULE_MIN_LENGTH:
        return None
    if wide >= high:
        middle = (y0 + y1) / 2
        return Rule(x0, middle, x1, middle)
    middle = (x0 + x1) / 2
    return Rule(middle, y0, middle, y1)


def _stroked(item: tuple[Any, ...], move: Mover | None) -> Iterator[Rule]:
    if item[0] == "l":
        (ax, ay), (bx, by) = item[1], item[2]
        edges = [(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))]
    elif item[0] in ("re", "qu"):
        corners = item[1]
        if item[0] == "qu":
            xs, ys = [p[0] for p in corners], [p[1] for p in corners]
            x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        else:
            x0, y0, x1, y1 = corners
        edges = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    else:
        return
    for edge in edges:
        x0, y0, x1, y1 = move(*edge) if move else edge
        if min(x1 - x0, y1 - y0) <= 0.8:
            rule = _as_rule(x0, y0, x1, y1)
            if rule:
                yield rule


def _pictures(images: Sequence[Any], move: Mover | None) -> Iterator[tuple[float, float, float, float]]:
    for info in images:
        yield move(*info["bbox"]) if move else tuple(info["bbox"])


def _kind(
    lines: tuple[Line, ...], pictures: tuple[tuple[float, float, float, float], ...], size: tuple[float, float]
) -> Literal["text", "picture", "blank"]:
    inked = sum(not c.isspace() for line in lines for c in line.text)
    covered = max(((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in pictures), default=0.0) / (size[0] * size[1])
    if inked < 40 and covered > 0.3:
        return "picture"
    return "text" if inked else "blank"
