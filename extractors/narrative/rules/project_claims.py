"""Everything said of projects: in the narrative, in the annex's reports and in its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.model import Claim, Page, Section
from extractors.narrative.grounding import Passage, folded
from extractors.narrative.rules.evaluations import evaluations
from extractors.narrative.rules.project_evaluation import read_evaluations
from extractors.narrative.rules.project_forms import form_claims, name_of, read_forms

_ANNEX = re.compile(evaluations()["form"]["annex"])
Told = Mapping[Section, Passage]


def read_projects(pages: Sequence[Page], told: Told, annex: Mapping[Section, Passage | None]) -> Iterator[Claim]:
    """`told`: the narrative's passages on evaluation; `annex`: the annexes with their running text, if they have any."""
    forms = [(section, read_forms(pages, section)) for section in (*_outermost(list(told)), *annex)]
    known = frozenset(name_of(form) for _, found in forms for form in found)
    claims = [claim for passage in told.values() for claim in read_evaluations(passage, known)]
    said = frozenset(tuple(str(claim.get(name) or "") for name in ("project", "budget", "executed")) for claim in claims)
    yield from claims
    for section, found in forms:
        yield from form_claims(found, section.key, said)
    for passage in filter(None, annex.values()):
        yield from read_evaluations(passage, known)


def annexes(sections: Sequence[Section]) -> list[Section]:
    """Where evaluations stand outside the narrative of figures."""
    return _outermost([section for section in sections if _is_annex(section)])


def _is_annex(section: Section) -> bool:
    """An annex, or a part on performance outside the narrative of figures."""
    outside = not section.key[0].isdigit() and not section.key.startswith(("part1", "part2"))
    return section.key.startswith("annex") or outside and bool(_ANNEX.search(folded("".join(section.title.split()))))


def _outermost(sections: Sequence[Section]) -> list[Section]:
    """Those that lie in no other; of two with the same extent the inner one, which has its own key."""
    return [section for section in sections if not any(_holds(other, section) for other in sections)]


def _holds(outer: Section, inner: Section) -> bool:
    if outer is inner or not (outer.start <= inner.start and inner.end <= outer.end):
        return False
    same = (outer.start, outer.end) == (inner.start, inner.end)
    return outer.level > inner.level if same else True
