"""Which change against last year is told of which total, wherever the section tells it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.changes import Change, changes_in
from extractors.narrative.rules.reasons import outside, reasons_in
from extractors.narrative.rules.stated import WHOLE, compared_later, is_member
from extractors.narrative.rules.wording import MONEY, wording

_WORDS = wording()
_PAIR = r"(?:收入总计[、和与及]支出总计|(?:收入?[、和与及/,]?支出?)(?:决算)?(?:总体|总计|合计|总额)*)"
_BOTH = re.compile(
    rf"{_PAIR}(?:情况)?[,]?(?:与|比|较|同)(?:{_WORDS.prior})"
    rf"|(?:与|比|较|同)(?:{_WORDS.prior})[^。;\n]{{0,12}}?[,]?(?:{_PAIR})?(?=各|均|分别)"
)
_NAMED_LAST = re.compile(rf"(?P<subject>{_WORDS.total}|{_WORDS.of_fund}|(?<=[,;。])(?:今年|当年)?(?:收入|支出))$")
_SUBJECT_REACH = 24
_AGAIN = re.compile(rf"。(?:与|比|较|同)(?:{_WORDS.prior})")
_JOINT_REACH = 20
_MEMBER = re.compile(rf"其中[:,]?[^,;。\n\d]{{2,20}}{MONEY},")

_BEFORE_MEMBER = re.compile(rf"{MONEY}[,;]?其中[:,]?$")
_WHOLE_REACH = 40


class Told(NamedTuple):
    """A change, or none, and where its reason and last year's amount may stand."""

    change: Change | None
    window: Span


def change_told(passage: Passage, match: re.Match[str], window: Span) -> Told:
    """Of one total: behind its amount, behind the list of its parts, of 收、支 together, or where it is named again."""
    change = _own_change(passage, match, window)
    if is_member(passage.text, match):
        own = None if change and _of_whole(passage.text, match, change) else change
        return (_again_later(passage, match) if change is None else None) or Told(own, window)
    if change is not None:
        return Told(change, window)
    told = _past_member(passage, match, window) or _behind_list(passage, match, window)
    return told or _joint(passage, match) or _named_change(passage, match) or Told(None, window)


def _own_change(passage: Passage, match: re.Match[str], window: Span) -> Change | None:
    """The first change against last year that is told of the total itself, not inside a reason."""
    reasons = reasons_in(passage, *window)
    if is_member(passage.text, match):
        window = (window[0], _sentence_end(passage.text, window))
    changes = (change for change in changes_in(passage.text, match.start(), window[1]) if change.span[0] >= window[0])
    told = (change for change in changes if change.base != "budget" and outside(reasons, change.span[0]))
    return next((change for change in told if _subject(passage.text, change) in (None, _side(match["scope"]))), None)


def _subject(text: str, change: Change) -> tuple[bool, bool] | None:
    """收入总计增加…: whether the total that the change names right before its word is one of income, of expenditure."""
    named = _NAMED_LAST.search(text, max(0, change.span[0] - _SUBJECT_REACH), change.span[0])
    return _side(named["subject"]) if named else None


def _side(scope: str) -> tuple[bool, bool]:
    return "收" in scope, "支" in scope


def _past_member(passage: Passage, match: re.Match[str], window: Span) -> Told | None:
    """收入总计…, 其中年初结转和结余…, 较上年增加…, 增长…%: of the total where its amount and the percentage fit."""
    text = passage.text
    member = _MEMBER.match(text, window[1])
    end = re.compile(r"[。;\n]|$").search(text, member.end()) if member else None
    if member is None or end is None or match["unit"] != member["unit"]:
        return None
    for change in changes_in(text, member.end(), end.start()):
        if change.base == "prior" and _fits(match["amount"], change) and not _fits(member["amount"], change):
            return Told(change, (member.end(), end.start()))
    return None


def _of_whole(text: str, match: re.Match[str], change: Change) -> bool:
    """The change behind a member is told of the total right before 其中, whose amount and the percentage fit."""
    whole = _BEFORE_MEMBER.search(text, max(0, match.start() - _WHOLE_REACH), match.start())
    return whole is not None and _fits(whole["amount"], change) and not _fits(match["amount"], change)


def _fits(current: str, change: Change) -> bool:
    """Whether the change is the printed percentage of what the amount was before it."""
    found = change.found
    if found is None or "amount" not in found.re.groupindex or found["pct"] is None:
        return False
    amount, moved, pct = (Decimal(text.replace(",", "")) for text in (current, found["amount"], found["pct"]))
    before = amount + moved if change.direction == "down" else amount - moved
    last_digit = Decimal(1).scaleb(_exponent(pct))
    return before > 0 and abs(moved * 100 / before - pct) <= last_digit


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _behind_list(passage: Passage, match: re.Match[str], window: Span) -> Told | None:
    """收入合计…。其中: …; …。与上年相比增加…: the sentence behind the list of parts speaks of the total again."""
    text = passage.text
    again = _AGAIN.search(text, window[1]) if text.startswith("其中", window[1]) else None
    if again is None or "\n" in text[window[1] : again.start()]:
        return None
    later = (again.start() + 1, _paragraph_end(text, again.end()))
    change = _own_change(passage, match, later)
    return Told(change, later) if change else None


def _joint(passage: Passage, match: re.Match[str]) -> Told | None:
    """收、支与上年相比，减少…; 与上年相比，各增加…: told of both totals that are stated before it."""
    text = passage.text
    if not WHOLE.search(match["scope"]):
        return None
    for both in _BOTH.finditer(text, match.end()):
        end = _paragraph_end(text, both.end())
        change = next((change for change in changes_in(text, both.start(), end) if change.base == "prior"), None)
        if change is not None and change.span[0] - both.end() < _JOINT_REACH:
            return Told(change, (both.start(), end))
    return None


def _again_later(passage: Passage, match: re.Match[str]) -> Told | None:
    """其中本年收入…。本年收入比2015年增加…: a member that a sentence of its own compares."""
    again = compared_later(passage.text, match["scope"], match.end())
    if again is None:
        return None
    window = (again.end(), _paragraph_end(passage.text, again.end()))
    change = next((change for change in changes_in(passage.text, *window) if change.base == "prior"), None)
    return Told(change, window) if change else None


def _named_change(passage: Passage, match: re.Match[str]) -> Told | None:
    """A later change that names this total as its subject."""
    text = passage.text
    if not match["sum"]:
        return None
    for change in changes_in(text, match.end(), len(text)):
        if change.base == "prior" and _subject(text, change) == _side(match["scope"]):
            return Told(change, (change.span[0], _paragraph_end(text, change.span[1])))
    return None


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _sentence_end(text: str, window: Span) -> int:
    end = text.find("。", *window)
    return end if end >= 0 else window[1]
