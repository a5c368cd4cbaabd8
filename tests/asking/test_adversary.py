"""Whatever a model says: nothing wrong is accepted, and beside the rules nothing is lost."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from extractors.checks import judge
from extractors.forms import read_forms
from extractors.model import Claim, FormRead, Outline, Page
from extractors.narrative.asking import Asking
from extractors.narrative.asking.reader import ModelReader
from extractors.narrative.prose import prose_of
from extractors.narrative.rules import RulesReader
from extractors.narrative.segments import segments_of
from extractors.outline import outline_of
from extractors.pages import Limits, read_pages
from service.evaluation.claims import ClaimScore, score_claims
from service.evaluation.scores import read_lines
from service.exports.files import claim_line
from tests.asking.adversary import Adversary, Wild
from tests.conftest import ROOT

CASE = ROOT / "golden" / "hongshan-zfb-2024"
ALWAYS = Asking(ask="always", retries=0)


class Document(NamedTuple):
    pages: tuple[Page, ...]
    outline: Outline
    forms: tuple[FormRead, ...]
    rules: tuple[Claim, ...]

    def judged(self, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        return judge(self.outline, self.forms, claims, prose_of(self.pages, self.outline)).claims

    def reader(self, seed: int, adversary: type[Adversary] = Adversary) -> ModelReader:
        return ModelReader(adversary(segments_of(self.pages, self.outline), self.rules, seed), ALWAYS)


@pytest.fixture(scope="module")
def document() -> Document:
    pages = tuple(read_pages((CASE / "source.pdf").read_bytes(), Limits()))
    outline = outline_of(pages)
    return Document(pages, outline, tuple(read_forms(pages, outline)), RulesReader().read(pages, outline))


def scored(claims: tuple[Claim, ...]) -> ClaimScore:
    return score_claims(read_lines(CASE / "expected" / "claims.jsonl"), [claim_line(claim) for claim in claims])


def accepted(claims: tuple[Claim, ...]) -> int:
    return sum(field.verdict == "accepted" for claim in claims for field in claim.fields.values() if field.value is not None)


def _lost(before: Claim, after: Claim) -> list[str]:
    """Fields accepted before and not any more."""
    held = [name for name, field in before.fields.items() if field.value is not None and field.verdict == "accepted"]
    return [f"{name}: {after.fields[name].reasons}" for name in held if after.fields[name].verdict != "accepted"]


@pytest.mark.parametrize("seed", range(3))
def test_alone_it_gets_nothing_wrong_accepted(document: Document, seed: int) -> None:
    claims = document.judged(document.reader(seed).read(document.pages, document.outline).claims)
    # Truth tells of a project several times; scoring may pair a claim with one of them that prints no amounts.
    contradicted = [wrong for wrong in scored(claims).wrong if wrong.truth is not None]
    assert contradicted == []
    assert 0 < accepted(claims) < accepted(document.judged(document.rules))


@pytest.mark.parametrize("adversary", [Adversary, Wild])
@pytest.mark.parametrize("seed", range(3))
def test_beside_the_rules_nothing_is_lost_and_nothing_wrong_is_won(
    document: Document, seed: int, adversary: type[Adversary]
) -> None:
    alone = document.judged(document.rules)
    reader = document.reader(seed, adversary)
    both = document.judged(reader.read_beside(document.rules, document.pages, document.outline).claims)
    assert [lost for before, after in zip(alone, both, strict=False) for lost in _lost(before, after)] == []
    assert accepted(both) >= accepted(alone)
    assert scored(both).wrong == scored(alone).wrong == ()
    assert scored(both).total.matched >= scored(alone).total.matched
    assert any(other.reader == reader.name for claim in both for field in claim.fields.values() for other in field.others)
