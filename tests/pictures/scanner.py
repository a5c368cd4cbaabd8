"""A scanner: a document with a text layer -> the same pages as leaning, noisy, uneven gray JPEGs."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pymupdf

from extractors.model import Frozen


class Glass(Frozen):
    """How badly it scans: pixels an inch, lean in degrees clockwise, noise in gray levels, JPEG quality, uneven light, specks."""

    dpi: int = 150
    lean: float = 0.5
    noise: float = 4.0
    quality: int = 78
    shade: float = 0.06
    specks: int = 6
    blur: float = 0.0
    sideways: int = 0


def scan(pdf: bytes, glass: Glass, seed: int = 1, pages: Sequence[int] | None = None) -> bytes:
    """The scan as a PDF with one picture a page and no text; `pages` count from 1. The same arguments give the same pictures."""
    rng = np.random.default_rng(seed)
    with pymupdf.open(stream=pdf, filetype="pdf") as source, pymupdf.open() as scanned:
        for number in pages or range(1, source.page_count + 1):
            page = source[number - 1]
            picture = _picture(page, glass, rng)
            sheet = scanned.new_page(width=picture.shape[1] * 72 / glass.dpi, height=picture.shape[0] * 72 / glass.dpi)
            ok, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, glass.quality])
            assert ok
            sheet.insert_image(sheet.rect, stream=jpeg.tobytes())
        return bytes(scanned.tobytes())


def _picture(page: pymupdf.Page, glass: Glass, rng: np.random.Generator) -> np.ndarray:
    shown = page.get_pixmap(dpi=glass.dpi, colorspace=pymupdf.csGRAY, alpha=False)
    gray = np.frombuffer(shown.samples, np.uint8).reshape(shown.height, shown.width).astype(np.float32)
    height, width = gray.shape
    lean = cv2.getRotationMatrix2D((width / 2, height / 2), -glass.lean, 1.0)
    gray = cv2.warpAffine(gray, lean, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255,))
    if glass.blur:
        gray = cv2.GaussianBlur(gray, (0, 0), glass.blur)
    light = (
        1
        - glass.shade
        * np.linspace(0, 1, width, dtype=np.float32)[None, :]
        * np.linspace(0.3, 1, height, dtype=np.float32)[:, None]
    )
    for _ in range(glass.specks):
        x, y = int(rng.integers(4, width - 4)), int(rng.integers(4, height - 4))
        gray[y : y + 2, x : x + 2] = 30
    noisy = gray * 0.97 * light + rng.normal(0, glass.noise, gray.shape)
    return np.rot90(np.clip(noisy, 0, 255).astype(np.uint8), -glass.sideways // 90)
