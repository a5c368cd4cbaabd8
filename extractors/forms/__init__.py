"""Grids -> forms with canonical rows and columns. Titles, labels, columns and codes are data beside the code."""

from extractors.forms.read import read_forms

__all__ = ["read_forms"]
