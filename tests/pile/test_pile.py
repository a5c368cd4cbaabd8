"""Papers with title pages of many shapes: none is given a wrong genre, department or year.

Those of all collections that were taken wrongly when first seen, and one of each other shape; tests/acceptance has all.
"""

from __future__ import annotations

import pytest

from extractors.classifying import classify
from extractors.errors import BlankTemplate, NotADisclosure
from extractors.model import Classified
from extractors.pages import Limits
from tests.pile.papers import COLLECTIONS, Paper, drawn, papers

MENDED = """
explanation-only no-cover-tables budget-law region-accounts-tables budget-execution preparing-notice pair-tables template approval
about-in-the-middle announcement dash-name whole-form slash-year essay press request coded-caption bracketed-code year-in-caption
boxed-cover summary-of-work coded-head opened-in-year seal-cover english-line review-opinion empty-form reservoir colon-title
self-form-unit-line sixth-c3
"""
SHAPES = """
province-office department-below-title chinese-digits captions-only headings-only own-level contents-first revised-edition
two-line-name unit-named-below-label year-in-body-only both-words-in-title evaluation-rules whole-evaluation town pair-words
project-self-evaluation words-final blank-first-page name-in-brackets wrapped-title index-number picture-third
"""
NAMES = {*MENDED.split(), *SHAPES.split()}
CHOSEN = [paper for collection in COLLECTIONS for paper in papers(collection) if paper.name in NAMES]
PRINTED = [paper for paper in CHOSEN if paper.style not in ("picture", "scan")]
PICTURED = [paper for paper in CHOSEN if paper.style in ("picture", "scan")]


def test_every_chosen_paper_is_there_once() -> None:
    assert sorted(paper.name for paper in CHOSEN) == sorted(NAMES)


def looked_at(paper: Paper) -> Classified:
    return classify(drawn(paper), Limits())


def named(paper: Paper) -> str:
    return paper.name


@pytest.mark.parametrize("paper", [paper for paper in PRINTED if paper.genre], ids=named)
def test_a_disclosure_is_what_its_title_page_says(paper: Paper) -> None:
    seen = looked_at(paper)
    year = paper.year if paper.year_printed else None
    assert (seen.genre, seen.department, seen.fiscal_year) == (paper.genre, paper.department, year)


@pytest.mark.parametrize("paper", [paper for paper in PRINTED if paper.other], ids=named)
def test_a_paper_that_only_speaks_of_budgets_is_none(paper: Paper) -> None:
    with pytest.raises(NotADisclosure):
        looked_at(paper)


@pytest.mark.parametrize("paper", [paper for paper in PRINTED if paper.template], ids=named)
def test_a_template_is_refused_by_what_it_leaves_open(paper: Paper) -> None:
    with pytest.raises(BlankTemplate, match="not filled in"):
        looked_at(paper)


@pytest.mark.parametrize("paper", PICTURED, ids=named)
def test_a_title_page_that_is_a_picture_is_read(paper: Paper) -> None:
    seen = looked_at(paper)
    assert (seen.genre, seen.department, seen.fiscal_year) == (paper.genre, paper.department, paper.year)
    assert seen.scanned


@pytest.mark.parametrize(
    ("name", "holds", "level"),
    [
        ("province-office", "both", "department"),
        ("own-level", "both", "unit"),
        ("pair-tables", "tables", ""),
        ("pair-words", "narrative", "department"),
        ("captions-only", "tables", ""),
        ("words-final", "narrative", "unit"),
    ],
)
def test_what_it_holds_and_whose_it_is(name: str, holds: str, level: str) -> None:
    seen = looked_at(next(paper for paper in PRINTED if paper.name == name))
    assert (seen.holds, seen.level) == (holds, level)


def test_a_later_edition_says_so() -> None:
    seen = looked_at(next(paper for paper in PRINTED if paper.name == "revised-edition"))
    assert (seen.revised, seen.dated) == ("更正", "2020-11")
