"""Codes that one table prints more than once: numbered in print order."""

from __future__ import annotations

from collections import Counter

from extractors.forms.collector import Collector


class Repeats:
    """Gives each print of a code a key of its own; `settle` numbers the first print as well where others followed."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def key(self, key: str) -> str:
        """`301` when first printed, then `301#2` and so on."""
        self._seen[key] += 1
        return key if self._seen[key] == 1 else f"{key}#{self._seen[key]}"

    def settle(self, collector: Collector) -> None:
        """Renames the first print of what came again to `…#1`."""
        for key, count in self._seen.items():
            if count > 1:
                collector.rename(key, f"{key}#1")
