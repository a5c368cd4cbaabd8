"""Comparisons with an earlier year: how much, in which direction, against what, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.narrative.budgets.mentions import Mention
from extractors.narrative.budgets.words import words
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.changes import Change, changes_in
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.reasons import Reason, outside
from extractors.narrative.rules.wording import meaning, wording

_BASE = words()["base"]
_COMPARED = re.compile(
    rf"(?:与|比|较|同|对比|相比)(?P<base>(?P<year>{_BASE['year']}){_BASE['which']})|(?P<same>{_BASE['same_period']})"
)
_ADDED = re.compile(_BASE["added"])
_NAMED = re.compile(words()["subject"]["named"])
OWN_YEAR = re.compile(r"本年(?:收入|支出)")
_AMONG = re.compile(r"其中|包括")
_NEAR = 2
_FAR = 60


class Told(NamedTuple):
    """A change with the percentage that may stand apart from it, what it is measured against, and why."""

    change: Change
    rate: Change | None
    base: Span | None
    reason: Span | None

    @property
    def end(self) -> int:
        """Behind the change and its rate."""
        return max(self.change.span[1], self.rate.span[1] if self.rate else 0)


def told_of(passage: Passage, mentions: Sequence[Mention], reasons: Sequence[Reason]) -> dict[int, Told]:
    """By index of the mention: the first comparison that is told of each."""
    found: dict[int, Told] = {}
    changes = _changes(passage.text, reasons)
    for at, change in enumerate(changes):
        rate = rate_behind(changes, at)
        if at and rate_behind(changes, at - 1) is change:
            continue
        owner = _owner(passage.text, mentions, change, found)
        base = base_of(passage.text, change)
        if owner is not None and (base is not None or _is_near(passage.text, mentions[owner], change)):
            found.setdefault(owner, Told(change, rate, base, None))
    return {owner: told._replace(reason=_reason(passage, mentions, told, changes, reasons)) for owner, told in found.items()}


def _changes(text: str, reasons: Sequence[Reason]) -> list[Change]:
    """Changes outside reasons, and what is said to be new this year."""
    moved = [change for change in changes_in(text, 0, len(text)) if outside(list(reasons), change.span[0])]
    added = [Change("prior", "up", match.span(), None, match.span()) for match in _ADDED.finditer(text)]
    return sorted([*moved, *(new for new in added if outside(list(reasons), new.span[0]))], key=lambda change: change.span)


def rate_behind(changes: Sequence[Change], at: int) -> Change | None:
    """增加3万元(增长5%): the rate that a bracket or a word parts from its change."""
    change, later = changes[at], changes[at + 1] if at + 1 < len(changes) else None
    if later is None or change.found is None or later.found is None or later.span[0] - change.span[1] > _NEAR:
        return None
    measured = [each.found is not None and "amount" in each.found.re.groupindex for each in (change, later)]
    return later if measured[0] != measured[1] and not (measured[0] and change.found["pct"]) else None


def _owner(text: str, mentions: Sequence[Mention], change: Change, told: dict[int, Told]) -> int | None:
    """Which mention the change is told of: the one before it, or what that is part of once its list is closed."""
    before = [at for at, each in enumerate(mentions) if each.end <= change.span[0] and each.kind != "earlier"]
    if not before:
        return None
    last = mentions[before[-1]]
    gap = text[last.end : change.span[0]]
    if _AMONG.search(gap) or "\n" in gap and len(gap) > _FAR:
        return None
    head = last.head
    if head is None or head in told or last.level:
        return before[-1]
    whole = mentions[head]
    if OWN_YEAR.fullmatch(text[slice(*last.names[0])]) and last.figure["amount"] == whole.figure["amount"]:
        return head
    return head if "。" in gap else before[-1]


def base_of(text: str, change: Change) -> Span | None:
    """What the change is measured against, said last before it in its sentence or, of a list, in the clause before."""
    start = max(text.rfind(mark, 0, change.span[0]) for mark in "。\n") + 1
    found = list(_COMPARED.finditer(text, start, change.span[1]))
    if not found:
        return None
    return found[-1].span("same" if found[-1]["same"] else "base")


def _is_near(text: str, mention: Mention, change: Change) -> bool:
    return change.span[0] - mention.end <= _NEAR or bool(_ADDED.fullmatch(text, *change.span))


def _reason(
    passage: Passage, mentions: Sequence[Mention], told: Told, changes: Sequence[Change], reasons: Sequence[Reason]
) -> Span | None:
    """The first reason behind the change, unless another amount or another change is told before it."""
    reason = next((each for each in reasons if each.lead >= told.end - 1), None)
    if reason is None:
        return None
    between = passage.text[told.end : reason.lead]
    if _of_another(passage.text, told, reason):
        return None
    others = (each.span[0] for each in changes if each is not told.rate)
    if any(told.end <= at < reason.lead for at in (*others, *(each.end for each in mentions))) or len(between) > _FAR:
        return None
    return reason.span


def _of_another(text: str, told: Told, reason: Reason) -> bool:
    """财政拨款收支增加的主要原因是… behind an amount that did not move: the reason of others."""
    start = max(text.rfind(mark, told.end, reason.lead) for mark in "。;\n") + 1
    named = _NAMED.match(text, max(start, told.end), reason.span[0])
    said = direction_said(named["word"]) if named else None
    return said is not None and said != told.change.direction


def put_told(draft: Draft, told: Told, *, prefix: str = "", year: int | None = None) -> None:
    """Change, rate, direction, base and reason as fields."""
    names = (f"{prefix}change", f"{prefix}pct", f"{prefix}direction") if prefix else ("change", "change_pct", "direction")
    for change in filter(None, (told.change, told.rate)):
        groups = change.found.re.groupindex if change.found is not None else {}
        if "amount" in groups:
            draft.amount(names[0], change.found)
        if "pct" in groups and change.found is not None and change.found["pct"] is not None:
            draft.amount(names[1], change.found, "pct", None)
    draft.meaning(names[2], told.change.direction, told.change.word)
    draft.touch(told.change.span)
    if told.base is not None and not prefix:
        draft.meaning("basis", basis_named(draft.passage.squeezed(told.base), year), told.base)
    draft.words("reason", told.reason)


def basis_named(printed: str, year: int | None) -> str:
    """2025年年初预算 in a budget of 2026 is 上年年初预算; words stay as printed."""
    dated = re.match(r"(20\d\d)年度?", printed)
    if dated is None or year is None or int(dated[1]) != year - 1:
        return printed
    return f"上年{printed[dated.end() :]}"


def direction_said(word: str) -> str | None:
    """What a word of movement means."""
    return meaning(wording().direction, word)
