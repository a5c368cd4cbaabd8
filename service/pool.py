"""Pieces of work spread over sandboxes: each piece has a child to itself for as long as it takes."""

from __future__ import annotations

import queue
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from typing import TypeVar

from service.sandbox import Sandbox

Piece = TypeVar("Piece")
Ended = TypeVar("Ended")


def in_sandboxes(
    pieces: Sequence[Piece], job: str, jobs: int, do: Callable[[Piece, Sandbox], Ended], tell: Callable[[Ended], None]
) -> list[Ended]:
    """Do every piece, `jobs` at a time; `tell` hears of each as it ends. What came of them comes back in the given order."""
    with ExitStack() as stack:
        sandboxes = [stack.enter_context(Sandbox(job)) for _ in range(jobs)]
        threads = stack.enter_context(ThreadPoolExecutor(jobs))
        free: queue.SimpleQueue[Sandbox] = queue.SimpleQueue()
        for sandbox in sandboxes:
            free.put(sandbox)
        futures = {threads.submit(_with_a_free_one, free, do, piece): place for place, piece in enumerate(pieces)}
        try:
            return _in_order(futures, tell)
        except BaseException:  # an interruption: let no thread go on waiting for its child
            threads.shutdown(wait=False, cancel_futures=True)
            for sandbox in sandboxes:
                sandbox.interrupt()
            raise


def _with_a_free_one(free: queue.SimpleQueue[Sandbox], do: Callable[[Piece, Sandbox], Ended], piece: Piece) -> Ended:
    sandbox = free.get()
    try:
        return do(piece, sandbox)
    finally:
        free.put(sandbox)


def _in_order(futures: Mapping[Future[Ended], int], tell: Callable[[Ended], None]) -> list[Ended]:
    """What came of the pieces told as they end, then all by their place."""
    ended: dict[int, Ended] = {}
    for future in as_completed(futures):
        ended[futures[future]] = future.result()
        tell(future.result())
    return [ended[place] for place in sorted(ended)]
