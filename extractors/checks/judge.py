"""The chain of the checks, written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.checks.ceilings import exceeded
from extractors.checks.claims import closed, open_dockets
from extractors.checks.contradictions import findings_of, rounding_notes, suspects_of
from extractors.checks.evaluators import identities_of
from extractors.checks.identities import evaluate
from extractors.checks.judged import Judged
from extractors.checks.ledger import Ledger
from extractors.checks.misread import misread_forms
from extractors.checks.numbering import misnumbered
from extractors.checks.placement import companions, misplacements
from extractors.checks.presence import missing_forms
from extractors.checks.proofs import Standing, suspicions
from extractors.checks.reports import check_report, report_findings
from extractors.checks.sentences import Reading, told_by_wording
from extractors.checks.settling import settled
from extractors.checks.verdicts import Evidence, judged_facts
from extractors.model import Claim, Finding, FormRead, Outline, Sentence


def judge(outline: Outline, forms: tuple[FormRead, ...], claims: tuple[Claim, ...], prose: tuple[Sentence, ...] = ()) -> Judged:
    """Facts and claims with verdicts, proofs and reasons, and what a person should look at."""
    forms = settled(forms)
    ledger = Ledger(forms)
    dockets = open_dockets(ledger, outline, claims, prose)
    if outline.genre == "performance_report":
        check_report(dockets)
    evaluated = identities_of(ledger)
    said = [each for docket in dockets for identity in docket.said if (each := evaluate(identity))]
    standing = Standing([*evaluated, *said])
    suspected = tuple(suspicions(standing))
    misplaced = misplacements(ledger)
    doubts = companions(ledger, standing, suspected) | misplaced.places
    evidence = Evidence(standing, suspects_of(suspected), suspected, doubts)
    facts = judged_facts(ledger, tuple(fact for form in forms for fact in form.facts), evidence)
    judged, told = closed(dockets, evidence.suspects)
    findings = (
        *missing_forms(ledger, outline, dockets),
        *findings_of(suspected, misplaced.places, misread_forms(evaluated)),
        *misplaced.findings,
        *misnumbered(ledger),
        *exceeded(ledger),
        *told,
        *_not_yet_told(_worded(Reading(ledger, outline, claims, prose)), told),
        *rounding_notes(evaluated),
    )
    return Judged(facts=facts, claims=judged, findings=findings)


def _worded(reading: Reading) -> Iterable[Finding]:
    return report_findings(reading) if reading.outline.genre == "performance_report" else told_by_wording(reading)


def _not_yet_told(found: Iterable[Finding], told: Iterable[Finding]) -> Iterator[Finding]:
    """What a claim of the section was not found out about already."""
    known = {(finding.rule, finding.section) for finding in told}
    return (finding for finding in found if (finding.rule, finding.section) not in known)
