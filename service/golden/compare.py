"""A result against a golden case, figure by figure."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from extractors.model import Extraction, Frozen
from service.evaluation.claims import ClaimScore, score_claims
from service.evaluation.findings import FindingScore, score_findings
from service.evaluation.normalise import decimal_of
from service.evaluation.scores import read_lines, read_rows
from service.exports.files import claim_line, facts_csv, finding_line
from service.golden.cases import Case, Floors

Likeness = Literal["equal", "different", "missing", "extra"]
Row = Mapping[str, str]
Key = tuple[str, str, str]


class Figure(Frozen):
    """One figure of a case, accepted (`equal`) or rejected. `box` is where it was read, or where its row was if it was not."""

    key: Key
    likeness: Likeness
    expected: str | None
    read: str | None
    page: str = ""
    box: tuple[str, ...] = ()
    verdict: str = ""
    place_of: Literal["figure", "row", "expectation", "unknown"] = "unknown"


class Comparison(Frozen):
    """A whole case."""

    case: str
    figures: tuple[Figure, ...]
    claims: ClaimScore
    contradictions: FindingScore
    floors: Floors

    @property
    def counts(self) -> dict[str, int]:
        """Figures by likeness."""
        return {"equal": 0, "different": 0, "missing": 0, "extra": 0} | Counter(figure.likeness for figure in self.figures)

    @property
    def rejected(self) -> tuple[Figure, ...]:
        """Figures that are not as the page prints them."""
        return tuple(figure for figure in self.figures if figure.likeness != "equal")

    @property
    def shortfalls(self) -> tuple[str, ...]:
        """What of the narrative and the contradictions falls below the case's floors."""
        return tuple(_shortfalls(self))

    @property
    def passes(self) -> bool:
        """Every figure equal, nothing wrong accepted, no floor broken."""
        return not (self.rejected or self.shortfalls)


def compare_case(case: Case, result: Path) -> Comparison:
    """`result` is a folder that `mingzhang extract` wrote for the case's document."""
    lines = read_lines(result / "claims.jsonl"), read_lines(result / "findings.jsonl")
    return _compared(case, read_rows(result / "facts.csv"), *lines)


def compare_extraction(case: Case, extraction: Extraction) -> Comparison:
    """A result that was not written to a folder."""
    rows = list(csv.DictReader(io.StringIO(facts_csv(extraction.facts))))
    claims = [claim_line(claim) for claim in extraction.claims]
    return _compared(case, rows, claims, [finding_line(finding) for finding in extraction.findings])


def _compared(case: Case, rows: Sequence[Row], claims: Sequence[Any], findings: Sequence[Any]) -> Comparison:
    return Comparison(
        case=case.name,
        figures=tuple(compare_figures(case.rows(), rows)),
        claims=score_claims(case.claims(), claims),
        contradictions=score_findings(case.contradictions(), findings),
        floors=case.floors,
    )


def compare_figures(expected_rows: Sequence[Row], read_rows_: Sequence[Row]) -> Iterator[Figure]:
    """Every expected figure, then what was read besides. A key read twice with another value is `different`."""
    read: dict[Key, list[Row]] = {}
    by_row: dict[tuple[str, str], Row] = {}
    for row in read_rows_:
        read.setdefault(_key(row), []).append(row)
        by_row.setdefault((row["form"], row["row"]), row)
    expected = {_key(row): row for row in expected_rows}
    for key, row in expected.items():
        found = read.get(key, [])
        yield _judged(row, found) if found else _missing(row, by_row.get(key[:2]))
    for key, found in read.items():
        if key not in expected:
            yield _placed(found[0], "extra", None)


def _judged(expected: Row, found: Sequence[Row]) -> Figure:
    wrong = [row for row in found if not _agrees(expected, row)]
    return _placed((wrong or found)[0], "different" if wrong else "equal", expected["value"])


def _agrees(expected: Row, row: Row) -> bool:
    """Same figure to the printed decimals (8311 is not 8311.00); same page too where the case knows it."""
    same_page = not expected.get("page") or expected["page"] == row.get("page")
    meant, read = decimal_of(expected["value"]), decimal_of(row["value"])
    return meant is not None and read is not None and meant.as_tuple() == read.as_tuple() and same_page


def _placed(row: Row, likeness: Likeness, expected: str | None) -> Figure:
    return Figure(
        key=_key(row),
        likeness=likeness,
        expected=expected,
        read=row["value"],
        page=row.get("page", ""),
        box=_box(row),
        verdict=row.get("verdict", ""),
        place_of="figure",
    )


def _missing(expected: Row, neighbour: Row | None) -> Figure:
    known = expected if expected.get("page") else neighbour
    if known is None:
        return Figure(key=_key(expected), likeness="missing", expected=expected["value"], read=None)
    return Figure(
        key=_key(expected),
        likeness="missing",
        expected=expected["value"],
        read=None,
        page=known.get("page", ""),
        box=_box(known),
        place_of="expectation" if known is expected else "row",
    )


def _key(row: Row) -> Key:
    return row["form"], row["row"], row["column"]


def _box(row: Row) -> tuple[str, ...]:
    edges = tuple(row.get(edge) or "" for edge in ("x0", "top", "x1", "bottom"))
    return edges if all(edges) else ()


def _shortfalls(comparison: Comparison) -> Iterator[str]:
    for wrong in comparison.claims.wrong:
        yield f"{wrong.kind}.{wrong.field} was accepted as {wrong.got}, expected {wrong.truth} ({wrong.quote})"
    total, floors, known = comparison.claims.total, comparison.floors, comparison.contradictions
    yield from _below("claims found", total.matched, total.truth, floors.claims_found)
    yield from _below("claim fields right", total.fields_right, total.fields, floors.fields_right)
    yield from _below("contradictions found", known.found, known.truth, floors.contradictions_found)


def _below(what: str, have: int, of: int, floor: float) -> Iterator[str]:
    if of and have / of < floor:
        yield f"{what}: {have} of {of}, the floor is {floor:.0%}"
