"""A result -> what a person should be asked: flagged figures, flagged fields of claims, findings that are errors or warnings."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.model import Claim, ClaimField, Extraction, Fact, Finding, Severity
from extractors.subjects import PERSON, claim_subjects, fact_subjects, finding_subjects
from service.exports.telling import template_of
from service.review.equations import Equations
from service.review.evidence import fact_evidence, field_doubts, field_evidence, finding_evidence
from service.review.priority import Hanging, in_yuan, priority
from service.review.views import fact_view, field_view, finding_view
from service.reviewed import gone_from
from service.store.review_items import Draft

_CONTRADICTED = ("contradicted", "printed twice")


def drafts(extraction: Extraction) -> list[Draft]:
    """One per subject. What a person corrected is asked about again only where it is contradicted."""
    equations, hanging = Equations(extraction), Hanging(extraction)
    return [
        *_fact_drafts(extraction, equations, hanging),
        *_field_drafts(extraction, equations),
        *_finding_drafts(extraction, equations, hanging),
    ]


def _fact_drafts(extraction: Extraction, equations: Equations, hanging: Hanging) -> Iterator[Draft]:
    names = fact_subjects(extraction.facts, gone_from(extraction))
    for fact, subject in zip(extraction.facts, names, strict=True):
        if fact.verdict != "accepted" and not _settled(fact.reading.source == "person", fact.reasons):
            yield fact_draft(fact, subject, equations, hanging)


def fact_draft(fact: Fact, subject: str, equations: Equations, hanging: Hanging) -> Draft:
    """A figure as an item of the queue."""
    severity: Severity = "error" if _contradicted(fact.reasons) else "warning"
    hangs = hanging.on(fact)
    return Draft(
        subject=subject,
        kind="fact",
        evidence=fact_evidence(fact),
        doubts=fact.reasons,
        cause=f"fact: {_cause(fact.reasons)}",
        severity=severity,
        form=fact.form,
        page=fact.box.page,
        priority=priority(severity, hangs, in_yuan(fact.value, fact.unit)),
        view=fact_view(fact, subject, equations, hangs).model_dump(mode="json"),
    )


def _field_drafts(extraction: Extraction, equations: Equations) -> Iterator[Draft]:
    for claim, subject in zip(extraction.claims, claim_subjects(extraction.claims), strict=True):
        for name, field in claim.fields.items():
            by_person = any(reader.startswith(PERSON) for reader in field.readers)
            if field.verdict != "accepted" and not _settled(by_person, field.reasons):
                yield field_draft(claim, name, field, f"{subject}/{name}", equations)


def field_draft(claim: Claim, name: str, field: ClaimField, subject: str, equations: Equations) -> Draft:
    """A field of a claim as an item of the queue."""
    severity: Severity = "error" if _contradicted(field.reasons) else "warning"
    view = field_view(claim, name, field, subject, equations)
    return Draft(
        subject=subject,
        kind="claim",
        evidence=field_evidence(claim, field),
        doubts=field_doubts(field),
        cause=f"claim: {_cause(field.reasons)}",
        severity=severity,
        section=claim.section,
        page=view.boxes[0].page if view.boxes else claim.page,
        priority=priority(severity, view.hangs, in_yuan(field.value, claim.unit)),
        view=view.model_dump(mode="json"),
    )


def _finding_drafts(extraction: Extraction, equations: Equations, hanging: Hanging) -> Iterator[Draft]:
    for finding, subject in zip(extraction.findings, finding_subjects(extraction.findings), strict=True):
        if finding.severity != "info":
            yield _finding_draft(extraction, finding, subject, equations, hanging)


def _finding_draft(extraction: Extraction, finding: Finding, subject: str, equations: Equations, hanging: Hanging) -> Draft:
    hangs = hanging.on_finding(finding)
    amount = in_yuan(finding.difference, extraction.outline.unit)
    return Draft(
        subject=subject,
        kind="finding",
        evidence=finding_evidence(finding),
        cause=f"finding: {finding.rule}",
        severity=finding.severity,
        form=finding.form,
        section=finding.section,
        page=finding.page,
        priority=priority(finding.severity, hangs, amount),
        view=finding_view(finding, equations, hangs).model_dump(mode="json"),
    )


def _settled(by_person: bool, reasons: tuple[str, ...]) -> bool:
    """A person read it, and nothing contradicts that."""
    return by_person and not _contradicted(reasons)


def _contradicted(reasons: tuple[str, ...]) -> bool:
    return any(reason.startswith(_CONTRADICTED) for reason in reasons)


def _cause(reasons: tuple[str, ...]) -> str:
    """The kind of the first reason; for a contradiction of the forms the rule, without its row."""
    first = reasons[0] if reasons else "unproven"
    if first.startswith("contradicted by "):
        return first.partition(":")[0]
    rest = first.removeprefix("contradicted: ")
    said = template_of(rest) or rest.partition(":")[0]
    return said if rest == first else f"contradicted: {said}"
