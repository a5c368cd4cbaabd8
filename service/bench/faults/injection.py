"""Corrupts the claims of a document again and again and counts what the checks accept of it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.checks import judge
from extractors.model import Claim, FormRead, Frozen, Outline, Sentence
from service.bench.faults.corruptions import CORRUPTIONS, Fault

_TRIES = 12


class Material(NamedTuple):
    """What the checks take of one document."""

    name: str
    outline: Outline
    forms: tuple[FormRead, ...]
    claims: tuple[Claim, ...]
    prose: tuple[Sentence, ...]


class Escape(Frozen):
    """A corrupted field that was accepted."""

    document: str
    fault: str
    kind: str
    section: str
    field: str
    value: str
    before: str


class FaultScore(Frozen):
    """Per kind of fault: corrupted fields, and those accepted."""

    corrupted: dict[str, int]
    escapes: tuple[Escape, ...] = ()

    @property
    def total(self) -> int:
        """All corrupted fields."""
        return sum(self.corrupted.values())

    def accepted(self, fault: str) -> int:
        """Corrupted fields of one kind of fault that were accepted."""
        return sum(escape.fault == fault for escape in self.escapes)

    def __add__(self, other: FaultScore) -> FaultScore:
        names = dict.fromkeys((*self.corrupted, *other.corrupted))
        corrupted = {name: self.corrupted.get(name, 0) + other.corrupted.get(name, 0) for name in names}
        return FaultScore(corrupted=corrupted, escapes=(*self.escapes, *other.escapes))


def inject(material: Material, per_fault: int, seed: int) -> FaultScore:
    """Up to `per_fault` corrupted fields of each kind of fault. Same seed, same faults."""
    rng = random.Random(f"{seed} {material.name}")
    corrupted: dict[str, int] = defaultdict(int)
    escapes: list[Escape] = []
    for batch in _batches(_faults(rng, material.claims, per_fault)):
        accepted = list(_accepted(material, batch))
        for name, fault in batch:
            corrupted[name] += len(fault.wrong)
        escapes += accepted
    return FaultScore(corrupted=dict(corrupted), escapes=tuple(escapes))


def _faults(rng: random.Random, claims: Sequence[Claim], per_fault: int) -> Iterator[tuple[str, Fault]]:
    if not claims:
        return
    for name, corrupt in CORRUPTIONS.items():
        for _ in range(per_fault):
            tried = (corrupt(rng, claims, rng.randrange(len(claims))) for _ in range(_TRIES))
            fault = next((each for each in tried if each is not None), None)
            if fault is not None:
                yield name, fault


def _batches(faults: Iterator[tuple[str, Fault]]) -> Iterator[list[tuple[str, Fault]]]:
    """Faults judged in one go: at most one per kind of claim, so that none helps to find out another."""
    waiting = list(faults)
    while waiting:
        kinds: set[str] = set()
        batch: list[tuple[str, Fault]] = []
        later: list[tuple[str, Fault]] = []
        for name, fault in waiting:
            (later if fault.claim.kind in kinds else batch).append((name, fault))
            kinds.add(fault.claim.kind)
        yield batch
        waiting = later


def _accepted(material: Material, batch: Sequence[tuple[str, Fault]]) -> Iterator[Escape]:
    claims = list(material.claims)
    for _, fault in batch:
        claims[fault.at] = fault.claim
    judged = judge(material.outline, material.forms, tuple(claims), material.prose).claims
    for name, fault in batch:
        before, after = material.claims[fault.at], judged[fault.at]
        for field in fault.wrong:
            if after.fields[field].verdict == "accepted":
                yield _escape(material.name, name, (before, after), field)


def _escape(document: str, fault: str, claims: tuple[Claim, Claim], field: str) -> Escape:
    before, after = claims
    said = {"value": str(after.fields[field].value), "before": str(before.fields[field].value)}
    return Escape(document=document, fault=fault, kind=after.kind, section=after.section, field=field, **said)
