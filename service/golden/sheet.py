"""The sheet on which a person checks a result figure by figure.

Columns: what, where, item, name, printed, page, text, verdict, checked, should_be. The person reads each line against the page
and writes in `checked`: `yes` the page prints this; `confirmed` the same for a line that is not `accepted`, after a second look;
`no` with the right value in `should_be`, or `absent` there when the page prints no such figure.
A figure that the result lacks is added as a line with `fact`, its address, `added` in `checked` and its value in `should_be`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from extractors.model import Frozen
from service.errors import GoldenRefused
from service.evaluation.normalise import decimal_of
from service.evaluation.scores import read_lines, read_rows

COLUMNS = ("what", "where", "item", "name", "printed", "page", "text", "verdict", "checked", "should_be")
ABSENT = "absent"
_MARKS = ("yes", "confirmed", "no", "added")


class SheetLine(Frozen):
    """One thing to check. A fact's `where, item, name` are its form, row and column."""

    what: Literal["fact", "claim", "finding"]
    where: str
    item: str
    name: str
    printed: str
    page: str = ""
    text: str = ""
    verdict: str = ""
    checked: str = ""
    should_be: str = ""

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes it the same line of the same result."""
        return self.what, self.where, self.item, self.name, self.printed

    @property
    def named(self) -> str:
        """For messages."""
        return " ".join(part for part in (self.what, self.where, self.item, self.name) if part)

    @property
    def final(self) -> str:
        """The value that the person vouches for."""
        return self.should_be.strip() if self.checked in ("no", "added") else self.printed


def sheet_of(result: Path) -> list[SheetLine]:
    """An unchecked sheet for a folder that `mingzhang extract` wrote."""
    return [*_fact_lines(result), *_claim_lines(result), *_finding_lines(result)]


def write_sheet(lines: Sequence[SheetLine]) -> str:
    """A sheet as CSV text."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(line.model_dump() for line in lines)
    return out.getvalue()


def read_sheet(path: Path) -> list[SheetLine]:
    """A sheet as a person left it. Raises GoldenRefused when it is no sheet."""
    rows = read_rows(path)
    if not rows or set(rows[0]) != set(COLUMNS):
        raise GoldenRefused(reason=f"{path} is no sheet: make one with `mingzhang golden sheet`")
    try:
        return [SheetLine.model_validate(_tidied(row)) for row in rows]
    except ValueError as error:
        raise GoldenRefused(reason=f"{path} has a line that cannot be read ({str(error).splitlines()[0]})") from error


def vouched(fresh: Sequence[SheetLine], checked: Sequence[SheetLine]) -> list[SheetLine]:
    """The lines of a fully checked sheet, without what the person found absent.

    Raises GoldenRefused when the sheet is of another result, or a line is unchecked, doubtful and not confirmed, or valueless.
    """
    if sorted(line.identity for line in fresh) != sorted(line.identity for line in checked if line.checked != "added"):
        raise GoldenRefused(reason="the sheet is of another result: make a new one with `mingzhang golden sheet`")
    verdicts = {line.identity: line.verdict for line in fresh}
    for line in checked:
        fault = _fault(line, verdicts.get(line.identity, ""))
        if fault:
            raise GoldenRefused(reason=f"{line.named}: {fault}")
    return [line for line in checked if line.final != ABSENT]


def _fault(line: SheetLine, verdict: str) -> str | None:
    if line.checked not in _MARKS:
        return f"not checked (write one of {', '.join(_MARKS)})"
    if line.checked == "yes" and verdict != "accepted":
        return f"it is {verdict or 'without a verdict'}: look again and write `confirmed`"
    if line.checked in ("no", "added") and not line.should_be.strip():
        return "should_be is empty: write the printed value, or `absent`"
    if line.what == "fact" and line.final != ABSENT and decimal_of(line.final) is None:
        return f"{line.final!r} is no figure"
    return None


def _tidied(row: Mapping[str, str | None]) -> dict[str, str]:
    tidy = {name: row.get(name) or "" for name in COLUMNS}
    return tidy | {"checked": tidy["checked"].strip().lower()}


def _fact_lines(result: Path) -> Iterator[SheetLine]:
    for row in read_rows(result / "facts.csv"):
        yield SheetLine(
            what="fact",
            where=row["form"],
            item=row["row"],
            name=row["column"],
            printed=row["value"],
            page=row["page"],
            text=row["label"],
            verdict=row["verdict"],
        )


def _claim_lines(result: Path) -> Iterator[SheetLine]:
    for place, claim in enumerate(read_lines(result / "claims.jsonl"), start=1):
        for name, field in claim["fields"].items():
            yield SheetLine(
                what="claim",
                where=claim["section"],
                item=f"{place} {claim['kind']}",
                name=name,
                printed=as_cell(claim.get(name)),
                page=str(claim["page"] or ""),
                text=claim["quote"],
                verdict=field["verdict"],
            )


def _finding_lines(result: Path) -> Iterator[SheetLine]:
    for place, finding in enumerate(read_lines(result / "findings.jsonl"), start=1):
        yield SheetLine(
            what="finding",
            where=finding["form"] or finding["section"] or "",
            item=f"{place} {finding['rule']}",
            name=f"{finding['row'] or ''} {finding['column'] or ''}".strip(),
            printed=finding["message"],
            page=str(finding["page"] or ""),
            verdict="",
        )


def as_cell(value: Any) -> str:
    """A claim's value as one cell: text as it is, lists and mappings as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
