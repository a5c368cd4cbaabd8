"""Pages -> grids of cells. Camelot makes the cells (see lattice.py, its only door); glyphs are placed by their own position."""

from extractors.tables.areas import Area, Known
from extractors.tables.build import grids, header_rows
from extractors.tables.centred import counts_columns
from extractors.tables.grid import Cell, Grid, ink_of
from extractors.tables.rows import TextRow, begins_row, text_rows
from extractors.tables.table_lines import holds_whole_numbers
from extractors.tables.tokens import Token, apart, in_letters
from extractors.tables.undrawn import shared_columns

__all__ = [
    "Area",
    "Cell",
    "Grid",
    "Known",
    "TextRow",
    "Token",
    "apart",
    "begins_row",
    "counts_columns",
    "grids",
    "header_rows",
    "holds_whole_numbers",
    "in_letters",
    "ink_of",
    "shared_columns",
    "text_rows",
]
