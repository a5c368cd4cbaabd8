"""Reasons: none given for a large variance, or one that argues against the direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractors.checks.claims.figures import printed_value
from extractors.checks.sentences.reading import Place, Reading, told
from extractors.model import Claim, Finding, Sentence

_LARGE = Decimal("0.1")
_USUALLY = 0.7
_FEWEST = 4
_LESS = re.compile(r"减少|压缩|压减|下降|降低|缩减")
_MORE = re.compile(r"增加|新增|增长|上升|提高|追加")


def missing_reasons(reading: Reading) -> Iterator[Finding]:
    """Where the items usually give reasons: those that differ by more than a tenth and give none, told together."""
    large = [claim for claim in reading.claims if claim.kind == "item_execution" and not claim.get("scope") and _varies(claim)]
    silent = [claim for claim in large if not claim.get("reason")]
    if len(large) < _FEWEST or not silent or len(large) - len(silent) < _USUALLY * len(large):
        return
    names = "、".join(_name(claim) for claim in silent)
    yield told("text.no_reason", _sentence(silent[0]), f"differs by more than a tenth from its budget, no reason given: {names}")


def _varies(claim: Claim) -> bool:
    budget, actual = printed_value(claim, "budget"), printed_value(claim, "actual")
    if budget is None or actual is None:
        return False
    return abs(actual - budget) > _LARGE * max(budget, actual)


def _name(claim: Claim) -> str:
    value = claim.get("item_names")
    return "、".join(value) if isinstance(value, tuple) else str(value or claim.get("section_name") or "")


def reasons_against(reading: Reading) -> Iterator[Finding]:
    """Said to be flat, for a reason that tells of less (or of more)."""
    for claim in reading.claims:
        reason = str(claim.get("reason") or "")
        if (
            claim.kind == "total_change"
            and claim.get("direction") == "flat"
            and bool(_LESS.search(reason)) != bool(_MORE.search(reason))
        ):
            scope = str(claim.get("scope") or "")
            said = f"{scope}: said to be flat, but the reason tells of a change: {reason}"
            yield told("text.reason", _sentence(claim), said, place=Place(row=scope, column="direction"))


def _sentence(claim: Claim) -> Sentence:
    return Sentence(claim.section, 0, claim.quote, claim.boxes)
