"""What a person wants to look at although nothing asks for it: an accepted figure or field, or a cell read as empty."""

from __future__ import annotations

import hashlib

from extractors.model import Extraction, Operand
from extractors.subjects import claim_subjects, fact_subjects, operand_subject, place_of
from service.review.drafts import fact_draft, field_draft
from service.review.equations import Equations, words
from service.review.priority import Hanging
from service.review.view import View, place
from service.reviewed import gone_from
from service.store.review_items import Draft

BY_A_PERSON = "asked by a person"


def draft_for(extraction: Extraction, subject: str) -> Draft | None:
    """The item of a subject of this result; None where it has none."""
    equations = Equations(extraction)
    found = _figure(extraction, subject, equations) or _field(extraction, subject, equations)
    found = found or _empty_cell(extraction, subject, equations)
    return found and found.model_copy(update={"cause": f"{found.kind}: {BY_A_PERSON}"})


def _figure(extraction: Extraction, subject: str, equations: Equations) -> Draft | None:
    names = fact_subjects(extraction.facts, gone_from(extraction))
    facts = (fact for fact, name in zip(extraction.facts, names, strict=True) if name == subject)
    return next((fact_draft(fact, subject, equations, Hanging(extraction)) for fact in facts), None)


def _field(extraction: Extraction, subject: str, equations: Equations) -> Draft | None:
    whole, _, name = subject.rpartition("/")
    claims = zip(extraction.claims, claim_subjects(extraction.claims), strict=True)
    found = next((claim for claim, named in claims if named == whole and name in claim.fields), None)
    return field_draft(found, name, found.fields[name], subject, equations) if found else None


def _empty_cell(extraction: Extraction, subject: str, equations: Equations) -> Draft | None:
    """A cell without a figure that is a term of a finding."""
    if place_of(subject) is None:
        return None
    operands = (operand for finding in extraction.findings for operand in finding.operands)
    empty = next((operand for operand in operands if operand_subject(operand) == subject), None)
    return _empty_draft(empty, subject, equations) if empty else None


def _empty_draft(operand: Operand, subject: str, equations: Equations) -> Draft:
    terms = equations.of_figure(subject)
    view = View(
        title=words(equations.names.place(operand.form, operand.row, operand.column)),
        label=operand.label,
        boxes=(place(operand.box),) if operand.box else (),
        equations=terms,
        hangs=sum(len(each.left) + len(each.right) - 1 for each in terms),
    )
    return Draft(
        subject=subject,
        kind="fact",
        evidence=hashlib.sha256(f"empty {subject}".encode()).hexdigest()[:32],
        cause="",
        severity="warning",
        form=operand.form,
        page=operand.box.page if operand.box else None,
        priority=100.0,
        view=view.model_dump(mode="json"),
    )
