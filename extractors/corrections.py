"""What persons corrected, put in place of what was read, before anything is checked.

A correction applies only where the same is read at the same place as when it was made; it never moves to another figure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.model import (
    Address,
    Blank,
    Box,
    Claim,
    ClaimField,
    Correction,
    Fact,
    FormRead,
    OtherReading,
    Reading,
)
from extractors.subjects import PERSON, claim_subjects, fact_subjects, place_of

_NEAR_POINTS = 1.5
_BySubject = Mapping[str, Correction]


class Corrected(NamedTuple):
    """Forms and claims as persons say; `applied` are the corrections that found what they correct."""

    forms: tuple[FormRead, ...]
    claims: tuple[Claim, ...]
    applied: tuple[Correction, ...]


def corrected(forms: tuple[FormRead, ...], claims: tuple[Claim, ...], corrections: Sequence[Correction]) -> Corrected:
    """Forms and claims with the corrections in place."""
    if not corrections:
        return Corrected(forms, claims, ())
    by_subject = {each.subject: each for each in corrections}
    facts = [fact for form in forms for fact in form.facts]
    named = dict(zip(map(id, facts), fact_subjects(facts), strict=True))
    applied = [*applying_to_facts(facts, by_subject), *applying_to_claims(claims, by_subject)]
    added = [fact for each in corrections if (fact := _added(forms, each))]
    effective = {each.subject: each for each in applied}
    return Corrected(
        tuple(_with_added(_corrected_form(form, named, effective), added) for form in forms),
        corrected_claims(claims, effective),
        (*applied, *(each for each in corrections if _added(forms, each))),
    )


def unapplied(corrections: Sequence[Correction], applied: Sequence[Correction]) -> tuple[str, ...]:
    """A note for each correction that did not find what it corrects."""
    done = {each.subject for each in applied}
    return tuple(
        f"the correction of {each.subject} by {each.by} was left out: {each.read or 'nothing'} is not read there any more"
        for each in corrections
        if each.subject not in done
    )


def digest_of_corrections(corrections: Sequence[Correction]) -> str:
    """For the manifest; empty without any."""
    if not corrections:
        return ""
    said = json.dumps([each.model_dump(mode="json") for each in corrections], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def applying_to_facts(facts: Sequence[Fact], by_subject: _BySubject) -> list[Correction]:
    """The corrections that find the figure they correct."""
    pairs = zip(facts, fact_subjects(facts), strict=True)
    return [each for fact, name in pairs if (each := by_subject.get(name)) and _finds(each, fact.text, (fact.box,))]


def applying_to_claims(claims: Sequence[Claim], by_subject: _BySubject) -> list[Correction]:
    """The corrections that find the field they correct."""
    fields = [
        (f"{subject}/{name}", field.text, field.boxes or claim.boxes)
        for claim, subject in zip(claims, claim_subjects(claims), strict=True)
        for name, field in claim.fields.items()
    ]
    return [each for name, text, boxes in fields if (each := by_subject.get(name)) and _finds(each, text, boxes)]


def corrected_fact(fact: Fact, correction: Correction) -> Fact | None:
    """The figure as the person reads it; None where the person says there is none."""
    if correction.value is None:
        return None
    note = f"{correction.by} corrects {fact.text}"
    values = {
        "value": Decimal(str(correction.value)),
        "text": correction.text or str(correction.value),
        "box": correction.box or fact.box,
        "reading": Reading(source="person", note=note),
        "address": Address(kind=fact.address.kind, note=f"confirmed by {correction.by}"),
    }
    return fact.model_copy(update=values)


def corrected_claims(claims: Sequence[Claim], by_subject: _BySubject) -> tuple[Claim, ...]:
    """The claims with their fields as persons read them; what was read before stays beside it as another reading."""
    named = zip(claims, claim_subjects(claims), strict=True)
    return tuple(_corrected_claim(claim, subject, by_subject) for claim, subject in named)


def _corrected_claim(claim: Claim, subject: str, by_subject: _BySubject) -> Claim:
    changed = {name: each for name in claim.fields if (each := by_subject.get(f"{subject}/{name}"))}
    if not changed:
        return claim
    fields = {
        name: _corrected_field(field, changed[name], claim.reader) if name in changed else field
        for name, field in claim.fields.items()
    }
    return claim.model_copy(update={"fields": fields})


def _corrected_field(field: ClaimField, correction: Correction, reader: str) -> ClaimField:
    before = OtherReading(
        reader=field.readers[0] if field.readers else reader,
        value=field.value,
        text=field.text,
        boxes=field.boxes,
        reason=f"corrected by {correction.by}",
    )
    stated = correction.value is not None
    return ClaimField(
        value=correction.value,
        text=correction.text if stated else "",
        boxes=((correction.box,) if correction.box else field.boxes) if stated else (),
        readers=(f"{PERSON}{correction.by}",),
        others=(before, *field.others),
    )


def _corrected_form(form: FormRead, named: Mapping[int, str], by_subject: _BySubject) -> FormRead:
    changed = [(fact, by_subject.get(named[id(fact)])) for fact in form.facts]
    if all(correction is None for _, correction in changed):
        return form
    facts = [corrected_fact(fact, correction) if correction else fact for fact, correction in changed]
    left = [
        Blank(row=fact.row, column=fact.column, box=fact.box, address=Address(kind=fact.address.kind))
        for (fact, _), after in zip(changed, facts, strict=True)
        if after is None
    ]
    kept = tuple(fact for fact in facts if fact is not None)
    return form.model_copy(update={"facts": kept, "blanks": (*form.blanks, *left)})


def _added(forms: Sequence[FormRead], correction: Correction) -> Fact | None:
    """A figure that a person found where we read none: in a form that was read, at a place that holds no figure."""
    place = place_of(correction.subject)
    form = next((form for form in forms if place and form.form == place[0] and form.status == "read"), None)
    if place is None or form is None or correction.read or correction.value is None or correction.box is None:
        return None
    if any(fact.key == place for fact in form.facts):
        return None
    return Fact(
        form=place[0],
        row=place[1],
        column=place[2],
        value=Decimal(str(correction.value)),
        unit=form.unit,
        box=correction.box,
        text=correction.text or str(correction.value),
        label=next((row.label for row in form.rows if row.key == place[1]), ""),
        reading=Reading(source="person", note=f"{correction.by} reads it where nothing was read"),
        address=Address(note=f"given by {correction.by}"),
    )


def _with_added(form: FormRead, added: Sequence[Fact]) -> FormRead:
    new = tuple(fact for fact in added if fact.form == form.form)
    if not new:
        return form
    places = {(fact.row, fact.column) for fact in new}
    blanks = tuple(blank for blank in form.blanks if (blank.row, blank.column) not in places)
    return form.model_copy(update={"facts": (*form.facts, *new), "blanks": blanks})


def _finds(correction: Correction, text: str, boxes: Sequence[Box]) -> bool:
    return correction.read == text and _near(correction.at, boxes[0] if boxes else None)


def _near(one: Box | None, other: Box | None) -> bool:
    if one is None or other is None:
        return one is other
    apart = (abs(edge - edge2) for edge, edge2 in zip(one[1:], other[1:], strict=True))
    return one.page == other.page and all(distance <= _NEAR_POINTS for distance in apart)
