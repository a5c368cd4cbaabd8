"""project_evaluation: the points that a report gives itself, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.performance.words import words
from extractors.narrative.rules.wording import UNSIGNED

_WORDS = words()["score"]
_SCORE = re.compile(
    rf"(?:(?<=[,;。:\n])|^)(?:故|因此|其中|综上)?(?:[^,;。\n]{{0,20}}?{_WORDS['own']})?(?:在|的|对)?(?P<project>{_WORDS['name']})"
    rf"{_WORDS['tail']}(?P<score>{UNSIGNED})分"
)


def read_scores(passage: Passage) -> Iterator[Claim]:
    """One claim per part that is given points."""
    for found in _SCORE.finditer(passage.text):
        draft = Draft("project_evaluation", passage, found.start("project"))
        draft.name("project", found.span("project"))
        draft.amount("score", found, "score", None)
        yield draft.claim()
