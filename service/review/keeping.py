"""Keeps a document's items and counts in line with the run it shows and with what was decided."""

from __future__ import annotations

from sqlalchemy import Connection

from extractors.model import Correction, Extraction
from service.asking import ask, config_of
from service.review.drafts import drafts
from service.reviewed import decisions_of, reviewed
from service.store import decisions, documents, runs
from service.store.results import counts_of
from service.store.review_sync import CorrectionState, synchronise
from service.store.runs import REVIEW, Run


def keep(connection: Connection, run: Run, extraction: Extraction) -> Run | None:
    """In the transaction in which a run becomes current. The run that a correction still needs, where this one came too early."""
    synchronise(connection, run.document, run.id, drafts(extraction), _made_of_corrections(connection, run, extraction))
    recount(connection, run.document, extraction)
    return follow(connection, run)


def recount(connection: Connection, document: str, extraction: Extraction) -> None:
    """What lists show of a document by verdict, with the decisions."""
    shown = reviewed(extraction, decisions_of(connection, document))
    documents.set_shown_counts(connection, document, counts_of(shown))


def follow(connection: Connection, current: Run) -> Run | None:
    """The run that has all corrections which stand, asked for now; None where the run that is shown has them.

    One that was asked for before, with fewer or other corrections, need not be worked any more.
    """
    before = documents.get(connection, current.document).awaited_run
    standing = list(decisions.corrections_of(connection, current.document))
    run = None if standing == _known(current) else ask(connection, current.document, config_of(current), REVIEW)
    if run is None:
        documents.await_none(connection, current.document)
    else:
        documents.await_run(connection, current.document, run.id)
    if before is not None and before != (run or current).id:
        runs.cancel_replaced(connection, before, (run or current).id)
    return run


def _known(run: Run) -> list[Correction]:
    return [Correction.model_validate(each) for each in run.corrections]


def _made_of_corrections(connection: Connection, run: Run, extraction: Extraction) -> dict[str, CorrectionState]:
    """For each standing correction: whether the run had it, and whether it found what it corrects."""
    known, applied = _known(run), set(map(_named, extraction.corrections))
    states: dict[str, CorrectionState] = {}
    for each in decisions.corrections_of(connection, run.document):
        states[each.subject] = ("applied" if _named(each) in applied else "refused") if each in known else "pending"
    return states


def _named(correction: Correction) -> str:
    return correction.model_dump_json()
