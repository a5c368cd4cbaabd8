"""When two printed values count as the same: widths, brackets, quotes, blanks and closing marks do not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

Printed = object
_WIDE = str.maketrans("（）：；，。％“”‘’「」、－—", '():;,.%""\'\'"",--')
_CLOSING = ".;:,"


def decimal_of(value: Printed) -> Decimal | None:
    """A number as Decimal without thousands separators; None for anything else."""
    try:
        return Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None


def number(value: Printed) -> str | None:
    """A number in its shortest form (30.80 and 30.8 are the same); text that is no number as text."""
    if value is None or value == "":
        return None
    parsed = decimal_of(re.sub(r"[%％]", "", str(value)))
    return text(value) if parsed is None else str(parsed.normalize() + 0)


def text(value: Printed) -> str | None:
    """Text without blanks, in half-width marks, without closing marks; lists and mappings joined; None when nothing is left."""
    if value is None:
        return None
    if isinstance(value, list | tuple):
        return "|".join(text(part) or "" for part in value) or None
    if isinstance(value, Mapping):
        return _mapping(value)
    return re.sub(r"\s+", "", str(value)).translate(_WIDE).strip(_CLOSING) or None


def _mapping(value: Mapping[object, object]) -> str | None:
    """Non-zero entries as name=number in order."""
    entries = [(name, number(count)) for name, count in sorted(value.items(), key=lambda entry: str(entry[0]))]
    return "|".join(f"{text(name)}={count}" for name, count in entries if count not in (None, "0")) or None
