"""Typesets invented final accounts in many layouts, with the truth of every printed figure."""

from tests.typeset.document import Made, make
from tests.typeset.layout import Layout
from tests.typeset.layouts import PRESETS, random_layout

__all__ = ["PRESETS", "Layout", "Made", "make", "random_layout"]
