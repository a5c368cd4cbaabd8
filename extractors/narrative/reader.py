"""What every reader of the narrative is: rules offline, or a model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from extractors.model import Claim, Outline, Page


class Reader(Protocol):
    """Reads the sentences of a document into claims whose every field stands on the page as quoted."""

    @property
    def name(self) -> str:
        """How the reader signs its claims: `rules`, `llm:<model>`."""
        ...

    def read(self, pages: Sequence[Page], outline: Outline) -> tuple[Claim, ...]:
        """All claims of the document, in the order they are printed."""
        ...
