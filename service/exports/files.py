"""One result as files: facts.csv, claims, findings and indicators as jsonl, document.json, report.html. All or none."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from extractors.amounts import plain
from extractors.model import (
    Box,
    Claim,
    ClaimField,
    ClaimValue,
    Correction,
    Extraction,
    Fact,
    Finding,
    Indicator,
    Operand,
    OtherReading,
)
from service.errors import CannotWrite, FolderInTheWay
from service.exports.claim_fields import fields_of
from service.exports.telling import finding_in_chinese

FACT_COLUMNS = (
    *("form", "row", "column", "value", "unit", "page", "x0", "top", "x1", "bottom"),
    *("text", "label", "verdict", "proofs"),
)
OUR_FILES = frozenset({"facts.csv", "claims.jsonl", "findings.jsonl", "indicators.jsonl", "document.json", "report.html"})
_SHARED_CLAIM_KEYS = frozenset({"kind", "section", "unit", "page", "boxes", "quote", "reader", "verdict", "reasons", "fields"})


def write_result(folder: Path, extraction: Extraction, report: str | None) -> tuple[Path, ...]:
    """Write a result to `folder`, replacing an earlier result there at once. Returns the paths written.

    Raises FolderInTheWay when `folder` holds files that no result has, CannotWrite when the disk refuses.
    """
    texts = result_texts(extraction)
    if report is not None:
        texts["report.html"] = report
    try:
        _refuse_foreign(folder)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".mingzhang-", dir=folder.parent, ignore_cleanup_errors=True) as aside:
            _put_in_place(folder, texts, Path(aside))
    except OSError as error:
        raise CannotWrite(folder=folder, detail=error.strerror or error) from error
    return tuple(folder / name for name in texts)


def _put_in_place(folder: Path, texts: Mapping[str, str], aside: Path) -> None:
    """Written beside the folder first, then exchanged with what stood there; put back should the exchange fail."""
    fresh, old = aside / "new", aside / "old"
    fresh.mkdir()
    for name, text in texts.items():
        (fresh / name).write_bytes(text.encode("utf-8", "backslashreplace"))
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def result_texts(extraction: Extraction) -> dict[str, str]:
    """File name -> content, without the report page. A function of the result alone."""
    return {
        "facts.csv": facts_csv(extraction.facts),
        "claims.jsonl": _jsonl(claim_line(claim) for claim in extraction.claims),
        "findings.jsonl": _jsonl(finding_line(finding) for finding in extraction.findings),
        "indicators.jsonl": _jsonl(indicator_line(indicator) for indicator in extraction.indicators),
        "document.json": json.dumps(document_summary(extraction), ensure_ascii=False, indent=1) + "\n",
    }


def facts_csv(facts: Iterable[Fact]) -> str:
    """Facts as CSV with a header line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FACT_COLUMNS)
    writer.writerows(_fact_row(fact) for fact in facts)
    return out.getvalue()


def _fact_row(fact: Fact) -> list[str]:
    place = [str(fact.box.page), *(f"{edge:.1f}" for edge in fact.box[1:])]
    value = [fact.form, fact.row, fact.column, plain(fact.value), fact.unit]
    return [*value, *place, _one_line(fact.text), _one_line(fact.label), fact.verdict, ";".join(fact.proofs)]


def claim_line(claim: Claim) -> dict[str, Any]:
    """A claim with every field its kind knows; null where the text does not state it."""
    names = [name for name in dict.fromkeys([*fields_of(claim.kind), *claim.fields]) if name not in _SHARED_CLAIM_KEYS]
    return {
        "kind": claim.kind,
        "section": claim.section,
        **{name: _claim_value(claim.get(name)) for name in names},
        "unit": claim.unit,
        "page": claim.page,
        "boxes": [_box(box) for box in claim.boxes],
        "quote": claim.quote,
        "reader": claim.reader,
        "verdict": claim.verdict,
        "reasons": list(claim.reasons),
        "fields": {name: _field(field) for name, field in claim.fields.items()},
    }


