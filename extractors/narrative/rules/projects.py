"""fund_use of projects: 项目支出主要用于…N万元, …N万元, named before the items of the functional classification."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.heads import heads_in
from extractors.narrative.rules.wording import MONEY

_OPENED = re.compile(r"(?P<scope>项目支出)(?:主要)?用于:?")
_NAMED = re.compile(rf"(?:(?<=[,;。:\n])|(?<=用于))(?P<part>[^,;。:\n\d]{{2,40}}?){MONEY}(?=[,;。\n])")
_NO_NAME = re.compile(r"^(?:其中|共|累计|投入|支付|发放|使用|安排|资金|拨付|完成)|[为达计比较的占]$|比|较|万元|预算|决算")


def read_projects(passage: Passage) -> Iterator[Claim]:
    """One claim per project named with its amount."""
    opened = _OPENED.search(passage.text)
    if opened is None:
        return
    end = next((head.start for head in heads_in(passage.text) if head.start > opened.end()), len(passage.text))
    for match in _NAMED.finditer(passage.text, opened.end(), end):
        if not _NO_NAME.search(match["part"]):
            draft = Draft("fund_use", passage, match.start("part"))
            draft.name("part", match.span("part"))
            draft.amount("amount", match)
            claim = draft.claim()
            scope = Draft("fund_use", passage, opened.start())
            scope.name("scope", opened.span("scope"))
            yield claim.model_copy(update={"fields": {**scope.fields, **claim.fields}})
