"""Printed line labels of FA01 and FA04 -> canonical line keys (DOMAIN 2a). Names and variants are data."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources
from typing import Literal

Side = Literal["income", "expenditure"]

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．,，:：]|[（(][一二三四五六七八九十\d]+[）)][、.．]?|\d{1,2}[、.．]|2\d{2}(?=[一-鿿])|其中[:：])+"
)
_ENDING = re.compile(r"(?:类)?(?:支出)?$")
_NOISE = re.compile("[\\s“”\"'（）()《》]|[（(].*?[）)]")


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[str, str, str, re.Pattern[str]], ...]:
    rows = csv.DictReader(resources.files("extractors.forms").joinpath("lines.csv").read_text("utf-8").splitlines())
    return tuple((r["form"], r["side"], r["key"], re.compile(r["pattern"])) for r in rows)


@lru_cache(maxsize=1)
def class_names() -> dict[str, str]:
    """Functional class name without 支出 -> three-digit code, with the names of earlier years."""
    rows = csv.DictReader(resources.files("extractors.forms").joinpath("classes.csv").read_text("utf-8").splitlines())
    return {r["name"]: r["code"] for r in rows}


@lru_cache(maxsize=1)
def known_classes() -> frozenset[str]:
    """Every functional class that the forms of some year name."""
    return frozenset(class_names().values())


def plain_label(label: str) -> str:
    """A label without blanks, brackets and numbering."""
    text = _NUMBERING.sub("", re.sub(r"\s", "", label))
    return _NOISE.sub("", re.sub(r"[（(].*?[）)]", "", text))


def class_code(label: str) -> str | None:
    """The functional class that a label names; a name cut off by a page break counts when its beginning is unique."""
    name = _ENDING.sub("", plain_label(label))
    if not name:
        return None
    names = class_names()
    if name in names:
        return names[name]
    bare = plain_label(label)
    found = {code for full, code in names.items() if len(bare) >= 3 and (full + "支出").startswith(bare)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def line_key(form: str, side: Side, label: str) -> str | None:
    """The canonical key of a line of FA01 or FA04, or None for a label that is no line of the form."""
    text = plain_label(label)
    if not text:
        return None
    for of_form, of_side, key, pattern in _lines():
        if of_form == form and of_side == side and pattern.search(text):
            return key
    if side == "expenditure":
        code = class_code(label)
        return f"expenditure.{code}" if code else None
    return None
