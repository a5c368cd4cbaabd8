"""Counts that add up field by field."""

from __future__ import annotations

from typing import Self

from extractors.model import Frozen


class Counts(Frozen):
    """Base of what is counted per form, kind or fault; every field a number."""

    def __add__(self, other: Self) -> Self:
        pairs = zip(self.model_dump().items(), other.model_dump().values(), strict=True)
        return type(self)(**{name: one + two for (name, one), two in pairs})


class ReadCounts(Counts):
    """What truth has, what was read of it, and how much of that is right."""

    truth: int = 0
    got: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Right of those read; nothing read of nothing is 1."""
        return self.right / self.got if self.got else float(not self.truth)

    @property
    def recall(self) -> float:
        """Right of those printed."""
        return self.right / self.truth if self.truth else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0
