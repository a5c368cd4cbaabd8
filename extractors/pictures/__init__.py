"""Pages that are pictures: words with confidence and ruled lines from their pixels.

Nothing of it is loaded before a picture is to be read: OpenCV, ONNX and the networks cost seconds and memory.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractors.pictures.standing import claims_from_pictures

if TYPE_CHECKING:
    from extractors.model import Page

__all__ = ["can_read", "claims_from_pictures", "read_picture_tables", "read_pictures"]


def can_read() -> bool:
    """Whether the reader of pictures is installed."""
    return importlib.util.find_spec("rapidocr") is not None


def read_pictures(data: bytes, pages: Sequence[Page], most: int) -> tuple[Page, ...]:
    """The same pages; those of kind `picture`, at most so many, with what is printed on them."""
    from extractors.pictures.pages import read_scans

    return read_scans(data, pages, most)


def read_picture_tables(data: bytes, pages: Sequence[Page], titled: Sequence[int], most: int) -> tuple[Page, ...]:
    """The same pages; tables that are pictures on those `titled`, and on pages they run on to, at most so many, with words."""
    from extractors.pictures.pages import read_tables

    return read_tables(data, pages, titled, most)
