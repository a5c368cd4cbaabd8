"""Several threads at once, as several requests or workers are."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Made = TypeVar("Made")


def together(count: int, work: Callable[[int], Made]) -> Sequence[Made]:
    """What `work(0)` … `work(count - 1)` return, all begun at one moment."""
    gate = threading.Barrier(count)

    def one(number: int) -> Made:
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))
