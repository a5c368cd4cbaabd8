"""Known contradictions against findings: a contradiction counts as found when a finding names its place or its amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from service.evaluation.counts import Counts
from service.evaluation.normalise import number, text

Line = dict[str, Any]
_TELLING = frozenset({"error", "warning"})
_SAYS_NOTHING = frozenset({None, "0", "1", "2", "3", "100"})


class FindingScore(Counts):
    """How the contradictions of one document fared. `raised_errors`: findings of severity error, right or not."""

    truth: int = 0
    found: int = 0
    tables_truth: int = 0
    tables_found: int = 0
    raised: int = 0
    raised_errors: int = 0


def score_findings(truth: Sequence[Line], got: Sequence[Line]) -> FindingScore:
    """Both as lines of findings.jsonl; info does not count on either side."""
    known = [entry for entry in truth if entry.get("severity") != "info"]
    told = [finding for finding in got if finding.get("severity") in _TELLING]
    found = [entry for entry in known if any(hits(entry, finding) for finding in told)]
    return FindingScore(
        truth=len(known),
        found=len(found),
        tables_truth=sum(bool(entry.get("form")) for entry in known),
        tables_found=sum(bool(entry.get("form")) for entry in found),
        raised=len(told),
        raised_errors=sum(finding.get("severity") == "error" for finding in told),
    )


def hits(entry: Line, finding: Line) -> bool:
    """Whether a finding tells of a known contradiction: by form and row, by amounts nearby, by section and row, or by name."""
    same_form = bool(entry.get("form")) and finding.get("form") == entry["form"]
    same_section = bool(entry.get("section")) and section(finding.get("section")) == section(entry["section"])
    row = text(entry.get("row"))
    same_row = text(finding.get("row")) == row
    named = (row or "?") in (text(finding.get("message")) or "")
    if same_form and (not entry.get("row") or same_row):
        return True
    if _telling_amounts(entry) & _amounts(finding) and (_near(entry, finding) or same_form or same_section):
        return True
    if same_section and entry.get("row") and (same_row or named):
        return True
    return not entry.get("form") and not entry.get("section") and bool(entry.get("row")) and named


def section(printed: object) -> str | None:
    """`9(2)` and `9.2` are the same section."""
    dotted = re.sub(r"[（(]", ".", str(printed or "")).replace(")", "").replace("）", "").replace("..", ".")
    return dotted.strip(".") or None


def _telling_amounts(entry: Line) -> set[str | None]:
    """Amounts that truth prints or expects, without such as any text holds."""
    said = " ".join(str(entry.get(name) or "") for name in ("printed", "expected"))
    return {number(found) for found in re.findall(r"\d[\d,]*\.?\d*", said)} - _SAYS_NOTHING


def _amounts(finding: Line) -> set[str | None]:
    stated = {number(amount) for amount in finding.get("amounts", [])}
    return stated | {number(found) for found in re.findall(r"\d[\d,]*\.?\d+", finding.get("message") or "")}


def _near(entry: Line, finding: Line) -> bool:
    """Within a page of each other, or a page is not known."""
    one, other = entry.get("page"), finding.get("page")
    return not one or not other or abs(int(one) - int(other)) <= 1
