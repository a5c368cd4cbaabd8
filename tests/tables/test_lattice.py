"""Camelot's cells in the page's own coordinates."""

from __future__ import annotations

import pytest

from extractors.model import Rule
from extractors.tables.lattice import meshes

BOX = [Rule(50, 100, 250, 100), Rule(50, 160, 250, 160), Rule(50, 100, 50, 160), Rule(250, 100, 250, 160)]


def test_rows_run_downwards_from_the_top_left() -> None:
    (mesh,) = meshes([*BOX, Rule(50, 110, 250, 110), Rule(90, 100, 90, 160)], 595, 842)
    assert mesh.xs == pytest.approx((50, 90, 250), abs=1)
    assert mesh.ys == pytest.approx((100, 110, 160), abs=1)


def test_an_edge_that_is_not_drawn_merges_cells() -> None:
    (mesh,) = meshes([*BOX, Rule(50, 130, 250, 130), Rule(150, 130, 150, 160)], 595, 842)
    assert mesh.right == ((False,), (True,))
    assert mesh.below == ((True, True),)


def test_an_edge_that_is_not_drawn_merges_rows() -> None:
    (mesh,) = meshes([*BOX, Rule(150, 100, 150, 160), Rule(150, 130, 250, 130)], 595, 842)
    assert mesh.right == ((True,), (True,))
    assert mesh.below == ((False, True),)


def test_two_tables_top_to_bottom() -> None:
    above = [*BOX, Rule(50, 130, 250, 130), Rule(150, 100, 150, 160)]
    below = [Rule(r.x0, r.top + 200, r.x1, r.bottom + 200) for r in above]
    assert [round(mesh.ys[0]) for mesh in meshes([*below, *above], 595, 842)] == [100, 300]


@pytest.mark.parametrize("rules", [[], BOX[:2], BOX[2:], [BOX[0], BOX[2]]])
def test_lines_that_enclose_nothing_are_no_table(rules: list[Rule]) -> None:
    assert meshes(rules, 595, 842) == []
