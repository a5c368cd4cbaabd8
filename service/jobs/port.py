"""What the service needs of whoever works its runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from service.store.runs import Run


class Runner(Protocol):
    """Works queued runs. The ledger says what waits; a runner that misses a word finds the run there all the same."""

    def submit(self, queued: Sequence[Run]) -> None:
        """These runs wait now; after the transaction that queued them."""

    def start(self) -> None:
        """Begin to work, or to hand over."""

    def idle_because(self) -> str:
        """Why nothing that waits would be worked by this process although it should; empty where all is well."""

    def stop(self) -> None:
        """End in good order: what is being worked is put back and lost nowhere."""
