"""How urgent an item is: its severity first, then how many other figures hang on it, then its amount."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from extractors.model import Extraction, Fact, Finding, Severity, Unit

_YUAN: dict[Unit, Decimal] = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000), "%": Decimal(1)}
_SEVERITY: dict[Severity, float] = {"error": 200.0, "warning": 100.0, "info": 0.0}
_PER_DOUBLING = 10.0
_PER_DIGIT = 2.0
Key = tuple[str, str, str]


def priority(severity: Severity, hangs: int, amount: Decimal | None) -> float:
    """A severity outweighs any amount; each doubling of what hangs on it weighs as much as five digits of its amount in yuan."""
    digits = math.log10(1 + abs(float(amount))) if amount is not None else 0.0
    return round(_SEVERITY[severity] + min(_PER_DOUBLING * math.log2(1 + hangs) + _PER_DIGIT * digits, 99.0), 2)


def in_yuan(value: object, unit: Unit) -> Decimal | None:
    """A printed figure in yuan; None for words."""
    try:
        number = Decimal(str(value).replace(",", ""))
    except ArithmeticError:
        return None
    return number * _YUAN[unit] if number.is_finite() else None


class Hanging:
    """For each figure of a result, which others share an identity with it: those that held, and those that failed."""

    def __init__(self, extraction: Extraction) -> None:
        self._proving: dict[str, set[Key]] = defaultdict(set)
        self._contradicting: dict[Key, set[Key]] = defaultdict(set)
        for fact in extraction.facts:
            for proof in fact.proofs:
                self._proving[proof].add(fact.key)
        for finding in extraction.findings:
            keys = set(_keys(finding))
            for key in keys:
                self._contradicting[key] |= keys

    def on(self, fact: Fact) -> int:
        """How many other figures hang on this one."""
        with_it = set().union(*(self._proving[proof] for proof in fact.proofs))
        same_column = {key for key in with_it if key[2] == fact.column or key[0] != fact.form}
        return len((same_column | self._contradicting[fact.key]) - {fact.key})

    def on_finding(self, finding: Finding) -> int:
        """How many figures take part."""
        return len(finding.operands)


def _keys(finding: Finding) -> Iterable[Key]:
    for operand in finding.operands:
        if operand.form and operand.row and operand.column:
            yield operand.form, operand.row, operand.column
