"""What the sandbox's child does where a page is to be seen: draws it. Light, so that the first picture comes soon."""

from __future__ import annotations

import base64

from extractors.pages import Limits, open_pdf
from service.exports.pictures import page_pictures
from service.messages import Ask, Drawn, Request


def draw(data: bytes, request: Request, ask: Ask) -> Drawn:  # noqa: ARG001
    """One page as PNG. Raises what opening the document raises."""
    with open_pdf(data, Limits()) as document:
        pages = document.page_count
    if not 1 <= request.page <= pages:
        return Drawn(png=None, pages=pages)
    png = next(iter(page_pictures(data, [request.page], request.dpi, Limits()))).png
    return Drawn(png=None if png is None else base64.b64encode(png).decode(), pages=pages)
