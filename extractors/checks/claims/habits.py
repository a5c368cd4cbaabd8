"""Percentages off by their last digit again and again: a habit of the writer, told once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.model import Finding

_SLIP = re.compile("off by its last digit|cut off instead of rounded")
_FEW = 4


def habits_once(findings: Iterable[Finding]) -> list[Finding]:
    """Where there are more than a few, the first stays a warning that counts the others, which become information."""
    findings = list(findings)
    slips = [finding for finding in findings if finding.severity == "warning" and _SLIP.search(finding.message)]
    if len(slips) <= _FEW:
        return findings
    told = slips[0].model_copy(update={"message": f"{slips[0].message} The same of {len(slips) - 1} more percentages."})
    return [_weighed(finding, slips, told) for finding in findings]


def _weighed(finding: Finding, slips: list[Finding], told: Finding) -> Finding:
    if finding is slips[0]:
        return told
    return finding.model_copy(update={"severity": "info"}) if any(finding is slip for slip in slips) else finding
