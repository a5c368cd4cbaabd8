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
    rf"(?P<led>(?:{_NAME['before']})?(?:{_NAME['keeper']})?(?:{_NAME['before']})?)"
    rf"(?P<name>(?P<total>{_NAME['total']})|(?P<part>{_NAME['part']})){_NAME['link']}?"
)
TOTAL = re.compile(rf"(?:{_NAME['before']})?(?:{_NAME['keeper']})?(?:{_NAME['before']})?(?P<name>{_NAME['total']})")
_BARE = re.compile(_NAME["bare"])
_BEFORE = re.compile(_NAME["before"])
_GIVEN = re.compile(_NAME["given"])
_LINKED = re.compile(rf"(?P<name>[^\n]*?)(?:{_NAME['bare_link']})*")
_ENTRY_END = re.compile(_NAME["entry_end"])
_CODE = re.compile(r"[(]\d{3,7}[)]$")
_CODED = re.compile(r"\d{3,7}[-:、]?")
_NO_NAME = re.compile(_NAME["no_name"])
_HEADLINE = re.compile(r"[^。;:,\n\d]{2,20}[:。]")
_SHORTEST = 2
_LONGEST_BEFORE = 40


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
    if level == 0 and (under := _headline_level(text, start)):
        level = under
    known = _KNOWN.fullmatch(text, at, figure)
    if known is None:
        return _named(text, start, (level, at), figure)
    name = trimmed(text, known.span("name"))
    if _BARE.fullmatch(text, *name) and not _says_whose(known["led"]):
        return _named_before(text, start, level) or Lead(start, level, "total", name) if _opens_list(text, start) else None
    return Lead(start, level, "total" if known["total"] else "part", name)


def _headline_level(text: str, start: int) -> int:
    """(一)基本支出: 2026年…: the depth of the entry whose headline stands before its sentence."""
    opening = text.rfind("\n", 0, start) + 1
    level, end = level_at(text, opening)
    return level if level and _HEADLINE.fullmatch(text, end, start) else 0


def _says_whose(led: str) -> bool:
    """Words before 预算 besides a year."""
    return bool(_GIVEN.sub("", _BEFORE.sub("", led)))


def _opens_list(text: str, start: int) -> bool:
    """At the head of its paragraph, or behind a clause that names what it is of."""
    return start == 0 or text[start - 1] in "\n,:。"


def _named_before(text: str, start: int, level: int) -> Lead | None:
    """公务接待费, 2026年预算数…: named by the clause before."""
    if text[start - 1 : start] not in (",", ":"):
        return None
    before = clause_start(text, start - 1)
    mark, at = level_at(text, before)
    found = _named(text, before, (mark or level, at), start - 1)
    return found if found and found.name[1] - found.name[0] <= _LONGEST_BEFORE else None


def _named(text: str, start: int, mark: tuple[int, int], figure: int) -> Lead | None:
    level, at = mark
    before = _BEFORE.match(text, at, figure)
    at = before.end() if before else at
    linked = _LINKED.fullmatch(text, at, figure)
    end = linked.end("name") if linked else figure
    for given in _GIVEN.finditer(text, at, end) if level == 0 else ():
        at = given.end() if end - given.end() >= _SHORTEST else at
    name = _bare_name(text, trimmed(text, (at, end)))
    if name[1] - name[0] < _SHORTEST or _NO_NAME.search(text[slice(*name)]):
        return None
    return Lead(start, level, "other", name)


def _bare_name(text: str, name: Span) -> Span:
    """Without a code before or behind it, and without 项目 behind a word that says what money it is."""
    start, end = name
    coded, code, said = (pattern.search(text, start, end) for pattern in (_CODED, _CODE, _ENTRY_END))
    if coded is not None and coded.start() == start and end - coded.end() >= _SHORTEST:
        start = coded.end()
    end = code.start() if code else end
    return (start, said.start()) if said and not code and said.start() - start >= _SHORTEST else (start, end)
