"""Pages -> grids of cells. Camelot makes the cells (see lattice.py, its only door); glyphs are placed by their own position."""

from extractors.tables.build import Area, Known, grids, header_rows, shared_columns
from extractors.tables.grid import Cell, Grid, ink_of
from extractors.tables.rows import TextRow, begins_row, text_rows
from extractors.tables.tokens import Token, token_of

__all__ = [
    "Area",
    "Cell",
    "Grid",
    "Known",
    "TextRow",
    "Token",
    "begins_row",
    "grids",
    "header_rows",
    "ink_of",
    "shared_columns",
    "text_rows",
    "token_of",
]
