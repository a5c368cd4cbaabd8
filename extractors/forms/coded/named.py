"""Rows without codes: their keys are paths of names, as the names are indented; the total may bear a unit's name."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms.coded.rows import Entry, is_office
from extractors.forms.labels import class_code

_STEP = 1.5
_FLAT = "the names are not indented: what stands under what is not known"


def with_total(entries: Sequence[Entry]) -> list[Entry]:
    """Where no row is called 合计, the first one is the total if it bears a unit's name, or no name at all."""
    rows = [i for i, entry in enumerate(entries) if entry.key or entry.filled]
    if not rows or any(entry.key == "total" for entry in entries):
        return list(entries)
    first = entries[rows[0]]
    named = first.label or first.unit
    lone = len(rows) == 1 and not named and not first.group.stub
    if first.key is None and (lone or _is_unit(first)):
        found = list(entries)
        found[rows[0]] = first._replace(key="total", label=named or "合计")
        return found
    return list(entries)


def with_paths(entries: Sequence[Entry]) -> list[Entry]:
    """Gives rows that only have a name the path of names that leads to them."""
    if any(entry.codes for entry in entries):
        return [_unit_row(entry) for entry in entries]
    nameless = [entry for entry in entries if entry.key is None and entry.filled]
    one_level = all(_is_unit(e) for e in nameless) or all(class_code(e.label) for e in nameless)
    flat = not one_level and len({round(entry.indent) for entry in nameless}) == 1
    above: list[Entry] = []
    found = []
    for entry in entries:
        if entry.key is not None or not (entry.label or entry.unit) or not entry.filled:
            found.append(entry)
            continue
        if entry.unit:
            found.append(_unit_row(entry))
            continue
        while above and above[-1].indent > entry.indent - _STEP:
            above.pop()
        above.append(entry)
        found.append(entry._replace(key=_path(above), doubt=_FLAT if flat else entry.doubt))
    return found


def _unit_row(entry: Entry) -> Entry:
    """Among rows with codes: the row of a unit."""
    if entry.key is None and _is_unit(entry) and entry.filled:
        return entry._replace(key=f"unit:{entry.unit or entry.label}")
    return entry


def _is_unit(entry: Entry) -> bool:
    return bool(entry.unit) or is_office(entry.label)


def _path(above: Sequence[Entry]) -> str:
    names = [entry.label for entry in above]
    if is_office(names[0]):
        return f"{names[0]}|{'/'.join(names[1:])}" if names[1:] else f"unit:{names[0]}"
    return f"name:{'/'.join(names)}"
