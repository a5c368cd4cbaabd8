"""key_work in a performance report: numbered points, each a headline and what was done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.performance.words import words

_WORDS = words()["work"]
_NAMED = re.compile(_WORDS["named"])
_POINT = re.compile(
    rf"(?:^|(?<=\n))(?P<no>\d{{1,2}})[.、](?!\d)(?P<item>{_WORDS['item']})[。,:](?P<done>[^\n]{{12,}})", re.MULTILINE
)
_LEAST = 2


def tells_work(heading: str) -> bool:
    """A chapter of what was achieved."""
    return _NAMED.search(heading) is not None


def read_work(passage: Passage) -> Iterator[Claim]:
    """One claim per point, where there are several."""
    points = [point for point in _POINT.finditer(passage.text) if not re.search(_WORDS["no_item"], point["item"])]
    for point in points if len(points) >= _LEAST else ():
        draft = Draft("key_work", passage, point.start("no"))
        draft.name("no", point.span("no"))
        draft.name("item", point.span("item"))
        draft.words("completion", point.span("done"))
        yield draft.claim()
