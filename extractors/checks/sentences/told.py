"""Every check of wording, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extractors.checks.sentences.awards import awards
from extractors.checks.sentences.copies import copied_notes, copied_words
from extractors.checks.sentences.counts import grades, subordinates
from extractors.checks.sentences.departments import departments
from extractors.checks.sentences.evaluated import evaluated
from extractors.checks.sentences.halves import halves
from extractors.checks.sentences.lists import listed
from extractors.checks.sentences.natures import natures
from extractors.checks.sentences.opposites import opposites
from extractors.checks.sentences.planned import other_funds, unmeasured
from extractors.checks.sentences.rates import growth_of_nothing, which_budget
from extractors.checks.sentences.reading import Reading
from extractors.checks.sentences.reasons import missing_reasons, reasons_against
from extractors.checks.sentences.residue import residue
from extractors.checks.sentences.siblings import odd_words
from extractors.checks.sentences.signs import unsigned
from extractors.checks.sentences.years import years
from extractors.model import Finding

Check = Callable[[Reading], Iterable[Finding]]
CHECKS: tuple[Check, ...] = (
    residue,
    years,
    departments,
    copied_notes,
    copied_words,
    listed,
    natures,
    halves,
    growth_of_nothing,
    which_budget,
    unsigned,
    odd_words,
    subordinates,
    grades,
    opposites,
    awards,
    evaluated,
    missing_reasons,
    reasons_against,
)
PLANNED: tuple[Check, ...] = (residue, unmeasured, other_funds)


def told_by_wording(reading: Reading) -> tuple[Finding, ...]:
    """What the sentences of final accounts or of a budget give away."""
    checks = {"final_accounts": CHECKS, "budget": PLANNED}.get(reading.outline.genre, ())
    return tuple(finding for check in checks for finding in check(reading))
