"""Which printed rows are parts of which: codes under the codes they continue, names under their paths, codes under their unit.

Keys: `20103`, `30101|50501` (compound: a part of its first code), `301#2` (printed again: under what stands above it),
`unit:…`, `name:类/款`, `unit name|item`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

TOTAL = "total"
_CLASS_DIGITS = 3
_SUMS = frozenset(("total", "personnel_total", "operating_total", "budget", "prior", "change", "actual"))


def children_of(keys: Sequence[str]) -> dict[str, list[str]]:
    """Each printed row -> the rows right below it, in print order; `total` -> those that no other printed row holds."""
    keys = [key for key in dict.fromkeys(keys) if key not in _SUMS]
    printed = {_plain(key): key for key in reversed(keys)}
    latest: dict[str, str] = {}
    unit: str | None = None
    children: dict[str, list[str]] = {}
    for key in keys:
        above = next((latest.get(name) or printed[name] for name in _above(_plain(key)) if name in printed), None)
        is_unit = key.startswith("unit:")
        children.setdefault(above or (unit if unit and not is_unit else TOTAL), []).append(key)
        latest[_plain(key)] = key
        unit = key if is_unit else unit
    return children


def _plain(key: str) -> str:
    """A key without the number of its print."""
    return key.rsplit("#", 1)[0]


def _above(key: str) -> Iterator[str]:
    """Keys that could hold this one, the nearest first."""
    first, compound, rest = key.partition("|")
    if first.isdigit():
        yield from (first[:n] for n in range(len(first) - (0 if compound else 1), _CLASS_DIGITS - 1, -1))
        return
    if compound:
        yield from (f"{first}|{path}" for path in _paths_above(rest))
        yield f"unit:{first}"
    elif key.startswith("name:"):
        yield from (f"name:{path}" for path in _paths_above(key.removeprefix("name:")))


def _paths_above(path: str) -> Iterator[str]:
    names = path.split("/")
    yield from ("/".join(names[:n]) for n in range(len(names) - 1, 0, -1))
