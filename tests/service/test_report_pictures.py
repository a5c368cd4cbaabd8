from __future__ import annotations

import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Box
from extractors.pages import Limits
from service.exports.pictures import page_pictures
from service.exports.report_marks import placed
from tests.service.sample_report import FIGURES, place, sample_pdf

PRINTED = [(page, figure) for page, figures in FIGURES.items() for figure in figures]


def drawn(page: int, dpi: int = 110) -> tuple[pymupdf.Pixmap, tuple[float, float]]:
    picture = next(page_pictures(sample_pdf(), [page], dpi, Limits()))
    assert picture.png is not None
    return pymupdf.Pixmap(picture.png), (picture.width, picture.height)


def ink(picture: pymupdf.Pixmap, share: tuple[float, float, float, float]) -> int:
    """Dark pixels inside a rectangle given in percent of the picture."""
    left, top, width, height = share
    first, last = int(left * picture.width / 100), int((left + width) * picture.width / 100) + 1
    rows = range(int(top * picture.height / 100), int((top + height) * picture.height / 100) + 1)
    starts = (row * picture.stride for row in rows)
    samples = picture.samples
    return sum(
        grey < 128 for start in starts for grey in samples[start + first * picture.n : start + last * picture.n : picture.n]
    )


def share_of(place_text: str) -> tuple[float, float, float, float]:
    left, top, width, height = (float(part) for part in place_text.split(":")[1].split(","))
    return left, top, width, height


@pytest.mark.parametrize(("page", "figure"), PRINTED)
def test_a_box_lands_on_its_figure_also_on_a_rotated_page(page: int, figure: str) -> None:
    picture, size = drawn(page)
    share = share_of(placed([place(page, figure)], {page: size}))
    whole = ink(picture, (0, 0, 99.9, 99.9))
    inside = ink(picture, share)
    others = sum(ink(picture, share_of(placed([place(page, other)], {page: size}))) for other in FIGURES[page] if other != figure)
    assert inside > 40
    assert inside + others == pytest.approx(whole, rel=0.02)


def test_a_box_in_unrotated_space_would_miss() -> None:
    picture, size = drawn(2)
    page = pymupdf.open(stream=sample_pdf())[1]
    unrotated = page.search_for(FIGURES[2][0])[0]
    assert ink(picture, share_of(placed([Box(2, *unrotated)], {2: size}))) == 0


def test_a_rotated_page_is_drawn_as_displayed() -> None:
    upright, turned = drawn(1), drawn(2)
    assert upright[1] == (420, 600)
    assert turned[1] == (600, 420)
    assert turned[0].width > turned[0].height


@pytest.mark.parametrize("dpi", [72, 91, 110])
def test_the_picture_is_the_page_in_sixteen_greys(dpi: int) -> None:
    picture, _ = drawn(1, dpi)
    zoom = dpi / 72
    page = pymupdf.open(stream=sample_pdf())[0]
    exact = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), colorspace=pymupdf.csGRAY, alpha=False)
    assert (picture.width, picture.height) == (exact.width, exact.height)
    assert max(abs(one - other) for one, other in zip(picture.samples, exact.samples, strict=True)) <= 9


def test_widths_of_both_parities_occur_above() -> None:
    assert {drawn(1, dpi)[0].width % 2 for dpi in (72, 91, 110)} == {0, 1}


def test_a_huge_page_stays_a_small_picture() -> None:
    document = pymupdf.open()
    document.new_page(width=5000, height=7000)
    picture = next(page_pictures(document.tobytes(), [1], 120, Limits()))
    assert picture.png is not None
    image = pymupdf.Pixmap(picture.png)
    assert image.width * image.height < 2_010_000
    assert (picture.width, picture.height) == (5000, 7000)


edges = st.floats(0, 500, allow_nan=False)


@given(
    left=edges,
    top=edges,
    width=st.floats(1, 300),
    height=st.floats(1, 300),
    size=st.tuples(st.floats(801, 1200), st.floats(801, 1200)),
)
def test_boxes_scale_with_the_page(left: float, top: float, width: float, height: float, size: tuple[float, float]) -> None:
    share = share_of(placed([Box(3, left, top, left + width, top + height)], {3: size}))
    back = (share[0] * size[0], share[1] * size[1], share[2] * size[0], share[3] * size[1])
    assert [edge / 100 for edge in back] == pytest.approx([left, top, width, height], abs=0.07)


@pytest.mark.parametrize(
    "box", [Box(9, 1, 1, 5, 5), Box(1, 5, 5, 5, 9), Box(1, 700, 5, 800, 9), Box(1, 9, 9, 3, 3), Box(1, -9, -9, -1, -1)]
)
def test_a_box_off_the_page_has_no_place(box: Box) -> None:
    assert placed([box], {1: (600, 800)}) == ""


def test_a_box_over_the_edge_is_cut_and_several_are_joined() -> None:
    assert (
        placed([Box(1, -10, 0, 60, 80), Box(1, 540, 720, 900, 900)], {1: (600, 800)})
        == "1:0.00,0.00,10.00,10.00;1:90.00,90.00,10.00,10.00"
    )


def test_many_pages_come_in_order_each_its_own() -> None:
    document = pymupdf.open()
    for number in range(1, 21):
        document.new_page(width=100 + number, height=200)
    wanted = [number for number in range(1, 21) if number != 4]
    pictures = list(page_pictures(document.tobytes(), wanted, 72, Limits()))
    assert [(picture.page, picture.width) for picture in pictures] == [(number, 100 + number) for number in wanted]
