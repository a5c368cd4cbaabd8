"""Corrupts the claims of a document again and again and counts what the checks accept of it."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle, islice
from typing import NamedTuple

from extractors.checks import judge
from extractors.model import Claim, FormRead, Frozen, Outline, Sentence
from service.bench.faults.corruptions import CORRUPTIONS
from service.bench.faults.fault import Corruption, Fault
from service.evaluation.counts import Counts

_TRIES = 12


class Material(NamedTuple):
    """What the checks take of one document."""

    name: str
    outline: Outline
    forms: tuple[FormRead, ...]
    claims: tuple[Claim, ...]
    prose: tuple[Sentence, ...]


class Escape(Frozen):
    """A corrupted field that was accepted. `before` is what was read; empty in an invented claim."""

    document: str
    fault: str
    kind: str
    section: str
    field: str
    value: str
    before: str


class Tally(Counts):
    """Corrupted fields, and those of them that were accepted."""

    corrupted: int = 0
    accepted: int = 0

    @property
    def share(self) -> float | None:
        """Accepted of the corrupted ones."""
        return self.accepted / self.corrupted if self.corrupted else None


class FaultScore(Frozen):
    """`tallies` by fault and kind of claim."""

    tallies: Mapping[str, Mapping[str, Tally]] = {}
    escapes: tuple[Escape, ...] = ()

    @property
    def by_fault(self) -> dict[str, Tally]:
        """All kinds of claims together."""
        return {fault: sum(kinds.values(), Tally()) for fault, kinds in self.tallies.items()}

    @property
    def by_kind(self) -> dict[str, Tally]:
        """All faults together."""
        kinds: dict[str, Tally] = defaultdict(Tally)
        for tallies in self.tallies.values():
            for kind, tally in tallies.items():
                kinds[kind] += tally
        return dict(sorted(kinds.items()))

    @property
    def total(self) -> Tally:
        """Everything."""
        return sum(self.by_fault.values(), Tally())

    def __add__(self, other: FaultScore) -> FaultScore:
        return FaultScore(tallies=_together(self.tallies, other.tallies), escapes=(*self.escapes, *other.escapes))


def _together(one: Mapping[str, Mapping[str, Tally]], other: Mapping[str, Mapping[str, Tally]]) -> dict[str, dict[str, Tally]]:
    return {
        fault: {
            kind: one.get(fault, {}).get(kind, Tally()) + other.get(fault, {}).get(kind, Tally())
            for kind in dict.fromkeys((*one.get(fault, ()), *other.get(fault, ())))
        }
        for fault in dict.fromkeys((*one, *other))
    }


def inject(material: Material, per_fault: int, seed: int) -> FaultScore:
    """Up to `per_fault` corruptions of each kind of fault, spread over all kinds of claims. Same seed, same faults."""
    rng = random.Random(f"{seed} {material.name}")
    tallies: dict[str, dict[str, Tally]] = {name: defaultdict(Tally) for name in CORRUPTIONS}
    escapes: list[Escape] = []
    for batch in _batches(_faults(rng, material.claims, per_fault)):
        accepted = list(_accepted(material, batch))
        escapes += accepted
        for name, fault in batch:
            escaped = sum((each.fault, each.kind) == (name, fault.claim.kind) for each in accepted)
            tallies[name][fault.claim.kind] += Tally(corrupted=len(fault.wrong), accepted=escaped)
    return FaultScore(tallies=tallies, escapes=tuple(escapes))


def _faults(rng: random.Random, claims: Sequence[Claim], per_fault: int) -> Iterator[tuple[str, Fault]]:
    """Kind of claim after kind, those first that had the fewest faults so far, until there are enough."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        places[claim.kind].append(at)
    done: Counter[str] = Counter()
    for name, corrupt in CORRUPTIONS.items():
        fitting = [kind for kind, at in places.items() if _fault(rng, claims, at, corrupt) is not None]
        for kind in islice(cycle(sorted(fitting, key=done.__getitem__)), per_fault):
            fault = _fault(rng, claims, places[kind], corrupt)
            if fault is not None:
                done[kind] += 1
                yield name, fault


def _fault(rng: random.Random, claims: Sequence[Claim], places: Sequence[int], corrupt: Corruption) -> Fault | None:
    tried = (corrupt(rng, claims, rng.choice(places)) for _ in range(_TRIES))
    return next((fault for fault in tried if fault is not None), None)


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
    claims, places = list(material.claims), []
    for _, fault in batch:
        places.append(len(claims) if fault.at is None else fault.at)
        claims[places[-1] : places[-1] + 1] = [fault.claim]
    judged = judge(material.outline, material.forms, tuple(claims), material.prose).claims
    for (name, fault), place in zip(batch, places, strict=True):
        before = None if fault.at is None else material.claims[fault.at]
        for field in fault.wrong:
            if judged[place].fields[field].verdict == "accepted":
                yield _escape(material.name, name, judged[place], before, field)


def _escape(document: str, fault: str, after: Claim, before: Claim | None, field: str) -> Escape:
    said = {"value": str(after.fields[field].value), "before": str(before.fields[field].value) if before else ""}
    return Escape(document=document, fault=fault, kind=after.kind, section=after.section, field=field, **said)
