"""Vehicles bought and kept, delegations and persons, as the 三公 section counts them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from extractors.model import Claim
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.wording import COUNT

_PURCHASED = re.compile(rf"(?:购置|更新|购入|新购|购买)(?:(?!分别)[^。;,\n\d]){{0,24}}?(?P<count>{COUNT})(?:辆|台)")
_KEPT = re.compile(
    rf"(?:保有|实有|现有|共有(?=(?:公务|财政|开支|使用)))(?:(?!分别)[^。;,\n\d]){{0,16}}?(?P<count>{COUNT})(?:辆|台)"
)
_KEPT_TOO = re.compile(rf"购置数?量?(?:及|和|、|与)保有数?量?分别(?:为|是)(?P<count>{COUNT})辆(?:和|、|,|及)(?P<kept>{COUNT})辆")
_HOSTED = re.compile(rf"(?:公务|国内)接待(?:批次|批数|活动|任务)?(?:数|共|累计|为)*(?P<count>{COUNT})(?:个|批次?|次)")
_GUESTS = re.compile(rf"公务接待(?P<count>{COUNT})人次?|接待(?:总)?(?:人次|人数)(?:数|共|累计|为)*(?P<count2>{COUNT})")
_VISITS = re.compile(rf"(?:公务|国内)接待(?:共|累计|为)*{COUNT}(?:个|批次?|次)[,、]?(?:共|累计|接待)*(?P<count>{COUNT})人")
_GROUPS = re.compile(
    rf"(?:团组|批次|团次)(?:数量?|总数|共计|共|累计|为|约)*(?P<count>{COUNT})(?:个|批次?|次|团)|(?<!\d)(?<!\d,)(?P<count2>{COUNT})(?![\d年])(?:个|批|次)?(?:(?!万?元)[^\d。;,、]{{0,8}}团组|批次|团次|批(?!准))"
)
_PERSONS = re.compile(rf"(?P<count>{COUNT})余?人次?|(?:人次|人数)(?:共计|共|累计|数|为|约)*(?P<count2>{COUNT})")
_ABROAD = re.compile(
    rf"因公出国(?:[(]境[)]|境)?[^。;,\n\d万]{{0,8}}(?P<count>{COUNT})个?(?:团组|批次|次)[,、](?:共|累计|计)*(?P<persons>{COUNT})人次?"
)
_TRIPS = re.compile(rf"因公出国(?:[(]境[)]|境)?团组(?:数量?|总数|共计|共|累计|为)*(?P<count>{COUNT})个")
_TRAVELLERS = re.compile(rf"因公出国(?:[(]境[)]|境)?(?:人次|人数|共计|共|累计|数|为)*(?P<count>{COUNT})人")
_MARKER = re.compile(r"(?P<home>国内)|(?P<abroad>外宾|外事|国[(]境[)]外|国外|境外)")
_SINGLED_OUT = re.compile(r"[(](?:含|包含|包括|其中|不含)[^()]*$")
_ASIDE = re.compile(r"[(][^()]*[)]")

_FOREIGN = 2

COUNTS = ("vehicles_purchased", "vehicles_kept", "delegations", "persons")
_NAMED = re.compile(
    r"(?P<overseas>因公出国)|(?P<vehicle>公务用车|公务车|公车)|(?P<reception>(?:国内|国[(]境[)]外)?(?:外事)?公务接待)"
)
_HOLDERS = {
    "overseas": ("overseas",),
    "vehicle": ("vehicle_purchase", "vehicle_operation"),
    "reception": ("reception",),
}

Owned = Sequence[tuple[str, Span]]
Ranked = tuple[int, re.Match[str]]


def put_counts(draft: Draft, category: str, segments: Owned, claimed: Collection[str] = ()) -> None:
    """The counts that belong to a category; vehicle counts are taken from wherever the section speaks of vehicles.

    Of `claimed` categories, those with a claim, or else of all that are spoken of, one holds them.

    Groups from abroad are not set beside guests from home.
    """
    vehicles = [span for name, span in segments if name.startswith("vehicle")]
    own = [span for name, span in segments if name == category]
    spoken = frozenset(claimed) or {name for name, _ in segments}
    if category == _holder("vehicle_purchase", spoken):
        _put_first(draft, "vehicles_purchased", _PURCHASED, vehicles)
        _put_only(draft, "vehicles_purchased", _KEPT_TOO)
        _put_only(draft, "vehicles_purchased", _PURCHASED)
    if category == _holder("vehicle_operation", spoken):
        _put_first(draft, "vehicles_kept", _KEPT, vehicles)
        _put_only(draft, "vehicles_kept", _KEPT_TOO, "kept")
        _put_only(draft, "vehicles_kept", _KEPT)
    if category in ("overseas", "reception"):
        hosts, guests = _domestic(draft, _GROUPS, own), _domestic(draft, _PERSONS, own)
        if hosts and guests and (hosts[0] == _FOREIGN) == (guests[0] == _FOREIGN) or not (hosts and guests):
            _put_ranked(draft, "delegations", hosts)
        _put_ranked(draft, "persons", guests)
    if category == "overseas":
        _put_only(draft, "delegations", _ABROAD)
        _put_only(draft, "persons", _ABROAD, "persons")
        _put_only(draft, "delegations", _TRIPS)
        _put_only(draft, "persons", _TRAVELLERS)
    if category == "reception":
        _put_only(draft, "delegations", _HOSTED)
        _put_only(draft, "persons", _GUESTS)
        _put_only(draft, "persons", _VISITS)


def counted(passage: Passage) -> Iterator[Claim]:
    """What a passage without any amount counts: 因公出国共计0个团组; 公务车保有量为6辆; 国内公务接待38批次315人."""
    named = list(_NAMED.finditer(passage.text))
    ends = [*(match.start() for match in named[1:]), len(passage.text)]
    owned = [
        (category, (match.start(), end))
        for match, end in zip(named, ends, strict=False)
        for category in _HOLDERS[match.lastgroup or ""]
    ]
    for category in dict.fromkeys(category for category, _ in owned):
        start = next(span[0] for name, span in owned if name == category)
        draft = Draft("three_public", passage, start)
        put_counts(draft, category, owned)
        if draft.fields:
            draft.meaning("category", category, (start, start + 2))
            yield draft.claim()


def _holder(category: str, spoken: Collection[str]) -> str:
    """Who holds a vehicle count: its own category, or the vehicles' total where that is not spoken of."""
    return category if category in spoken else "vehicle_total"


