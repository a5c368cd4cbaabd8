"""total_change and composition: what was spent or granted in all, and its parts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

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
_BARE_BEFORE = re.compile(_TOTAL_WORDS["bare_before"])
_KIND = re.compile(rf"(?P<scope>{_TOTAL_WORDS['kind']})(?:{_TOTAL_WORDS['kind_between']}){MONEY}")
_SHARE = re.compile(_WORDS["share"])
_APPROVED = tuple(map(re.compile, _WORDS["approved"].split("|")))


def read_totals(passage: Passage, taken: Collection[Span]) -> Iterator[Claim]:
    """The first total of each paragraph that no adjustment tells."""
    for span in paragraphs(passage):
        total = _total(passage, span, taken)
        if total is not None:
            draft = Draft("total_change", passage, total.start())
            draft.name("scope", total.span("scope"))
            draft.amount("current", total)
            yield draft.claim()


def read_parts(passage: Passage, taken: Collection[Span], approved: bool) -> Iterator[Claim]:
    """Paragraphs that state a total, or tell what was approved, with the parts they list."""
    for span in paragraphs(passage):
        total = _total(passage, span, taken)
        if total is None and not (approved and _all_free(span, taken)):
            continue
        scope = total.span("scope") if total is not None else _scope(passage)
        found = {m.start("amount"): m for m in _PART.finditer(passage.text, *span)}
        found |= {m.start("amount"): m for m in _WHOLE.finditer(passage.text, *span)} if total is None else {}
        seen: set[str] = set()
        for _, part in sorted(found.items()):
            if part["part"] not in seen and (total is None or part.start() >= total.end()):
                seen.add(part["part"])
                yield _claim(passage, part, scope)


def _total(passage: Passage, span: Span, taken: Collection[Span]) -> re.Match[str] | None:
    """The first whole of a paragraph; where it tells of one kind of expenditure only, that."""
    found = (total for total in _TOTAL.finditer(passage.text, *span) if _is_whole(passage.text, span, total))
    total = next((total for total in found if total.span("amount") not in taken), None)
    if total is not None or not _all_free(span, taken):
        return total
    kind = _KIND.search(passage.text, *span)
    opens = kind is not None and not re.search(MONEY, passage.text[span[0] : kind.start()])
    return kind if kind is not None and opens and kind.span("amount") not in taken else None


def _is_whole(text: str, span: Span, total: re.Match[str]) -> bool:
    before = text[span[0] : total.start()]
    bare = total["scope"] in ("支出", "收入")
    return bool(_BARE_BEFORE.search(before)) if bare else not _NOT_BEFORE.search(before)


def _all_free(span: Span, taken: Collection[Span]) -> bool:
    """No amount of the paragraph is told by an adjustment."""
    return not any(span[0] <= start < span[1] for start, _ in taken)


def _scope(passage: Passage) -> Span | None:
    found = next((found for words in _APPROVED if (found := words.search(passage.text))), None)
    return found.span() if found else None


def _claim(passage: Passage, part: re.Match[str], scope: Span | None) -> Claim:
    draft = Draft("composition", passage, part.start())
    if scope is not None:
        draft.inherited("scope", scope)
    draft.name("part", part.span("part"))
    draft.amount("amount", part)
    draft.amount("share_pct", _SHARE.match(passage.text, part.end()), "share", None)
    return draft.claim()


def is_approval(heading: str) -> bool:
    """A chapter that tells what was granted."""
    return any(words.search(heading) for words in _APPROVED)
