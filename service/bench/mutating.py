"""The mutation bench: how many figures of corrupted grids would still be accepted."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.checks import judge
from extractors.forms import Region, chosen_forms, find_regions, own_sets, read_region, readable
from extractors.model import Fact, FormRead, Frozen
from extractors.narrative.asking import Asking
from extractors.narrative.prose import prose_of
from extractors.narrative.readers import read_claims
from extractors.outline import outline_of
from extractors.pages import Limits, read_pages
from extractors.tables import Area, Grid, Known, grids
from service.bench.mutations import MUTATIONS, Mutation

Key = tuple[str, str, str]


class Tally(Frozen):
    """What became of one kind of corruption. A figure is corrupted when its address held another value before."""

    name: str
    must_be_none: bool = False
    grids: int = 0
    figures: int = 0
    accepted: int = 0
    unnoticed: int = 0
    """Corrupted grids after which no verdict and no finding differs."""
    examples: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Accepted among corrupted figures."""
        return self.accepted / self.figures if self.figures else 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            name=self.name,
            must_be_none=self.must_be_none,
            grids=self.grids + other.grids,
            figures=self.figures + other.figures,
            accepted=self.accepted + other.accepted,
            unnoticed=self.unnoticed + other.unnoticed,
            examples=(*self.examples, *other.examples)[:5],
        )


class _Result(NamedTuple):
    facts: Mapping[Key, Fact]
    findings: int

    @property
    def values(self) -> dict[Key, Decimal]:
        return {key: fact.value for key, fact in self.facts.items()}

    @property
    def verdicts(self) -> dict[Key, str]:
        return {key: fact.verdict for key, fact in self.facts.items()}


def _place(area: Area) -> tuple[int, float, float]:
    return area.page.number, area.top, area.bottom


class Bench:
    """One document, read once; its grids are corrupted one at a time and mapped and judged anew."""

    def __init__(self, data: bytes) -> None:
        pages = tuple(read_pages(data, Limits()))
        self.outline = outline_of(pages)
        self.claims = read_claims(pages, self.outline, "rules", None, Asking()).claims
        self.prose = prose_of(pages, self.outline)
        self.sets = own_sets(readable(find_regions(pages, self.outline.genre)))
        self.grids: list[Grid] = []
        self._by_area: dict[tuple[int, float, float], list[Grid]] = {}
        self._read: dict[int, FormRead] = {}
        self.sound = self._judged({})

    def _judged(self, corrupted: Mapping[int, Grid]) -> _Result:
        """The chain from grids on, with some grids (by identity) replaced. Forms without such a grid are not mapped again."""
        forms = chosen_forms(self.sets, lambda region: self._form(region, corrupted))
        judged = judge(self.outline, forms, self.claims, self.prose)
        return _Result({fact.key: fact for fact in judged.facts}, len(judged.findings))

    def _form(self, region: Region, corrupted: Mapping[int, Grid]) -> FormRead:
        if id(region) not in self._read:
            self._read[id(region)] = read_region(region, self.outline.unit, self._grids_of)
        own = (grid for area in region.areas for grid in self._by_area.get(_place(area), ()))
        if not any(id(grid) in corrupted for grid in own):
            return self._read[id(region)]

        def replaced(area: Area, _: Known | None) -> list[Grid]:
            return [corrupted.get(id(grid), grid) for grid in self._by_area[_place(area)]]

        return read_region(region, self.outline.unit, replaced)

    def _grids_of(self, area: Area, known: Known | None) -> list[Grid]:
        found = self._by_area[_place(area)] = grids(area, known)
        self.grids += found
        return found

    def run(self, mutation: Mutation, trials: int, seed: int) -> Tally:
        """Some corruptions of one kind at random places."""
        chance = random.Random(f"{mutation.name}-{seed}")
        tally = Tally(name=mutation.name, must_be_none=mutation.must_be_none)
        for _ in range(trials):
            for grid in chance.sample(self.grids, len(self.grids)):
                corrupted = mutation.mutate(grid, chance)
                if corrupted is not None:
                    tally += self._tally(mutation, self._judged({id(grid): corrupted}), grid.page.number)
                    break
        return tally

    def _tally(self, mutation: Mutation, result: _Result, page: int) -> Tally:
        before = self.sound.values
        wrong = [fact for key, fact in result.facts.items() if before.get(key) != fact.value]
        accepted = [fact for fact in wrong if fact.verdict == "accepted"]
        quiet = result.findings == self.sound.findings and all(
            verdict == self.sound.verdicts.get(key) for key, verdict in result.verdicts.items()
        )
        return Tally(
            name=mutation.name,
            grids=1,
            figures=len(wrong),
            accepted=len(accepted),
            unnoticed=int(quiet and result.values != before),
            examples=tuple(f"page {page}: {f.form} {f.row} {f.column} {before.get(f.key)} -> {f.value}" for f in accepted[:2]),
        )


def mutate_file(data: bytes, trials: int, seed: int, mutations: Sequence[Mutation] = MUTATIONS) -> list[Tally]:
    """Every kind on one document. Raises as reading does."""
    bench = Bench(data)
    return [bench.run(mutation, trials, seed) for mutation in mutations]


def added(tallies: Iterable[Sequence[Tally]]) -> list[Tally]:
    """Tallies of several documents as one per kind."""
    whole: list[Tally] = []
    for one in tallies:
        whole = [a + b for a, b in zip(whole, one, strict=True)] if whole else list(one)
    return whole
