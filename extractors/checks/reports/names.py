"""Names in a report's claims: whole, beside their own figures, and of a whole that the chapter states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.roles import occurrences, ungrouped
from extractors.checks.reports.vocabulary import approved, around_name
from extractors.model import ClaimField

_ALL = "合计"
_FORM = "form"
_FIGURES = ("amount", "current", "budget", "actual", "executed", "score")
_PARTED = re.compile(r"[,;。:]")
_NEVER = re.compile(r"(?!)")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?:万元|亿元|元)")


def name_doubts(docket: Docket, name: str, field: ClaimField, there: str) -> Iterator[str]:
    """Why a name may be cut, or another's."""
    text = squeezed(field.text)
    claim = docket.claim
    if field.value == _ALL and name == "part":
        return
    if squeezed(str(field.value)) != text:
        yield "its words differ from the passage"
    elif not _is_whole(_FORM if claim.section == _FORM else claim.kind, name, text, there):
        yield f"{text} is only part of the printed name"
    elif name == "scope" and claim.kind in ("composition", "fund_use"):
        if not _of_the_chapter(docket, text):
            yield "another item is named nearer to it"
    elif name == "item":
        if not _heads(docket, text):
            yield "another item is named nearer to it"
    elif claim.section != _FORM and not leads(docket, name):
        yield "no figure stands beside the name, and no table proves it"


def _is_whole(kind: str, name: str, text: str, there: str) -> bool:
    """At one of its places nothing belongs to it before or behind."""
    return any(_bounded(kind, name, there, found.span()) for found in re.finditer(re.escape(text), there))


def _bounded(kind: str, name: str, there: str, span: tuple[int, int]) -> bool:
    around = around_name(kind, name)
    if around is None:
        return False
    before, behind = around
    return before.search(there[: span[0]]) is not None and behind.match(there, span[1]) is not None


def _of_the_chapter(docket: Docket, text: str) -> bool:
    """A whole that a total of the chapter states or that was approved; of what was paid, one of the same paragraph."""
    claim, passages = docket.claim, docket.context.passages
    if claim.kind == "fund_use":
        amount = claim.fields.get("amount")
        return amount is not None and text in passages.around(amount.boxes)
    peers = [other for other in docket.context.claims if (other.kind, other.section) == ("total_change", claim.section)]
    stated = {squeezed(str(other.get("scope"))) for other in peers}
    return text in stated or approved().fullmatch(text) is not None and not stated


def _heads(docket: Docket, text: str) -> bool:
    """A headline and what was done stand in one paragraph."""
    done = docket.claim.fields.get("completion")
    around = docket.context.passages.around(done.boxes) if done else ""
    return re.match(rf"[(]?\d{{1,2}}[.、)]{re.escape(text)}[。,:]", around) is not None


def leads(docket: Docket, name: str) -> bool:
    """The claim's figure stands behind the name, in the same paragraph, and no other amount between; right behind a total's."""
    claim, passages = docket.claim, docket.context.passages
    field = claim.fields[name]
    first = claim.fields.get(_figure_of(docket, squeezed(field.text)))
    if first is None or not isinstance(first.value, str):
        return True
    around = ungrouped(passages.around(field.boxes))
    if around != ungrouped(passages.around(first.boxes)):
        return False
    text = ungrouped(squeezed(field.text))
    parted = _PARTED if name == "scope" else _NEVER
    for before, _ in occurrences(around, str(first.value)):
        start, found, between = before.rpartition(text)
        whole = name == "category" or _bounded(claim.kind, name, around, (len(start), len(start) + len(text)))
        if found and whole and not parted.search(between) and not _foreign(docket, between):
            return True
    return False


def _figure_of(docket: Docket, text: str) -> str:
    """The field that a name leads: 年初预算 what the year began with, all others the first figure of their claim."""
    claim = docket.claim
    if claim.kind == "budget_change":
        return "prior" if text.startswith("年初") else "amount"
    return next((each for each in _FIGURES if claim.get(each)), "")


def _foreign(docket: Docket, between: str) -> bool:
    own = {str(field.value) for field in docket.claim.fields.values()}
    return any(amount not in own for amount in _AMOUNT.findall(between))
