"""total_change and composition: what was spent or granted in all, and its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.performance.words import paragraphs, words
from extractors.narrative.rules.wording import MONEY

_TOTAL_WORDS, _WORDS = words()["total"], words()["parts"]
_TOTAL = re.compile(rf"(?P<scope>{_TOTAL_WORDS['scope']})(?:共计|共|为|是|达|数|实现|完成)*{MONEY}")
_NOT_BEFORE = re.compile(_TOTAL_WORDS["not_before"])
_WHOLE = re.compile(rf"(?P<part>{_WORDS['whole']}){_WORDS['whole_tail']}(?:为|是|共)*{MONEY}")
_PART = re.compile(rf"(?P<part>{_WORDS['known']})(?:{_WORDS['between']}){MONEY}")
_APPROVED = tuple(map(re.compile, _WORDS["approved"].split("|")))


def read_totals(passage: Passage, taken: Sequence[Span]) -> Iterator[Claim]:
    """The first total of each paragraph, unless an adjustment tells it."""
    for span in paragraphs(passage):
        total = _total(passage, span)
        if total is not None and not _inside(total.span("amount"), taken):
            draft = Draft("total_change", passage, total.start())
            draft.name("scope", total.span("scope"))
            draft.amount("current", total)
            yield draft.claim()


def read_parts(passage: Passage, taken: Sequence[Span], approved: bool) -> Iterator[Claim]:
    """Paragraphs that state a total, or tell what was approved, with the parts they list."""
    for span in paragraphs(passage):
        total = _total(passage, span)
        if total is None and not approved or total is not None and _inside(total.span("amount"), taken):
            continue
        scope = total.span("scope") if total is not None else _scope(passage)
        found = {m.start("amount"): m for m in _PART.finditer(passage.text, *span)}
        found |= {m.start("amount"): m for m in _WHOLE.finditer(passage.text, *span)} if total is None else {}
        seen: set[str] = set()
        for _, part in sorted(found.items()):
            if part["part"] not in seen and (total is None or part.start() >= total.end()):
                seen.add(part["part"])
                yield _claim(passage, part, scope)


def _total(passage: Passage, span: Span) -> re.Match[str] | None:
    found = _TOTAL.finditer(passage.text, *span)
    return next((total for total in found if not _NOT_BEFORE.search(passage.text, span[0], total.start())), None)


def _scope(passage: Passage) -> Span | None:
    found = next((found for words in _APPROVED if (found := words.search(passage.text))), None)
    return found.span() if found else None


def _claim(passage: Passage, part: re.Match[str], scope: Span | None) -> Claim:
    draft = Draft("composition", passage, part.start())
    if scope is not None:
        draft.inherited("scope", scope)
    draft.name("part", part.span("part"))
    draft.amount("amount", part)
    return draft.claim()


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(start <= span[0] < end for start, end in spans)


def is_approval(heading: str) -> bool:
    """A chapter that tells what was granted."""
    return any(words.search(heading) for words in _APPROVED)
