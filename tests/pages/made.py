"""Tiny PDFs made on the spot: text with its place on the displayed page, ruled lines, pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pymupdf

from extractors.model import Page
from extractors.pages import Limits, read_pages

Draw = Callable[[pymupdf.Page], object]


def pdf(*draw: Draw, size: tuple[float, float] = (400, 300), pages: int = 1, **save: object) -> bytes:
    """A document whose pages all look alike."""
    with pymupdf.open() as document:
        for _ in range(pages):
            page = document.new_page(width=size[0], height=size[1])
            for step in draw:
                step(page)
        return bytes(document.tobytes(**save))


def text(words: str, x: float, baseline: float, size: float = 10, **options: object) -> Draw:
    """Words at a baseline; options as PyMuPDF's `insert_text`."""
    return lambda page: page.insert_text((x, baseline), words, fontsize=size, fontname="china-s", **options)


def line(x0: float, y0: float, x1: float, y1: float, **options: object) -> Draw:
    """A stroke."""
    return lambda page: page.draw_line((x0, y0), (x1, y1), **options)


def bar(x0: float, y0: float, x1: float, y1: float) -> Draw:
    """A filled rectangle without a stroke."""
    return lambda page: page.draw_rect((x0, y0, x1, y1), color=None, fill=(0, 0, 0))


def picture(x0: float, y0: float, x1: float, y1: float) -> Draw:
    """A grey image."""

    def draw(page: pymupdf.Page) -> None:
        pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 8, 8), False)
        pixels.clear_with(128)
        page.insert_image((x0, y0, x1, y1), pixmap=pixels, keep_proportion=False)

    return draw


def rotation(degrees: int) -> Draw:
    """The page is displayed turned."""
    return lambda page: page.set_rotation(degrees)


def read(data: bytes, limits: Limits = Limits()) -> list[Page]:  # noqa: B008 - frozen
    """All pages as the reader gives them."""
    return list(read_pages(data, limits))


def words_of(page: Page) -> Iterable[str]:
    """The text of each line without blanks."""
    return ["".join(line.text.split()) for line in page.lines]


def mapped(words: str, codes: Mapping[str, str]) -> bytes:
    """A page of words whose font says that some of its glyphs are other characters, as fonts of some printers do."""
    font = pymupdf.Font("cjk")
    with pymupdf.open() as document:
        page = document.new_page(width=400, height=300)
        writer = pymupdf.TextWriter(page.rect)
        writer.append((50, 50), words, font=font)
        writer.write_text(page)
        entries = "".join(
            f"1 beginbfchar\n<{font.has_glyph(ord(drawn)):04x}> <{ord(said):04x}>\nendbfchar\n" for drawn, said in codes.items()
        )
        for number in range(1, document.xref_length()):
            stream = document.xref_stream(number) if document.xref_is_stream(number) else b""
            if b"beginbf" in stream:
                document.update_stream(number, stream.replace(b"endcmap", entries.encode() + b"endcmap"))
        return bytes(document.tobytes())
