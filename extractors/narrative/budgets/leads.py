"""What stands before an amount in its clause: the mark of a list, whose budget it is, and the name."""

from __future__ import annotations

import re
from typing import NamedTuple

from extractors.narrative.budgets.words import words
from extractors.narrative.grounding import Span
from extractors.narrative.rules.draft import trimmed

_NAME = words()["name"]
_STOPS = ",;:。\n"
_UNITS = "元%"
_MARKS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.]"),
    re.compile(r"[(][一二三四五六七八九十]{1,3}[)][、.]?"),
    re.compile(r"\d{1,2}[、.](?!\d)"),
    re.compile(r"[(]\d{1,2}[)][、.]?|\d{1,2}[)]"),
    re.compile(r"[①-⑳]"),
)
_KNOWN = re.compile(
    rf"(?:{_NAME['before']})?(?:{_NAME['keeper']})??(?:{_NAME['before']})?(?P<name>(?P<total>{_NAME['total']})|(?P<part>{_NAME['part']})){_NAME['link']}?"
)
_BEFORE = re.compile(_NAME["before"])
_GIVEN = re.compile(_NAME["given"])
_LINKED = re.compile(rf"(?P<name>[^\n]*?)(?:{_NAME['bare_link']})*")
_ENTRY_END = re.compile(_NAME["entry_end"])
_NO_NAME = re.compile(_NAME["no_name"])
_SHORTEST = 2


class Lead(NamedTuple):
    """The words before an amount. `level`: 0, or how deep its list is; `kind`: what its name is called."""

    start: int
    level: int
    kind: str
    name: Span


def clause_start(text: str, at: int) -> int:
    """Back from a place to where its clause begins; over whole brackets, and over 、 inside a name."""
    depth = 0
    for index in range(at - 1, -1, -1):
        char = text[index]
        if char == ")":
            depth += 1
        elif char == "(":
            if depth == 0:
                return index + 1
            depth -= 1
        elif depth == 0 and _parts_clauses(text, index):
            return index + 1
    return 0


def _parts_clauses(text: str, at: int) -> bool:
    """A stop that is no thousands separator, or a 、 that parts a list of amounts."""
    if text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit():
        return False
    return text[at] in _STOPS or text[at] == "、" and _parts_amounts(text, at)


def _parts_amounts(text: str, at: int) -> bool:
    """A、 behind an amount parts a list; behind a list mark it belongs to the mark."""
    return at > 0 and (text[at - 1] in _UNITS or text[at - 1] == ")" and text[max(0, at - 2)] in _UNITS)


def level_at(text: str, start: int) -> tuple[int, int]:
    """(level of the list mark that stands there, where it ends); level 0 without a mark."""
    opens = start == 0 or text[start - 1] in "。;:\n"
    for level, pattern in enumerate(_MARKS, start=1):
        mark = pattern.match(text, start) if opens else None
        if mark is not None:
            return level, mark.end()
    return 0, start


def lead_of(text: str, figure: int) -> Lead | None:
    """The name of an amount; None where its clause names nothing."""
    start = clause_start(text, figure)
    level, at = level_at(text, start)
    known = _KNOWN.fullmatch(text, at, figure)
    if known is not None:
        return Lead(start, level, "total" if known["total"] else "part", trimmed(text, known.span("name")))
    return _named(text, start, (level, at), figure)


def _named(text: str, start: int, mark: tuple[int, int], figure: int) -> Lead | None:
    level, at = mark
    before = _BEFORE.match(text, at, figure)
    at = before.end() if before else at
    linked = _LINKED.fullmatch(text, at, figure)
    end = linked.end("name") if linked else figure
    for given in _GIVEN.finditer(text, at, end) if level == 0 else ():
        at = given.end() if end - given.end() >= _SHORTEST else at
    name = trimmed(text, (at, end))
    said = _ENTRY_END.search(text, *name)
    if said is not None and said.start() - name[0] >= _SHORTEST:
        name = (name[0], said.start())
    if name[1] - name[0] < _SHORTEST or _NO_NAME.search(text[slice(*name)]):
        return None
    return Lead(start, level, "other", name)
