"""Facts against a golden case: figures that a named person has checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from extractors.model import Fact

Key = tuple[str, str, str]
Expected = Mapping[Key, Decimal]


class Comparison(NamedTuple):
    """`different` pairs a fact with the figure expected in its place."""

    equal: tuple[Fact, ...]
    different: tuple[tuple[Fact, Decimal], ...]
    missing: tuple[Key, ...]
    extra: tuple[Fact, ...]

    @property
    def clean(self) -> bool:
        """Every expected figure is there, and nothing else."""
        return not (self.different or self.missing or self.extra)


def compared(facts: Iterable[Fact], expected: Expected) -> Comparison:
    """Every figure accounted for once. Printed decimals count: 8311 is not 8311.00."""
    facts = tuple(facts)
    known = [fact for fact in facts if fact.key in expected]
    return Comparison(
        equal=tuple(fact for fact in known if _same(fact.value, expected[fact.key])),
        different=tuple((fact, expected[fact.key]) for fact in known if not _same(fact.value, expected[fact.key])),
        missing=tuple(sorted(set(expected) - {fact.key for fact in facts})),
        extra=tuple(fact for fact in facts if fact.key not in expected),
    )


def judged_by_golden(facts: Iterable[Fact], expected: Expected, case: str) -> tuple[Fact, ...]:
    """Golden outranks arithmetic: a figure as expected is accepted, one that differs is rejected, others keep their verdict."""
    return tuple(_judged(fact, expected, case) for fact in facts)


def _judged(fact: Fact, expected: Expected, case: str) -> Fact:
    meant = expected.get(fact.key)
    if meant is None:
        return fact
    proof = f"golden:{case}"
    if _same(fact.value, meant):
        return fact.model_copy(update={"verdict": "accepted", "proofs": (*fact.proofs, proof), "reasons": ()})
    return fact.model_copy(update={"verdict": "rejected", "reasons": (f"{proof} prints {meant}",)})


def _same(one: Decimal, other: Decimal) -> bool:
    return one.as_tuple() == other.as_tuple()
