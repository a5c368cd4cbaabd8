"""Python's search for reference cycles, less often while a document is read.

Reading makes a million small objects without cycles and keeps them; at the usual threshold the search walks over them,
and over all imported libraries, for a tenth of the time. The threshold belongs to the process: readings in several
threads share one raised threshold, and the last one to end puts back what was found.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = 50_000  # new objects between two searches; Python's own is 700 to 2,000

_lock = threading.Lock()
_found: list[tuple[int, int, int]] = []


@contextmanager
def rarely_collected() -> Iterator[None]:
    """For the block: search for cycles once per 50,000 new objects, or as rarely as it was (0 is never)."""
    with _lock:
        now = gc.get_threshold()
        _found.append(now)
        if 0 < now[0] < _RARELY:
            gc.set_threshold(_RARELY, *now[1:])
    try:
        yield
    finally:
        with _lock:
            first = _found[0]
            _found.pop()
            if not _found:
                gc.set_threshold(*first)
