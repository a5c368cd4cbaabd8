"""Grids -> forms with canonical rows and columns. Titles, labels, columns and codes are data beside the code."""

from extractors.forms.read import forms_hash, read_forms

__all__ = ["forms_hash", "read_forms"]
