"""A result as persons left it: the one place where decisions meet figures, for everything that shows or hands them out.

Confirmed and corrected figures are accepted with the proof `review:<user>`; dismissed ones leave. A decision counts only
where it still meets the evidence that it was made on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection

from extractors.corrections import applying_to_claims, applying_to_facts, corrected_claims, corrected_fact
from extractors.model import Claim, ClaimField, Correction, Extraction, Fact, Finding, Frozen, Verdict
from extractors.subjects import PERSON, claim_subjects, fact_subjects, finding_subjects
from service.review.evidence import fact_evidence, field_doubts, field_evidence, finding_evidence
from service.store import review_items
from service.store.review_items import Decided

_ORDER: dict[Verdict, int] = {"accepted": 0, "flagged": 1, "rejected": 2}


class Decisions(Frozen):
    """What was decided about one document and stands, by subject."""

    items: Mapping[str, Decided] = {}

    def meets(self, subject: str, evidence: str, doubts: Collection[str] = ()) -> Decided | None:
        """The decision on a subject if it was made on this evidence, and on all these doubts."""
        item = self.items.get(subject)
        if item is None or item.action == "dismiss":
            return None
        by_person = item.action == "correct"
        same = item.evidence == evidence and set(doubts) <= set(item.doubts)
        return item if by_person or same else None

    @property
    def corrections(self) -> dict[str, Correction]:
        """Those that change the reading."""
        made = {subject: item.correction for subject, item in self.items.items() if item.correction is not None}
        return {subject: Correction.model_validate(correction) for subject, correction in made.items()}

    @property
    def dismissed(self) -> frozenset[str]:
        """Subjects that are no figure, no statement, no finding."""
        return frozenset(subject for subject, item in self.items.items() if item.action == "dismiss")


def decisions_of(connection: Connection, document: str) -> Decisions:
    """What stands of a document."""
    return Decisions(items={one.subject: one for one in review_items.decided(connection, document)})


def reviewed(extraction: Extraction, decisions: Decisions) -> Extraction:
    """The result with the decisions in it."""
    if not decisions.items:
        return extraction
    return extraction.model_copy(
        update={
            "facts": _facts(extraction, decisions),
            "claims": _claims(extraction, decisions),
            "findings": _findings(extraction, decisions),
        }
    )


def proof_of(item: Decided) -> str:
    """`review:alice`, `review:alice+bob`."""
    return f"review:{item.decided_by}"


def gone_from(extraction: Extraction) -> frozenset[str]:
    """Figures that a person dismissed before this result was checked."""
    return frozenset(each.subject for each in extraction.corrections if each.value is None)


def _facts(extraction: Extraction, decisions: Decisions) -> tuple[Fact, ...]:
    names = fact_subjects(extraction.facts, gone_from(extraction))
    pending = {each.subject: each for each in applying_to_facts(extraction.facts, decisions.corrections)}
    found = []
    for fact, name in zip(extraction.facts, names, strict=True):
        read = corrected_fact(fact, pending[name]) if name in pending else fact
        if read is not None:
            found.append(_accepted(read, decisions.meets(name, fact_evidence(fact), fact.reasons)))
    return tuple(found)


def _accepted(fact: Fact, item: Decided | None) -> Fact:
    if item is None or (item.action == "correct" and fact.reading.source != "person"):
        return fact
    return fact.model_copy(update={"verdict": "accepted", "proofs": (*fact.proofs, proof_of(item)), "reasons": ()})


def _claims(extraction: Extraction, decisions: Decisions) -> tuple[Claim, ...]:
    names = claim_subjects(extraction.claims)
    pending = {each.subject: each for each in applying_to_claims(extraction.claims, decisions.corrections)}
    claims = corrected_claims(extraction.claims, pending)
    told = (_claim(claim, name, decisions) for claim, name in zip(claims, names, strict=True))
    return tuple(claim for claim in told if not _dismissed(claim))


def _claim(claim: Claim, name: str, decisions: Decisions) -> Claim:
    fields = {key: _field(claim, field, f"{name}/{key}", decisions) for key, field in claim.fields.items()}
    if fields == claim.fields:
        return claim
    worst = max((field.verdict for field in fields.values()), key=_ORDER.__getitem__, default="accepted")
    reasons = tuple(f"{key}: {reason}" for key, field in fields.items() for reason in field.reasons)
    return claim.model_copy(update={"fields": fields, "verdict": worst, "reasons": reasons})


def _field(claim: Claim, field: ClaimField, name: str, decisions: Decisions) -> ClaimField:
    item = decisions.meets(name, field_evidence(claim, field), field_doubts(field))
    by_person = any(reader.startswith(PERSON) for reader in field.readers)
    if by_person and name in decisions.dismissed:
        return field.model_copy(update={"verdict": "accepted", "reasons": ()})
    if item is None or (item.action == "correct" and not by_person):
        return field
    return field.model_copy(update={"verdict": "accepted", "proofs": (*field.proofs, proof_of(item)), "reasons": ()})


def _dismissed(claim: Claim) -> bool:
    """A person said of every field that it is not stated."""
    fields: Sequence[ClaimField] = list(claim.fields.values())
    return bool(fields) and all(field.value is None and any(r.startswith(PERSON) for r in field.readers) for field in fields)


def _findings(extraction: Extraction, decisions: Decisions) -> tuple[Finding, ...]:
    names = finding_subjects(extraction.findings)
    gone = decisions.dismissed
    kept = []
    for finding, name in zip(extraction.findings, names, strict=True):
        if name not in gone or decisions.items[name].evidence != finding_evidence(finding):
            confirmed = decisions.meets(name, finding_evidence(finding))
            kept.append(finding.model_copy(update={"fault": "document"}) if confirmed else finding)
    return tuple(kept)
