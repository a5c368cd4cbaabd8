"""operating_cost of a budget: what is planned for running the offices, and how that stands to an earlier year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.budgets.comparisons import put_told
from extractors.narrative.budgets.measured import measured
from extractors.narrative.budgets.words import words
from extractors.narrative.grounding import Passage
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.wording import MONEY

_WORDS = words()["operating_cost"]
_NAMED = re.compile(rf"(?:{_WORDS['subject']})(?P<of>{_WORDS['between']}{{0,60}}?){MONEY}")
_UNDER_HEADING = re.compile(rf"{_WORDS['under_heading']}{MONEY}")
_SUBJECT = re.compile(_WORDS["subject"])
_OTHER_TOPIC = re.compile(_WORDS["other_topic"])


def read_operating_cost(passage: Passage) -> Iterator[Claim]:
    """At most one claim: the first planned amount. Whatever it is measured against is of an earlier year."""
    amount = _NAMED.search(passage.text) or (_UNDER_HEADING.search(passage.text) if _SUBJECT.search(passage.title) else None)
    if amount is None:
        return
    draft = Draft("operating_cost", passage, amount.start())
    draft.amount("amount", amount)
    other = _OTHER_TOPIC.search(passage.text, amount.end())
    told = measured(passage, (amount.end(), other.start() + 1 if other else len(passage.text)))
    if told is not None:
        put_told(draft, told, prefix="vs_prior_")
    yield draft.claim()
