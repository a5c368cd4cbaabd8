"""Pictures of pages to look at. The file is not to be trusted, so a child draws it; what was drawn is kept."""

from __future__ import annotations

import base64
import queue
from typing import Literal

from extractors.pages import Limits
from extractors.pipeline import Config
from service.errors import NotFound
from service.sandbox import DRAW, Sandbox
from service.store.files import FileStore

Size = Literal["small", "normal", "large"]
_DPI: dict[Size, int] = {"small": 60, "normal": 110, "large": 160}
_SEATS = 2
_COST = Limits(max_seconds=20.0, max_memory_mb=1000)


class PagePictures:
    """Two pages are drawn at the same time, the others wait. `close` at the end."""

    def __init__(self, files: FileStore, max_bytes: int) -> None:
        self._files = files
        self._config = Config(limits=_COST.model_copy(update={"max_bytes": max_bytes}))
        self._sandboxes = [Sandbox(DRAW) for _ in range(_SEATS)]
        self._seats: queue.LifoQueue[Sandbox] = queue.LifoQueue()  # the warm one first
        for sandbox in reversed(self._sandboxes):
            self._seats.put(sandbox)

    def png(self, document: str, page: int, size: Size) -> bytes:
        """A page, numbers from 1. Raises NotFound where there is none or it cannot be drawn, and what opening raises."""
        name = f"{document}-{page}-{size}.png"
        kept = self._files.made(name)
        if kept is None:
            kept = self._drawn(document, page, _DPI[size])
            self._files.keep_made(name, kept)
        return kept

    def close(self) -> None:
        """End the children."""
        for sandbox in self._sandboxes:
            sandbox.close()

    def _drawn(self, document: str, page: int, dpi: int) -> bytes:
        sandbox = self._seats.get()
        try:
            drawn = sandbox.draw(self._files.get(document), self._config, page, dpi)
        finally:
            self._seats.put(sandbox)
        if drawn.png is None:
            raise NotFound(what=f"picture of page {page} (of {drawn.pages}) of document", id=document)
        return base64.b64decode(drawn.png)
