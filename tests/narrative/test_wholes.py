"""Whole narratives whose claims were written down before any reader saw them; places, names and figures are invented.

`wholes/NAME.txt` holds one paragraph per line, `wholes/NAME.jsonl` one claim per line with the fields that the text states
(without `use`, which is a list, and the bounds of a claim's section).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.model import Claim
from extractors.narrative.rules import RulesReader
from extractors.outline import outline_of
from tests.narrative.paper import printed

HERE = Path(__file__).with_name("wholes")
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))
_LEFT_OUT = {"use", "scope"}


def stated(claim: Claim) -> dict[str, Any]:
    values = {name: field.value for name, field in claim.fields.items() if name not in _LEFT_OUT or _names(claim.kind, name)}
    return {"kind": claim.kind, **{name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}}


def _names(kind: str, field: str) -> bool:
    """The scope is part of what a claim says; of parts it only repeats the sentence before."""
    return field == "scope" and kind in ("total_change", "item_execution")


def expected(name: str) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [{key: value for key, value in row.items() if key not in _LEFT_OUT or _names(row["kind"], key)} for row in rows]


def in_order(claims: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(claim, ensure_ascii=False, sort_keys=True) for claim in claims)


@pytest.mark.parametrize("chars", [24, 36])
@pytest.mark.parametrize("name", NAMES)
def test_every_claim_as_written_down(name: str, chars: int) -> None:
    pages = printed((HERE / f"{name}.txt").read_text(encoding="utf-8"), chars=chars)
    got = [stated(claim) for claim in RulesReader().read(pages, outline_of(pages)) if claim.kind != "statement"]
    assert in_order(got) == in_order(expected(name))


def test_there_are_some() -> None:
    assert len(NAMES) > 1
