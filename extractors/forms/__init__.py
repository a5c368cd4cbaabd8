"""Grids -> forms with canonical rows and columns. Titles, labels, columns and codes are data beside the code."""

from extractors.forms.folios import breaks, folio
from extractors.forms.read import chosen_forms, forms_hash, own_sets, read_forms, read_region, readable
from extractors.forms.regions import Region, find_regions

__all__ = [
    "Region",
    "breaks",
    "chosen_forms",
    "find_regions",
    "folio",
    "forms_hash",
    "own_sets",
    "read_forms",
    "read_region",
    "readable",
]
