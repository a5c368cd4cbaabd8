"""procurement: what was bought through 政府采购, by kind, and what of it went to small and medium enterprises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import Claim
from extractors.narrative.grounding import Passage
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.services import services
from extractors.narrative.rules.wording import MONEY, NUMBER, UNIT

_WORDS = services()["procurement"]
_KINDS = ("goods", "works", "services")
_TOTAL = re.compile(rf"(?P<of>{_WORDS['total']}){MONEY}")
_PLANNED = re.compile(_WORDS["planned"])
_PART = {kind: re.compile(rf"{_WORDS['jointly']}{_WORDS[kind]}(?P<of>{_WORDS['part_links']}){MONEY}") for kind in _KINDS}
_SPENT = re.compile(rf"[,、;(](?:{_WORDS['spent']})(?:数|额|金额|支出|采购|完成|为|是|:)*{MONEY}")
_RESPECTIVELY = re.compile(
    rf"(?:政府采购)?货物[^。;\d]{{0,8}}工程[^。;\d]{{0,8}}服务[^。;\d]{{0,12}}分别为(?P<goods>{NUMBER})(?:(?P<unit>{UNIT}))?[、,](?P<works>{NUMBER})(?:{UNIT})?[、,和](?P<services>{NUMBER})(?:{UNIT})"
)
_SHARE = rf"(?:[,;、(]?占[^,;。%]{{0,30}}?(?P<share>{NUMBER})%)?"
_AWARDED = {name: re.compile(rf"{_WORDS[name]}{_WORDS['contract']}{MONEY}{_SHARE}") for name in ("sme", "micro")}
_KIND_SHARE = {
    kind: re.compile(
        rf"{_WORDS[kind]}(?:类)?(?:采购|支出)?(?:合同)?{_WORDS['award']}(?:{NUMBER}万?元)?,?占[^,;。%]{{0,30}}?(?P<share>{NUMBER})%"
    )
    for kind in _KINDS
}


def read_procurement(passage: Passage, *, planned: bool = False) -> Iterator[Claim]:
    """At most one claim: a total, or at least one of its kinds. `planned`: of a budget, whose first total counts."""
    if "采购" not in passage.text + passage.title:
        return
    total = _total(passage.text, planned)
    start = total.end() if total else 0
    respectively = _RESPECTIVELY.search(passage.text, start)
    parts = {kind: _part(passage.text, start, kind) for kind in _KINDS}
    first = min((match.start() for match in (total, respectively, *parts.values()) if match), default=None)
    if first is None:
        return
    draft = Draft("procurement", passage, first)
    draft.amount("total", total)
    for kind in _KINDS:
        draft.amount(kind, respectively, kind, "unit" if respectively and respectively["unit"] else None)
        draft.amount(kind, parts[kind])
    _put_awards(draft)
    yield draft.claim()


def _total(text: str, planned: bool) -> re.Match[str] | None:
    """What was bought before what was planned."""
    public = text.find("政府采购")
    stated = list(_TOTAL.finditer(text, max(public, 0)))
    if planned:
        return stated[0] if stated else None
    return next((match for match in stated if not _PLANNED.search(match["of"])), stated[0] if stated else None)


def _part(text: str, start: int, kind: str) -> re.Match[str] | None:
    """货物预算A, 实际B: what was spent right behind what was planned."""
    stated = list(_PART[kind].finditer(text, start))
    spent = next((match for match in stated if not _PLANNED.search(match["of"])), None)
    if spent is not None or not stated:
        return spent
    return _SPENT.match(text, stated[0].end()) or stated[0]


def _put_awards(draft: Draft) -> None:
    text = draft.passage.text
    for name, pattern in _AWARDED.items():
        found = pattern.search(text)
        draft.amount(f"{name}_amount", found)
        draft.amount(f"{name}_share_pct", found, "share", None)
    for kind, pattern in _KIND_SHARE.items():
        draft.amount(f"{kind}_sme_share_pct", pattern.search(text), "share", None)
