"""Golden cases as the checks would get them from a perfect reader: figures as printed, every other cell of their grid blank."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from extractors.model import Blank, Claim, ClaimField, Fact, FormRead, Outline, RowRead, Unit
from tests.checks.books import BOX, COLUMNS, outline

GOLDEN = Path(__file__).parents[2] / "golden"
CASES = sorted(
    path.parents[1].name for path in GOLDEN.glob("*/expected/facts.csv") if "\nFA01," in path.read_text(encoding="utf-8-sig")
)
"""Those of final accounts."""
_OF_ONE_FUND = ("FA07", "FA08")  # printed with and without balances
_NOT_FIELDS = {"kind", "section", "page", "quote", "boxes", "unit", "fields", "verdict", "reasons", "reader"}


class Document(NamedTuple):
    """What the checks take, and what the document is known to contradict."""

    outline: Outline
    forms: tuple[FormRead, ...]
    claims: tuple[Claim, ...]
    contradictions: tuple[dict[str, Any], ...]


def document(case: str) -> Document:
    """One golden case."""
    expected = GOLDEN / case / "expected"
    claims = tuple(_claim(line) for line in _lines(expected / "claims.jsonl"))
    return Document(outline(_year(claims)), _forms(expected / "facts.csv"), claims, tuple(_lines(expected / "findings.jsonl")))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _year(claims: tuple[Claim, ...]) -> int:
    """The year most sentences open with."""
    years = [
        int(claim.quote[i : i + 4]) for claim in claims if (i := claim.quote.find("20")) >= 0 and claim.quote[i : i + 4].isdigit()
    ]
    return max(set(years), key=years.count)


def _forms(path: Path) -> tuple[FormRead, ...]:
    by_form: dict[str, list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            by_form[row["form"]].append(row)
    unit: Unit = "元" if max(Decimal(row["value"]) for row in by_form["FA01"]) > 10**6 else "万元"
    return tuple(_form(form, rows, unit) for form, rows in by_form.items())


def _form(form: str, printed: list[dict[str, str]], unit: Unit) -> FormRead:
    facts = tuple(
        Fact(form=form, row=r["row"], column=r["column"], value=Decimal(r["value"]), unit=unit, box=BOX, text=r["value"])
        for r in printed
    )
    rows = list(dict.fromkeys(fact.row for fact in facts))
    filled = {(fact.row, fact.column) for fact in facts}
    columns = tuple(dict.fromkeys(fact.column for fact in facts)) if form in _OF_ONE_FUND else COLUMNS[form]
    empty = [(row, column) for row in rows for column in columns if (row, column) not in filled]
    return FormRead(
        form=form,
        title=form,
        unit=unit,
        status="read",
        pages=(1,),
        columns=columns,
        rows=tuple(RowRead(key=row, label="", box=BOX) for row in rows),
        facts=facts,
        blanks=tuple(Blank(row=row, column=column, box=BOX) for row, column in empty),
    )


def _claim(line: dict[str, Any]) -> Claim:
    fields = {name: _value(value) for name, value in line.items() if name not in _NOT_FIELDS and value is not None}
    read = {
        name: ClaimField(value=value, text=value if isinstance(value, str) else "", boxes=(BOX,))
        for name, value in fields.items()
    }
    return Claim(kind=line["kind"], section=line.get("section") or "", fields=read, quote=line.get("quote") or "", boxes=(BOX,))


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    return {key: str(count) for key, count in value.items()} if isinstance(value, dict) else str(value)
