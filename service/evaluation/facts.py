"""Figures against truth, by (form, row, column) and exact value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.model import Frozen
from service.evaluation.counts import ReadCounts
from service.evaluation.normalise import decimal_of

Key = tuple[str, str, str]
Row = Mapping[str, str]


class FormScore(ReadCounts):
    """Counts of one form in one document."""


class WrongFact(NamedTuple):
    """A figure that was accepted although truth says otherwise (None: truth has no such figure)."""

    form: str
    row: str
    column: str
    got: Decimal | None
    truth: Decimal | None


class FactScore(Frozen):
    """How the figures of one document fared. `clashes`: keys read twice with different values; each counts as wrong."""

    forms: dict[str, FormScore]
    accepted: int = 0
    wrong: tuple[WrongFact, ...] = ()
    clashes: int = 0

    @property
    def total(self) -> FormScore:
        """All forms together."""
        return sum(self.forms.values(), FormScore())

    @property
    def wrong_accepted(self) -> int:
        """Wrong figures accepted, clashes included."""
        return len(self.wrong) + self.clashes

    @property
    def accepted_right(self) -> int:
        """Accepted figures that are right."""
        return self.accepted - len(self.wrong)

    @property
    def accepted_share(self) -> float:
        """Accepted and right, of all that truth has."""
        return self.accepted_right / self.total.truth if self.total.truth else 0.0


class _Read(NamedTuple):
    value: Decimal | None
    accepted: bool


def score_facts(truth_rows: Sequence[Row], got_rows: Sequence[Row]) -> FactScore:
    """Both as rows of facts.csv. Only forms that truth covers count: for final accounts all, for others those it lists."""
    truth = {_key(row): decimal_of(row["value"]) for row in truth_rows}
    covered = {key[0] for key in truth}
    whole = any(form.startswith("FA") for form in covered)
    got, clashes = _read(row for row in got_rows if row["form"] in covered or (whole and row["form"].startswith("FA")))
    accepted = [key for key, read in got.items() if read.accepted]
    wrong = tuple(WrongFact(*key, got[key].value, truth.get(key)) for key in accepted if truth.get(key) != got[key].value)
    return FactScore(forms=_forms(truth, got), accepted=len(accepted), wrong=wrong, clashes=clashes)


def _key(row: Row) -> Key:
    return row["form"], row["row"], row["column"]


def _read(rows: Iterable[Row]) -> tuple[dict[Key, _Read], int]:
    """One reading per key, an accepted one before others, and how many rows contradicted an earlier one of their key."""
    got: dict[Key, _Read] = {}
    clashes = 0
    for row in rows:
        key, read = _key(row), _Read(decimal_of(row["value"]), row.get("verdict") == "accepted")
        if key in got and got[key].value != read.value:
            clashes += 1
        if key not in got or read.accepted:
            got[key] = read
    return got, clashes


def _forms(truth: Mapping[Key, Decimal | None], got: Mapping[Key, _Read]) -> dict[str, FormScore]:
    forms: dict[str, FormScore] = {}
    for key, value in truth.items():
        right = key in got and got[key].value == value
        forms[key[0]] = forms.get(key[0], FormScore()) + FormScore(truth=1, right=int(right))
    for key in got:
        forms[key[0]] = forms.get(key[0], FormScore()) + FormScore(got=1)
    return dict(sorted(forms.items()))
