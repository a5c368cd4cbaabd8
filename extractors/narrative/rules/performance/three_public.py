"""three_public in a performance report: one sentence lists the categories, budgets and results in chapters of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.performance.words import sentences, words
from extractors.narrative.rules.three_public import read_three_public
from extractors.narrative.rules.wording import MONEY, wording

_WORDS = words()["three_public"]
_CATEGORIES = {
    **wording().three_public,
    "overseas": r"(?:因公)?出国(?:[(]境[)]|境)?(?:费用?|经费|支出)?",
    "reception": r"(?:公务)?接待(?:费用?|经费)?",
}
_NAME = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _CATEGORIES.items()))
_MONEY = re.compile(MONEY)
_BUDGET, _ACTUAL = re.compile(_WORDS["budget"]), re.compile(_WORDS["actual"])
_EXECUTION = re.compile(r"预算执行")
_COMPARED = ("change", "change_pct", "direction", "completion_pct")
_APART = re.compile(r"[^,;。\n]{0,14}")


def read_spending(passage: Passage) -> Iterator[Claim]:
    """The categories of every sentence that speaks of them, with what the paragraph says of their change."""
    compared = {(claim.get("category"), claim.get("actual")): claim for claim in read_three_public(passage)}
    for span in _told(passage):
        for claim in _of_sentence(passage, span):
            told = compared.get((claim.get("category"), claim.get("actual")))
            more = {name: field for name, field in told.fields.items() if name in _COMPARED} if told else {}
            yield claim.model_copy(
                update={"fields": {**claim.fields, **more}, "quote": told.quote if more and told else claim.quote}
            )


def _told(passage: Passage) -> Iterator[Span]:
    """Sentences that name 三公, and those behind them that go on with 其中."""
    goes_on = False
    for span in sentences(passage):
        text = passage.text[slice(*span)]
        goes_on = "三公" in text or goes_on and text.startswith("其中")
        if goes_on:
            yield span


def _of_sentence(passage: Passage, span: Span) -> Iterator[Claim]:
    named = _named(passage, span)
    role: str | None = None
    told: set[str] = set()
    for at, name in enumerate(named):
        end = named[at + 1].start() if at + 1 < len(named) else span[1]
        figures = list(_figures(passage, name.end(), end))
        if not figures:
            continue
        role = role or _role(passage.text[span[0] : figures[0].start()])
        category = name.lastgroup or ""
        if category not in told:
            told.add(category)
            yield _claim(passage, name, figures, role)


def _named(passage: Passage, span: Span) -> list[re.Match[str]]:
    return list(_NAME.finditer(passage.text, *span))


def _figures(passage: Passage, start: int, end: int) -> Iterator[re.Match[str]]:
    """Amounts that stand behind the name with few words between."""
    at = start
    for money in _MONEY.finditer(passage.text, start, end):
        if not _APART.fullmatch(passage.text, at, money.start()) and at == start:
            return
        yield money
        at = money.end()


def _role(before: str) -> str:
    """`budget` or `actual`, by the last of the words that say so; 预算执行 is what was spent."""
    plain = _EXECUTION.sub("执行", before)
    last = {role: max((m.end() for m in pattern.finditer(plain)), default=-1) for role, pattern in _ROLES}
    return "budget" if last["budget"] > last["actual"] else "actual"


_ROLES = (("budget", _BUDGET), ("actual", _ACTUAL))


def _claim(passage: Passage, name: re.Match[str], figures: Sequence[re.Match[str]], role: str) -> Claim:
    draft = Draft("three_public", passage, name.start())
    draft.meaning("category", name.lastgroup, name.span())
    draft.amount(role, figures[0])
    for one, two in pairwise(figures):
        between = passage.text[one.end() : two.start()]
        if _BUDGET.search(between) or _ACTUAL.search(between):
            draft.amount(_role(between), two)
    return draft.claim()
