"""Type 3 fonts, whose glyphs are small page programs: MuPDF runs every one of them before it reads a page's text.

Reading text needs the widths, the character map and a glyph's box, never its outline. So, in the opened document that
only text is read from, outlines are replaced by the one operator that states the box (`d1`): printers that write a
font per page and style then cost a fraction of the time and memory. Some also fill every unused code with the missing
glyph, which MuPDF would run hundreds of times for each font. The file itself stays as it is.

Thousands of glyph programs are met in a document, so objects are handled by MuPDF's bare pointers (`ll_`): those that
are looked up belong to the document and live as long as it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pymupdf
from pymupdf import mupdf

_NAMES = {
    name: mupdf.pdf_new_name(name)
    for name in (
        *("CharProcs", "Differences", "Encoding", "Font", "FontBBox", "Resources", "Subtype", "XObject"),
        "first.of.filler",
    )
}
_FONT, _RESOURCES, _SUBTYPE, _XOBJECT, _PROGRAMS, _BOX, _ENCODING, _DIFFERENCES, _FIRST = (
    _NAMES[name].m_internal
    for name in (
        *("Font", "Resources", "Subtype", "XObject", "CharProcs", "FontBBox", "Encoding", "Differences"),
        "first.of.filler",
    )
)
_STATES_BOX = b" d1"
_HEAD = 120
_FILLED = 4  # codes per glyph from which an encoding counts as filled up

Rectangle = tuple[float, float, float, float]
Pointer = Any  # pdf_obj *


class GlyphPrograms:
    """The Type 3 glyph programs of one opened document; `fonts` counts the fonts of all kinds met so far."""

    def __init__(self, document: pymupdf.Document) -> None:
        self._pdf = mupdf.pdf_document_from_fz_document(document.this)
        self._met: set[int] = set()
        self._drawn: set[int] = set()
        self._stubs: dict[Rectangle, mupdf.PdfObj] = {}

    @property
    def fonts(self) -> int:
        """How many fonts the pages met so far use."""
        return len(self._met)

    def stub(self, index: int) -> None:
        """Make the outlines of a page's Type 3 fonts empty; the page (from 0) must not have been read yet."""
        for font in self._new_fonts(index):
            programs = mupdf.ll_pdf_dict_get(font, _PROGRAMS)
            self._stub_font(font, programs, _filler(font, programs))

    def thin_out(self, index: int) -> None:
        """Spare a page's Type 3 fonts what no code of theirs draws; the page (from 0) looks the same."""
        for font in self._new_fonts(index):
            programs = mupdf.ll_pdf_dict_get(font, _PROGRAMS)
            filler = _filler(font, programs)
            if filler is not None:
                _keep_for_first_code(font, programs, filler)

    def _new_fonts(self, index: int) -> Iterator[Pointer]:
        """The Type 3 fonts that a page, or a drawing that it shows, uses, and no earlier page did."""
        page = mupdf.pdf_lookup_page_obj(self._pdf, index)
        yield from self._fonts_of(mupdf.ll_pdf_dict_get_inheritable(page.m_internal, _RESOURCES))

    def _fonts_of(self, resources: Pointer) -> Iterator[Pointer]:
        for font in self._unmet(mupdf.ll_pdf_dict_get(resources, _FONT), self._met):
            if _subtype(font) == "Type3":
                yield font
        for drawing in self._unmet(mupdf.ll_pdf_dict_get(resources, _XOBJECT), self._drawn):
            if _subtype(drawing) == "Form":
                yield from self._fonts_of(mupdf.ll_pdf_dict_get(drawing, _RESOURCES))

    @staticmethod
    def _unmet(entries: Pointer, met: set[int]) -> Iterator[Pointer]:
        """The values of a dictionary whose object numbers are new; they are met from now on."""
        for place in range(mupdf.ll_pdf_dict_len(entries)):
            entry = mupdf.ll_pdf_dict_get_val(entries, place)
            number = mupdf.ll_pdf_to_num(entry)
            if number not in met:
                met.add(number)
                yield entry

    def _stub_font(self, font: Pointer, programs: Pointer, filler: Pointer | None) -> None:
        """A font with an empty box, or with a program that states none (it may draw text of its own), stays as it is.

        The filler gets no program at all. The stubs are a dictionary of their own: altering the file's is slow.
        """
        count = mupdf.ll_pdf_dict_len(programs)
        box = mupdf.ll_pdf_dict_get_rect(font, _BOX)
        sides = (box.x0, box.y0, box.x1, box.y1)
        if sides[0] == sides[2] or sides[1] == sides[3] or not count:
            return
        if not _states_box(mupdf.ll_pdf_dict_get_val(programs, count - 1)):
            return
        stub = (self._stubs.get(sides) or self._stubs.setdefault(sides, self._stub_for(sides))).m_internal
        stubs = mupdf.ll_pdf_new_dict(self._pdf.m_internal, count)
        for place in range(count):
            mupdf.ll_pdf_dict_put(stubs, mupdf.ll_pdf_dict_get_key(programs, place), stub)
        if filler is not None:
            mupdf.ll_pdf_dict_del(stubs, filler)
        mupdf.ll_pdf_dict_put_drop(font, _PROGRAMS, stubs)

    def _stub_for(self, sides: Rectangle) -> mupdf.PdfObj:
        program = " ".join(f"{side:g}" for side in (1000, 0, *sides)) + " d1\n"
        return mupdf.pdf_add_stream(self._pdf, mupdf.fz_new_buffer_from_copied_data(program.encode()), mupdf.PdfObj(), 0)


def _subtype(entry: Pointer) -> str:
    name: str = mupdf.ll_pdf_to_name(mupdf.ll_pdf_dict_get(entry, _SUBTYPE))
    return name


def _filler(font: Pointer, programs: Pointer) -> Pointer | None:
    """The name of the missing glyph where it fills all unused codes, one after the other: it would be run for each of them."""
    codes = mupdf.ll_pdf_dict_get(mupdf.ll_pdf_dict_get(font, _ENCODING), _DIFFERENCES)
    if mupdf.ll_pdf_array_len(codes) < _FILLED * mupdf.ll_pdf_dict_len(programs):
        return None
    filler, *others = (mupdf.ll_pdf_array_get(codes, place) for place in (1, 2, 3))
    return filler if all(mupdf.ll_pdf_name_eq(filler, other) for other in others) else None


def _keep_for_first_code(font: Pointer, programs: Pointer, filler: Pointer) -> None:
    """Only the first code, the one that prints it, draws the missing glyph."""
    program = mupdf.ll_pdf_dict_get(programs, filler)
    if mupdf.ll_pdf_is_stream(program):
        held = mupdf.PdfObj(mupdf.ll_pdf_keep_obj(program))
        codes = mupdf.ll_pdf_dict_get(mupdf.ll_pdf_dict_get(font, _ENCODING), _DIFFERENCES)
        mupdf.ll_pdf_dict_del(programs, filler)
        mupdf.ll_pdf_array_put(codes, 1, _FIRST)
        mupdf.ll_pdf_dict_put(programs, _FIRST, held.m_internal)


def _states_box(program: Pointer) -> bool:
    if not mupdf.ll_pdf_is_stream(program):
        return False
    text: bytes = mupdf.fz_buffer_extract_copy(mupdf.FzBuffer(mupdf.ll_pdf_load_stream(program)))
    return _STATES_BOX in text[:_HEAD]
