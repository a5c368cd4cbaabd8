"""The figures, statements or findings of many documents as one table: a line each, with the document it comes from."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from extractors.amounts import plain
from extractors.model import Claim, ClaimField, Extraction, Fact, Finding, Frozen, Verdict
from service.exports.files import FACT_COLUMNS, claim_line, finding_line
from service.exports.telling import finding_in_chinese

Table = Literal["facts", "claims", "findings"]
ABOUT = ("document", "document_name", "department", "fiscal_year", "genre")
COLUMNS: Mapping[Table, tuple[str, ...]] = {
    "facts": (*ABOUT, *FACT_COLUMNS, "reasons"),
    "claims": (
        *(*ABOUT, "kind", "section", "claim", "field", "value", "unit", "page", "x0", "top", "x1", "bottom"),
        *("text", "verdict", "proofs", "reasons", "reader", "quote"),
    ),
    "findings": (
        *(*ABOUT, "rule", "severity", "fault", "form", "row", "column", "section", "page"),
        *("amounts", "difference", "slack", "message", "message_zh"),
    ),
}
_NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?%?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class About(Frozen):
    """The document that lines come from."""

    document: str
    document_name: str
    department: str | None = None
    fiscal_year: int | None = None
    genre: str | None = None


class Narrowing(Frozen):
    """Which lines: all that answer to everything stated."""

    form: str | None = None
    kind: str | None = None
    section: str | None = None
    verdict: Verdict | None = None
    severity: str | None = None


def csv_lines(table: Table, about: About, extraction: Extraction, narrowing: Narrowing) -> str:
    """The document's lines as CSV, without the header line."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS[table], lineterminator="\n", extrasaction="ignore")
    for line in _flat(table, extraction, narrowing):
        told = {name: _cell(value) for name, value in {**about.model_dump(), **line}.items()}
        writer.writerow(told)
    return out.getvalue()


def csv_header(table: Table) -> str:
    """The header line."""
    return ",".join(COLUMNS[table]) + "\n"


def json_lines(table: Table, about: About, extraction: Extraction, narrowing: Narrowing) -> str:
    """The document's lines as JSON: as in claims.jsonl and findings.jsonl, with the document in front."""
    lines = ({**about.model_dump(), **line} for line in _whole(table, extraction, narrowing))
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _whole(table: Table, extraction: Extraction, narrowing: Narrowing) -> Iterator[Mapping[str, Any]]:
    if table == "facts":
        yield from (_fact(fact) for fact in _kept(extraction.facts, narrowing, "form", "verdict"))
    elif table == "claims":
        yield from (claim_line(claim) for claim in _kept(extraction.claims, narrowing, "kind", "section", "verdict"))
    else:
        yield from (finding_line(one) for one in _kept(extraction.findings, narrowing, "form", "section", "severity"))


def _flat(table: Table, extraction: Extraction, narrowing: Narrowing) -> Iterator[Mapping[str, Any]]:
    if table == "facts":
        yield from (_fact(fact) for fact in _kept(extraction.facts, narrowing, "form", "verdict"))
    elif table == "findings":
        yield from (_finding(one) for one in _kept(extraction.findings, narrowing, "form", "section", "severity"))
    else:
        for number, claim in enumerate(extraction.claims, 1):
            if _kept([claim], narrowing, "kind", "section"):
                yield from _fields(number, claim, narrowing.verdict)


def _kept(items: Iterable[Any], narrowing: Narrowing, *names: str) -> list[Any]:
    stated = {name: value for name in names if (value := getattr(narrowing, name)) is not None}
    return [item for item in items if all(getattr(item, name) == value for name, value in stated.items())]


def _fact(fact: Fact) -> dict[str, Any]:
    page, *edges = fact.box
    return {
        **{"form": fact.form, "row": fact.row, "column": fact.column, "value": plain(fact.value), "unit": fact.unit},
        **{"page": page, **_edges(edges), "text": fact.text, "label": fact.label},
        **{"verdict": fact.verdict, "proofs": list(fact.proofs), "reasons": list(fact.reasons)},
    }


def _fields(number: int, claim: Claim, verdict: Verdict | None) -> Iterator[dict[str, Any]]:
    """One line a field that is stated."""
    for name, field in claim.fields.items():
        if field.value is not None and verdict in (None, field.verdict):
            yield {
                **{"kind": claim.kind, "section": claim.section, "claim": number, "field": name, "value": field.value},
                **{"unit": claim.unit, **_place(field), "text": field.text, "verdict": field.verdict},
                **{"proofs": field.proofs, "reasons": field.reasons, "reader": claim.reader, "quote": claim.quote},
            }


def _place(field: ClaimField) -> dict[str, Any]:
    if not field.boxes:
        return {}
    page, *edges = field.boxes[0]
    return {"page": page, **_edges(edges)}


def _finding(finding: Finding) -> dict[str, Any]:
    flat = finding.model_dump(exclude={"operands"})
    return {**flat, "message_zh": finding_in_chinese(finding)}


def _edges(edges: Iterable[float]) -> dict[str, float]:
    return dict(zip(("x0", "top", "x1", "bottom"), (round(edge, 1) for edge in edges), strict=True))


def _cell(value: Any) -> str:
    """One cell. Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay as they are."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        value = json.dumps(dict(value), ensure_ascii=False)
    elif isinstance(value, list | tuple):
        value = ";".join(str(each) for each in value)
    text = " ".join(str(value).split())
    return f"'{text}" if str(value).startswith(_FORMULA) and not _NUMBER.fullmatch(text) else text
