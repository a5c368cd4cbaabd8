"""How different places word the same statements: invented sentences of each family and what they say."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.narrative.rules.reader import RULES
from tests.narrative.made import passage, read

HERE = Path(__file__).with_name("wordings")
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}-{case['kind']}")
    for path in sorted(HERE.glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"])
]


@pytest.mark.parametrize("case", CASES)
def test_family(case: dict[str, Any]) -> None:
    got = read(RULES[case["kind"]], case["text"].strip(), case.get("title", ""))
    assert [{name: list(value) if isinstance(value, tuple) else value for name, value in claim.items()} for claim in got] == case[
        "claims"
    ]


@pytest.mark.parametrize("case", [case for case in CASES if "unit" in case.values[0]])
def test_unit(case: dict[str, Any]) -> None:
    claims = RULES[case["kind"]](passage(case["text"].strip(), case.get("title", "")))
    assert {claim.unit for claim in claims} == {case["unit"]}
