"""Pictures of pages for people to look at: 16 greys, PNG, small. The one place where the service draws pages."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

import pymupdf

from extractors.pages import FONTS_A_SITTING, Limits, open_pdf
from extractors.type3 import GlyphPrograms

_MOST_PIXELS = 2_000_000
_EFFORT = 3  # one millisecond a page; twice the time would save a tenth of the bytes
_HIGH = bytes(((grey * 15 + 127) // 255) << 4 for grey in range(256))
_LOW = bytes((grey * 15 + 127) // 255 for grey in range(256))


class Picture(NamedTuple):
    """One page as displayed. `width`, `height` in points; `png` None where the page cannot be drawn."""

    page: int
    width: float
    height: float
    png: bytes | None


def page_pictures(data: bytes, pages: Sequence[int], dpi: int, limits: Limits) -> Iterator[Picture]:
    """Pictures of these pages (numbers from 1), rotation applied. Raises what `open_pdf` raises.

    The document is opened anew whenever many fonts have been met, or those of all pages drawn would stay in memory.
    """
    waiting = list(pages)
    while waiting:
        with open_pdf(data, limits) as document:
            programs = GlyphPrograms(document)
            while waiting and programs.fonts <= FONTS_A_SITTING:
                number = waiting.pop(0)
                yield _picture(document, programs, number, dpi)
        pymupdf.TOOLS.store_shrink(100)


def _picture(document: pymupdf.Document, programs: GlyphPrograms, number: int, dpi: int) -> Picture:
    page = document.load_page(number - 1)
    width, height = page.rect.width, page.rect.height
    zoom = min(dpi / 72, sqrt(_MOST_PIXELS / max(width * height, 1.0)))
    try:
        programs.thin_out(number - 1)
        drawn = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return Picture(number, width, height, None)
    return Picture(number, width, height, _png(drawn.width, drawn.height, drawn.samples))


def _png(width: int, height: int, greys: bytes) -> bytes:
    """8-bit grey samples -> PNG of 4 bits a pixel: half the bytes of 8-bit grey or JPEG at the same size, and faster."""
    if width % 2:
        greys = b"".join(greys[start : start + width] + b"\xff" for start in range(0, len(greys), width))
    stride = (width + 1) // 2
    pairs = int.from_bytes(greys[0::2].translate(_HIGH), "little") | int.from_bytes(greys[1::2].translate(_LOW), "little")
    packed = pairs.to_bytes(stride * height, "little")
    rows = b"".join(b"\0" + packed[start : start + stride] for start in range(0, len(packed), stride))
    header = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, _EFFORT)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
