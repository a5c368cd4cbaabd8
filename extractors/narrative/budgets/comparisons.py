"""Comparisons with an earlier year: how much, in which direction, against what, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from extractors.narrative.budgets.leads import TOTAL, clause_start
from extractors.narrative.budgets.mentions import OWN_YEAR, Mention
from extractors.narrative.budgets.words import words
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.changes import Change, changes_in
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.reasons import Reason, outside
from extractors.narrative.rules.wording import NUMBER, any_of, meaning, wording

_BASE = words()["base"]
_COMPARED = re.compile(
    rf"(?:与|比|较|同|对比|相比)(?P<base>(?P<year>{_BASE['year']}){_BASE['which']})|(?P<same>{_BASE['same_period']})"
)
_ADDED = re.compile(_BASE["added"])
_MOVED = any_of({name: wording().direction[name] for name in ("up", "down")})
# 较上年减少12.95, without a unit: a direction, and no amount.
_UNITLESS = re.compile(rf"(?:{_BASE['compared']})(?:各|均|总体)*(?P<word>{_MOVED})(?:了)?{NUMBER}(?=[,;。])")
# 政府性基金收支预算持平, in a list whose first entry said against what.
_FLAT = re.compile(rf"[;,。](?:{words()['name']['total']})(?:{words()['name']['link']})?(?P<word>{wording().direction['flat']})")
_NAMED = re.compile(words()["subject"]["named"])
_AMONG = re.compile(r"其中|包括")
_PAIR = re.compile(r"收入?(?:预算)?(?:总计|合计)?[、和与及]支出?|收支|各|均|分别")
_EACH = re.compile(r"(?:各|均|总体|分别|共|合计)*$")
_SIDES = ("收", "支")
_SIDE = re.compile("收入|支出")
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


class Comparisons(NamedTuple):
    """By index of the mention the first comparison that is told of it; and those of totals whose amount is not told."""

    told: dict[int, Told]
    apart: list[tuple[Span, Told]]


def comparisons_in(passage: Passage, mentions: Sequence[Mention], reasons: Sequence[Reason]) -> Comparisons:
    """Every comparison of a passage, with the amount it is told of."""
    text = passage.text
    found: dict[int, Told] = {}
    apart: list[tuple[Span, Told]] = []
    changes = all_changes(text, reasons)
    for at, change in enumerate(changes):
        if at and rate_behind(changes, at - 1) is change:
            continue
        read = Told(change, rate_behind(changes, at), base_of(text, change), None)
        owners = _owners(text, mentions, change, found)
        if (named := _unknown_subject(text, mentions, change)) is not None:
            apart.append((named, read._replace(reason=_reason(passage, mentions, read, reasons))))
            continue
        for owner in owners:
            if read.base is not None or _is_near(text, mentions[owner], change):
                found.setdefault(owner, read)
    told = {owner: each._replace(reason=_reason(passage, mentions, each, reasons)) for owner, each in found.items()}
    return Comparisons(told, apart)


def all_changes(text: str, reasons: Sequence[Reason]) -> list[Change]:
    """Changes outside reasons, what is said to be new this year, and changes whose measure has no unit."""
    moved = changes_in(text, 0, len(text))
    added = [Change("prior", "up", match.span(), None, match.span()) for match in _ADDED.finditer(text)]
    bare = [
        Change("prior", meaning(wording().direction, match["word"]), match.span("word"), None, match.span("word"))
        for match in _UNITLESS.finditer(text)
    ]
    flat = [Change("prior", "flat", match.span("word"), None, match.span("word")) for match in _FLAT.finditer(text)]
    taken = {change.span[0] for change in moved}
    new = [change for change in (*added, *bare, *flat) if change.span[0] not in taken]
    return sorted((each for each in (*moved, *new) if outside(list(reasons), each.span[0])), key=lambda each: each.span)


def rate_behind(changes: Sequence[Change], at: int) -> Change | None:
    """增加3万元(增长5%): the rate that a bracket or a word parts from its change."""
    change, later = changes[at], changes[at + 1] if at + 1 < len(changes) else None
    if later is None or change.found is None or later.found is None or later.span[0] - change.span[1] > _NEAR:
        return None
    measured = [each.found is not None and "amount" in each.found.re.groupindex for each in (change, later)]
    return later if measured[0] != measured[1] and not (measured[0] and change.found["pct"]) else None


def _owners(text: str, mentions: Sequence[Mention], change: Change, told: dict[int, Told]) -> tuple[int, ...]:
    """The mentions the change is told of: those it names; else the one before it, or what that is part of."""
    before = [at for at, each in enumerate(mentions) if each.end <= change.span[0] and each.kind != "earlier"]
    if not before:
        return ()
    last = before[-1]
    if len(before) > 1 and _PAIR.search(text, mentions[last].end, change.span[0]) and _are_sides(mentions, before[-2], last):
        return before[-2], last
    subject = _subject(text, change)
    named = [at for at in before if subject and (subject.endswith(mentions[at].text) or _is_side_of(subject, mentions[at]))]
    if named:
        return (max(named, key=lambda at: (len(mentions[at].text), at)),)
    owner = _nearest(text, mentions, change, told, last)
    return (owner,) if owner is not None else ()


def _subject(text: str, change: Change) -> str:
    """What stands right before the word of movement, behind what it is measured against."""
    start = clause_start(text, change.span[0])
    said = text[start : change.span[0]]
    compared = list(_COMPARED.finditer(said))
    before = said[: compared[0].start()] if compared and compared[0].start() else said[compared[-1].end() if compared else 0 :]
    return _EACH.sub("", before)


def _is_side_of(subject: str, mention: Mention) -> bool:
    """收入较去年增加…: said of 收入预算."""
    return _SIDE.fullmatch(subject) is not None and mention.kind == "total" and mention.text.startswith(subject)


def _are_sides(mentions: Sequence[Mention], one: int, other: int) -> bool:
    """收入总计…, 支出总计…: both sides of one account, told one after the other."""
    first, second = mentions[one], mentions[other]
    sides = [side for each in (first, second) for side in _SIDES if side in each.text]
    return sides == list(_SIDES) and second.start - first.end <= _NEAR and first.level == second.level


def _nearest(text: str, mentions: Sequence[Mention], change: Change, told: dict[int, Told], at: int) -> int | None:
    last = mentions[at]
    gap = text[last.end : change.span[0]]
    if _AMONG.search(gap) or "\n" in gap and len(gap) > _FAR:
        return None
    head = last.head
    if head is None or head in told or last.level or text[last.start - 1 : last.start] == "\n":
        return at
    whole = mentions[head]
    if OWN_YEAR.fullmatch(last.text) and last.figure["amount"] == whole.figure["amount"]:
        return head
    return head if "。" in gap else at


def _unknown_subject(text: str, mentions: Sequence[Mention], change: Change) -> Span | None:
    """收支预算总体较上年减少…: a total whose amount the passage does not tell by that name."""
    start = clause_start(text, change.span[0])
    compared = _COMPARED.search(text, start, change.span[0])
    named = TOTAL.fullmatch(text, start, compared.start()) if compared and compared.start() > start else None
    if named is None or any(each.text.startswith(named["name"]) for each in mentions):
        return None
    last = next((each for each in reversed(mentions) if each.end <= start), None)
    return None if last is not None and last.head is not None and _SIDE.fullmatch(named["name"]) else named.span("name")


def base_of(text: str, change: Change) -> Span | None:
    """What the change is measured against, said last before it in its sentence."""
    start = max(text.rfind(mark, 0, change.span[0]) for mark in "。\n") + 1
    found = list(_COMPARED.finditer(text, start, change.span[1]))
    if not found:
        return None
    return found[-1].span("same" if found[-1]["same"] else "base")


def _is_near(text: str, mention: Mention, change: Change) -> bool:
    return change.span[0] - mention.end <= _NEAR or bool(_ADDED.fullmatch(text, *change.span))


def _reason(passage: Passage, mentions: Sequence[Mention], told: Told, reasons: Sequence[Reason]) -> Span | None:
    """The first reason behind the change, unless another amount is told before it."""
    reason = next((each for each in reasons if each.lead >= told.end - 1), None)
    if reason is None or _of_another(passage.text, told, reason):
        return None
    between = passage.text[told.end : reason.lead]
    if any(told.end <= each.end < reason.lead for each in mentions) or len(between) > _FAR or _AMONG.search(between):
        return None
    return reason.span


def _of_another(text: str, told: Told, reason: Reason) -> bool:
    """财政拨款收支增加的主要原因是… behind an amount that did not move: the reason of others."""
    start = max(text.rfind(mark, told.end, reason.lead) for mark in "。;\n") + 1
    named = _NAMED.match(text, max(start, told.end), reason.span[0])
    said = direction_said(named["word"]) if named else None
    return said is not None and said != told.change.direction


def put_told(draft: Draft, told: Told, *, prefix: str = "") -> None:
    """Change, rate, direction and reason as fields."""
    names = (f"{prefix}change", f"{prefix}pct", f"{prefix}direction") if prefix else ("change", "change_pct", "direction")
    for change in filter(None, (told.change, told.rate)):
        groups = change.found.re.groupindex if change.found is not None else {}
        if "amount" in groups:
            draft.amount(names[0], change.found)
        if "pct" in groups and change.found is not None and change.found["pct"] is not None:
            draft.amount(names[1], change.found, "pct", None)
    draft.meaning(names[2], told.change.direction, told.change.word)
    draft.touch(told.change.span)
    draft.words("reason", told.reason)


def put_basis(draft: Draft, told: Told, year: int | None) -> None:
    """What the change is measured against."""
    if told.base is not None:
        draft.meaning("basis", basis_named(draft.passage.squeezed(told.base), year), told.base)


def basis_named(printed: str, year: int | None) -> str:
    """2025年年初预算 in a budget of 2026 is 上年年初预算; words stay as printed."""
    dated = re.match(r"(20\d\d)年度?", printed)
    if dated is None or year is None or int(dated[1]) != year - 1:
        return printed
    return f"上年{printed[dated.end() :]}"


def direction_said(word: str) -> str | None:
    """What a word of movement means."""
    return meaning(wording().direction, word)
