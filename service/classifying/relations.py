"""What belongs together in a pile: copies, halves of one document, editions of one document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

from extractors.model import Classified
from service.classifying.editions import order_of
from service.classifying.items import Item, Relation

Known = dict[Path, list[Relation]]
Key = tuple[str, str, int, str, str]

_HALF = {"tables": "narrative", "narrative": "tables"}


def related(items: Sequence[Item]) -> list[Item]:
    """The same items, each with its relations; a year that only a document's other half prints is filled in."""
    items = _years_of_halves(items)
    found: Known = defaultdict(list)
    originals = _without_copies(items, found)
    for group in _groups(originals).values():
        _relate(group, found)
    return [item.model_copy(update={"relations": tuple(found[item.file])}) for item in items]


def _years_of_halves(items: Sequence[Item]) -> list[Item]:
    return [_with_year(item, items) if item.what and item.fiscal_year is None else item for item in items]


def _with_year(item: Item, items: Sequence[Item]) -> Item:
    """The year of the other half, where only one year comes into question."""
    years = {other.fiscal_year for other in items if _are_halves(item, other) and other.fiscal_year}
    if len(years) != 1:
        return item
    return item.model_copy(update={"fiscal_year": years.pop(), "fiscal_year_from": "pair"})


def _are_halves(one: Item, other: Item) -> bool:
    if one.what is None or other.what is None or one.department is None:
        return False
    return (one.genre, one.department) == (other.genre, other.department) and _HALF.get(one.what.holds) == other.what.holds


def _without_copies(items: Sequence[Item], found: Known) -> list[Item]:
    """The first of those with the same bytes, or with the same text in another file; the others are said to be copies of it."""
    kept: list[Item] = []
    bytes_seen: dict[str, Item] = {}
    texts_seen: dict[str, Item] = {}
    for item in items:
        text = item.what.text if item.what else ""
        if item.sha256 and item.sha256 in bytes_seen:
            first = bytes_seen[item.sha256]
            found[item.file].append(Relation(kind="duplicate", of=first.file, says="the same bytes as"))
        elif text and text in texts_seen:
            first = texts_seen[text]
            found[item.file].append(Relation(kind="same_text", of=first.file, says="the same text, saved anew, as"))
        else:
            kept.append(item)
        bytes_seen.setdefault(item.sha256, item)
        texts_seen.setdefault(text, item)
    return kept


def _groups(items: Sequence[Item]) -> dict[Key, list[tuple[Item, Classified]]]:
    """Disclosures of one genre, department and year; the department's own apart from one unit's, and project from project."""
    groups: dict[Key, list[tuple[Item, Classified]]] = defaultdict(list)
    levels = _levels(items)
    for item in items:
        if item.what is not None and item.department and item.fiscal_year:
            base = (item.what.genre, item.department, item.fiscal_year)
            level = item.what.level if len(levels[base]) > 1 else ""
            groups[*base, level, item.what.subject].append((item, item.what))
    return groups


def _levels(items: Iterable[Item]) -> dict[tuple[str, str, int], set[str]]:
    """The levels that title pages name, by genre, department and year: a title that names none may be of the only one."""
    levels: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for item in items:
        if item.what is not None and item.department and item.fiscal_year and item.what.level:
            levels[item.what.genre, item.department, item.fiscal_year].add(item.what.level)
    return levels


def _relate(group: Sequence[tuple[Item, Classified]], found: Known) -> None:
    for (one, first), (other, second) in combinations(group, 2):
        for file, relation in _between(one, first, other, second):
            found[file].append(relation)


def _between(one: Item, first: Classified, other: Item, second: Classified) -> Iterator[tuple[Path, Relation]]:
    """How two documents of one genre, department and year stand to each other, said to both."""
    if _HALF.get(first.holds) == second.holds:
        yield one.file, Relation(kind="pair", of=other.file, says=_halves(first))
        yield other.file, Relation(kind="pair", of=one.file, says=_halves(second))
    elif first.holds != second.holds and "both" in (first.holds, second.holds):
        yield one.file, Relation(kind="part", of=other.file, says=_part(first))
        yield other.file, Relation(kind="part", of=one.file, says=_part(second))
    else:
        later, why = order_of(one, first, other, second)
        turned = None if later is None else not later
        yield one.file, Relation(kind="revision", of=other.file, later=later, says=_edition(later, why))
        yield other.file, Relation(kind="revision", of=one.file, later=turned, says=_edition(turned, why))


def _halves(own: Classified) -> str:
    return "tables only; the narrative is" if own.holds == "tables" else "narrative only; the tables are"


def _part(own: Classified) -> str:
    if own.holds == "both":
        return "a part of the same alone is"
    if own.holds in _HALF:
        return f"{own.holds} only; the whole is"
    return "not read far enough to say whether it is the same as"


def _edition(later: bool | None, why: str) -> str:
    if later is None:
        return f"another edition, which is later cannot be told ({why}); see"
    return f"another edition, looks {'later' if later else 'earlier'} ({why}) than"
