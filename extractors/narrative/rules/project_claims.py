"""Everything said of projects: in the narrative, in the annex's reports and in its forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.model import Claim, Outline, Page, Section
from extractors.narrative.grounding import Passage
from extractors.narrative.passages import passages_of
from extractors.narrative.rules.project_evaluation import read_evaluations
from extractors.narrative.rules.project_forms import form_claims, name_of, read_forms


def read_projects(pages: Sequence[Page], outline: Outline, told: Sequence[Passage]) -> Iterator[Claim]:
    """`told`: the narrative's passages on evaluation."""
    annex = _annex(outline.sections)
    forms = [(section, read_forms(pages, section)) for section in annex]
    known = frozenset(name_of(form) for _, found in forms for form in found)
    claims = [claim for passage in told for claim in read_evaluations(passage, known)]
    said = frozenset(tuple(str(claim.get(name) or "") for name in ("project", "budget", "executed")) for claim in claims)
    yield from claims
    if not annex:
        return
    for section, found in forms:
        yield from form_claims(found, section.key, said)
    for _, passage in passages_of(pages, outline.sections, annex):
        yield from read_evaluations(passage, known)


def _annex(sections: Sequence[Section]) -> list[Section]:
    """The annexes; a part and its only section are one."""
    return [section for section in sections if section.key.startswith("annex")]
