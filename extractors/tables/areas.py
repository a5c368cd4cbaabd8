"""A stretch of a page and what earlier pages tell of its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractors.model import Glyph, Page, Rule
from extractors.tables.grid import Edge
from extractors.tables.lattice import Mesh
from extractors.tables.rows import TextRow


class Area(NamedTuple):
    """A horizontal band of a page, upright points."""

    page: Page
    top: float
    bottom: float


class Known(NamedTuple):
    """What earlier pages tell of the table: column boundaries with how they were known, or only the lines of its header."""

    xs: tuple[float, ...] = ()
    edges: tuple[Edge, ...] = ()
    header: tuple[TextRow, ...] = ()


def ink(area: Area) -> tuple[list[Glyph], list[Rule]]:
    """The glyphs whose line's middle lies in the area, and the rules that reach it (3 points of grace)."""
    glyphs = [g for line in area.page.lines if area.top <= (line.top + line.bottom) / 2 <= area.bottom for g in line.glyphs]
    return glyphs, [r for r in area.page.rules if r.bottom >= area.top - 3 and r.top <= area.bottom + 3]


def inside(glyphs: Sequence[Glyph], mesh: Mesh) -> list[Glyph]:
    """The glyphs whose middle lies within the outer edges of a mesh."""
    top, bottom, left, right = mesh.ys[0], mesh.ys[-1], mesh.xs[0], mesh.xs[-1]
    return [g for g in glyphs if top <= g.y <= bottom and left <= g.x <= right]
