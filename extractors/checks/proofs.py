"""Which identities prove a figure; where they fail, the smallest set of cells whose misprint or misreading explains it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from extractors.amounts import decimals
from extractors.checks.cells import YUAN, Cell
from extractors.checks.identities import Evaluated, implied_correction
from extractors.checks.slips import is_slip

_MOST_CANDIDATES = 60


class Suspicion(NamedTuple):
    """Failing identities with one explanation. More than one suspect: the evidence cannot tell them apart.

    `correction` is what the first suspect would have to change by, in yuan. `by_slip`: every suspect becomes right by
    correcting one slip, so the misprint is among them.
    """

    suspects: tuple[Cell, ...]
    explained: tuple[Evaluated, ...]
    correction: Decimal
    by_slip: bool = False

    @property
    def settled(self) -> bool:
        """The other figures of the failing identities are not to blame."""
        return (len(self.suspects) == 1 and self.suspects[0].state == "printed") or self.by_slip


class Standing:
    """For every cell, the identities it holds in and those it contradicts."""

    def __init__(self, evaluated: Iterable[Evaluated]) -> None:
        self.holding: dict[Cell, list[Evaluated]] = defaultdict(list)
        self.failing: dict[Cell, list[Evaluated]] = defaultdict(list)
        self.denied: dict[Cell, list[Evaluated]] = defaultdict(list)
        self.contradictions: list[Evaluated] = []
        for each in evaluated:
            if each.holds:
                self._hold(each)
            elif each.contradicts:
                self._fail(each)
            elif each.identity.rule.kind == "narrative":
                self._deny(each)

    def _hold(self, each: Evaluated) -> None:
        trivial = each.trivial
        for _, cell in each.identity.terms:
            if not trivial or cell.state == "printed":
                self.holding[cell].append(each)

    def _fail(self, each: Evaluated) -> None:
        self.contradictions.append(each)
        for _, cell in each.identity.terms:
            self.failing[cell].append(each)

    def _deny(self, each: Evaluated) -> None:
        """The text says another figure: evidence against a cell, if not a contradiction of the forms."""
        for _, cell in each.identity.terms[1:]:
            self.denied[cell].append(each)

    def proofs(self, cell: Cell) -> tuple[str, ...]:
        """The ids of the identities that prove this printed figure, without repeats."""
        return tuple(dict.fromkeys(each.identity.proof for each in self._proving(cell)))

    def only_its_column(self, cell: Cell) -> bool:
        """Nothing but roll-ups proves the figure: a column that moved as a whole would still add up."""
        kinds = {each.identity.rule.kind for each in self._proving(cell)}
        return bool(cell.amount) and kinds == {"parent_of_codes"}

    def adds_up_across(self, cell: Cell) -> bool:
        """A sum of its own row holds with it."""
        return any(each.identity.rule.kind == "row_sum" for each in self._proving(cell))

    def _proving(self, cell: Cell) -> list[Evaluated]:
        exact = cell.fact is not None and cell.fact.reading.source == "ocr"
        return [each for each in self.holding.get(cell, ()) if _proves(each, cell) and not (exact and _rounded(each))]


def _proves(each: Evaluated, cell: Cell) -> bool:
    """A printed zero is proven by any identity that holds; a figure by one with another figure."""
    if cell.state != "printed":
        return False
    if not each.identity.rule.binding and not cell.amount:
        return False
    return not cell.amount or any(other is not cell and other.nonzero for _, other in each.identity.terms)


def _rounded(each: Evaluated) -> bool:
    """Rounding would hide a last digit read wrongly, so it proves no figure that was read from a picture."""
    return each.weighed is None or each.weighed.agreement != "exact"


class _Theory(NamedTuple):
    cell: Cell
    explained: tuple[Evaluated, ...]
    score: tuple[int, int, int, int]
    correction: Decimal


def suspicions(standing: Standing) -> list[Suspicion]:
    """Explains every contradiction: again and again the cell that repairs most and breaks least."""
    open_ones = dict.fromkeys(range(len(standing.contradictions)))
    order = {id(each): index for index, each in enumerate(standing.contradictions)}
    theories: dict[Cell, _Theory] = {}
    found: list[Suspicion] = []
    stale: Iterable[Cell] = standing.failing
    while open_ones:
        for cell in stale:
            failing = [each for each in standing.failing[cell] if order[id(each)] in open_ones]
            if failing:
                theories[cell] = _theory(cell, failing, standing)
            else:
                theories.pop(cell, None)
        suspicion = _best(theories.values())
        found.append(suspicion)
        for each in suspicion.explained:
            open_ones.pop(order[id(each)], None)
        stale = {cell for each in suspicion.explained for _, cell in each.identity.terms}
    return found


def _theory(cell: Cell, failing: Sequence[Evaluated], standing: Standing) -> _Theory:
    explained, correction = _largest_agreement(cell, failing)
    broken = sum(_breaks(each, cell, correction) for each in standing.holding.get(cell, ()))
    denied = sum(_repairs(each, cell, correction) for each in standing.denied.get(cell, ()))
    doubtful = 0 if cell.sound else 1
    there = 0 if cell.state == "implied" else 1
    slip = 1 if _explained_by_slip(cell, explained) else 0
    return _Theory(cell, explained, (len(explained) + denied - broken, doubtful, there, slip), correction)


def _explained_by_slip(cell: Cell, explained: Sequence[Evaluated]) -> bool:
    """True when one slip turns what should be printed, as far as rounding lets us know it, into what is printed."""
    spans = [span for each in explained if (span := implied_correction(each, cell)) is not None]
    if cell.fact is None or not spans:
        return False
    printed, scale = cell.fact.value, YUAN[cell.fact.unit]
    step = Decimal(1).scaleb(-decimals(printed))
    least = printed + (max(low for low, _ in spans) / scale).quantize(step, ROUND_CEILING)
    most = printed + (min(high for _, high in spans) / scale).quantize(step, ROUND_FLOOR)
    candidates = min(int((most - least) / step) + 1, _MOST_CANDIDATES)
    return any(is_slip(printed, least + step * index) for index in range(candidates))


def _repairs(each: Evaluated, cell: Cell, correction: Decimal) -> bool:
    """True when correcting the cell would make the text agree with it."""
    span = implied_correction(each, cell)
    return span is not None and span[0] <= correction <= span[1]


def _breaks(each: Evaluated, cell: Cell, correction: Decimal) -> bool:
    """True when correcting the cell would break an identity that holds now."""
    if each.weighed is None or each.trivial:
        return False
    weight = sum(sign for sign, other in each.identity.terms if other is cell)
    return abs(each.weighed.difference + weight * correction) > each.weighed.slack


def _largest_agreement(cell: Cell, failing: Sequence[Evaluated]) -> tuple[tuple[Evaluated, ...], Decimal]:
    """The most failing identities that one correction of the cell repairs together, and that correction."""
    spans = [(span, each) for each in failing if (span := implied_correction(each, cell)) is not None]
    best: tuple[Evaluated, ...] = ()
    correction = Decimal(0)
    for (low, high), _ in spans:
        for point in ((low + high) / 2, low):
            together = tuple(each for (start, end), each in spans if start <= point <= end)
            if len(together) > len(best):
                best, correction = together, point
    return best, correction


def _best(theories: Iterable[_Theory]) -> Suspicion:
    """The theories with the best score; equal ones are all suspects."""
    ranked = [theory for theory in theories if theory.explained]
    top = max(theory.score for theory in ranked)
    equal = [theory for theory in ranked if theory.score == top]
    first = max(equal, key=lambda theory: len(theory.explained))
    alike = [theory for theory in equal if set(map(id, theory.explained)) & set(map(id, first.explained))]
    cells = (first.cell, *(theory.cell for theory in alike if theory.cell is not first.cell))
    return Suspicion(cells, first.explained, first.correction, by_slip=bool(top[3]))
