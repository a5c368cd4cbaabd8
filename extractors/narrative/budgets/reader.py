"""The narrative of a budget: every section, and within it every stretch, through the readers of what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.model import Claim, Outline, Page, Section
from extractors.narrative.budgets.operating_cost import read_operating_cost
from extractors.narrative.budgets.project_forms import read_project_forms
from extractors.narrative.budgets.three_public import read_three_public
from extractors.narrative.budgets.topics import stretches, topic_of, topics
from extractors.narrative.budgets.totals import read_totals
from extractors.narrative.grounding import Passage, folded
from extractors.narrative.passages import passages_of
from extractors.narrative.rules.assets import read_assets
from extractors.narrative.rules.procurement import read_procurement
from extractors.narrative.rules.reasons import reasons_in
from extractors.narrative.rules.statements import read_statements

_CAPTION = re.compile("(?:单位|部门):")


def read_budget(pages: Sequence[Page], outline: Outline) -> tuple[Claim, ...]:
    """All claims of a budget, in the order they are printed."""
    sections = outline.sections or (_whole(pages),)
    about = {section: topic_of(section, sections) for section in sections}
    told = {section for section, topic in about.items() if topic != "aside" and not _is_doubled(section, sections)}
    claims = (
        claim
        for section, passage in passages_of(pages, sections, told)
        for claim in read_passage(passage, about[section], outline.fiscal_year)
    )
    return (*claims, *read_project_forms(pages))


def _whole(pages: Sequence[Page]) -> Section:
    """A text without parts and sections is read as one."""
    return Section(key="", title="", level=1, start=(pages[0].number, 0), end=(pages[-1].number + 1, 0))


def _is_doubled(section: Section, sections: Sequence[Section]) -> bool:
    """A part without a heading of its own begins where its first section does."""
    return any(other.start == section.start and other.level > section.level for other in sections)


def read_passage(passage: Passage, topic: str, year: int | None) -> Iterator[Claim]:
    """The claims of one section. `year`: the budget's year."""
    for about, stretch in stretches(passage, topic):
        for reader in topics().reads[about]:
            yield from _read(reader, stretch, about, year)


def _read(reader: str, passage: Passage, topic: str, year: int | None) -> Iterator[Claim]:
    if reader == "totals":
        yield from read_totals(passage, topic, year)
    elif reader == "three_public":
        yield from read_three_public(passage)
    elif reader == "operating_cost":
        yield from read_operating_cost(passage)
    elif reader == "procurement":
        yield from read_procurement(passage, planned=True)
    elif reader == "assets":
        yield from read_assets(passage)
    else:
        yield from (claim for claim in read_statements(passage) if not _is_aside(passage, claim))


def _is_aside(passage: Passage, claim: Claim) -> bool:
    """Words inside a reason, or captions of a table, are no statement."""
    said = folded("".join(str(claim.get("text")).split()))
    reasons = (passage.text[slice(*reason.span)] for reason in reasons_in(passage, 0, len(passage.text)))
    return _CAPTION.search(said) is not None or any(said.rstrip("。;") in reason for reason in reasons)
