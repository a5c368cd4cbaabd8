"""Codes that cannot be: of a class that does not exist or is not printed beside others, or a class of another name."""

from __future__ import annotations

import re

from extractors.forms.collector import Collector
from extractors.forms.labels import class_code, economic_classes, known_classes

_CLASS_DIGITS = 3
_GLUED = re.compile(r"name:(合计|总计)[一-鿿]")


def doubt_codes(collector: Collector) -> None:
    """Puts the figures of impossible codes in doubt."""
    printed = {key for key in collector.rows if len(key) == _CLASS_DIGITS and key.isdigit()}
    glued = any(_GLUED.match(key) for key in collector.rows)
    known = known_classes() | economic_classes()
    for key, row in list(collector.rows.items()):
        if glued and key.startswith("name:"):
            collector.doubt_row(key, "a sum is glued to a name: the names of rows may be those of several")
        for code in key.split("#")[0].split("|"):
            if not code.isdigit():
                continue
            above = code[:_CLASS_DIGITS]
            named = class_code(row.label) if key in printed and key.startswith("2") else None
            if above not in known:
                collector.doubt_row(key, f"there is no class {above}")
            elif named is not None and named != key:
                collector.doubt_row(key, f"{row.label[:20]} is the name of {named}")
            elif printed and "|" not in key and above not in printed:
                collector.doubt_row(key, f"the class {above} of this code is not printed, others are")