def _put_first(draft: Draft, name: str, pattern: re.Pattern[str], spans: list[Span]) -> None:
    found = next((match for span in spans for match in pattern.finditer(draft.passage.text, *span)), None)
    draft.amount(name, found, "count", None)


def _put_only(draft: Draft, name: str, pattern: re.Pattern[str], group: str = "count") -> None:
    """A count that stands apart from its category, if the section prints but one."""
    found = list(pattern.finditer(draft.passage.text))
    told = {_count(match, group) for match in found}
    if len(told) == 1:
        draft.amount(name, found[0], group if found[0][group] else "count2", None)


def _count(match: re.Match[str], group: str) -> str:
    return match[group] or match["count2"]


def _domestic(draft: Draft, pattern: re.Pattern[str], spans: list[Span]) -> Ranked | None:
    """Domestic counts before unmarked ones before foreign ones."""
    found = [
        (_rank(draft.passage.text, span[0], match), match)
        for span in spans
        for match in pattern.finditer(draft.passage.text, *span)
        if not _SINGLED_OUT.search(draft.passage.text, span[0], match.start())
    ]
    return min(found, key=lambda item: (item[0], "共计" not in item[1][0])) if found else None


def _put_ranked(draft: Draft, name: str, ranked: Ranked | None) -> None:
    if ranked is not None:
        draft.amount(name, ranked[1], "count" if ranked[1]["count"] else "count2", None)


def _rank(text: str, start: int, match: re.Match[str]) -> int:
    """By the nearest marker before it; asides in brackets speak for themselves only."""
    said = _ASIDE.sub(lambda aside: " " * len(aside[0]), text[start : match.start()])
    last = None
    for marker in _MARKER.finditer(said):
        last = marker
    if last is None:
        return 1
    return 0 if last["home"] else _FOREIGN
