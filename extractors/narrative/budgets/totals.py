"""budget_change, total_change, composition and fund_use: one claim per amount that the passage names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.budgets.comparisons import Told, comparisons_in, direction_said, put_basis, put_told
from extractors.narrative.budgets.mentions import OWN_YEAR, Mention, mentions_in
from extractors.narrative.budgets.reasons import planned_reasons
from extractors.narrative.budgets.three_public import names_category
from extractors.narrative.budgets.words import words
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.uses import USE, use_after
from extractors.narrative.rules.wording import NUMBER, wording

_NAMED = re.compile(words()["subject"]["named"])
_BASIC = re.compile(words()["sums"]["basic"])
_SHARE = re.compile(
    rf"(?:[(][^()]*[)])?[,、;(]?(?:约?占|占比|比重|所占比重)[^,;。\n\d]{{0,30}}?(?:的|为|比)?(?P<share>{NUMBER})%"
)
_USED_TOPICS = ("basic", "projects", "services", "fund")
_SIDE = re.compile("(?:本年)?(?:收入|支出)(?:预算)?(?:总计|合计|总额)*(?:预算)?数?")
_CLASS = re.compile(rf"(?:{wording().functional['class']})(?:支出)?")
_PROJECTS = re.compile("项目支出|项目经费|专项")
_FUNDED = re.compile("拨款|公共预算|基金|国有资本|专户")
_LATE = re.compile("(?<!公共)(?<!基金)(?<!经营)预算(?:数|总额)?$")
_KINDS = re.compile("人员|(?:日常)?公用")
_WHOLE = "合计"


class Telling:
    """A passage with its mentions, what is told of each, and its reasons."""

    def __init__(self, passage: Passage, topic: str, year: int | None) -> None:
        self.passage, self.topic, self.year = passage, topic, year
        self.reasons = planned_reasons(passage)
        found = mentions_in(passage, self.reasons, year)
        self.mentions = _under_basic(found) if topic == "basic" else found
        self.told, self.apart = comparisons_in(passage, self.mentions, self.reasons)


def _under_basic(mentions: list[Mention]) -> list[Mention]:
    """人员经费…; 公用经费…: parts of the basic expenditure told before, whether 其中 says so or not."""
    first = next((at for at, each in enumerate(mentions) if not _KINDS.match(each.text)), None)
    return [
        each._replace(head=first, member=True)
        if first is not None and at > first and each.head is None and _KINDS.match(each.text)
        else each
        for at, each in enumerate(mentions)
    ]


def read_totals(passage: Passage, topic: str, year: int | None) -> Iterator[Claim]:
    """One claim per name and kind, in printed order."""
    telling = Telling(passage, topic, year)
    seen: set[tuple[object, ...]] = set()
    for at, mention in enumerate(telling.mentions):
        claim = _claim(telling, at, mention)
        if claim is not None and not _told_by_category(topic, mention, claim):
            key = (claim.kind, *(claim.get(name) for name in ("scope", "part", "amount", "current", "reason")))
            if key not in seen:
                seen.add(key)
                yield claim
    if topic != "three_public":
        yield from _told_apart(telling)
        yield from _reasons_apart(telling)


def _claim(telling: Telling, at: int, mention: Mention) -> Claim | None:
    if mention.kind == "earlier" or _told_again(telling, at, mention) or _is_whole_again(telling, mention):
        return None
    told = telling.told.get(at)
    if told is not None:
        return _budget_change(telling, mention, told)
    if telling.topic in _USED_TOPICS:
        return _fund_use(telling, mention) if mention.member or mention.item or mention.kind != "other" else None
    if mention.item is not None and "项" in mention.item.names:
        return _fund_use(telling, mention)
    alone = not mention.member and mention.item is None or mention.kind == "total" and mention.head is None
    if _is_side(telling, mention) or alone:
        return _total(telling, mention) if mention.kind == "total" else _shared(telling, mention)
    return _fund_use(telling, mention) if _is_use(telling, mention) else _composition(telling, mention)


def _shared(telling: Telling, mention: Mention) -> Claim | None:
    """A part that a sentence tells by its share, without the whole before it."""
    share = _share(telling, mention)
    return _composition(telling, mention) if share is not None else None


def _is_use(telling: Telling, mention: Mention) -> bool:
    """An entry that is no kind or class of expenditure: what money of a project goes into."""
    if mention.kind != "other" or _share(telling, mention) or _CLASS.fullmatch(mention.text):
        return False
    head = telling.mentions[mention.head] if mention.head is not None else None
    used = USE.match(telling.passage.text, mention.end) is not None
    return bool(mention.level) or used or head is not None and _PROJECTS.search(head.text) is not None


def _told_by_category(topic: str, mention: Mention, claim: Claim) -> bool:
    """In a section of 三公 only what is no category of it is told here: 会议费, 培训费."""
    if topic != "three_public":
        return False
    return mention.kind != "other" or claim.kind != "budget_change" or names_category(str(claim.get("scope")))


def _is_side(telling: Telling, mention: Mention) -> bool:
    """(一)收入预算总计 under 收入、支出预算总计: one side of it, no part."""
    if mention.head is None or mention.kind != "total":
        return False
    both, own = (telling.passage.text[slice(*each.names[0])] for each in (telling.mentions[mention.head], mention))
    return "收" in both and "支" in both and _SIDE.fullmatch(own) is not None


def _told_again(telling: Telling, at: int, mention: Mention) -> bool:
    """A member of a list in one sentence that an entry of its own tells again."""
    name = telling.passage.squeezed(mention.names[-1])
    later = (each for each in telling.mentions[at + 1 :] if each.level and each.figure["amount"] == mention.figure["amount"])
    return mention.member and not mention.level and any(_alike(name, telling.passage.squeezed(o.names[-1])) for o in later)


def _is_whole_again(telling: Telling, mention: Mention) -> bool:
    """总预算…, 其中: 本年收入…: the whole once more, where all of it is of this year."""
    if mention.head is None or not OWN_YEAR.fullmatch(telling.passage.text[slice(*mention.names[0])]):
        return False
    return telling.mentions[mention.head].figure["amount"] == mention.figure["amount"]


def _alike(one: str, other: str) -> bool:
    return one in other or other in one or one.replace("的", "") == other.replace("的", "")


def _scope(mention: Mention, draft: Draft) -> None:
    """The name as printed; of an item the path of its levels."""
    if mention.item is not None and not _of_class(mention):
        draft.path("scope", *mention.names)
    else:
        draft.name("scope", *mention.names)


def _budget_change(telling: Telling, mention: Mention, told: Told) -> Claim:
    draft = Draft("budget_change", telling.passage, mention.start)
    if (whole := _whole_of(telling, mention)) is not None:
        draft.path_under("scope", whole, *mention.names)
    _scope(mention, draft)
    draft.amount("amount", mention.figure)
    draft.amount("prior", _earlier(telling, mention, told))
    put_told(draft, told)
    put_basis(draft, told, telling.year)
    return draft.claim()


def _whole_of(telling: Telling, mention: Mention) -> Span | None:
    """支出预算/基本支出: a part that does not say itself whose it is, under what it is part of."""
    if mention.head is None or mention.kind == "total" or mention.item is not None and not _of_class(mention):
        return None
    if _FUNDED.search(mention.text):
        return None
    head = telling.mentions[mention.head]
    return mention.opener or head.names[0] if len(head.names) == 1 else None


def _earlier(telling: Telling, mention: Mention, told: Told) -> re.Match[str] | None:
    """The amount of the earlier year, before or behind the change."""
    near = [each for each in telling.mentions if each.kind == "earlier"]
    start = telling.passage.text.rfind("\n", 0, mention.start) + 1
    inside = (each.figure for each in near if start <= each.start and each.end <= told.end + 40)
    return next(inside, None)


def _total(telling: Telling, mention: Mention) -> Claim:
    draft = Draft("total_change", telling.passage, mention.start)
    _scope(mention, draft)
    draft.amount("current", mention.figure)
    return draft.claim()


def _composition(telling: Telling, mention: Mention) -> Claim:
    draft = Draft("composition", telling.passage, mention.start)
    _name_part(draft, mention)
    draft.amount("amount", mention.figure)
    share = _share(telling, mention)
    draft.amount("share_pct", share, "share", None)
    _use(draft, share.end() if share else mention.end)
    return _with_scope(telling, mention, draft.claim())


def _share(telling: Telling, mention: Mention) -> re.Match[str] | None:
    return _SHARE.match(telling.passage.text, mention.end)


def _fund_use(telling: Telling, mention: Mention) -> Claim:
    draft = Draft("fund_use", telling.passage, mention.start)
    whole = mention.head is None and mention.item is None and not mention.level
    if whole and telling.topic in _USED_TOPICS:
        draft.name("scope", mention.names[0])
        draft.meaning("part", _WHOLE, mention.names[0])
    else:
        _name_part(draft, mention)
    draft.amount("amount", mention.figure)
    _use(draft, mention.end)
    return draft.claim() if whole else _with_scope(telling, mention, draft.claim())


def _name_part(draft: Draft, mention: Mention) -> None:
    if len(mention.names) > 1 and not _of_class(mention):
        draft.path("part", *mention.names)
    elif mention.kind == "other":
        draft.name("part", *mention.names)
    else:
        draft.name("part", *mention.names[:-1], _without_budget(mention))


def _without_budget(mention: Mention) -> Span:
    """A part is called 基本支出, whether its amount is a 预算数 or not."""
    start, end = mention.names[-1]
    late = _LATE.search(mention.text)
    return (start, start + late.start()) if late and late.start() else (start, end)


def _of_class(mention: Mention) -> bool:
    """教育(类)支出: one name in two pieces, no path."""
    return mention.item is not None and set(mention.item.names) == {"类"}


def _use(draft: Draft, start: int) -> None:
    text = draft.passage.text
    if USE.match(text, start):
        draft.words("use", use_after(text, start))


def _with_scope(telling: Telling, mention: Mention, claim: Claim) -> Claim:
    """The whole that it is part of; its own words, no part of the quote."""
    if mention.head is None:
        return claim
    head = telling.mentions[mention.head]
    scope = Draft(claim.kind, telling.passage, head.start)
    if mention.opener is not None:
        scope.name("scope", mention.opener)
    _scope(head, scope)
    return claim.model_copy(update={"fields": {**scope.fields, **claim.fields}})


def _told_apart(telling: Telling) -> Iterator[Claim]:
    """收支预算总体较上年减少…: a total whose change is told, and whose amount is not."""
    for named, told in telling.apart:
        draft = Draft("budget_change", telling.passage, named[0])
        draft.name("scope", named)
        put_told(draft, told)
        put_basis(draft, told, telling.year)
        yield draft.claim()


def _reasons_apart(telling: Telling) -> Iterator[Claim]:
    """财政拨款收入支出增加的主要原因是…: a reason that names whose change it explains, behind several of them."""
    given = {told.reason for told in (*telling.told.values(), *(told for _, told in telling.apart))}
    text = telling.passage.text
    for reason in telling.reasons:
        start = max(text.rfind(mark, 0, reason.lead) for mark in "。;\n") + 1
        named = _NAMED.match(text, start, reason.span[0])
        if reason.span not in given and named is not None:
            yield _explained(telling, named, reason.span)


def _explained(telling: Telling, named: re.Match[str], reason: Span) -> Claim:
    draft = Draft("budget_change", telling.passage, named.start())
    draft.name("scope", named.span("scope"))
    draft.meaning("direction", direction_said(named["word"]), named.span("word"))
    draft.words("reason", reason)
    return draft.claim()
