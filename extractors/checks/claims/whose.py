"""Whose a field is: it stands in the section of its claim, behind the name of its claim, under the class of its code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.checks.claims.docket import Docket
from extractors.checks.claims.one_place import both_sides
from extractors.checks.claims.passages import squeezed
from extractors.checks.claims.printed import named_last
from extractors.checks.claims.roles import occurrences, speaks_of_others, ungrouped
from extractors.model import Claim, ClaimField

_NAMED_BY = {"total_change": "scope", "composition": "part", "project_evaluation": "project", "item_execution": "item_names"}
# 三公 is told in several sections; the rows of key work stand wherever their table goes on.
_ANYWHERE = ("three_public", "key_work")
_EXPLAINED = re.compile(r"(?:用于|系|是指|包括)[^。;]*")
_LEVELS = ("class_name", "section_name")
_MARKS = ("(类)", "(款)")


def of_another(docket: Docket, name: str, field: ClaimField) -> Iterator[str]:
    """Why the field may be another item's although it is printed and adds up."""
    sections = docket.context.passages.sections(field.boxes)
    if docket.claim.kind not in _ANYWHERE and sections and not any(_within(docket.claim.section, other) for other in sections):
        yield "stands in another section"
    elif name in ("budget", "actual", "category") and _of_another_category(docket, name):
        yield "its sentence speaks of another category"
    elif isinstance(field.value, str) and field.value[-1:].isdigit() and _behind_another(docket, name, field):
        yield "another item is named nearer to it"
    elif name in _LEVELS and isinstance(field.value, str) and _named_elsewhere(docket, name, field):
        yield "the sentence of its items names another"
    elif name in _LEVELS and isinstance(field.value, str) and _of_another_class(docket, name, field.value):
        yield "the tables print its items under another class"


def _within(section: str, other: str) -> bool:
    return other == section or other.startswith(f"{section}.") or section.startswith(f"{other}.")


def _of_another_category(docket: Docket, name: str) -> bool:
    """The sentence of the figure, or of the figures that the category is said of, names categories, and not this one."""
    category, fields = docket.claim.get("category"), docket.claim.fields
    figures = [fields[each] for each in (("budget", "actual") if name == "category" else (name,)) if each in fields]
    places = [docket.context.passages.at(figure.boxes) for figure in figures if figure.value is not None]
    return isinstance(category, str) and bool(places) and all(speaks_of_others(category, place) for place in places)


def _behind_another(docket: Docket, name: str, field: ClaimField) -> bool:
    """Wherever the quote prints the figure, the last name before it is that of another claim of the section."""
    claim = docket.claim
    own = ungrouped(squeezed(claim.quote))
    names = _names(docket)
    mine = _name(claim)
    if not mine or mine not in own or _shared(docket, name, field):
        return False
    places = [before for before, _ in occurrences(own, ungrouped(squeezed(field.text)).rstrip("%"))]
    return bool(places) and not any(named_last(names, "\n", f"{_EXPLAINED.sub('', before)}\n") for before in places)


def _names(docket: Docket) -> dict[str, bool]:
    """The naming words of the section's claims; totals of one sentence are told together."""
    claim = docket.claim
    peers = [other for other in docket.context.claims if (other.kind, other.section) == (claim.kind, claim.section)]
    peers = [other for other in peers if claim.kind != "total_change" or other.quote != claim.quote]
    return {**{_name(other): False for other in peers}, _name(claim): True}


def _name(claim: Claim) -> str:
    field = claim.fields.get(_NAMED_BY.get(claim.kind, ""))
    if field is None or field.value is None:
        return ""
    return squeezed(field.value[-1] if isinstance(field.value, tuple) else field.text)


def _shared(docket: Docket, name: str, field: ClaimField) -> bool:
    """收入总计、支出总计各增加…: told of both."""
    others = [other for other in docket.context.claims if other is not docket.claim and name in other.fields]
    return any(both_sides((docket.claim, other)) for other in others if other.fields[name].boxes == field.boxes)


def _named_elsewhere(docket: Docket, name: str, field: ClaimField) -> bool:
    """行政运行(项) stands in a sentence that names a section (款), and it is not this one."""
    items = docket.claim.fields.get("item_names")
    there = docket.context.passages.at(items.boxes) if items and items.value else ""
    return _MARKS[_LEVELS.index(name)] in there and squeezed(field.text) not in there


def _of_another_class(docket: Docket, name: str, value: str) -> bool:
    """The tables know the name at its level, and know the items, but not the items under the name."""
    claim, names = docket.claim, docket.context.names
    items = claim.get("item_names")
    last = items[-1] if isinstance(items, tuple) and items else claim.get("section_name") if name == "class_name" else None
    if not isinstance(last, str):
        return False
    level = _LEVELS.index(name)
    codes = names.codes(last, 7 if items else 5)
    prefixes = names.codes(value, 3 + 2 * level)
    return bool(codes) and bool(prefixes) and not any(code.startswith(prefix) for code in codes for prefix in prefixes)
