"""What a decision stands on, as a digest: the printed words and their place, to the point; for a finding its terms."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from extractors.amounts import plain
from extractors.model import Box, Claim, ClaimField, Fact, Finding


def fact_evidence(fact: Fact) -> str:
    """The figure, its unit and where it is printed."""
    return _digest(["fact", fact.text, plain(fact.value), fact.unit, _places([fact.box])])


def field_evidence(claim: Claim, field: ClaimField) -> str:
    """The field's words, their place, and the sentence around them."""
    return _digest(["claim", field.value, field.text, claim.unit, _places(field.boxes), claim.quote])


def finding_evidence(finding: Finding) -> str:
    """Every term with its value and place."""
    terms = [
        [each.form, each.row, each.column, each.section, each.field, each.sign, str(each.value), _places([each.box])]
        for each in finding.operands
    ]
    return _digest(["finding", finding.rule, finding.amounts, finding.difference, terms])


def field_doubts(field: ClaimField) -> tuple[str, ...]:
    """Why a field is asked about: its reasons, and what other readers say."""
    others = (f"{other.reader} reads {json.dumps(_plain(other.value), ensure_ascii=False)}" for other in field.others)
    return (*field.reasons, *others)


def _places(boxes: Sequence[Box | None]) -> list[Any]:
    return [None if box is None else [box.page, *(round(edge) for edge in box[1:])] for box in boxes]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _digest(said: list[Any]) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=dict)
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]
