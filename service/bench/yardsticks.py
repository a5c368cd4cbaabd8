"""What extraction is measured against. The only place besides the rooms themselves that touches these libraries."""

from __future__ import annotations

import importlib.util
import logging
import warnings
from pathlib import Path

HOW_TO_GET_PDFPLUMBER = "pdfplumber is not installed: pip install 'mingzhang[dev]' or pip install pdfplumber"


def has_pdfplumber() -> bool:
    """Whether this yardstick can be used."""
    return importlib.util.find_spec("pdfplumber") is not None


def pdfplumber_tables(path: Path) -> None:
    """pdfplumber's table extraction over all pages."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()


def camelot_default(path: Path) -> None:
    """Camelot as it comes, over all pages."""
    import camelot

    logging.getLogger("camelot").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        camelot.read_pdf(str(path), pages="all")


def mupdf_reading(path: Path) -> None:
    """MuPDF reading words and drawings, nothing else: the floor."""
    import pymupdf

    with pymupdf.open(path) as document:
        for page in document:
            page.get_text("words")
            page.get_cdrawings()
