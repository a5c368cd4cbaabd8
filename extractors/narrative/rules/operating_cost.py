"""operating_cost: 机关运行经费, its amount and how it moved against the budget and against last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.change_fields import put_change
from extractors.narrative.rules.changes import Change, changes_in
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.reasons import Reason, outside, reasons_in
from extractors.narrative.rules.services import services
from extractors.narrative.rules.wording import MONEY

_WORDS = services()["operating_cost"]
_NAMED = re.compile(rf"(?:{_WORDS['subject']})(?P<of>{_WORDS['between']}{{0,70}}?){MONEY}")
_DECIDED = re.compile(rf"{_WORDS['stated']}(?:数|额|金额)?(?:共|合计|共计)?(?:为|是)?{MONEY}")
_SPENT = re.compile(rf"(?:{_WORDS['spent']}|(?<=[,;])(?:本年)?支出)(?:数|额|金额)?(?:共|合计|共计)?(?:为|是)?{MONEY}")
_EARLIER = re.compile(_WORDS["earlier"])
_YEAR = re.compile(r"20\d\d(?=年)")
_SUBJECT = re.compile(_WORDS["subject"])
_HEADED = re.compile(rf"(?:{_WORDS['subject']}){_WORDS['headed']}")
_OTHER_TOPIC = re.compile(_WORDS["other_topic"])
_PLANNED = re.compile(_WORDS["planned"])
_ASIDE = re.compile(rf"\([^()]*(?:\([^()]*\)[^()]*)*(?:{_WORDS['aside']})[^()]*(?:\([^()]*\)[^()]*)*\)")


def read_operating_cost(passage: Passage) -> Iterator[Claim]:
    """At most one claim: the first amount that is said to be spent, else the planned one."""
    plain = passage._replace(text=without_asides(passage.text))
    amount = _amount(plain)
    if amount is None:
        return
    draft = Draft("operating_cost", passage, amount.start())
    draft.amount("amount", amount)
    other = _OTHER_TOPIC.search(plain.text, amount.end())
    end = other.start() + 1 if other else len(plain.text)
    reasons = reasons_in(plain, amount.end(), end)
    for change in _changes(plain.text, (amount.end(), end), reasons):
        put_change(draft, change, f"vs_{change.base}_")
    draft.words("reason", reasons[0].span if reasons else None)
    yield draft.claim()


def without_asides(text: str) -> str:
    """Brackets that say what an amount agrees with or consists of, blanked out; places stay."""
    return _ASIDE.sub(lambda aside: " " * len(aside[0]), text)


def _amount(passage: Passage) -> re.Match[str] | None:
    """What was spent before what was planned; a section of that name may state its amount without repeating the name."""
    named = list(_NAMED.finditer(passage.text))
    spent = next((match for match in named if not _PLANNED.search(match["of"])), None)
    if spent is not None:
        return spent
    if named:
        end = passage.text.find("。", named[0].end())
        return _SPENT.search(passage.text, named[0].end(), end if end >= 0 else len(passage.text)) or named[0]
    return _under_heading(passage)


def _under_heading(passage: Passage) -> re.Match[str] | None:
    """The first amount of a section, or of a paragraph, that only its heading names."""
    headed = _HEADED.search(passage.text)
    if not headed and not _SUBJECT.search(passage.title):
        return None
    start = headed.end() if headed else 0
    end = passage.text.find("。", start)
    return _DECIDED.search(passage.text, start, end if end >= 0 else len(passage.text))


def _changes(text: str, span: Span, reasons: list[Reason]) -> Iterator[Change]:
    """The first change against each base; what a reason says of its own changes is not one."""
    seen: set[str] = set()
    for change in (_rebased(text, change) for change in changes_in(text, *span)):
        if change.base is not None and change.base not in seen and outside(reasons, change.span[0]):
            seen.add(change.base)
            yield change


def _rebased(text: str, change: Change) -> Change:
    """Measured against the budget of an earlier year than the one that is told of."""
    told = _YEAR.search(text)
    near = text[text.rfind("。", 0, change.span[0]) + 1 : change.span[0]]
    against = next(reversed(list(_EARLIER.finditer(near))), None)
    if change.base != "budget" or against is None or against["year"] and (told is None or against["year"] >= told[0]):
        return change
    return change._replace(base="prior")
