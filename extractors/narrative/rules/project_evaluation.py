"""project_evaluation as told in sentences: N项目绩效自评综述: 全年预算数…, 执行数…, 完成…%; outputs, problems, improvements."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from extractors.model import Claim, OtherReading
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.rules.draft import Draft, trimmed
from extractors.narrative.rules.evaluations import evaluations
from extractors.narrative.rules.execution import execution_in
from extractors.narrative.rules.wording import NUMBER

_WORDS = evaluations()["prose"]
_MARK = r"(?:[(]?[一二三四五六七八九十\d]{1,3}[)、.][、.]?(?!\d)|[①-⑳]|其中:|其中,)?"
_NUMBERED = re.compile(r"[(]?[一二三四五六七八九十\d]{1,3}[)、.][、.]?(?!\d)")
_NAME = r"[\"“]?(?P<name>[^。;:,\n\"“”]{2,60}?)[\"”]?"
_HEAD = re.compile(rf"(?:^|[。;:\n]){_MARK}{_NAME}(?P<generic>{_WORDS['generic']})?[\"”]?{_WORDS['told']}[:。,]")
_SHORT_HEAD = re.compile(
    rf"(?:^|[。;:\n]){_MARK}{_NAME}(?P<generic>{_WORDS['generic']})?[\"”]?[:,。](?=(?:该)?(?:项目)?(?:全年|年度|年初|调整)+预算(?:数|金额)?(?:为|是|:)?(?:{NUMBER})万?元)"
)
_SCORED_HEAD = re.compile(
    rf"(?:^|[。;:\n]|绩效目标,){_MARK}{_NAME}(?P<generic>{_WORDS['generic']})(?=(?:支出)?(?:{_WORDS['score']}){NUMBER}分)"
)
_OTHERS = re.compile(_WORDS["others"])
_MONEY_NAME = re.compile(_WORDS["money"])
_NOT_PROJECT = re.compile(_WORDS["not_project"])
_SENTENCE = re.compile(_WORDS["sentence"])
_SCORE = re.compile(rf"(?:{_WORDS['score']})(?P<score>{NUMBER})分")
_TELLING = {name: re.compile(_WORDS[name]) for name in ("outputs", "problems", "improvements")}
_REACH = 220
_AGAIN = 40


class Head(NamedTuple):
    """Where something is named that was evaluated. `generic`: the word 项目 behind the name; `end`: where its evaluation begins.

    Not `single`: the department as a whole, or all projects together.
    """

    name: Span
    generic: Span | None
    end: int
    single: bool


def read_evaluations(passage: Passage, known: Collection[str] = ()) -> Iterator[Claim]:
    """One claim per project that is told of. `known`: names of projects as forms print them."""
    heads = heads_in(passage)
    with_word = keeps_word(passage, heads, known)
    for at, head in enumerate(heads):
        limit = heads[at + 1].name[0] if at + 1 < len(heads) else len(passage.text)
        claim = _claim(passage, head, limit, with_word) if head.single else None
        if claim is not None:
            yield _doubted(claim, passage, _otherwise(passage, head, heads[:at], known, with_word))


def heads_in(passage: Passage) -> list[Head]:
    """What is named at the head of its own evaluation, in order."""
    text = passage.text
    found: dict[int, Head] = {}
    for pattern in (_HEAD, _SCORED_HEAD, _SHORT_HEAD):
        at = 0
        while (match := pattern.search(text, at)) is not None:
            at = max(match.end() - 1, match.start() + 1)
            name = _bare(passage, trimmed(text, match.span("name")))
            single = not _NOT_PROJECT.search(text[slice(*name)])
            found.setdefault(name[0], Head(name, _generic(match), match.end(), single))
    heads = [found[start] for start in sorted(found)]
    return [head for before, head in zip([None, *heads], heads, strict=False) if not _repeats(text, before, head)]


def _repeats(text: str, before: Head | None, head: Head) -> bool:
    """The sentence on the score names the project again that its head has named."""
    return before is not None and text[slice(*before.name)] == text[slice(*head.name)] and head.name[0] - before.end < _AGAIN


def _generic(match: re.Match[str]) -> Span | None:
    """The word 项目 right behind the name; outside quotation marks it is none of it."""
    return match.span("generic") if match["generic"] and match.end("name") == match.start("generic") else None


def _bare(passage: Passage, name: Span) -> Span:
    """Without what is printed on the line before a numbered head (自评得分: 96)."""
    for at in range(name[1] - 1, name[0], -1):
        if passage.marks[at][0] != passage.marks[at - 1][0] and (mark := _NUMBERED.match(passage.text, at, name[1])):
            return mark.end(), name[1]
    return name


def keeps_word(passage: Passage, heads: list[Head], known: Collection[str]) -> bool:
    """Whether 项目 belongs to the names: as the forms print them, else unless some name already says what money it is."""
    for head in heads:
        if head.generic is not None:
            bare = passage.squeezed(head.name)
            if bare in known or f"{bare}项目" in known:
                return bare not in known
    return not any(head.generic and _MONEY_NAME.search(passage.text[slice(*head.name)]) for head in heads)


def _claim(passage: Passage, head: Head, limit: int, with_word: bool) -> Claim | None:
    text = passage.text
    told = {name: pattern.search(text, head.end, limit) for name, pattern in _TELLING.items()}
    near = min(head.end + _REACH, limit)
    first = min((match.start() for match in told.values() if match), default=near)
    found = execution_in(passage, head.end, min(first, near), prefer="全年")
    score = _SCORE.search(text, head.end, near)
    if found.budget is None and found.actual is None and found.completion is None and score is None:
        return None
    draft = Draft("project_evaluation", passage, head.name[0])
    draft.name("project", (head.name[0], head.generic[1]) if head.generic and with_word else head.name)
    draft.amount("budget", found.budget)
    draft.amount("executed", found.actual)
    if found.completion is not None:
        draft.amount("completion_pct", found.completion, "pct" if found.completion["pct"] else "pct2", None)
    for name, span in _tellings(text, told, limit).items():
        draft.words(name, span)
    draft.amount("score", score, "score", None)
    return draft.claim()


def _doubted(claim: Claim, passage: Passage, otherwise: dict[str, Span]) -> Claim:
    """A second reading of the name, for a person to decide."""
    others = tuple(
        OtherReading(reader=claim.reader, value=passage.squeezed(span), verdict="flagged", reason=reason)
        for reason, span in otherwise.items()
    )
    if not others:
        return claim
    named = claim.fields["project"].model_copy(update={"others": others})
    return claim.model_copy(update={"fields": {**claim.fields, "project": named}})


def _otherwise(passage: Passage, head: Head, earlier: list[Head], known: Collection[str], with_word: bool) -> dict[str, Span]:
    """What else the name might be: with the words of its paragraph before it; less what opens a sentence; with 项目."""
    found: dict[str, Span] = {}
    opening = passage.text.rfind("\n", 0, head.name[0]) + 1
    before = passage.text[opening : head.name[0]]
    if before.endswith("。") and not any(other.single and other.end > opening for other in earlier):
        found["the words before it"] = (opening, head.name[1])
    sentence = _SENTENCE.search(passage.text, *head.name)
    if sentence is not None and sentence.end() < head.name[1]:
        found["the words behind its verb"] = (sentence.end(), head.name[1])
    if head.generic and not with_word and passage.squeezed(head.name) not in known:
        found["the word behind it"] = (head.name[0], head.generic[1])
    return found


def _tellings(text: str, told: dict[str, re.Match[str] | None], limit: int) -> dict[str, Span]:
    """Each from behind its label to the next label; the last to the end of its paragraph."""
    first = min((match.end() for match in told.values() if match), default=limit)
    others = [match.start() for match in _OTHERS.finditer(text, first, limit)]
    starts = sorted([*others, *(match.start() for match in told.values() if match)])
    spans: dict[str, Span] = {}
    for name, match in told.items():
        if match is None:
            continue
        following = next((start for start in starts if start >= match.end()), None)
        spans[name] = (match.end(), following if following is not None else _paragraph_end(text, match.end(), limit))
    return spans


def _paragraph_end(text: str, start: int, limit: int) -> int:
    end = text.find("\n", start, limit)
    return end if end >= 0 else limit