def finding_line(finding: Finding) -> dict[str, Any]:
    """A finding with its operands and where they stand; what it says in English and in Chinese."""
    flat = finding.model_dump(mode="json", exclude={"operands"})
    return {**flat, "message_zh": finding_in_chinese(finding), "operands": [_operand(operand) for operand in finding.operands]}


def indicator_line(indicator: Indicator) -> dict[str, Any]:
    """A row of a table of performance indicators; blank cells are null."""
    return {**indicator.model_dump(mode="json", exclude={"boxes"}), "boxes": [_box(box) for box in indicator.boxes]}


def document_summary(extraction: Extraction) -> dict[str, Any]:
    """What the document is, which forms stand where, and how many figures have which verdict."""
    outline = extraction.outline
    by_status: dict[str, list[str]] = {"found": [], "missing": [], "stated_none": []}
    for form in extraction.forms:
        by_status["found" if form.status in ("read", "blank", "picture") else form.status].append(form.form)
    return {
        "sha256": extraction.sha256,
        "genre": outline.genre,
        "title": outline.title,
        "department": outline.department,
        "fiscal_year": outline.fiscal_year,
        "unit": outline.unit,
        "pages": extraction.page_count,
        "sections": [
            {"key": s.key, "title": s.title, "level": s.level, "first_page": s.pages[0], "last_page": s.pages[1]}
            for s in outline.sections
        ],
        "forms": {**by_status, "details": [form.model_dump(mode="json") for form in extraction.forms]},
        "counts": {
            "facts": _counts(fact.verdict for fact in extraction.facts),
            "claims": _counts(claim.verdict for claim in extraction.claims),
            "indicators": _counts(indicator.verdict for indicator in extraction.indicators),
            "findings": dict(sorted(Counter(finding.severity for finding in extraction.findings).items())),
        },
        **({"model_use": extraction.model_use.model_dump(mode="json")} if extraction.model_use else {}),
        **({"corrections": [_correction(each) for each in extraction.corrections]} if extraction.corrections else {}),
        "notes": list(extraction.notes),
        "manifest": extraction.manifest.model_dump(mode="json"),
    }


def _correction(correction: Correction) -> dict[str, Any]:
    """What a person corrected before the document was checked: never silently."""
    flat = correction.model_dump(mode="json", include={"subject", "read", "text", "by"})
    return {**flat, "value": _claim_value(correction.value), "box": _box(correction.box) if correction.box else None}


def _counts(verdicts: Iterable[str]) -> dict[str, int]:
    return {"accepted": 0, "flagged": 0, "rejected": 0} | Counter(verdicts)


def _field(field: ClaimField) -> dict[str, Any]:
    return {
        "text": field.text,
        "page": field.boxes[0].page if field.boxes else None,
        "boxes": [_box(box) for box in field.boxes],
        "verdict": field.verdict,
        "proofs": list(field.proofs),
        "reasons": list(field.reasons),
        **({"others": [_other(other) for other in field.others]} if field.others else {}),
    }


def _other(other: OtherReading) -> dict[str, Any]:
    return {
        "reader": other.reader,
        "value": _claim_value(other.value),
        "text": other.text,
        "boxes": [_box(box) for box in other.boxes],
        "verdict": other.verdict,
        "reason": other.reason,
    }


def _claim_value(value: ClaimValue) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _operand(operand: Operand) -> dict[str, Any]:
    flat = operand.model_dump(mode="json", exclude={"box"})
    flat["value"] = None if operand.value is None else plain(operand.value)
    return {**flat, "page": operand.box.page if operand.box else None, "box": _box(operand.box) if operand.box else None}


def _box(box: Box) -> dict[str, float | int]:
    return {
        "page": box.page,
        "x0": round(box.x0, 1),
        "top": round(box.top, 1),
        "x1": round(box.x1, 1),
        "bottom": round(box.bottom, 1),
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _jsonl(lines: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _refuse_foreign(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        raise FolderInTheWay(folder=folder, example="it is no folder")
    foreign = sorted(entry.name for entry in folder.iterdir() if entry.name not in OUR_FILES) if folder.exists() else []
    if foreign:
        raise FolderInTheWay(folder=folder, example=foreign[0])
