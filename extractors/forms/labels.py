"""Printed line labels of forms with two or more sides -> canonical line keys. Names and variants are data."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources
from itertools import product
from typing import Literal

from extractors.forms.variants import variant_items

Side = Literal["income", "expenditure", "econ", "gov"]
"""What the labels of a side name: kinds of income; functional classes and uses; department or government economic classes."""

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十廿卅]+[、.．,，:：]|[（(][一二三四五六七八九十廿卅\d]+[）)][、.．]?|\d{1,2}[、.．]|2\d{2}(?=[一-鿿])|其中[:：])+"
)
_ENDING = re.compile(r"(?:类)?(?:支出)?$")
_NOISE_MARKS = re.compile("[“”\"'（）()《》]")
_NOISE = re.compile("[\\s“”\"'（）()《》]|[（(].*?[）)]")


@lru_cache(maxsize=1)
def _lines() -> dict[tuple[str, str], list[tuple[str, re.Pattern[str]]]]:
    """(form, side) -> keys with their patterns, in the order in which they are tried."""
    rows = csv.DictReader(resources.files("extractors.forms").joinpath("lines.csv").read_text("utf-8").splitlines())
    found: dict[tuple[str, str], list[tuple[str, re.Pattern[str]]]] = {}
    for item in variant_items("line"):
        for form, side in product(item["form"], item["side"]):
            found.setdefault((form, side), []).append((item["key"], re.compile(item["pattern"])))
    for row in rows:
        for form, side in product(row["form"].split(), row["side"].split()):
            found.setdefault((form, side), []).append((row["key"], re.compile(row["pattern"])))
    return found


@lru_cache(maxsize=1)
def class_names() -> dict[str, str]:
    """Functional class name without 支出 -> three-digit code, with the names of earlier years."""
    rows = csv.DictReader(resources.files("extractors.forms").joinpath("classes.csv").read_text("utf-8").splitlines())
    return {r["name"]: r["code"] for r in rows}


@lru_cache(maxsize=1)
def known_classes() -> frozenset[str]:
    """Every functional class that the forms of some year name."""
    return frozenset(class_names().values())


@lru_cache(maxsize=1)
def economic_classes() -> frozenset[str]:
    """Every class of the departments' (3..) and the governments' (5..) economic classification."""
    rows = csv.DictReader(resources.files("extractors.forms").joinpath("economic_classes.csv").read_text("utf-8").splitlines())
    return frozenset(r["code"] for r in rows)


def plain_label(label: str) -> str:
    """A label without blanks, brackets and numbering."""
    text = _NUMBERING.sub("", re.sub(r"\s", "", label))
    return _NOISE.sub("", re.sub(r"[（(].*?[）)]", "", text))


def whole_label(label: str) -> str:
    """A label without blanks and numbering; what its brackets say is kept, for it tells economic classes apart."""
    return _NOISE_MARKS.sub("", _NUMBERING.sub("", re.sub(r"\s", "", label)))


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
    """The canonical key of a line of a form, or None for a label that is no line of this side."""
    text = plain_label(label) if side in ("income", "expenditure") else whole_label(label)
    if not text:
        return None
    for key, pattern in _lines().get((form, side), ()):
        if pattern.search(text):
            return key
    if side == "expenditure":
        code = class_code(label)
        return f"expenditure.{code}" if code else None
    return None
