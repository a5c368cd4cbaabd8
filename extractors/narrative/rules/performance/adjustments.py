"""budget_change: what the budget was at the year's beginning, what was added, what both came to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.performance.words import paragraphs, words
from extractors.narrative.rules.wording import MONEY

_WORDS = words()["adjustment"]
_PRIOR = re.compile(rf"(?P<named>{_WORDS['prior']}){MONEY}")
_CHANGE = re.compile(rf"(?:{_WORDS['change']}){MONEY}")
_TOTAL = re.compile(rf"(?P<scope>{_WORDS['scope']})(?:数|合计|总计|总额|均|共|为|是|达|实现|完成)*{MONEY}")
_AFTER = re.compile(rf"(?:{_WORDS['amount']}){MONEY}")
_REASON = re.compile(rf"[,;](?:{_WORDS['reason']})(?P<reason>[^。;\n]+?)(?=,(?:故|因此|所以)|[。;\n]|$)")


class Adjustment(NamedTuple):
    """A claim and where its amounts stand."""

    claim: Claim
    amounts: frozenset[Span]


def read_adjustments(passage: Passage) -> Iterator[Adjustment]:
    """One claim per paragraph that names a budget and what was added; the same again in one chapter is no other."""
    told: set[tuple[str, ...]] = set()
    for span in paragraphs(passage):
        prior = _PRIOR.search(passage.text, *span)
        change = _CHANGE.search(passage.text, prior.end() if prior else span[0], span[1])
        if prior is None or change is None:
            continue
        figures = prior["amount"], change["amount"]
        if figures not in told:
            told.add(figures)
            yield _adjustment(passage, span, prior, change)


def _adjustment(passage: Passage, span: Span, prior: re.Match[str], change: re.Match[str]) -> Adjustment:
    total = _TOTAL.search(passage.text, span[0], prior.start())
    later = total or _AFTER.search(passage.text, change.end(), span[1])
    draft = Draft("budget_change", passage, span[0])
    draft.name("scope", total.span("scope") if total else _budget(prior))
    draft.amount("amount", later)
    draft.amount("prior", prior)
    draft.amount("change", change)
    reason = _REASON.match(passage.text, change.end(), span[1])
    draft.words("reason", reason.span("reason") if reason else None)
    told = (found.span("amount") for found in (later, prior, change) if found is not None)
    return Adjustment(draft.claim(), frozenset(told))


def _budget(prior: re.Match[str]) -> Span:
    """年初预算, without what leads to its figure."""
    named = re.match(r"年初(?:部门)?预算", prior["named"])
    end = prior.start("named") + (named.end() if named else len(prior["named"]))
    return prior.start("named"), end
