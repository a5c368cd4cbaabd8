"""The role of a figure by the words around it: what stands before and behind it, and what a change is measured against."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

_BASES = {"change": "prior", "change_pct": "prior", "vs_prior_change": "prior", "vs_prior_pct": "prior"}
_BASES |= {"vs_budget_change": "budget", "vs_budget_pct": "budget"}
_COMPARED = re.compile("比|较|与|相比|同")


class Role(NamedTuple):
    """Words a figure must stand behind and before; `instead`: words before it that give it to another."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    instead: re.Pattern[str] | None


@cache
def words() -> dict[str, Any]:
    """words.toml."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def _roles() -> dict[str, Role]:
    found: dict[str, Role] = {}
    for entry in words()["role"]:
        instead = re.compile(entry["instead"]) if "instead" in entry else None
        role = Role(re.compile(entry["before"]), re.compile(entry.get("after", "")), instead)
        found |= dict.fromkeys(entry["fields"], role)
    return found


def occurrences(text: str, figure: str) -> Iterator[tuple[str, str]]:
    """What stands before and behind each place where the whole figure is printed; thousands separators left out."""
    plain = ungrouped(text)
    for found in re.finditer(rf"(?<![\d.]){re.escape(figure)}(?!\d|\.\d)", plain):
        yield plain[: found.start()], plain[found.end() :]


@lru_cache(maxsize=4096)
def ungrouped(text: str) -> str:
    """A text without thousands separators."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def out_of_role(name: str, figure: str, text: str, *, planned: bool = False) -> str | None:
    """Why no place of the text prints this figure in the role of the field; None where one does.

    `planned`: in a budget an amount needs no word that says so, and every change is against an earlier year.
    """
    places = list(occurrences(text, figure))
    role = _roles().get("planned" if planned and name == "budget" else name)
    fitting = [p for p in places if role is None or role.before.search(p[0]) and role.after.search(p[1])]
    if not fitting:
        return f"{figure} does not stand where a figure of this kind stands"
    if role is not None and role.instead and all(role.instead.search(before) for before, _ in fitting) and "国内" in text:
        return f"{figure} is said of foreign guests"
    base = None if planned else _BASES.get(name)
    if base and all(_base_of(before) not in (base, None) for before, _ in fitting):
        return f"{figure} is a change against another base"
    return None


def alone_in_role(name: str, figure: str, text: str, *, planned: bool = False) -> bool:
    """The figure stands in this role, and no other figure of the text does."""
    role = _roles().get(name)
    if role is None or out_of_role(name, figure, text, planned=planned):
        return False
    others = {
        found.group() for found in re.finditer(r"(?<![\d.])\d+(?:\.\d+)?(?=%|万?元|辆|台|个|批|次|人|名|组)", ungrouped(text))
    }
    percent = name.endswith("pct")
    rivals = [each for each in others - {figure} if _is_percent(each, text) == percent]
    return all(out_of_role(name, each, text, planned=planned) for each in rivals)


def _is_percent(figure: str, text: str) -> bool:
    return any(after.startswith("%") for _, after in occurrences(text, figure))


def _base_of(before: str) -> str | None:
    """`budget` or `prior`, whichever is compared with last before the figure; None where nothing is."""
    sentence = re.split("[。]", before)[-1]
    last: tuple[int, str] | None = None
    for base, pattern in words()["base"].items():
        for found in re.finditer(pattern, sentence):
            compared = _COMPARED.search(sentence[max(found.start() - 12, 0) : found.start()])
            if compared and (last is None or found.start() >= last[0]):
                last = (found.start(), base)
    return last[1] if last else None


def measured_against(base: str, word: str, text: str) -> bool:
    """Somewhere the word is said of a comparison with this base, or of none."""
    starts = [found.start() for found in re.finditer(re.escape(word), text)]
    return not starts or any(_base_of(text[:start]) in (base, None) for start in starts)


def means(value: str, word: str) -> bool:
    """A printed direction word has this meaning."""
    pattern = words()["direction"].get(value)
    return bool(pattern and re.fullmatch(pattern, word))


def names_category(category: str, name: str) -> bool:
    """A printed name is this category's."""
    return bool(re.search(words()["category"].get(category, "(?!)"), name))


def of_category(category: str, text: str) -> bool:
    """A text speaks of this category."""
    return bool(re.search(words()["mention"].get(category, "(?!)"), text))


def speaks_of_others(category: str, sentence: str) -> bool:
    """A sentence names categories, and this is none of them."""
    named = {each for each in words()["mention"] if of_category(each, sentence)}
    return bool(named) and category not in named
