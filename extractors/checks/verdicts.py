"""The three parts of acceptance, applied to each figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from extractors.checks.cells import Cell
from extractors.checks.ledger import Ledger
from extractors.checks.proofs import Standing, Suspicion
from extractors.checks.rulebook import rulebook
from extractors.checks.settling import settled_proofs
from extractors.model import Fact

Key = tuple[str, str, str]


class Evidence(NamedTuple):
    """What is known about the figures of a document: proofs, suspicions, and places in doubt for other reasons."""

    standing: Standing
    suspects: Mapping[Cell, str]
    suspicions: tuple[Suspicion, ...]
    doubts: Mapping[Key, str]


def judged_facts(ledger: Ledger, facts: tuple[Fact, ...], evidence: Evidence) -> tuple[Fact, ...]:
    """Every fact with its verdict, proofs and reasons."""
    isolated = _isolated(evidence.suspicions)
    return tuple(_judged(ledger, fact, evidence, isolated) for fact in facts)


def _judged(ledger: Ledger, fact: Fact, evidence: Evidence, isolated: Mapping[Cell, str]) -> Fact:
    cell = ledger.cell(*fact.key)
    proofs = evidence.standing.proofs(cell)
    proofs = (*proofs, *settled_proofs(fact)) if proofs else ()
    reasons = _objections(ledger, fact, cell, evidence)
    if not reasons and not proofs and cell not in isolated:
        reasons = ("no identity with other figures proves it",)
    if reasons:
        return fact.model_copy(update={"verdict": "flagged", "proofs": proofs, "reasons": reasons})
    note = _notes(fact, proofs, isolated.get(cell, ""))
    return fact.model_copy(update={"verdict": "accepted", "proofs": proofs, "reasons": note})


def _notes(fact: Fact, proofs: tuple[str, ...], isolated: str) -> tuple[str, ...]:
    """What is worth knowing of an accepted figure: that it stands as printed, that it is from a picture, what settled it."""
    picture = "read from a picture" if fact.reading.source == "ocr" else ""
    settled = fact.reading.note if picture else ""
    return tuple(note for note in ("" if proofs else isolated, picture, settled) if note)


def _objections(ledger: Ledger, fact: Fact, cell: Cell, evidence: Evidence) -> tuple[str, ...]:
    """Why the figure may not be accepted, whatever proves it."""
    found = []
    if not fact.reading.sound:
        found.append(f"reading in doubt: {fact.reading.note}".rstrip(": "))
    if not fact.address.sound:
        found.append(f"address in doubt: {fact.address.note}".rstrip(": "))
    if fact.key in ledger.doubts:
        found.append(ledger.doubts[fact.key])
    if fact.key in evidence.doubts:
        found.append(evidence.doubts[fact.key])
    if cell in evidence.suspects:
        found.append(f"contradicted by {evidence.suspects[cell]}")
    alone = len(ledger.columns(fact.form)) > 1 and evidence.standing.only_its_column(cell)
    if alone and not _beside_what_adds_up(ledger, evidence.standing, cell):
        found.append("only its column adds up, its row was not read whole: the column may be another's")
    return tuple(found)


def _beside_what_adds_up(ledger: Ledger, standing: Standing, cell: Cell) -> bool:
    """A drawn column that no sum of its row knows, between drawn columns whose sum holds in that row: it is not theirs."""
    rules = [rule for rule in rulebook() if rule.form == cell.form and rule.kind in ("row_sum", "rate")]
    summed = {column for rule in rules for column in (rule.column, *rule.parts, *rule.minus)}
    if cell.column in summed or not cell.ruled:
        return False
    beside = (ledger.cell(cell.form, cell.row, column) for column in ledger.columns(cell.form) if column in summed)
    return any(other.nonzero and other.ruled and standing.adds_up_across(other) for other in beside)


def _isolated(suspicions: tuple[Suspicion, ...]) -> dict[Cell, str]:
    """Figures whose only identity fails for another cell's sake, everything being read beyond doubt: they stand as printed."""
    found: dict[Cell, str] = {}
    for suspicion in suspicions:
        if not suspicion.settled:
            continue
        culprits = suspicion.suspects
        for failing in suspicion.explained:
            cells = [cell for _, cell in failing.identity.terms]
            if all(cell.sound and cell.ruled for cell in cells):
                blamed = ", ".join(f"{culprit.form} {culprit.row} {culprit.column}" for culprit in culprits)
                note = f"stands as printed: {failing.identity.proof} fails because of {blamed}"
                found.update({cell: note for cell in cells if cell not in culprits and not cell.from_picture})
    return found
