"""fund_use: basic expenditure, projects, government funds and the state-capital budget."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage
from extractors.narrative.rules.basic import read_basic
from extractors.narrative.rules.funds import read_funds
from extractors.narrative.rules.projects import read_projects


def read_fund_use(passage: Passage) -> Iterator[Claim]:
    """Whichever of the three the passage speaks of; a section of items tells of projects only."""
    yield from read_projects(passage)
    yield from read_basic(passage)
    yield from read_funds(passage)
