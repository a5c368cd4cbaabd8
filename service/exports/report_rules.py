"""Names of rules, from the shape of their ids (`FA05.rollup`, `FA02=FA01.total`, `FA06<FA09.reception`); see labels.toml."""

from __future__ import annotations

import re
from functools import cache

from extractors.checks.rulebook import rulebook
from service.exports.labels import Label, joined, known, label, same

_PAIR = re.compile(
    r"^(?P<one>[A-Z]{2}\d{2}[A-Z]?)(?P<how>[=<])(?P<other>[A-Z]{2}\d{2}[A-Z]?(?:\+[A-Z]{2}\d{2}[A-Z]?)*)(?:\.(?P<what>\w+))?$"
)


def rule_name(rule: str) -> Label:
    """A rule's name; its documentation line where no words are known, its id where it is no rule of ours."""
    pair = _PAIR.match(rule)
    if known("rules", rule) or not pair:
        return known("rules", rule) or known("rules", rule.split(".", 1)[-1]) or same(_docs().get(rule, rule))
    one, other, what = pair["one"], pair["other"], pair["what"]
    agree, within = (
        Label(f"{one} 与 {other} 一致", f"{one} agrees with {other}"),
        Label(f"{one} 不超过 {other}", f"{one} within {other}"),
    )
    said = agree if pair["how"] == "=" else within
    return joined([said, label("columns", what)], ": ") if what else said


@cache
def _docs() -> dict[str, str]:
    return {rule.id: rule.doc for rule in rulebook()}
