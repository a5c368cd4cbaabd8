"""Random layouts without the odd practices: what most places print, which a reader must not fail at first sight."""

from __future__ import annotations

from typing import Any

from tests.typeset.layout import Layout

ODD_RULINGS = ("none", "frame", "verticals", "zebra", "white", "ground")
"""Grids that show no row, or show rows by tint alone."""

_PLAIN: dict[str, Any] = {
    "watermark_style": "slant",
    "hashes": False,
    "spaced_digits": False,
    "full_width_digits": False,
    "split_wide": "no",
    "header_every": 0,
    "clip_names": False,
}
"""Options as they are where nothing odd is done."""


def ordinary(layout: Layout) -> Layout:
    """The layout in the common way of ruling, figures and paper."""
    changes = dict(_PLAIN)
    if layout.ruling in ODD_RULINGS:
        changes["ruling"] = "grid"
    if layout.ruling in ("three_line", "full_rows", "row_segments") and layout.decimals == 0:
        changes["decimals"] = 2  # whole numbers in columns that no rule tells apart
    return layout.model_copy(update=changes)
