"""What money went into: verbatim from behind 主要用于, 主要包括 to the end of its sentence or its list."""

from __future__ import annotations

import re

from extractors.narrative.grounding import Span
from extractors.narrative.rules.wording import wording

_WORDS = wording().use
USE = re.compile(_WORDS["lead_in"])
_END = re.compile(r"[。\n;]")


def use_after(text: str, start: int, end: int | None = None) -> Span | None:
    """The use that follows an amount at once; None where none does."""
    limit = len(text) if end is None else end
    opened = USE.match(text, start, limit)
    if opened is None:
        return None
    stop = _END.search(text, opened.end(), limit)
    return opened.end(), stop.start() if stop else limit
