"""The narrative by the chosen reader: rules, a model, or both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractors.model import Claim, Outline, Page
from extractors.narrative.asking import Asking, Model
from extractors.narrative.asking.reader import ModelReader, Told
from extractors.narrative.budgets import read_budget
from extractors.narrative.rules import RulesReader

ReaderChoice = Literal["rules", "llm", "both"]
_BROKEN = (ValueError, LookupError, TypeError, ArithmeticError)
_NO_MODEL = "no model was at hand: the narrative was read {instead}"


def read_claims(pages: Sequence[Page], outline: Outline, choice: ReaderChoice, model: Model | None, asking: Asking) -> Told:
    """All claims of a document. Should a reader fail on some wording, the figures stand and a note says so.

    What the annex prints of projects stands in forms, not in sentences: it is read by its cells, whoever reads the narrative.
    """
    told = _by_rules(pages, outline) if choice != "llm" else Told((), None, ())
    if choice == "rules":
        return told
    if model is None:
        return told.with_note(_NO_MODEL.format(instead="by rules alone" if choice == "both" else "by nobody"))
    reader = ModelReader(model, asking)
    try:
        asked = reader.read_beside(told.claims, pages, outline) if choice == "both" else reader.read(pages, outline)
    except _BROKEN as error:
        return told.with_note(f"the model's answers were not used: {type(error).__name__}: {error}")
    forms = _of_annexes(_by_rules(pages, outline).claims) if choice == "llm" else ()
    return asked._replace(claims=(*asked.claims, *forms), notes=(*told.notes, *asked.notes))


def _by_rules(pages: Sequence[Page], outline: Outline) -> Told:
    try:
        read = read_budget if outline.genre == "budget" else RulesReader().read
        return Told(read(pages, outline), None, ())
    except _BROKEN as error:
        return Told((), None, (f"the narrative was not read: {type(error).__name__}: {error}",))


def _of_annexes(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """What is told of projects outside the numbered narrative."""
    return tuple(claim for claim in claims if claim.kind == "project_evaluation" and not claim.section[:1].isdigit())
