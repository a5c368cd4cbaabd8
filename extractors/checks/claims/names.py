"""Names of classes, sections and items as the narrative writes them -> the codes that the tables print beside these names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from extractors.checks.ledger import Ledger

_NOISE = re.compile(r"[\s（）()【】\[\]、，,.·:：;；“”\"'－-]|[（(]?[类款项][)）]")
_SHORTEST = 2
_FORMS = ("FA05", "FA03", "FA02", "FA07", "FA08", "BG05", "BG03", "BG02", "BG11", "BG08", "BG09")


def plain_name(name: str) -> str:
    """A name without blanks, punctuation and its level mark."""
    return _NOISE.sub("", name).replace("其它", "其他")


class Names:
    """Codes by printed name."""

    def __init__(self, ledger: Ledger) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        self._codes: dict[str, set[str]] = defaultdict(set)
        for form in _FORMS:
            for code in ledger.codes(form):
                name = plain_name(ledger.name_of(form, code))
                if name:
                    self._names[code].add(name)
                    self._codes[name].add(code)
        self._ordered = list(self._names)

    def code(self, *path: str | None) -> str | None:
        """The one code whose name is the last of the path and whose parents bear the names before it; None if unclear."""
        *parents, name = path
        if not name:
            return None
        length = 2 * len(path) + 1
        found = self._one(self._codes.get(plain_name(name), ()), length, parents)
        return found or self._one(self._alike(name, length), length, parents)

    def bears(self, code: str, name: str) -> bool:
        """Whether the tables print exactly this name beside the code, 支出 aside."""
        wanted = plain_name(name).removesuffix("支出")
        return any(each.removesuffix("支出") == wanted for each in self._names.get(code, ()))

    def codes(self, name: str, length: int) -> set[str]:
        """All codes of this length that bear exactly this name, 支出 at its end aside."""
        wanted = plain_name(name).removesuffix("支出")
        found = {wanted, f"{wanted}支出"}
        return {code for each in found for code in self._codes.get(each, ()) if len(code) == length}

    def longer(self, name: str, passage: str) -> str | None:
        """A name of the tables that the passage prints wherever it prints this one as a part of it."""
        wanted = plain_name(name)
        if len(wanted) < _SHORTEST or wanted in self._codes:
            return None
        plain = plain_name(passage)
        names = (each for each in self._codes if wanted in each and each != wanted and each in plain)
        return next((each for each in names if plain.count(each) * each.count(wanted) >= plain.count(wanted)), None)

    def _one(self, codes: Iterable[str], length: int, parents: list[str | None]) -> str | None:
        fitting = {code for code in codes if len(code) == length and self._under(code, parents)}
        return fitting.pop() if len(fitting) == 1 else None

    def _under(self, code: str, parents: list[str | None]) -> bool:
        """Every named parent is the printed name of the code's prefix, where that prefix is printed."""
        for level, parent in enumerate(parents):
            names = self._names.get(code[: 3 + 2 * level])
            if parent and names and not any(_alike(plain_name(parent), name) for name in names):
                return False
        return True

    def _alike(self, name: str, length: int) -> list[str]:
        wanted = plain_name(name)
        return [code for code in self._ordered if len(code) == length and any(_alike(wanted, n) for n in self._names[code])]


def _alike(one: str, other: str) -> bool:
    """The same, or one cut short (a page break, a dropped 支出)."""
    if one == other:
        return True
    shorter, longer = sorted((one.removesuffix("支出"), other.removesuffix("支出")), key=len)
    return len(shorter) >= 3 and longer.startswith(shorter)
