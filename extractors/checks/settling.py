"""Figures from a picture with a doubtful character: settled where exactly one reading lets independent identities hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.checks.cells import Cell
from extractors.checks.evaluators import identities_of
from extractors.checks.identities import Evaluated
from extractors.checks.ledger import Ledger
from extractors.model import Fact, FormRead

_MOST = 40
_INDEPENDENT = 2
SETTLED = "reading.settled"


class _Bearing(NamedTuple):
    """What the identities say of one reading: the rules that hold exactly with it, and how many it breaks."""

    value: Decimal
    holding: tuple[str, ...]
    broken: int

    @property
    def borne_out(self) -> bool:
        """Two rules of different kinds hold, and none fails."""
        return self.broken == 0 and len({proof.partition(":")[0] for proof in self.holding}) >= _INDEPENDENT


def settled_proofs(fact: Fact) -> tuple[str, ...]:
    """Says of a figure that identities settled how it reads."""
    return (f"{SETTLED}:{fact.row}",) if fact.reading.source == "ocr" and fact.reading.sound and fact.reading.others else ()


def settled(forms: Sequence[FormRead]) -> tuple[FormRead, ...]:
    """The same forms; doubtful figures that identities settle have that reading, with a note of what settled it."""
    doubtful = [fact for form in forms for fact in form.facts if fact.reading.others and not fact.reading.sound]
    for fact in doubtful[:_MOST]:
        found = _settled(fact, forms)
        if found is not None:
            forms = _with(forms, found)
    return tuple(forms)


def _settled(fact: Fact, forms: Sequence[FormRead]) -> Fact | None:
    readings = dict.fromkeys((fact.value, *fact.reading.others))
    bearings = [_bearing(fact, value, forms) for value in readings]
    right = [each for each in bearings if each.borne_out]
    if len(right) != 1 or not all(each.broken for each in bearings if each is not right[0]):
        return None
    said = " or ".join(str(value) for value in readings)
    note = f"read as {said}: only {right[0].value} lets {', '.join(right[0].holding)} hold"
    reading = fact.reading.model_copy(update={"sound": True, "note": note})
    return fact.model_copy(update={"value": right[0].value, "reading": reading})


def _bearing(fact: Fact, value: Decimal, forms: Sequence[FormRead]) -> _Bearing:
    ledger = Ledger(_with(forms, fact.model_copy(update={"value": value})))
    touching = list(_touching(ledger.cell(*fact.key), identities_of(ledger)))
    exact = [each for each in touching if each.weighed and each.weighed.agreement == "exact" and not each.trivial]
    holding = tuple(dict.fromkeys(each.identity.proof for each in exact))
    return _Bearing(value, holding, sum(each.contradicts for each in touching))


def _touching(cell: Cell, evaluated: Sequence[Evaluated]) -> Iterator[Evaluated]:
    """Identities in which the cell takes part together with another figure."""
    for each in evaluated:
        cells = [other for _, other in each.identity.terms]
        if cell in cells and any(other is not cell and other.nonzero for other in cells):
            yield each


def _with(forms: Sequence[FormRead], fact: Fact) -> tuple[FormRead, ...]:
    """The forms with one figure replaced."""
    return tuple(
        form.model_copy(update={"facts": tuple(fact if other.key == fact.key else other for other in form.facts)})
        if form.form == fact.form
        else form
        for form in forms
    )
