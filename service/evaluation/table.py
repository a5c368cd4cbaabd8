"""Scores as tables for a terminal, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.table import Table

from extractors.model import ModelUse
from service.evaluation.scores import DocumentScore, SetScore

_WRONG_SHOWN = 25
_MODEL = ("tokens", "model s")


def documents_table(score: SetScore) -> Table:
    """One line per document and one for all."""
    table = _table("document", "figures", "read", "P", "R", "F1", "accepted", "wrong", "claims", "found", "fields", "wrong")
    for heading in ("contradictions", "found", "errors raised", "ms/page", *(_MODEL if score.tokens else ())):
        table.add_column(heading, justify="right")
    for document in score.documents:
        table.add_row(*_document_cells(document), *(_model_cells(document.model) if score.tokens else ()))
    table.add_section()
    table.add_row(*_total_cells(score), *((str(score.tokens), f"{score.model_seconds:.0f}") if score.tokens else ()))
    return table


def forms_table(score: SetScore) -> Table:
    """Precision, recall and F1 per form."""
    table = _table("form", "figures", "read", "right", "P", "R", "F1")
    for name, form in score.forms.items():
        table.add_row(name, *map(str, (form.truth, form.got, form.right)), *map(_share, (form.precision, form.recall, form.f1)))
    return table


def kinds_table(score: SetScore) -> Table:
    """Claims per kind: found, extra, fields right."""
    table = _table("claims", "truth", "read", "matched", "found", "fields", "right")
    for name, kind in score.kinds.items():
        found = kind.matched / kind.truth if kind.truth else None
        right = kind.fields_right / kind.fields if kind.fields else None
        table.add_row(name, *map(str, (kind.truth, kind.got, kind.matched)), _share(found), str(kind.fields), _share(right))
    return table


def rows_table(score: SetScore) -> Table:
    """Rows of indicators and of key work, per document that truth lists rows of."""
    table = _table("rows of words", "in", "truth", "read", "right", "P", "R", "F1", "accepted", "wrong")
    for document in score.documents:
        for name, rows in document.rows.items():
            counts = map(str, (rows.truth, rows.got, rows.right))
            shares = map(_share, (rows.precision, rows.recall, rows.f1, rows.accepted_right / rows.truth))
            table.add_row(name, document.name, *counts, *shares, str(rows.wrong))
    return table


def wrong_lines(score: SetScore) -> Iterator[str]:
    """What was accepted and is not so, the first of them."""
    said = [
        *(
            f"{doc.name}: {w.form} {w.row} {w.column} read {w.got}, truth {w.truth}"
            for doc in score.documents
            for w in doc.facts.wrong
        ),
        *(
            f"{doc.name}: {w.kind}.{w.field} read {w.got}, truth {w.truth} ({w.quote})"
            for doc in score.documents
            for w in doc.claims.wrong
        ),
    ]
    yield from (f"wrong accepted: {line}" for line in said[:_WRONG_SHOWN])
    if len(said) > _WRONG_SHOWN:
        yield f"… and {len(said) - _WRONG_SHOWN} more wrong accepted"


def closing_lines(score: SetScore) -> Iterator[str]:
    """The scores that decide."""
    found = score.findings
    yield (
        f"figures F1 {score.facts.f1:.4f}; accepted {score.accepted_share:.4f}; wrong accepted {score.wrong_accepted} figures, "
        f"{score.wrong_claim_fields} claim fields, {score.wrong_rows} rows; {score.seconds_per_page * 1000:.0f} ms a page"
    )
    yield (
        f"contradictions found {found.found} of {found.truth}, in tables {found.tables_found} of {found.tables_truth}; "
        f"errors raised per document without contradictions {score.errors_on_clean:.2f}"
    )


def as_data(score: SetScore) -> dict[str, Any]:
    """The scores as JSON-ready data."""
    return {
        "summary": {
            "documents": len(score.documents),
            "facts_F1": round(score.facts.f1, 4),
            "facts_P": round(score.facts.precision, 4),
            "facts_R": round(score.facts.recall, 4),
            "accepted": round(score.accepted_share, 4),
            "wrong_accepted": score.wrong_accepted,
            "claims_wrong_accepted": score.wrong_claim_fields,
            "rows": {name: {**rows.model_dump(), "F1": round(rows.f1, 4)} for name, rows in score.rows.items()},
            "findings": score.findings.model_dump(),
            "errors_on_clean_documents": round(score.errors_on_clean, 4),
            "seconds_per_page": round(score.seconds_per_page, 4),
            "model_tokens": score.tokens,
            "model_seconds": round(score.model_seconds, 2),
        },
        "documents": [document.model_dump(mode="json") for document in score.documents],
    }


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(first, no_wrap=True)
    for heading in others:
        table.add_column(heading, justify="right")
    return table


def _document_cells(document: DocumentScore) -> list[str]:
    facts, claims, findings = document.facts.total, document.claims.total, document.findings
    return [
        document.name if document.ran else f"{document.name} (no result)",
        str(facts.truth),
        str(facts.got),
        *map(_share, (facts.precision, facts.recall, facts.f1, document.facts.accepted_share)),
        str(document.facts.wrong_accepted),
        str(claims.truth),
        _share(claims.matched / claims.truth if claims.truth else None),
        _share(claims.fields_right / claims.fields if claims.fields else None),
        str(len(document.claims.wrong)),
        str(findings.truth),
        str(findings.found),
        str(findings.raised_errors),
        f"{1000 * document.seconds / document.pages:.0f}" if document.pages else "–",
    ]


def _total_cells(score: SetScore) -> list[str]:
    facts, findings = score.facts, score.findings
    truth = sum(kind.truth for kind in score.kinds.values())
    found = sum(kind.matched for kind in score.kinds.values())
    fields = sum(kind.fields for kind in score.kinds.values())
    right = sum(kind.fields_right for kind in score.kinds.values())
    return [
        f"all {len(score.documents)}",
        str(facts.truth),
        str(facts.got),
        *map(_share, (facts.precision, facts.recall, facts.f1, score.accepted_share)),
        str(score.wrong_accepted),
        str(truth),
        _share(found / truth if truth else None),
        _share(right / fields if fields else None),
        str(score.wrong_claim_fields),
        str(findings.truth),
        str(findings.found),
        str(findings.raised_errors),
        f"{1000 * score.seconds_per_page:.0f}",
    ]


def _model_cells(use: ModelUse) -> tuple[str, str]:
    return str(use.tokens), f"{use.seconds:.0f}"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"
