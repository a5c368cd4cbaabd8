"""A real weak model over a real document, recorded: what it gets wrong is never accepted. Nothing here is written by hand.

`make cassettes` records anew against the server of `base_url` below: see README.md beside.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import pytest

from extractors.checks import judge
from extractors.forms import read_forms
from extractors.model import Claim, Outline, Page
from extractors.narrative.asking import Answer, Question
from extractors.narrative.asking.asker import Trouble
from extractors.narrative.asking.conversation import Reading, converse
from extractors.narrative.asking.gathered import gathered
from extractors.narrative.asking.purse import Purse
from extractors.narrative.llm import Endpoint, Line
from extractors.narrative.prose import prose_of
from extractors.narrative.segments import Segment, segments_of
from extractors.outline import outline_of
from extractors.pages import Limits, read_pages
from service.evaluation.claims import score_claims
from service.evaluation.scores import read_lines
from service.exports.files import claim_line
from tests.asking.made import fields_in
from tests.conftest import ROOT

CASE = ROOT / "golden" / "hongshan-zfb-2024"
MODEL = "qwen2.5-coder-1.5b-instruct-q4_k_m"
READER = f"llm:{MODEL}"
BASE_URL = os.environ.get("MINGZHANG_RECORD_FROM", "http://127.0.0.1:8090/v1")
ASKED = {
    "total_change": 3,
    "composition": 3,
    "item_execution": 4,
    "fund_use": 2,
    "three_public": 4,
    "operating_cost": 1,
    "procurement": 3,
    "assets": 1,
    "project_evaluation": 1,
    "statement": 1,
}


class Recorded:
    """The model as recorded; a piece that is cut otherwise than it was has no answer."""

    name = MODEL

    def __init__(self) -> None:
        self._line = Line(Endpoint(model=MODEL, base_url=BASE_URL))

    def ask(self, questions: Sequence[Question]) -> list[Answer]:
        return [self._answer(question) for question in questions]

    def _answer(self, question: Question) -> Answer:
        try:
            return self._line(question, 600)
        except Trouble as trouble:
            return Answer(status="failed", detail=trouble.detail)


@pytest.fixture(scope="module")
def document() -> tuple[tuple[Page, ...], Outline]:
    pages = tuple(read_pages((CASE / "source.pdf").read_bytes(), Limits()))
    return pages, outline_of(pages)


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    return {
        "match_on": ["method", "path", "body"],
        "filter_headers": ["authorization", "user-agent", "x-stainless-os", "x-stainless-runtime-version", "x-stainless-arch"],
        "decode_compressed_response": True,
    }


def chosen(segments: Sequence[Segment]) -> list[Segment]:
    """The first pieces of every kind."""
    left = dict(ASKED)
    found = []
    for segment in segments:
        if left.get(segment.kind, 0):
            left[segment.kind] -= 1
            found.append(segment)
    return found


@pytest.mark.vcr
@pytest.mark.default_cassette("weak_model.yaml")
def test_what_a_weak_model_gets_wrong_is_never_accepted(document: tuple[tuple[Page, ...], Outline]) -> None:
    pages, outline = document
    segments = sorted(chosen(segments_of(pages, outline)), key=lambda segment: segment.kind)
    readings = [reading for reading in converse(Recorded(), segments, 1, Purse(None)) if reading.grounded is not None]
    assert len(readings) >= 0.75 * len(segments), "too many pieces are cut otherwise than recorded: make cassettes"
    claims = tuple(found.claim for found in gathered(readings, READER))
    judged = judge(outline, read_forms(pages, outline), claims, prose_of(pages, outline)).claims
    score = score_claims(read_lines(CASE / "expected" / "claims.jsonl"), [claim_line(claim) for claim in judged])
    contradicted = [
        wrong for wrong in score.wrong if wrong.truth is not None
    ]  # see test_adversary: truth tells of a project twice
    assert contradicted == []
    assert accepted(judged) > 0
    assert_known_mistakes(readings)


def accepted(claims: Sequence[Claim]) -> int:
    return sum(field.verdict == "accepted" for claim in claims for field in claim.fields.values())


MISTAKES: list[tuple[str, str, str]] = [
    ("2024年度收入合计2496.37万元", "reason", "收入减少"),
    ("2024年度收、支总计均为2496.37万元", "change", "-17855"),
    ("政府采购货物支出0.00万元", "total", "200.70"),
    ("公务用车购置费支出0.00万元", "budget", "0.00"),
    ("公务用车购置费支出0.00万元", "direction", "flat"),
    ("上级补助收入、事业收入、经营收入0.00万元", "part", "上级补助收入"),
]
"""(words of the passage, field, what the model said of it): none of these may stand."""


def assert_known_mistakes(readings: Sequence[Reading]) -> None:
    for words, name, wrong in MISTAKES:
        for reading in readings:
            if words in reading.segment.source and reading.grounded is not None:
                assert str(fields_in(reading.answers[0])[name]) == wrong, "recorded anew: see what the model now gets wrong"
                field = reading.grounded.fields.get(name)
                assert field is None or str(field.value) != wrong
