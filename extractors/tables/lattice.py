"""The one door to Camelot: ruled lines -> grids of cells. Its bottom-left origin is flipped here and nowhere else.

Camelot's own PDF reading is left out: its `Lattice` parser, vector engine, gets the ruled segments that MuPDF read
(and the virtual ones that `columns` and `rows` infer), so a page is parsed once and rotated pages need no second geometry.
"""

from __future__ import annotations

import logging
from typing import Any, NamedTuple

from camelot.image_processing import coalesce_collinear_lines, find_joints_from_lines
from camelot.parsers import Lattice

from extractors.model import Rule

logging.getLogger("camelot").setLevel(logging.ERROR)
logging.getLogger("playa").setLevel(logging.ERROR)

_JOINT_TOLERANCE = 2.0


class Mesh(NamedTuple):
    """A grid of boundaries: `xs` left to right, `ys` top to bottom; which inner edges are drawn.

    `right[r][c]`: there is a rule between cell (r, c) and (r, c + 1); `below[r][c]`: between (r, c) and (r + 1, c).
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    right: tuple[tuple[bool, ...], ...]
    below: tuple[tuple[bool, ...], ...]


class _RuledLattice(Lattice):
    """Camelot's lattice parser on given segments (x0, y0, x1, y1), bottom-left origin."""

    def __init__(self, horizontal: list[Any], vertical: list[Any], size: tuple[float, float]) -> None:
        Lattice.__init__(self, engine="vector")
        self.horizontal_segments = coalesce_collinear_lines(horizontal, "horizontal")
        self.vertical_segments = coalesce_collinear_lines(vertical, "vertical")
        self.prepare_page_parse("page.pdf", None, size, 1, [], [], [], "", {})

    def _generate_table_bbox(self) -> None:
        joints = find_joints_from_lines(self.horizontal_segments, self.vertical_segments)
        self.table_bbox_parses = {box: {"joints": points} for box, points in joints.items()}
        self._compute_table_anchors()

    def tables(self) -> list[Any]:
        """Camelot tables with their edges set, top of the page first."""
        self._generate_table_bbox()
        found = []
        for index, box in enumerate(self.table_bboxes()):
            columns, rows, vertical, horizontal = self._generate_columns_and_rows(box, None)
            table = self._initialize_new_table(index, box, columns, rows)
            found.append(table.set_edges(vertical, horizontal, joint_tol=_JOINT_TOLERANCE).set_border())
        return found


def meshes(rules: list[Rule], width: float, height: float) -> list[Mesh]:
    """Every grid that the rules of a page form, top to bottom, in upright space (top-left origin)."""
    horizontal = [(r.x0, height - r.top, r.x1, height - r.top) for r in rules if r.horizontal]
    vertical = [(r.x0, height - r.bottom, r.x0, height - r.top) for r in rules if not r.horizontal]
    if len(horizontal) < 2 or len(vertical) < 2:
        return []
    return [_mesh(table, height) for table in _RuledLattice(horizontal, vertical, (width, height)).tables()]


def _mesh(table: Any, height: float) -> Mesh:
    cells = table.cells
    xs = (table.cols[0][0], *(right for _, right in table.cols))
    ys = (height - table.rows[0][0], *(height - bottom for _, bottom in table.rows))
    right = tuple(tuple(a.right or b.left for a, b in zip(row, row[1:], strict=False)) for row in cells)
    below = tuple(
        tuple(a.bottom or b.top for a, b in zip(upper, lower, strict=True))
        for upper, lower in zip(cells, cells[1:], strict=False)
    )
    return Mesh(xs, ys, right, below)
