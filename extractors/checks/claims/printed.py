"""Whether a text is printed in a passage: figures whole, words in one piece, names also in pieces."""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.roles import occurrences
from extractors.model import ClaimField

WORDS = ("reason", "use", "outputs", "problems", "improvements", "content_and_goals", "completion", "text")
_FIGURE = re.compile(r"-?[\d.]*\d%?")
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?=万?元|%)")
_OPENED = re.compile(r"(^|[:(\n]|(^|[是为因由在用括有含作素系即指:%元]|[用由在]于)[,;:。]?)$")
# What a bracket tells with amounts of its own names no one behind it.
_ASIDE = re.compile(r"\([^()]*\d[^()]*\)")
# Another statement begins: one with a figure of its own, a list of parts, the reason of something else, the next label.
_STATES = (
    r"(?:[^,。;:]{0,8}其中|[^,。;]{0,40}?\d[\d.]*(?:亿元|万元|元|%|辆|台|批|个|人|次)|[^,。;]{0,24}(?<!等)原因[^,。;]{0,6}[是为:]|[比较与同][^,。;]{1,16}(?:持平|一致)|具体|主要(?:用于|包括|是)"
    r"|[^,。;:]{0,16}(?:问题|不足|措施|建议|产出|效益)[^,。;:]{0,8}[:是])"
)
# The end of a sentence, unless the next point of a list follows: 一是…;二是…
NEXT_POINT = r"[二三四五六七八九十]+是|[(]?[2-9二三四五六七八九][)、.](?!\d)|其次|再次|另一方面"
_CLOSED = re.compile(rf"[。)\n](?!{NEXT_POINT})|;(?!{NEXT_POINT})(?={_STATES}|$)|$")
_SENTENCE = re.compile(r"(^|[。;\n])$")
_SENTENCE_ENDS = re.compile(r"[。\n]|$")
# What may follow a comma although the words are whole.
_ANOTHER = re.compile(rf",(?!一是|二是|因此|因而|所以|故)(?={_STATES})")
# A list that runs on into the next part with its amount.
_RUNS_ON = re.compile(r"[;。](?!\d)[^,。;]{1,20}?\d[\d.]*(?:万元|亿元|元),")


def is_printed(name: str, field: ClaimField, text: str, passage: str) -> bool:
    """`text` and `passage` squeezed, without thousands separators."""
    if _FIGURE.fullmatch(text):
        return any(True for _ in occurrences(passage, text.rstrip("%")))
    if text in passage:
        return True
    pieces = len(field.boxes) > 1 or isinstance(field.value, tuple | Mapping)
    return name not in WORDS and pieces and in_pieces(text, passage)


def in_pieces(text: str, passage: str) -> bool:
    """Every character in order, others between them; never digits."""
    rest = iter(passage)
    return not re.search(r"\d", text) and all(character in rest for character in text)


def whole_words(name: str, words: str, passage: str) -> bool:
    """They begin behind the words that lead to them, and end where the sentence or its list does: not within either."""
    if words.count("(") != words.count(")") or words.count('"') % 2:
        return False
    if name == "use" and _RUNS_ON.search(words):
        return False
    places = (found.span() for found in re.finditer(re.escape(words), passage))
    opened, ends = (_SENTENCE, (_SENTENCE_ENDS,)) if name == "text" else (_OPENED, (_CLOSED, _ANOTHER))
    return any(opened.search(passage[:start]) and any(end.match(passage, stop) for end in ends) for start, stop in places)


def figure_before(words: str, passage: str) -> str | None:
    """The amount, or the rate with its %, that stands nearest before the words."""
    found = list(_NUMBER.finditer(passage[: max(passage.find(words), 0)]))
    return found[-1].group() + ("%" if passage[found[-1].end() :].startswith("%") else "") if found else None


def figures_in(fields: Mapping[str, ClaimField]) -> set[str]:
    """The figures of a claim as printed, rates with their %."""
    said = ((name, squeezed(field.value)) for name, field in fields.items() if isinstance(field.value, str))
    return {value.rstrip("%") + ("%" if name.endswith("pct") else "") for name, value in said if _FIGURE.fullmatch(value)}


def named_last(names: Mapping[str, bool], words: str, passage: str) -> bool:
    """Of the names before the words, the last is an own one (True); of those that end together, the longest.

    Words that are printed twice are the claim's own where one of the places is.
    """
    starts = [found.start() for found in re.finditer(re.escape(words), passage)] or [0]
    return any(_last_named(names, _ASIDE.sub("", passage[:start])) for start in starts)


def _last_named(names: Mapping[str, bool], before: str) -> bool:
    ends = [(before.rfind(name) + len(name), len(name), own) for name, own in names.items() if name and name in before]
    return not ends or max(ends)[2]
