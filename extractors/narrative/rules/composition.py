"""composition: the parts of a total, with their shares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.stated import AGAINST_PRIOR, WHOLE, compared_later, is_member, stated_totals
from extractors.narrative.rules.wording import MONEY, NUMBER, wording

_WORDS = wording()
_LINK = r"(?:决算|决算数|金额)?(?:为|是|共|共计)?"
_ASIDE = r"(?:[(][^()]*[)])?"
_SHARE_TAIL = rf"(?:{_ASIDE}[,、;(]?(?:约?占|占比|比重|所占比重)[^,;。\n\d]{{0,30}}?(?:的|为|比)?(?P<share>{NUMBER})%)"
_MARK = r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.]|\d{1,2}[.、]|[①-⑳]|\d{3}类)?"
_WITH_SHARE = re.compile(
    rf"(?:^|[。;:,\n、]|其中[:,]?)(?:其中[:,]?|包括[:]?)?{_MARK}(?P<part>[^。;:,\n\d]{{2,40}}?){_LINK}{MONEY}{_SHARE_TAIL}"
)
_KNOWN = re.compile(rf"(?:^|[。;:,\n、]|其中[:,]?|包括[:]?){_MARK}(?P<part>{_WORDS.parts}){_LINK}{MONEY}")
_YEARS = re.compile(r"本年(?:收入|支出)(?:合计)?")
_CARRIED = re.compile(r"使用|用事业基金|年初|上年|结余分配|年末|本年")
# Which side of the account an amount is on that does not say so.
_SIDES = {"收入": re.compile(r"使用|用事业基金|年初|上年"), "支出": re.compile(r"结余分配|年末")}
_LISTS = re.compile(r"[^。\n]{0,60}?具体(?:情况|构成)?(?:如下|包括|为)")
_BESIDES = re.compile(r"此外[^。;\n]*$")
_USED_FOR = re.compile(rf"(?P<scope>{_WORDS.total}|{_WORDS.of_fund})(?:决算)?(?:按[^。;,\n]{{0,16}})?,?主要用于")
_CONSISTS = re.compile(r"[^,;。:\n]{0,20}?(?P<scope>本年(?:收入|支出))(?:合计)?的?(?:具体)?构成(?:情况)?(?:为|如下|是)?[:,]")
_LISTED = re.compile(r"其中[:,]?[^。\n]*$")
_EXECUTED = re.compile(rf"(?P<scope>{_WORDS.total}|{_WORDS.of_fund})(?=年初预算)")
_MEMBERS = re.compile(r"其中[:,]?[^。;\n]*$")
_CLASS = re.compile(r"[(]?类[)]?(?P<after>支出)?$")
_USE = re.compile(r"[,;。]?主要(?:是)?(?:用于|包括)[:]?")
_END = re.compile(r"[。\n;]")
_FUNDED = re.compile(_WORDS.of_fund)
_CHANGED = re.compile(rf"(?:,|。)?(?:比|较|与)(?:{_WORDS.prior}|{_WORDS.budget})")


def read_composition(passage: Passage) -> Iterator[Claim]:
    """One claim per part."""
    stated = stated_totals(passage)
    totals = [match for match in stated if not match["part"] and not is_member(passage.text, match)]
    first = totals[0].end() - 1 if totals else 0
    taken = {match.start("amount") for match in totals if match["sum"]}
    parts: dict[int, re.Match[str]] = {}
    for pattern in (_WITH_SHARE, _KNOWN) if totals else (_WITH_SHARE,):
        at = 0
        while (match := pattern.search(passage.text, at)) is not None:
            at = match.end("unit")
            figure = match.start("amount")
            if figure not in taken and figure not in parts and match.start() >= first and _is_part(passage, match, stated):
                parts[figure] = match
    seen: set[str] = set()
    for _, match in sorted(parts.items()):
        name = "".join(passage.squeezed(span) for span in _name(passage.text, match))
        if name not in seen:
            seen.add(name)
            yield _claim(passage, match, _whole_of(passage.text, stated, totals, match))


def _whole_of(text: str, stated: list[re.Match[str]], totals: list[re.Match[str]], match: re.Match[str]) -> re.Match[str] | None:
    """The total that the part is part of, as its list calls it (本年支出的具体构成为) or as the section tells it."""
    opened = text.rfind("\n", 0, match.start("part")) + 1
    called = _CONSISTS.match(text, opened, match.start("part"))
    if called is not None:
        named = (total for total in stated if total.end() <= opened and total["scope"].startswith(called["scope"]))
        return next(named, called)
    return _head(totals, match) if totals else _USED_FOR.search(text, 0, match.start()) or _executed(text, match)


def _executed(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """一般公共预算财政拨款支出年初预算…, 支出决算…。其中: 基本支出…: the total that the paragraph measures against its budget."""
    opened = text.rfind("\n", 0, match.start("part")) + 1
    return _EXECUTED.search(text, opened, match.start("part")) if _LISTED.search(text, opened, match.start("part")) else None


def _head(totals: list[re.Match[str]], match: re.Match[str]) -> re.Match[str] | None:
    """The total that the part is part of: the nearest one stated before it; what is told besides the parts needs a whole."""
    before = [total for total in totals if total.end() <= match.start("part") + 1 and total["scope"] != match["part"]]
    kind = _side(match["part"])
    before = [total for total in before if kind in total["scope"]] or before
    if _CARRIED.match(match["part"]):
        whole = [total for total in before if WHOLE.search(total["scope"])]
        if not whole and _BESIDES.search(match.string, 0, match.start("part")):
            return None
        before = whole or before
    heads = [total for total in before if total["sum"] or _LISTS.match(match.string, total.end())]
    return (heads or before or totals)[-1 if heads else 0]


def _side(part: str) -> str:
    """收入 or 支出, by the last of these words, or by what is carried."""
    carried = next((word for word, side in _SIDES.items() if side.match(part)), "")
    return carried or max(("收入", "支出", ""), key=lambda word: part.rfind(word) if word else 0)


def _is_part(passage: Passage, match: re.Match[str], stated: list[re.Match[str]]) -> bool:
    """Not what has a comparison of its own and no share: that is a total_change or an item_execution."""
    if "share" in match.re.groupindex:
        return True
    listed = _MEMBERS.search(passage.text, passage.text.rfind("\n", 0, match.start("part")) + 1, match.start("part"))
    if _YEARS.fullmatch(match["part"]) and (not listed or compared_later(passage.text, match["part"], match.end())):
        return False
    if _CARRIED.match(match["part"]) and not listed and not any(WHOLE.search(total["scope"]) for total in stated):
        return _BESIDES.search(passage.text, 0, match.start("part")) is not None
    told = _FUNDED.fullmatch(match["part"]) and (
        _CHANGED.match(passage.text, match.end()) or AGAINST_PRIOR.match(passage.text, match.end())
    )
    return not told and all(match.start("amount") != total.start("amount") for total in stated if total["part"])


def _name(text: str, match: re.Match[str]) -> list[Span]:
    """The part's name: 农林水(类)支出 is 农林水支出, 教育支出类支出 is 教育支出."""
    start, end = match.span("part")
    kind = _CLASS.search(text, start, end)
    if kind:
        bare = kind["after"] is None or text.endswith("支出", start, kind.start())
        return [(start, kind.start())] if bare else [(start, kind.start()), kind.span("after")]
    return [(start, end)]


def _claim(passage: Passage, match: re.Match[str], head: re.Match[str] | None) -> Claim:
    draft = Draft("composition", passage, match.start("part"))
    draft.name("part", *_name(passage.text, match))
    draft.amount("amount", match)
    end = match.end()
    if "share" in match.re.groupindex:
        draft.amount("share_pct", match, "share", None)
    use = _USE.match(passage.text, end)
    if use is not None:
        stop = _END.search(passage.text, use.end())
        draft.words("use", (use.end(), stop.start() if stop else len(passage.text)))
    claim = draft.claim()
    if head is None:
        return claim
    scope = Draft("composition", passage, head.start())
    scope.name("scope", head.span("scope"))
    return claim.model_copy(update={"fields": {**scope.fields, **claim.fields}})
