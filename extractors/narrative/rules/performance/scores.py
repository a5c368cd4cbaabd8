"""project_evaluation: the points that a report gives itself, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.performance.words import sentences, words
from extractors.narrative.rules.wording import MONEY, UNSIGNED

_WORDS = words()["score"]
_SCORE = re.compile(
    rf"(?:(?<=[,;。:\n])|^)(?:故|因此|其中|综上)?(?:[^,;。\n]{{0,20}}?{_WORDS['own']})?(?:在|的|对)?(?P<project>{_WORDS['name']})"
    rf"{_WORDS['tail']}(?P<score>{UNSIGNED})分"
)


_MONEY = re.compile(MONEY)
_WHOLE = re.compile(_WORDS["whole"])
_OF_ALL = re.compile(
    rf"(?:^|(?<=[,;。:\n])|(?:{_WORDS['own']}))(?:[^,;。\n\d]{{0,16}}?){_WORDS['whole_tail']}(?P<score>{UNSIGNED})分"
)


def whole_score(passage: Passage) -> Claim | None:
    """The score of the report as a whole, without its name."""
    own = (passage.text[slice(*span)] for span in sentences(passage))
    told = {text for text in own if not _MONEY.search(text)}
    found = next((found for found in _OF_ALL.finditer(passage.text) if any(found.group() in text for text in told)), None)
    part = _SCORE.search(passage.text, found.start()) if found else None
    if found is None or part is not None and part.end() == found.end() and not _WHOLE.search(part["project"]):
        return None
    draft = Draft("project_evaluation", passage, found.start("score"))
    draft.amount("score", found, "score", None)
    return draft.claim()


def read_scores(passage: Passage) -> Iterator[Claim]:
    """One claim per part that is given points."""
    for found in _SCORE.finditer(passage.text):
        if _WHOLE.search(found["project"]):
            continue
        draft = Draft("project_evaluation", passage, found.start("project"))
        draft.name("project", found.span("project"))
        draft.amount("score", found, "score", None)
        yield draft.claim()
