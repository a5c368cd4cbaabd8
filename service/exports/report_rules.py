"""What rules are called, from the shape of their ids: `FA05.rollup`, `FA05=FA03`, `FA02=FA01.total`; words in labels.toml."""

from __future__ import annotations

import re
from functools import cache

from extractors.checks.rulebook import rulebook
from service.exports.labels import Label, joined, known, label, same

_EQUAL = re.compile(r"^(?P<one>[A-Z]{2}\d{2}U?)=(?P<other>[A-Z]{2}\d{2}U?)(?:\.(?P<what>\w+))?$")


def rule_name(rule: str) -> Label:
    """A rule's name; its documentation line where no words are known, its id where it is no rule of ours."""
    equal = _EQUAL.match(rule)
    if known("rules", rule) or not equal:
        return known("rules", rule) or known("rules", rule.split(".", 1)[-1]) or same(_docs().get(rule, rule))
    one, other, what = equal["one"], equal["other"], equal["what"]
    agree = Label(f"{one} 与 {other} 一致", f"{one} agrees with {other}")
    return joined([agree, label("columns", what)], ": ") if what else agree


@cache
def _docs() -> dict[str, str]:
    return {rule.id: rule.doc for rule in rulebook()}
