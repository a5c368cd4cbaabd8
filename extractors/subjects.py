"""Stable names of what a person may be asked about: `fact:FA05/2010301/basic`, `claim:three_public/9.2/reception/actual`.

The same thing keeps its name from run to run; several of one name are told apart by `#2`, `#3` in the order of the result.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence

from extractors.model import Claim, ClaimField, ClaimValue, Fact, Finding, Operand

PERSON = "person:"
_LONGEST = 60
_TELLING: Mapping[str, tuple[str, ...]] = {
    "total_change": ("scope",),
    "budget_change": ("scope",),
    "composition": ("scope", "part"),
    "item_execution": ("class_name", "section_name", "item_names", "scope"),
    "fund_use": ("part", "scope"),
    "three_public": ("category",),
    "project_evaluation": ("project",),
    "key_work": ("item",),
    "statement": ("text",),
}


def fact_subjects(facts: Sequence[Fact], gone: Collection[str] = ()) -> list[str]:
    """One name per figure. `gone`: names of figures that a person dismissed; they are given to no other."""
    return _told_apart([fact_subject(*fact.key) for fact in facts], gone)


def claim_subjects(claims: Sequence[Claim]) -> list[str]:
    """One name per claim; `/field` behind it names a field."""
    return _told_apart([f"claim:{claim.kind}/{claim.section}/{_item(claim)}" for claim in claims], ())


def finding_subjects(findings: Sequence[Finding]) -> list[str]:
    """One name per finding."""
    places = [(each.rule, each.form, each.row, each.column, each.section) for each in findings]
    return _told_apart(["finding:" + "/".join(_short(part or "") for part in place) for place in places], ())


def fact_subject(form: str, row: str, column: str) -> str:
    """The name of the figure of a place."""
    return f"fact:{form}/{_short(row)}/{column}"


def place_of(subject: str) -> tuple[str, str, str] | None:
    """Form, row and column that a figure's name says; None for other names and for shortened ones."""
    kind, _, place = subject.partition(":")
    form, _, rest = place.partition("/")
    row, _, column = rest.rpartition("/")
    if kind != "fact" or not (form and row and column) or "#" in subject or "~" in subject:
        return None
    return form, row, column


def operand_subject(operand: Operand) -> str | None:
    """The name of the figure of a form that is a term; None for a term of the narrative."""
    if operand.form is None or operand.row is None or operand.column is None:
        return None
    return fact_subject(operand.form, operand.row, operand.column)


def read_before(field: ClaimField) -> ClaimValue:
    """A field's value before any person corrected it."""
    corrected = any(reader.startswith(PERSON) for reader in field.readers)
    return field.others[0].value if corrected and field.others else field.value


def _item(claim: Claim) -> str:
    """What the claim is about, in its own words; a person's correction of these words does not rename it."""
    fields = [claim.fields[name] for name in _TELLING.get(claim.kind, ()) if name in claim.fields]
    return _short("·".join(filter(None, (_words(read_before(field)) for field in fields))))


def _words(value: ClaimValue) -> str:
    return value if isinstance(value, str) else "、".join(value or ())


def _short(words: str) -> str:
    """Long words by their beginning and a digest."""
    if len(words) <= _LONGEST:
        return words
    return f"{words[: _LONGEST - 9]}~{hashlib.sha256(words.encode()).hexdigest()[:8]}"


def _told_apart(names: Sequence[str], gone: Collection[str]) -> list[str]:
    taken = set(gone)
    found = []
    for name in names:
        number = 1
        while (numbered := name if number == 1 else f"{name}#{number}") in taken:
            number += 1
        taken.add(numbered)
        found.append(numbered)
    return found
