"""total_change: a total stated, with or without its change against last year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.change_fields import put_change
from extractors.narrative.rules.changes import Change
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.reasons import outside, reason_behind, reasons_in
from extractors.narrative.rules.stated import is_member, opens_paragraph, scope_name, stated_totals
from extractors.narrative.rules.total_changes import Told, change_told
from extractors.narrative.rules.wording import NUMBER, UNIT, wording

_WORDS = wording()
_USES = re.compile(r"[,;。]?(?:主要)?(?:用于以下|用于下列|用途|包括以下)")
_AGAINST_BUDGET = re.compile(rf"[,;。]?(?:比|较|与|完成|为)?(?:{_WORDS.budget})")
_PRIOR_AMOUNT = re.compile(
    rf"(?:{_WORDS.prior})(?:的|决算|财政拨款|一般公共预算|收入|支出|收支|数|合计|总计|总额|累计|完成|为|是)*(?P<amount>{NUMBER})(?P<unit>{UNIT})"
)
_SHARE = re.compile(rf"[,;]?占[^,;。\n]{{0,25}}?(?:的|比)?(?:比重|比例)?(?:为)?(?:{NUMBER})%")
_SIDE_MOVED = {
    side: re.compile(rf"。(?:本年|总)?{side}(?:增加|减少|增长|下降)的?(?:主要)?原因[^。]{{0,4}}$") for side in ("收入", "支出")
}
_ENTRY = re.compile(r"[(]?[一二三四五六七八九十\d]{1,3}[)、.]")
_PARTS_FOLLOW = re.compile(r"[。;,]其中[:,]?|其中[:,]")


def read_totals(passage: Passage) -> Iterator[Claim]:
    """One claim per scope."""
    stated = stated_totals(passage)
    seen: set[str] = set()
    for at, match in enumerate(stated):
        window = (match.end(), _window_end(passage, match, stated[at + 1 :]))
        told = change_told(passage, match, window)
        scope = passage.squeezed(match.span("scope"))
        if scope not in seen and _is_total(passage, match, told.change, stated[:at]):
            seen.add(scope)
            yield _claim(passage, match, told)


def _is_total(passage: Passage, match: re.Match[str], change: Change | None, before: list[re.Match[str]]) -> bool:
    """A sum word, a comparison with last year, or the share of a whole at the head of a paragraph; no head of a list of uses."""
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
    if not opens_paragraph(passage.text, match.start()):
        return not before and bool(_SHARE.match(passage.text, match.end()))
    share = _SHARE.match(passage.text, match.end())
    return not before or share is not None and not _entered(passage.text, match, share, before)


def _entered(text: str, match: re.Match[str], share: re.Match[str], before: list[re.Match[str]]) -> bool:
    """1.财政拨款收入…万元, 占收入总计的…%: an entry in the list of a total that was stated."""
    opened = text.rfind("\n", 0, match.start()) + 1
    return bool(_ENTRY.match(text, opened)) and any(total["scope"] in share[0] for total in before)


def _window_end(passage: Passage, match: re.Match[str], later: list[re.Match[str]]) -> int:
    """What may belong to a total: its paragraph, up to the next total or to the list of its parts."""
    end = passage.text.find("\n", match.end())
    end = min([end if end >= 0 else len(passage.text), *(other.start() for other in later[:1])])
    reasons = reasons_in(passage, match.end(), end)
    parts = (among for among in _PARTS_FOLLOW.finditer(passage.text, match.end(), end) if outside(reasons, among.start()))
    among = next(parts, None)
    return among.start() + 1 if among else end


def _claim(passage: Passage, match: re.Match[str], told: Told) -> Claim:
    draft = Draft("total_change", passage, match.start())
    draft.name("scope", *scope_name(match))
    draft.amount("current", match)
    if told.change is not None:
        put_change(draft, told.change)
    draft.amount("prior", _PRIOR_AMOUNT.search(passage.text, *told.window))
    reasons = reasons_in(passage, *told.window)
    if any(told.change is not None and reason.lead >= told.change.span[1] - 1 for reason in reasons):
        draft.words("reason", reason_behind(passage, told.change.span, told.window[1]) if told.change else None)
    elif reasons:
        draft.words("reason", reasons[0].span)
    else:
        draft.words("reason", _reason_of_side(passage, match, told.window[1]))
    return draft.claim()


def _reason_of_side(passage: Passage, match: re.Match[str], start: int) -> Span | None:
    """收入合计…, 比上年增加…。其中: …。收入增加的主要原因是…: told behind the parts, by its side of the account."""
    end = passage.text.find("\n", start)
    sides = [side for side in ("收入", "支出") if side in match["scope"]]
    if len(sides) != 1:
        return None
    reasons = reasons_in(passage, start, end if end >= 0 else len(passage.text))
    return next((each.span for each in reasons if _SIDE_MOVED[sides[0]].search(passage.text, start, each.span[0])), None)
