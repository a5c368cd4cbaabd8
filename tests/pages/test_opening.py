"""What can be opened is opened within limits; what cannot is refused with its reason."""

from __future__ import annotations

import pymupdf
import pytest

from extractors.errors import Damaged, EmptyFile, Encrypted, InputRefused, NotAPdf, TooLarge, TooManyPages
from extractors.pages import Limits
from tests.pages.made import pdf, read, text

PLAIN = pdf(text("收入决算表", 50, 50))


def test_a_sound_file_is_read() -> None:
    (page,) = read(PLAIN)
    assert (page.number, page.width, page.height, page.text) == (1, 400, 300, "收入决算表")


@pytest.mark.parametrize(
    ("data", "refusal", "says"),
    [
        pytest.param(b"", EmptyFile, "empty", id="empty"),
        pytest.param(b"\xd0\xcf\x11\xe0 and so on", NotAPdf, "old Word or Excel", id="old-office"),
        pytest.param(b"  <!DOCTYPE html><html></html>", NotAPdf, "web page", id="web-page"),
        pytest.param(b"\x89PNG\r\n", NotAPdf, "picture", id="picture"),
        pytest.param(b"just words", NotAPdf, "text", id="text"),
        pytest.param("决算".encode("gbk"), NotAPdf, "text", id="text-gbk"),
        pytest.param(b"PK\x03\x04 and so on", NotAPdf, "zip", id="zip"),
        pytest.param(b"\0\1\2\3", NotAPdf, "other kind", id="unknown"),
        pytest.param(b"%PDF-1.7\nnothing more", Damaged, "damaged", id="header-only"),
        pytest.param(PLAIN[:120], Damaged, "damaged", id="cut-short"),
    ],
)
def test_what_is_no_readable_pdf_is_refused(data: bytes, refusal: type[InputRefused], says: str) -> None:
    with pytest.raises(refusal, match=says) as caught:
        read(data)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_a_password_is_asked_for() -> None:
    locked = pdf(text("收入决算表", 50, 50), encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="u", owner_pw="o")
    with pytest.raises(Encrypted, match="password"):
        read(locked)


def test_a_file_that_anyone_may_open_is_not_refused_for_its_owner_password() -> None:
    guarded = pdf(text("收入决算表", 50, 50), encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="o")
    assert [page.text for page in read(guarded)] == ["收入决算表"]


def test_the_limit_of_pages() -> None:
    three = pdf(text("x", 50, 50), pages=3)
    assert len(read(three, Limits(max_pages=3))) == 3
    with pytest.raises(TooManyPages, match="3 pages, the limit is 2"):
        read(three, Limits(max_pages=2))


def test_the_limit_of_bytes() -> None:
    assert read(PLAIN, Limits(max_bytes=len(PLAIN)))
    with pytest.raises(TooLarge):
        read(PLAIN, Limits(max_bytes=len(PLAIN) - 1))


def test_pages_keep_their_numbers_over_several_sittings() -> None:
    many = read(pdf(text("x", 50, 50), pages=19))
    assert [page.number for page in many] == list(range(1, 20))
    assert {page.text for page in many} == {"x"}
