"""A result said to a person on a terminal: what the document is, its forms, its figures, its first findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.model import Extraction, Finding, FormStatus, ModelUse, Severity

_GENRES = {
    "final_accounts": "final accounts (决算)",
    "budget": "budget (预算)",
    "performance_report": "performance report (绩效评价报告)",
}
_STATUS_WORDS = {
    "read": "found",
    "blank": "found, empty grid",
    "picture": "a picture, not read",
    "stated_none": "stated as none",
    "missing": "missing",
}
_SEVERITY_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
_FINDINGS_SHOWN = 5
_NOTES_SHOWN = 3


def paragraph(extraction: Extraction) -> Iterator[str]:
    """A document at length."""
    outline = extraction.outline
    who = " ".join(str(part) for part in (outline.department, outline.fiscal_year) if part) or "department and year not found"
    yield f"{who}: {_GENRES[outline.genre]}, {extraction.page_count} pages, unit {outline.unit}"
    yield f"  forms     {_forms(extraction.forms)}"
    yield f"  figures   {_verdicts(extraction)}"
    if extraction.model_use is not None:
        yield f"  model     {_model(extraction.model_use)}"
    yield f"  findings  {_findings_count(extraction.findings)}"
    ranked = sorted(extraction.findings, key=lambda finding: _SEVERITY_ORDER[finding.severity])
    for finding in ranked[:_FINDINGS_SHOWN]:
        yield f"    {finding.severity}: {_place(finding)}{finding.message}"
    if len(ranked) > _FINDINGS_SHOWN:
        yield f"    … and {len(ranked) - _FINDINGS_SHOWN} more in findings.jsonl"
    for note in extraction.notes[:_NOTES_SHOWN]:
        yield f"  note      {note}"
    if len(extraction.notes) > _NOTES_SHOWN:
        yield f"            … and {len(extraction.notes) - _NOTES_SHOWN} more in document.json"


def one_line(extraction: Extraction) -> str:
    """A document in short."""
    note = "" if extraction.facts or not extraction.notes else f"; {extraction.notes[0]}"
    return f"{_verdicts(extraction)}; {_findings_count(extraction.findings)}{note}"


def _forms(forms: Sequence[FormStatus]) -> str:
    grouped: dict[str, list[str]] = {}
    for form in forms:
        grouped.setdefault(_STATUS_WORDS[form.status], []).append(form.form)
    return "; ".join(f"{word}: {' '.join(names)}" for word, names in grouped.items()) or "none"


def _verdicts(extraction: Extraction) -> str:
    counts = Counter(fact.verdict for fact in extraction.facts)
    stated = "".join(f", {counts[verdict]} {verdict}" for verdict in ("flagged", "rejected") if counts[verdict])
    indicators = f"; {len(extraction.indicators)} indicators" if extraction.indicators else ""
    return f"{counts['accepted']} of {len(extraction.facts)} accepted{stated}; {len(extraction.claims)} claims{indicators}"


def _model(use: ModelUse) -> str:
    unread = f", {use.unread} of them not read (document.json says which)" if use.unread else ""
    return f"{use.passages} passages asked about{unread}; {use.tokens} tokens, {use.seconds:.0f} s"


def _findings_count(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    named = [f"{counts[s]} {s if s == 'info' or counts[s] == 1 else s + 's'}" for s in _SEVERITY_ORDER if counts[s]]
    return ", ".join(named) or "no findings"


def _place(finding: Finding) -> str:
    own_words = finding.message.startswith(f"Section {finding.section}")
    where = finding.form or (f"section {finding.section}" if finding.section and not own_words else "")
    page = f"page {finding.page}" if finding.page else ""
    stated = ", ".join(part for part in (where, page) if part)
    return f"{stated}: " if stated else ""
