"""Lines below a functional class that print only the name of a 款 or 项: which code is meant is read from the names that
other forms of the document print beside their codes. A code is never invented."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from extractors.forms.labels import plain_label
from extractors.model import Address, Fact, FormRead, RowRead

_CLASS = re.compile(r"expenditure\.(\d{3})$")
_SUB = re.compile(r"expenditure\.(\d{3})/\d+$")
_MARKED = re.compile(r"\s*(?:[一二三四五六七八九十廿]+[、.．，,]|[（(][一二三四五六七八九十廿\d]+[）)]|\d{1,3}[、.．])")
_DEEPER = 3.0
_SHORTEST = 2
NAMED = ("BG03", "BG05", "BG02", "BG08", "BG09", "BG11")
"""Forms that print functional codes with their names, the fullest first."""
LINES = ("BG01", "BG04")


class Sublines:
    """Tells the lines of classes from those below them, and gives the latter keys until their codes are known."""

    def __init__(self) -> None:
        self._class: str | None = None
        self._numbered = False
        self._count = 0

    def is_class(self, key: str, label: str) -> bool:
        """Whether the line is what its name says: where classes are numbered, one without a number is a line below them.
        Any other line ends the class."""
        match = _CLASS.match(key)
        if not match:
            self._class = None
            return True
        marked = bool(_MARKED.match(label))
        if self._class is not None and self._numbered and not marked:
            return False
        self._class, self._numbered = match.group(1), self._numbered or marked
        return True

    def key(self, label: str) -> str | None:
        """A key for a line below the last class; None where there is no class or no name."""
        if self._class is None or len(label) < _SHORTEST:
            return None
        self._count += 1
        return f"expenditure.{self._class}/{self._count}"


class _Named(NamedTuple):
    """The code that a line's name stands for, and why that may be doubtful."""

    key: str
    doubt: str = ""


def with_codes(forms: Sequence[FormRead]) -> tuple[FormRead, ...]:
    """The same forms; lines below classes have the codes that their names have elsewhere. Without any such name the key is the
    path of names; a line whose name is not found stays out, with a note."""
    names = _names(forms)
    return tuple(_coded(form, names) if form.form in LINES else form for form in forms)


def _names(forms: Sequence[FormRead]) -> dict[str, str]:
    """Codes of 款 and 项 with their names, as the first form that prints them does."""
    found: dict[str, str] = {}
    for name in NAMED:
        for form in forms:
            if form.form == name:
                for row in form.rows:
                    if row.key.isdigit() and len(row.key) > 3:
                        found.setdefault(row.key, plain_label(row.label))
    return found


def _coded(form: FormRead, names: Mapping[str, str]) -> FormRead:
    if not any(_SUB.match(row.key) for row in form.rows):
        return form
    keys = _codes_of(form.rows, names) if names else _paths_of(form.rows)
    lost = [row for row in form.rows if _SUB.match(row.key) and row.key not in keys]
    notes = tuple(f"{form.form}: “{row.label[:24]}” is no known line below its class" for row in lost)
    gone = {row.key for row in lost}
    return form.model_copy(
        update={
            "rows": tuple(_row(row, keys) for row in form.rows if row.key not in gone),
            "facts": tuple(_fact(fact, keys) for fact in form.facts if fact.row not in gone),
            "blanks": tuple(
                blank.model_copy(update={"row": keys[blank.row].key}) if blank.row in keys else blank
                for blank in form.blanks
                if blank.row not in gone
            ),
            "notes": (*form.notes, *notes),
        }
    )


def _row(row: RowRead, keys: Mapping[str, _Named]) -> RowRead:
    return row.model_copy(update={"key": keys[row.key].key}) if row.key in keys else row


def _fact(fact: Fact, keys: Mapping[str, _Named]) -> Fact:
    named = keys.get(fact.row)
    if named is None:
        return fact
    doubted = {"address": Address(kind=fact.address.kind, sound=False, note=named.doubt)} if named.doubt else {}
    return fact.model_copy(update={"row": named.key, **doubted})


def _codes_of(rows: Sequence[RowRead], names: Mapping[str, str]) -> dict[str, _Named]:
    """Provisional keys -> codes, walking the lines in print order."""
    found: dict[str, _Named] = {}
    taken: set[str] = set()
    group = ""
    for row in rows:
        match = _SUB.match(row.key)
        if not match:
            group = "" if row.key.startswith("expenditure.") else group
            continue
        code, doubt = _code(row.label, match.group(1), group, names, taken)
        if code is None:
            continue
        taken.add(code)
        group = code[:5]
        found[row.key] = _Named(f"expenditure.{code}", doubt)
    return found


def _code(label: str, of_class: str, group: str, names: Mapping[str, str], taken: set[str]) -> tuple[str | None, str]:
    """The code with this name: a 项 of the 款 above, else the next 款 of the class, else a 项 whose 款 is not printed."""
    name = plain_label(label)
    fitting = [code for code, other in names.items() if code.startswith(of_class) and other == name and code not in taken]
    below = [code for code in fitting if len(code) > 5 and code.startswith(group or "-")]
    groups = [code for code in fitting if len(code) == 5]
    if below and groups:
        return below[0], f"{below[0]} and {groups[0]} have this name"
    chosen = below or groups or fitting
    if not chosen:
        return None, ""
    return chosen[0], "" if len(chosen) == 1 else f"several codes have this name: {', '.join(chosen)}"


def _paths_of(rows: Sequence[RowRead]) -> dict[str, _Named]:
    """Where no form prints codes: the names from the class down, by how far the lines are set in."""
    found: dict[str, _Named] = {}
    head = ""
    above: tuple[str, float] | None = None
    for row in rows:
        if not _SUB.match(row.key):
            if row.key.startswith("expenditure."):
                head, above = plain_label(row.label), None
            continue
        name, left = plain_label(row.label), row.box.x0 if row.box else 0.0
        deeper = above is not None and left > above[1] + _DEEPER
        path = [head, above[0], name] if above and deeper else [head, name]
        if not deeper:
            above = (name, left)
        found[row.key] = _Named("expenditure.name:" + "/".join(path))
    return found
