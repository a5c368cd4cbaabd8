"""Counts that add up field by field."""

from __future__ import annotations

from typing import Self

from extractors.model import Frozen


class Counts(Frozen):
    """Base of what is counted per form, kind or fault; every field a number."""

    def __add__(self, other: Self) -> Self:
        pairs = zip(self.model_dump().items(), other.model_dump().values(), strict=True)
        return type(self)(**{name: one + two for (name, one), two in pairs})
