"""Type 3 fonts: their outlines are dropped before text is read; what is read stays the same."""

from __future__ import annotations

import pymupdf
import pytest

from extractors.pages import Limits, read_pages
from extractors.type3 import GlyphPrograms

OUTLINE = "500 0 0 0 500 700 d1 0 0 500 700 re f"
COLOURED = "500 0 d0 1 0 0 rg 0 0 500 700 re f"
BOX = "[0 0 500 700]"


def typed(program: str, box: str = BOX, filler: int = 0) -> pymupdf.Document:
    """A page that prints "ab" in a Type 3 font at the left edge of its clip; so many more codes are filled with a."""
    document = pymupdf.open()
    page = document.new_page(width=300, height=300)
    program_number, font = document.get_new_xref(), document.get_new_xref()
    document.update_object(program_number, "<<>>")
    document.update_stream(program_number, program.encode())
    document.update_object(
        font,
        f"<</Type/Font/Subtype/Type3/FontMatrix[.001 0 0 .001 0 0]/FontBBox {box}/FirstChar 97/LastChar 98"
        f"/Widths[500 500]/Encoding<</Type/Encoding/Differences[{97 - filler}{'/a' * filler}/a/b]>>"
        f"/CharProcs<</a {program_number} 0 R/b {program_number} 0 R>>/Resources<<>>>>",
    )
    content = document.get_new_xref()
    document.update_object(content, "<<>>")
    document.update_stream(content, b"50 50 200 200 re W n BT /T 20 Tf 50 100 Td (a) Tj 10 0 Td (b) Tj ET")
    document.xref_set_key(page.xref, "Resources", f"<</Font<</T {font} 0 R>>>>")
    document.xref_set_key(page.xref, "Contents", f"{content} 0 R")
    return pymupdf.open(stream=document.tobytes())


def in_a_drawing(document: pymupdf.Document, times: int = 1) -> pymupdf.Document:
    """The same page with its content inside drawings (form XObjects), one in the other, of which the innermost has the font."""
    page = document[0]
    content, font = document.xref_stream(page.get_contents()[0]), document.get_page_fonts(0)[0][0]
    resources = f"<</Font<</T {font} 0 R>>>>"
    for _ in range(times):
        drawing = document.get_new_xref()
        document.update_object(drawing, f"<</Type/XObject/Subtype/Form/BBox[0 0 300 300]/Resources{resources}>>")
        document.update_stream(drawing, content)
        content, resources = b"/D Do", f"<</XObject<</D {drawing} 0 R>>>>"
    document.update_stream(page.get_contents()[0], content)
    document.xref_set_key(page.xref, "Resources", resources)
    return pymupdf.open(stream=document.tobytes())


def programs(document: pymupdf.Document) -> set[bytes]:
    font = document.get_page_fonts(0)[0][0]
    names = document.xref_get_key(font, "CharProcs")[1]
    numbers = [int(word.split()[0]) for word in names.replace("/a", ",").replace("/b", ",").strip("<>").split(",")[1:]]
    return {document.xref_stream(number) for number in numbers}


def test_outlines_are_replaced_by_their_box() -> None:
    document = typed(OUTLINE)
    GlyphPrograms(document).stub(0)
    assert programs(document) == {b"1000 0 0 0 500 700 d1\n"}


@pytest.mark.parametrize("times", [1, 2])
def test_fonts_of_drawings_are_stubbed_too_and_read_the_same(times: int) -> None:
    whole, document = in_a_drawing(typed(OUTLINE), times), in_a_drawing(typed(OUTLINE), times)
    GlyphPrograms(document).stub(0)
    assert programs(document) == {b"1000 0 0 0 500 700 d1\n"}
    assert document[0].get_text("rawdict") == whole[0].get_text("rawdict")
    assert "ab" in document[0].get_text()


def test_a_drawing_that_shows_itself_ends() -> None:
    document = in_a_drawing(typed(OUTLINE))
    drawing = document.get_page_xobjects(0)[0][0]
    document.xref_set_key(drawing, "Resources", f"<</XObject<</D {drawing} 0 R>>>>")
    met = GlyphPrograms(document)
    met.stub(0)
    assert met.fonts == 0


@pytest.mark.parametrize(("program", "box"), [(COLOURED, BOX), (OUTLINE, "[0 0 0 0]")])
def test_programs_without_a_box_and_fonts_without_one_stay(program: str, box: str) -> None:
    document = typed(program, box)
    GlyphPrograms(document).stub(0)
    assert programs(document) == {program.encode()}


@pytest.mark.parametrize("program", [OUTLINE, COLOURED])
def test_what_is_read_does_not_change(program: str) -> None:
    whole, stubbed = typed(program), typed(program)
    GlyphPrograms(stubbed).stub(0)
    assert stubbed[0].get_text("rawdict") == whole[0].get_text("rawdict")


def test_glyphs_at_the_edge_of_the_clip_are_read() -> None:
    page = next(read_pages(typed(OUTLINE).tobytes(), Limits()))
    assert page.text == "ab"


def test_every_font_is_met_once() -> None:
    document = typed(OUTLINE)
    met = GlyphPrograms(document)
    met.stub(0)
    met.stub(0)
    assert met.fonts == 1


def test_a_filled_encoding_is_thinned_out_and_looks_the_same() -> None:
    whole, thin = typed(OUTLINE, filler=60), typed(OUTLINE, filler=60)
    GlyphPrograms(thin).thin_out(0)
    font = thin.get_page_fonts(0)[0][0]
    assert "/a " not in thin.xref_get_key(font, "CharProcs")[1]
    assert thin[0].get_text() == whole[0].get_text() == "ab\n"


def test_an_encoding_that_is_not_filled_draws_as_before() -> None:
    whole, thin = typed(OUTLINE), typed(OUTLINE)
    GlyphPrograms(thin).thin_out(0)
    assert thin[0].get_pixmap().samples == whole[0].get_pixmap().samples
