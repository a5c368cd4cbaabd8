"""The declarative rules, read once from rules/*.toml."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from extractors.model import Frozen, Severity

RULES = Path(__file__).parent / "rules"
Kind = Literal[
    "row_sum",
    "parent_of_codes",
    "fund_sum",
    "line_sum",
    "parent_of_lines",
    "line_group",
    "unit_sum",
    "difference",
    "equal",
    "equal_classes",
    "equal_codes",
    "equal_any",
    "equal_codes_of",
    "project_sum",
    "equal_where_totals_agree",
    "equal_funds",
    "rate",
    "chain",
    "at_most",
    "coded",
    "narrative",
    "text",
]
Ref = tuple[str, str, str]


class Cover(Frozen):
    """A line that stands for others: those whose keys match `parts`, where the line `needs` is printed as well."""

    row: str
    parts: str
    needs: str = ""


class Rule(Frozen):
    """One rule. `doc` says what must hold, `basis` why, `legitimate` when it may fire on a blameless document.

    `binding` rules are contradicted when they fail; others only corroborate where they hold. What the remaining
    fields mean depends on `kind`: see the evaluator of that name. `{class}` and `{code}` in a row stand for each code.
    `twice`: both sides print one and the same figure, so that not even a last digit may differ.
    """

    id: str
    kind: Kind
    doc: str
    basis: str
    legitimate: str
    severity: Severity = "error"
    binding: bool = True
    form: str = ""
    row: str = ""
    column: str = ""
    columns: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    left: tuple[Ref, ...] = ()
    right: tuple[Ref, ...] = ()
    options: tuple[tuple[Ref, ...], ...] = ()
    unless_any: tuple[Ref, ...] = ()
    also: tuple[Ref, ...] = ()
    covers: tuple[Cover, ...] = ()
    heading: bool = False
    suffixes: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    instead: Mapping[str, tuple[str, ...]] = {}
    twice: bool = False


def _rules_in(path: Path) -> list[Rule]:
    tables: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    return [Rule.model_validate(table) for table in tables]


@cache
def rulebook() -> tuple[Rule, ...]:
    """All rules in file order."""
    return tuple(rule for path in sorted(RULES.glob("*.toml")) for rule in _rules_in(path))


@cache
def rule_named(name: str) -> Rule:
    """The rule with this id."""
    return next(rule for rule in rulebook() if rule.id == name)


@cache
def rules_hash() -> str:
    """Identifies the rule set in a run's manifest."""
    digest = hashlib.sha256()
    for path in sorted(RULES.glob("*.toml")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
