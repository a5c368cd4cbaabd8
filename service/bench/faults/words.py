"""Reasons, uses, results and directions: reworded, cut, or those of another item."""

from __future__ import annotations

import random
import re

from service.bench.faults.fault import Claims, Fault, is_words, picked, replaced, said, taken

_WORDS = ("reason", "use", "outputs", "problems", "improvements", "content_and_goals", "completion", "text")
_TURNED = {"up": "down", "down": "up", "flat": "up", "above": "below", "below": "above", "equal": "above"}
_MEANT = {"up": "增加", "down": "减少", "above": "大于", "below": "小于"}
_MARKS = re.compile(r"[,，;；、。:：]")


def words_paraphrased(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """In other words; the reader insists on the place."""
    name = _told(rng, claims, index)
    if name is None:
        return None
    value = str(claims[index].fields[name].value)
    at = rng.randrange(len(value) - 1)
    return said(
        claims,
        index,
        name,
        rng.choice([value[:at] + value[at + 1] + value[at] + value[at + 2 :], value[:at] + value[at + 1 :], f"因{value}"]),
    )


def words_cut(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Half of the words: cut anywhere, or at one of their marks."""
    name = _told(rng, claims, index)
    if name is None:
        return None
    value = str(claims[index].fields[name].value)
    marks = [found.end() for found in _MARKS.finditer(value) if 1 < found.end() < len(value) - 1]
    at = rng.choice([*marks, rng.randrange(1, len(value))])
    return said(claims, index, name, rng.choice([value[:at], value[at:]]).strip("，、；：,;:"))


def words_run_on(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The words with some of what is printed before or behind them."""
    name = _told(rng, claims, index)
    if name is None:
        return None
    text, quote = claims[index].fields[name].text, claims[index].quote
    start = quote.find(text)
    before, behind = quote[:start], quote[start + len(text) :]
    options = [*([before[-rng.randrange(2, 12) :] + text] if before.strip() else []), *([text + behind[: rng.randrange(2, 12)]])]
    return said(claims, index, name, rng.choice(options)) if start >= 0 and len(behind.strip("。\n ")) > 1 else None


def words_of_another(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Those of another item, from their own place."""
    others = [i for i, claim in enumerate(claims) if i != index and claim.kind == claims[index].kind]
    return taken(rng, claims, index, [(n, i, n) for i in others for n in _WORDS], is_words)


def words_of_another_field(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """Problems told as results, a goal as its completion."""
    return taken(rng, claims, index, [(one, index, two) for one in _WORDS for two in _WORDS if one != two], is_words)


def direction_turned(rng: random.Random, claims: Claims, index: int) -> Fault | None:
    """The opposite direction: the word misunderstood, or misread as well."""
    fields = claims[index].fields
    name = picked(rng, [n for n, f in fields.items() if isinstance(f.value, str) and f.value in _TURNED])
    if name is None:
        return None
    value = _TURNED[str(fields[name].value)]
    text = rng.choice([fields[name].text, _MEANT[value]])
    return replaced(claims, index, {name: fields[name].model_copy(update={"value": value, "text": text})})


def _told(rng: random.Random, claims: Claims, index: int) -> str | None:
    return picked(rng, [name for name in _WORDS if is_words(claims[index].fields.get(name))])
