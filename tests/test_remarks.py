"""What must be known before the figures: mended files, tables that are pictures."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.model import FormRead, Page
from extractors.pages import Limits
from extractors.remarks import remarks
from tests.pages.made import pdf, text
from tests.tables import paper

SOUND = pdf(text("收入决算表", 50, 50), pages=2)
CUT = SOUND[: SOUND.index(b"startxref") - 20]
PAGES = (Page(number=1, width=400, height=300), Page(number=2, width=400, height=300, kind="blank"))


def said(data: bytes = SOUND, status: Any = "read") -> tuple[str, ...]:
    form = FormRead(form="FA02", title="收入决算表", unit="万元", status=status, pages=(1,))
    return remarks(data, Limits(), PAGES, (form,))


def test_a_sound_document_whose_tables_are_read_needs_no_remark() -> None:
    assert said() == ()


def test_a_file_cut_short_is_told_with_the_pages_that_show_nothing() -> None:
    (remark,) = said(CUT)
    assert "mended" in remark
    assert "1 of its 2 pages show nothing" in remark


def test_forms_printed_as_pictures_are_named() -> None:
    assert said(status="picture") == ("printed as pictures and not read: FA02",)


@pytest.mark.parametrize(
    ("printed", "page"), [(("5", "6", "9"), 3), (("5", "4", "6"), 2), (("5", "6", "1"), None), (("5", "6", "7"), None)]
)
def test_page_numbers_that_do_not_follow_are_told(printed: tuple[str, ...], page: int | None) -> None:
    pages = [paper.page([paper.line(paper.glyphs(number, 280, 800))], number=n) for n, number in enumerate(printed, start=1)]
    told = remarks(SOUND, Limits(), pages, ())
    assert [f"at page {page}:" in remark for remark in told] == ([True] if page else [])
