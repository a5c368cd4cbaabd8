"""Type 3 fonts, whose glyphs are small page programs: MuPDF runs every one of them before it reads a page's text.

Reading text needs the widths, the character map and a glyph's box, never its outline. So, in the opened document that
only text is read from, outlines are replaced by the one operator that states the box (`d1`): printers that write a
font per page and style then cost a fraction of the time and memory. Some also fill every unused code with the missing
glyph, which MuPDF would run hundreds of times for each font. The file itself stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

import pymupdf
from pymupdf import mupdf

_FONT, _RESOURCES, _SUBTYPE = (mupdf.pdf_new_name(name) for name in ("Font", "Resources", "Subtype"))
_PROGRAMS, _BOX = mupdf.pdf_new_name("CharProcs"), mupdf.pdf_new_name("FontBBox")
_ENCODING, _DIFFERENCES = mupdf.pdf_new_name("Encoding"), mupdf.pdf_new_name("Differences")
_FIRST = mupdf.pdf_new_name("first.of.filler")
_STATES_BOX = b" d1"
_HEAD = 120
_FILLED = 4  # codes per glyph from which an encoding counts as filled up

Rectangle = tuple[float, float, float, float]


class GlyphPrograms:
    """The Type 3 glyph programs of one opened document; `fonts` counts the fonts of all kinds met so far."""

    def __init__(self, document: pymupdf.Document) -> None:
        self._pdf = mupdf.pdf_document_from_fz_document(document.this)
        self._met: set[int] = set()
        self._stubs: dict[Rectangle, mupdf.PdfObj] = {}

    @property
    def fonts(self) -> int:
        """How many fonts the pages met so far use."""
        return len(self._met)

    def stub(self, index: int) -> None:
        """Make the outlines of a page's own Type 3 fonts empty; the page (from 0) must not have been read yet."""
        for font in self._new_fonts(index):
            programs = mupdf.pdf_dict_get(font, _PROGRAMS)
            filler = _filler(font, programs)
            if filler is not None:
                mupdf.pdf_dict_del(programs, filler)
            self._stub_font(font, programs)

    def thin_out(self, index: int) -> None:
        """Spare a page's own Type 3 fonts what no code of theirs draws; the page (from 0) looks the same."""
        for font in self._new_fonts(index):
            programs = mupdf.pdf_dict_get(font, _PROGRAMS)
            filler = _filler(font, programs)
            if filler is not None:
                _keep_for_first_code(font, programs, filler)

    def _new_fonts(self, index: int) -> Iterator[mupdf.PdfObj]:
        """The Type 3 fonts of a page that no earlier page used."""
        page = mupdf.pdf_lookup_page_obj(self._pdf, index)
        fonts = mupdf.pdf_dict_get(mupdf.pdf_dict_get_inheritable(page, _RESOURCES), _FONT)
        for place in range(mupdf.pdf_dict_len(fonts)):
            font = mupdf.pdf_dict_get_val(fonts, place)
            number = mupdf.pdf_to_num(font)
            if number not in self._met:
                self._met.add(number)
                if mupdf.pdf_to_name(mupdf.pdf_dict_get(font, _SUBTYPE)) == "Type3":
                    yield font

    def _stub_font(self, font: mupdf.PdfObj, programs: mupdf.PdfObj) -> None:
        """A font with an empty box, or with a program that states none (it may draw text of its own), stays as it is."""
        count = mupdf.pdf_dict_len(programs)
        box = mupdf.pdf_dict_get_rect(font, _BOX)
        sides = (box.x0, box.y0, box.x1, box.y1)
        if sides[0] == sides[2] or sides[1] == sides[3] or not count:
            return
        if not _states_box(mupdf.pdf_dict_get_val(programs, count - 1)):
            return
        stub = self._stubs.get(sides) or self._stubs.setdefault(sides, self._stub_for(sides))
        for place in range(count):
            mupdf.ll_pdf_dict_put(programs.m_internal, mupdf.ll_pdf_dict_get_key(programs.m_internal, place), stub.m_internal)

    def _stub_for(self, sides: Rectangle) -> mupdf.PdfObj:
        program = " ".join(f"{side:g}" for side in (1000, 0, *sides)) + " d1\n"
        return mupdf.pdf_add_stream(self._pdf, mupdf.fz_new_buffer_from_copied_data(program.encode()), mupdf.PdfObj(), 0)


def _filler(font: mupdf.PdfObj, programs: mupdf.PdfObj) -> mupdf.PdfObj | None:
    """The name of the missing glyph where it fills all unused codes, one after the other: it would be run for each of them."""
    codes = mupdf.pdf_dict_get(mupdf.pdf_dict_get(font, _ENCODING), _DIFFERENCES)
    if mupdf.pdf_array_len(codes) < _FILLED * mupdf.pdf_dict_len(programs):
        return None
    filler, *others = (mupdf.pdf_array_get(codes, place) for place in (1, 2, 3))
    return filler if all(mupdf.pdf_name_eq(filler, other) for other in others) else None


def _keep_for_first_code(font: mupdf.PdfObj, programs: mupdf.PdfObj, filler: mupdf.PdfObj) -> None:
    """Only the first code, the one that prints it, draws the missing glyph."""
    program = mupdf.pdf_dict_get(programs, filler)
    if mupdf.pdf_is_stream(program):
        mupdf.pdf_array_put(mupdf.pdf_dict_get(mupdf.pdf_dict_get(font, _ENCODING), _DIFFERENCES), 1, _FIRST)
        mupdf.pdf_dict_put(programs, _FIRST, program)
        mupdf.pdf_dict_del(programs, filler)


def _states_box(program: mupdf.PdfObj) -> bool:
    if not mupdf.pdf_is_stream(program):
        return False
    text: bytes = mupdf.fz_buffer_extract_copy(mupdf.pdf_load_stream(program))
    return _STATES_BOX in text[:_HEAD]
