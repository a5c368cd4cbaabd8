"""What rules are called, from the shape of their ids: `FA05.rollup`, `FA05=FA03`; words in labels.toml."""

from __future__ import annotations

import re

from service.exports.labels import Label, joined, known, same

_EQUAL = re.compile(r"^([A-Z]{2}\d{2}U?)(?:\.\w+)*=([A-Z]{2}\d{2}U?)(?:\.\w+)*$")


def rule_name(rule: str) -> Label:
    """A rule's name; its id where no words are known."""
    equal = _EQUAL.match(rule)
    if equal:
        return Label(f"{equal[1]} 与 {equal[2]} 一致", f"{equal[1]} agrees with {equal[2]}")
    named = known("rules", rule) or known("rules", rule.split(".", 1)[-1])
    if named:
        return named
    parts = [known("rules", part) for part in rule.split(".")[1:]]
    kept = [part for part in parts if part]
    return joined(kept) if kept else same(rule)
