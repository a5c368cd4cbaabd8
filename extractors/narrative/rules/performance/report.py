"""A performance report whole: each chapter through the readers of what it may tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.model import Claim, Page
from extractors.narrative.report.chapters import Chapter, chapters_of
from extractors.narrative.rules.performance.adjustments import read_adjustments
from extractors.narrative.rules.performance.parts import is_approval, read_parts, read_totals
from extractors.narrative.rules.performance.projects import read_paid, read_projects
from extractors.narrative.rules.performance.scores import read_scores
from extractors.narrative.rules.performance.three_public import read_spending
from extractors.narrative.rules.performance.whole import read_whole
from extractors.narrative.rules.performance.work import read_work, tells_work


def read_report(pages: Sequence[Page]) -> tuple[Claim, ...]:
    """All claims of a performance report, in the order of its chapters; the form as a whole comes last."""
    chapters = chapters_of(pages)
    claims = [claim for chapter in chapters for claim in _of_chapter(chapter)]
    return (*claims, *read_whole(chapters, claims))


def _of_chapter(chapter: Chapter) -> Iterator[Claim]:
    passage = chapter.passage
    adjusted = list(read_adjustments(passage))
    taken = {span for adjustment in adjusted for span in adjustment.amounts}
    yield from (adjustment.claim for adjustment in adjusted)
    yield from read_totals(passage, taken)
    yield from read_parts(passage, taken, is_approval(chapter.named))
    yield from read_spending(passage)
    yield from read_scores(passage)
    yield from read_projects(passage)
    yield from read_paid(passage)
    if tells_work(chapter.named):
        yield from read_work(passage)
