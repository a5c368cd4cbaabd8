"""Changes: "增加 N 万元，增长 N%" beside what they are measured against."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from extractors.narrative.grounding import Span
from extractors.narrative.rules.wording import UNIT, UNSIGNED, any_of, meaning, wording

_WORDS = wording()
_MOVED = any_of({name: _WORDS.direction[name] for name in ("up", "down")})
_CHANGE = re.compile(
    rf"(?:各|均|共|总体|净|约|分别)*(?P<word>{_MOVED}|变化|增减)(?P<residue>[(](?:{_MOVED})[)])?(?:了|约|为|额为|数为|额)*(?P<sign>-?)(?P<amount>{UNSIGNED})(?P<unit>{UNIT})"
    rf"(?:[,;、]?(?:同比|环比|年)?(?P<pct_word>{_MOVED}|变化|增幅|减幅|降幅|升幅|变动|幅度)(?:[(](?:{_MOVED})[)])?(?:率|了|约|为|幅度|比例|达|比率)*-?(?P<pct>{UNSIGNED})(?:%|个百分点))?"
)
_RATE_ONLY = re.compile(rf"(?P<word>{_MOVED})(?:了|约|为|幅度|率|比例)*(?P<sign>-?)(?P<pct>{UNSIGNED})%")
_FLAT = re.compile(rf"(?P<word>{_WORDS.direction['flat']})")
_BASE = re.compile(rf"(?P<budget>{_WORDS.budget})|(?P<prior>{_WORDS.prior})")
_COMPARED = re.compile(rf"(?:与|比|较|同)[^。;,]{{0,8}}?(?:{_WORDS.prior}|{_WORDS.budget})|相比|同比")

Base = Literal["prior", "budget"]


class Change(NamedTuple):
    """A change with its word. `found` has the groups amount, unit, pct where they are printed."""

    base: Base | None
    direction: str | None
    word: Span
    found: re.Match[str] | None
    span: Span

    @property
    def zero(self) -> bool:
        """Whether the stated change is nought."""
        return self.found is not None and "amount" in self.found.re.groupindex and not re.search("[1-9]", self.found["amount"])


def changes_in(text: str, start: int, end: int) -> list[Change]:
    """All changes stated in [start, end), in order."""
    found = [_moved(text, start, match) for match in _CHANGE.finditer(text, start, end)]
    taken = [change.span for change in found]
    for match in _RATE_ONLY.finditer(text, start, end):
        if not any(a <= match.start() < b for a, b in taken) and _base(text, start, match.start()):
            found.append(
                Change(
                    _base(text, start, match.start()),
                    None if match["sign"] else meaning(_WORDS.direction, match["word"]),
                    match.span("word"),
                    match,
                    match.span(),
                )
            )
    for match in _FLAT.finditer(text, start, end):
        base = _base(text, start, match.start())
        if base and _COMPARED.search(text, max(start, match.start() - 45), match.start()) and not _other_words(text, match):
            found.append(Change(base, "flat", match.span("word"), None, match.span()))
    return sorted(found, key=lambda change: change.span)


def _moved(text: str, start: int, match: re.Match[str]) -> Change:
    direction = meaning(_WORDS.direction, match["word"])
    change = Change(_base(text, start, match.start()), direction, match.span("word"), match, match.span())
    if change.zero:
        return change._replace(direction="flat")
    return change._replace(direction=None) if match["residue"] or match["sign"] else change


def _base(text: str, start: int, at: int) -> Base | None:
    """What stands nearest before the word, in the same sentence or the one before."""
    near = _sentence(text, start, at)
    last = None
    for base in _BASE.finditer(text, near, at):
        last = base
    if last is None and text.startswith("其中", near) and near > start:
        return _base(text, start, near - 1)
    if last is None:
        return None
    return "budget" if last["budget"] else "prior"


def _sentence(text: str, start: int, at: int) -> int:
    return max(start, text.rfind("。", start, max(start, at - 1)) + 1, text.rfind("\n", start, at) + 1)


def _other_words(text: str, match: re.Match[str]) -> bool:
    """Whether the flat word speaks of something else: 与…公用经费之和一致."""
    return "之和" in text[max(0, match.start() - 8) : match.start()]
