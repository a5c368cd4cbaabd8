"""total_change: a total stated, with or without its change against last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.changes import Change, changes_in
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.reasons import outside, reasons_in
from extractors.narrative.rules.wording import MONEY, NUMBER, wording

_WORDS = wording()
_LINK = r"(?:均|各|共|分别|都|决算|决算数|数|金额|实现|完成)*(?:[(][^()]{0,12}[)])?(?:为|是|达|计|达到)?(?:人民币)?"
_STATED = re.compile(rf"(?P<scope>(?P<sum>{_WORDS.total})|(?P<fund>{_WORDS.of_fund})|(?P<part>{_WORDS.parts})){_LINK}{MONEY}")
_NAMED = re.compile(rf"(?P<scope>{_WORDS.total}|{_WORDS.of_fund})(?=(?:年初|全年|调整|年度|当年|{_LINK}\d|决算|预算|支出))")
_USES = re.compile(r"[,;。]?(?:主要)?(?:用于以下|用于下列|用途|包括以下)")
_AGAINST_BUDGET = re.compile(rf"[,;。]?(?:比|较|与|完成|为)?(?:{_WORDS.budget})")
_PRIOR_AMOUNT = re.compile(
    rf"(?:{_WORDS.prior})(?:的|决算|财政拨款|一般公共预算|收入|支出|收支|数|合计|总计|总额|累计|完成|为|是)*(?P<amount>{NUMBER})(?P<unit>万元|元)"
)
_SHARE = re.compile(rf"[,;]?占[^,;。\n]{{0,25}}?(?:的|比)?(?:比重|比例)?(?:为)?(?:{NUMBER})%")
WHOLE = re.compile(r"总计$|总额$|^总|总量$")
_PAIR = r"(?:收入总计[、和与及]支出总计|(?:收入?[、和与及/,]?支出?)(?:决算)?(?:总体|总计|合计|总额)*)"
_BOTH = re.compile(
    rf"{_PAIR}(?:情况)?[,]?(?:与|比|较|同)(?:{_WORDS.prior})"
    rf"|(?:与|比|较|同)(?:{_WORDS.prior})[^。;\n]{{0,12}}?[,]?(?:{_PAIR})?(?=各|均|分别)"
)
_OF_PRIOR = re.compile(rf"(?:与|比|较|同)(?:{_WORDS.prior})的?$")
_ENTRY = re.compile(r"(?:^|[\n。;]|其中:|包括:)(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.])?$")
_AGAINST_PRIOR = re.compile(rf"[,;。](?:比|较|与|同)(?:{_WORDS.prior})")
_NAMED_LAST = re.compile(rf"(?P<subject>{_WORDS.total}|{_WORDS.of_fund})$")
_SUBJECT_REACH = 24
_PARTS_FOLLOW = re.compile(r"[。;,]其中[:,]?|其中[:,]")
_AMONG = re.compile(r"其中[:,]?$")
_AGAIN = re.compile(rf"。(?:与|比|较|同)(?:{_WORDS.prior})")
_JOINT_REACH = 20


def stated_scope(passage: Passage) -> list[re.Match[str]]:
    """All totals named at the head of a clause, whatever follows."""
    return [match for match in _NAMED.finditer(passage.text) if not _inside_other(passage.text, match)]


def stated_totals(passage: Passage) -> list[re.Match[str]]:
    """All totals the passage states, in order: `(?P<scope>…)` right before its amount."""
    found = (match for match in _STATED.finditer(passage.text) if not _inside_other(passage.text, match))
    return [match for match in found if not match["part"] or _is_listed(passage.text, match)]


def read_totals(passage: Passage) -> Iterator[Claim]:
    """One claim per scope."""
    text = passage.text
    stated = stated_totals(passage)
    joint = _joint(passage, stated)
    seen: set[str] = set()
    for at, match in enumerate(stated):
        window = (match.end(), _window_end(passage, match, stated[at + 1 :]))
        change = _own_change(passage, match, window)
        if change is None and not is_member(text, match):
            window, change = _behind_list(passage, match, window)
        scope = passage.squeezed(match.span("scope"))
        if scope in seen or not _is_total(passage, match, change, at, window):
            continue
        seen.add(scope)
        if change is None and joint and joint[0].start() > match.start() and WHOLE.search(match["scope"]):
            yield _claim(passage, match, joint[1], (joint[0].start(), joint[2]))
        elif change is None and match["sum"] and (named := _named_change(passage, match)):
            yield _claim(passage, match, named[1], named[0])
        else:
            yield _claim(passage, match, change, window)


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


def _named_change(passage: Passage, match: re.Match[str]) -> tuple[Span, Change] | None:
    """A later change that names this total as its subject, with what may hold its reason."""
    text = passage.text
    for change in changes_in(text, match.end(), len(text)):
        if change.base == "prior" and _subject(text, change) == _side(match["scope"]):
            end = text.find("\n", change.span[1])
            return (change.span[0], end if end >= 0 else len(text)), change
    return None


def _sentence_end(text: str, window: Span) -> int:
    end = text.find("。", *window)
    return end if end >= 0 else window[1]


def _behind_list(passage: Passage, match: re.Match[str], window: Span) -> tuple[Span, Change | None]:
    """收入合计…。其中: …; …。与上年相比增加…: the sentence behind the list of parts speaks of the total again."""
    text = passage.text
    again = _AGAIN.search(text, window[1]) if text.startswith("其中", window[1]) else None
    if again is None or "\n" in text[window[1] : again.start()]:
        return window, None
    end = text.find("\n", again.end())
    later = (again.start() + 1, end if end >= 0 else len(text))
    change = _own_change(passage, match, later)
    return (later, change) if change else (window, None)


def _joint(passage: Passage, stated: list[re.Match[str]]) -> tuple[re.Match[str], Change, int] | None:
    """收、支与上年相比，减少…; 与上年相比，各增加…: where it begins, its change, the end of its paragraph."""
    text = passage.text
    for match in _BOTH.finditer(text, stated[0].end() if stated else len(text)):
        end = text.find("\n", match.end())
        end = end if end >= 0 else len(text)
        change = next((change for change in changes_in(text, match.start(), end) if change.base == "prior"), None)
        if change is not None and change.span[0] - match.end() < _JOINT_REACH:
            return match, change, end
    return None


def is_member(text: str, match: re.Match[str], group: str = "scope") -> bool:
    """收入总计…, 其中: 本年收入合计…: a part of the total before it."""
    at = match.start(group)
    return _AMONG.search(text, max(0, at - 4), at) is not None


def _is_total(passage: Passage, match: re.Match[str], change: Change | None, at: int, window: Span) -> bool:
    """A sum word, or a comparison with last year, or the share of a whole at the head; not the head of a list of uses."""
    if (
        _USES.match(passage.text, match.end())
        and "总体" not in passage.title
        or _AGAINST_BUDGET.match(passage.text, match.end())
        and change is None
    ):
        return False
    if change is None and is_member(passage.text, match):
        return False
    if match["sum"] or change is not None:
        return True
    first = at == 0 or _opens_paragraph(passage.text, match.start())
    return first and bool(_SHARE.match(passage.text, match.end())) or at == 0 and window[1] >= len(passage.text) - 1


def _is_listed(text: str, match: re.Match[str]) -> bool:
    """2.事业收入…万元, 比上年增加…: a part at the head of its list entry that is compared with last year by itself."""
    return bool(_ENTRY.search(text[max(0, match.start() - 9) : match.start()]) and _AGAINST_PRIOR.match(text, match.end()))


def _opens_paragraph(text: str, at: int) -> bool:
    """Nothing but a year and a name stands before it in its paragraph."""
    return re.fullmatch(r"[^,;。:、]{0,30}", text[text.rfind("\n", 0, at) + 1 : at]) is not None


def _inside_other(text: str, match: re.Match[str]) -> bool:
    """占本年支出合计 is no total stated here; neither is the amount of a change (收入合计增加)."""
    before = text[max(0, match.start() - 4) : match.start()]
    return before.endswith(("占", "占到", "扣除", "经费")) or bool(
        _OF_PRIOR.search(text, max(0, match.start() - 12), match.start())
    )


def _window_end(passage: Passage, match: re.Match[str], later: list[re.Match[str]]) -> int:
    """What may belong to a total: its paragraph, up to the next total or to the list of its parts."""
    end = passage.text.find("\n", match.end())
    end = min([end if end >= 0 else len(passage.text), *(other.start() for other in later[:1])])
    reasons = reasons_in(passage, match.end(), end)
    parts = (among for among in _PARTS_FOLLOW.finditer(passage.text, match.end(), end) if outside(reasons, among.start()))
    among = next(parts, None)
    return among.start() + 1 if among else end


def _claim(passage: Passage, match: re.Match[str], change: Change | None, window: Span) -> Claim:
    draft = Draft("total_change", passage, match.start())
    draft.name("scope", match.span("scope"))
    draft.amount("current", match)
    if change is not None:
        put_change(draft, change)
    draft.amount("prior", _PRIOR_AMOUNT.search(passage.text, *window))
    reasons = reasons_in(passage, *window)
    after = [reason for reason in reasons if change is not None and reason.lead >= change.span[1] - 1]
    if reasons:
        draft.words("reason", (after or reasons)[0].span)
    return draft.claim()


def put_change(draft: Draft, change: Change, prefix: str = "") -> None:
    """Change, percentage and direction into the fields `<prefix>change`, `<prefix>pct` …"""
    names = (f"{prefix}change", f"{prefix}pct", f"{prefix}direction") if prefix else ("change", "change_pct", "direction")
    if change.found is not None:
        groups = change.found.re.groupindex
        if "amount" in groups:
            draft.amount(names[0], change.found)
        if change.found["pct"] is not None:
            draft.amount(names[1], change.found, "pct", None)
    draft.meaning(names[2], change.direction, change.word)
    draft.touch(change.span)
