"""Cells told apart by tinted grounds: their edges are rules, unless rules part the columns."""

from __future__ import annotations

import pymupdf
import pytest

from tests.pages.made import Draw, line, pdf, read

XS, YS = (30, 90, 190, 290), (40, 60, 80, 100)


def cells(gap: float) -> list[Draw]:
    def tint(x0: float, y0: float, x1: float, y1: float) -> Draw:
        box = (x0 + gap, y0 + gap, x1 - gap, y1 - gap)
        return lambda page: page.draw_rect(box, color=None, fill=(0.9, 0.9, 0.9))

    return [tint(x0, y0, x1, y1) for y0, y1 in zip(YS, YS[1:], strict=False) for x0, x1 in zip(XS, XS[1:], strict=False)]


def places(*draw: Draw) -> tuple[set[int], set[int]]:
    """Where upright and level rules run."""
    (page,) = read(pdf(*draw))
    return {round(r.x0) for r in page.rules if not r.horizontal}, {round(r.top) for r in page.rules if r.horizontal}


@pytest.mark.parametrize("gap", [0.0, 0.3, 0.5])
def test_tinted_cells_make_a_grid(gap: float) -> None:
    assert places(*cells(gap)) == (set(XS), set(YS))


def test_bands_show_rows() -> None:
    def band(y: float) -> Draw:
        return lambda page: page.draw_rect((30, y, 290, y + 20), color=None, fill=(0.9, 0.9, 0.9))

    assert places(*[band(y) for y in (40, 80, 120, 160)]) == ({30, 290}, {40, 60, 80, 100, 120, 140, 160, 180})


def test_three_patches_are_no_table() -> None:
    assert places(*cells(0.5)[:3]) == (set(), set())


def test_rules_between_columns_make_tints_a_decoration() -> None:
    assert places(*cells(0.5), line(120, 30, 120, 130)) == ({120}, set())


def white(x0: float, y0: float, x1: float, y1: float) -> Draw:
    return line(x0, y0, x1, y1, color=(1, 1, 1))


def ground(page: pymupdf.Page) -> None:
    page.draw_rect((30, 40, 290, 280), color=None, fill=(0.8, 0.85, 0.9))


@pytest.mark.parametrize(("tinted", "rules"), [(True, ({90}, {60})), (False, (set(), set()))])
def test_white_strokes_show_on_a_tinted_ground_alone(tinted: bool, rules: tuple[set[int], set[int]]) -> None:
    strokes = [white(90, 40, 90, 280), white(30, 60, 290, 60)]
    assert places(*([ground] if tinted else []), *strokes) == rules
