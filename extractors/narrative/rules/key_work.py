"""key_work: the items of a table, over as many pages as it runs; headed points where there is no table."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise
from typing import Any, NamedTuple

from extractors.model import Claim, Page, Section
from extractors.narrative.cells import Cell, Piece, cells_of, levels, pieces_of, widest_gap
from extractors.narrative.closing import closed
from extractors.narrative.grounding import Passage, PrintedLine, folded, joined
from extractors.narrative.rules.draft import Draft

_ROLES = ("no", "item", "content_and_goals", "completion")
_INTEGER = re.compile(r"\d{1,3}[.、]?")
_SHORT = 45
_LEAST_RULES = 2


class Column(NamedTuple):
    """A column of the table: what it holds and how far it reaches."""

    role: str
    left: float
    right: float


class Header(NamedTuple):
    """The columns and the height below which the body begins."""

    columns: tuple[Column, ...]
    bottom: float


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    text = resources.files("extractors.narrative.rules").joinpath("key_work.toml").read_text("utf-8")
    return tomllib.loads(text)


def read_key_work(pages: Sequence[Page], told: Mapping[Section, Passage | None]) -> Iterator[Claim]:
    """The table's rows; where no part has a table, the headed points of the sections' running text."""
    rows = (row for section in _outermost(list(told)) for row in _table(pages, section))
    claims = [claim for row in rows if (claim := _claim(row)) is not None]
    yield from claims
    for passage in () if claims else filter(None, told.values()):
        yield from read_points(passage)


def goals(sections: Sequence[Section]) -> list[Section]:
    """The sections that tell of key work."""
    return [section for section in sections if _tells(section, sections)]


def key_work_passages(pages: Sequence[Page], told: Mapping[Section, Passage | None]) -> Iterator[Passage]:
    """Each row of the tables, one paragraph per cell; where there is none, each headed point."""
    rows = [_joined(row) for section in _outermost(list(told)) for row in _table(pages, section) if "item" in row]
    yield from rows
    for passage in () if rows else filter(None, told.values()):
        yield from (passage.within(*span) for span in _points(passage))


def _tells(section: Section, sections: Sequence[Section]) -> bool:
    """By its heading or by that of its part; inside the narrative of figures only where it is named so."""
    if section.key[0].isdigit():
        return bool(re.search(_words()["named"], folded("".join(section.title.split()))))
    if section.key.startswith(("part1", "part2", "annex")):
        return False
    part = next((s for s in sections if s.level == 1 and s.start <= section.start < s.end), section)
    titles = folded("".join(section.title.split())), folded("".join(part.title.split()))
    return bool(re.search(_words()["section"], titles[0]) or re.search(_words()["part"], titles[1]))


def _outermost(sections: Sequence[Section]) -> list[Section]:
    return [s for s in sections if not any(o is not s and o.level < s.level and o.start <= s.start < o.end for o in sections)]


def _table(pages: Sequence[Page], section: Section) -> list[dict[str, list[PrintedLine]]]:
    header: Header | None = None
    rows: list[dict[str, list[PrintedLine]]] = []
    for page in (closed(page) for page in pages if section.start[0] <= page.number <= section.end[0]):
        if sum(rule.horizontal for rule in page.rules) < _LEAST_RULES:
            continue
        first = section.start[1] if page.number == section.start[0] else 0
        last = section.end[1] if page.number == section.end[0] else None
        pieces = pieces_of(page, first, last)
        found = header_in(pieces)
        header = found or header
        if header is not None:
            rows = _continued(rows, list(_rows(page, pieces, header, below=found is not None)), header)
    return rows


def _joined(row: dict[str, list[PrintedLine]]) -> Passage:
    """The cells of a row, one paragraph each."""
    return joined("part4", "", [row[role] for role in _ROLES if role in row])


def header_in(pieces: Sequence[Piece]) -> Header | None:
    """The first row of cells that names an item and its completion."""
    patterns = {role: re.compile(_words()["columns"][role]) for role in _ROLES}
    aside = re.compile(_words()["columns"]["aside"])
    cells = cells_of(pieces)
    for cell in cells:
        if not patterns["completion"].fullmatch(cell.text):
            continue
        beside = sorted((other for other in cells if abs(other.y - cell.y) < cell.height), key=lambda other: other.x0)
        roles = [next((role for role in _ROLES if patterns[role].fullmatch(other.text)), "") for other in beside]
        named = [role for role in roles if role]
        known = len(named) + sum(not role and bool(aside.fullmatch(c.text)) for role, c in zip(roles, beside, strict=True))
        if {"item", "completion"} <= set(named) and len(named) == len(set(named)) and known >= len(roles) - 1:
            return _header(list(zip(roles, beside, strict=True)), pieces)
    return None


def _header(roles: Sequence[tuple[str, Cell]], pieces: Sequence[Piece]) -> Header:
    """Columns between drawn walls, else parted where the widest blank runs down between them."""
    bottom = max(cell.bottom for _, cell in roles)
    top = min(cell.top for _, cell in roles)
    body = [(p.line.x0, p.line.x1) for p in pieces if p.y >= top and _within(roles[0][1].page, p, bottom)]
    edges = [-float("inf")]
    for (_, one), (_, two) in pairwise(roles):
        wall = one.frame.right
        edges.append(wall if one.x < wall < two.x else widest_gap(body, one.x, two.x))
    edges.append(float("inf"))
    return Header(tuple(Column(role, low, high) for (role, _), (low, high) in zip(roles, pairwise(edges), strict=True)), bottom)


def _within(page: Page, piece: Piece, bottom: float) -> bool:
    """Inside the table: not below its last rule."""
    return piece.y <= max((rule.top for rule in page.rules if rule.horizontal and rule.top >= bottom - 4), default=page.height)


def _rows(page: Page, pieces: Sequence[Piece], header: Header, *, below: bool) -> Iterator[dict[str, list[PrintedLine]]]:
    """The rows of a page: between drawn levels, and where several numbers stand between two of them, around each number."""
    drawn = [rule for rule in page.rules if rule.horizontal and (not below or rule.top >= header.bottom - 4)]
    if not drawn:
        return
    lines = levels(drawn, min(r.x0 for r in drawn), max(r.x1 for r in drawn))
    if len(lines) < 2:
        return
    start = header.bottom if below else lines[0]
    body = [piece for piece in pieces if start < piece.y < lines[-1]]
    cuts = [*lines[1:-1], *_between_numbers(body, header, lines)]
    limits = [start, *sorted(cut for cut in cuts if cut > start), lines[-1]]
    for top, bottom in pairwise(limits):
        row = _row([piece for piece in body if top <= piece.y < bottom], header)
        if row:
            yield row


def _between_numbers(body: Sequence[Piece], header: Header, drawn: Sequence[float]) -> Iterator[float]:
    """Where a row ends that no rule closes: the widest blank between two numbers."""
    column = next((column for column in header.columns if column.role == "no"), None)
    if column is None:
        return
    numbers = [piece for piece in body if column.left < piece.x < column.right and _INTEGER.fullmatch(piece.text)]
    for one, two in pairwise(numbers):
        if not any(one.y < level < two.y for level in drawn):
            yield widest_gap([(piece.line.top, piece.line.bottom) for piece in body], one.y, two.y)


def _row(pieces: Sequence[Piece], header: Header) -> dict[str, list[PrintedLine]]:
    row: dict[str, list[PrintedLine]] = {}
    for piece in sorted(pieces, key=lambda piece: (round(piece.y), piece.line.x0)):
        column = next((c for c in header.columns if c.left <= piece.x < c.right), None)
        if column is not None and column.role:
            row.setdefault(column.role, []).append(piece.printed)
    return row


def _continued(
    rows: list[dict[str, list[PrintedLine]]], found: list[dict[str, list[PrintedLine]]], header: Header
) -> list[dict[str, list[PrintedLine]]]:
    """All rows; one without its number goes on with the row before it, which a page break cut in two."""
    key = "no" if any(column.role == "no" for column in header.columns) else "item"
    rows = list(rows)
    for row in found:
        if key not in row and rows:
            last = rows.pop()
            rows.append({role: [*last.get(role, []), *row.get(role, [])] for role in _ROLES if role in last or role in row})
        elif not _is_header(row):
            rows.append(row)
    return rows


def _is_header(row: dict[str, list[PrintedLine]]) -> bool:
    said = folded("".join("".join(line.line.text.split()) for line in row.get("completion", [])))
    return bool(re.fullmatch(_words()["columns"]["completion"], said))


def _claim(row: dict[str, list[PrintedLine]]) -> Claim | None:
    if "item" not in row:
        return None
    roles = [role for role in _ROLES if role in row]
    draft = Draft("key_work", _joined(row), 0)
    at = 0
    for role in roles:
        size = sum(not glyph.char.isspace() for printed in row[role] for glyph in printed.line.glyphs)
        if role in ("no", "item"):
            draft.name(role, (at, at + size))
        else:
            draft.words(role, (at, at + size))
        at += size + 1
    return draft.row()


def read_points(passage: Passage) -> Iterator[Claim]:
    """Headed points, each with what was done; or a bare list of points."""
    words = _words()["prose"]
    heads = _point_heads(passage)
    for at, head in enumerate(heads):
        if not re.search(words["no_item"], head["item"]):
            yield _point(passage, head, heads[at + 1].start() if at + 1 < len(heads) else len(passage.text))
    if not heads:
        yield from _listed(passage, words["entry"])


def _point_heads(passage: Passage) -> list[re.Match[str]]:
    mark = _words()["prose"]["mark"]
    return list(re.finditer(rf"(?:^|(?<=\n))(?P<no>{mark})(?P<item>[^。;\n]{{4,{_SHORT}}})(?=\n|$)", passage.text))


def _points(passage: Passage) -> list[tuple[int, int]]:
    """Each headed point with what was done."""
    starts = [head.start() for head in _point_heads(passage)]
    return list(pairwise([*starts, len(passage.text)]))


def _listed(passage: Passage, entry: str) -> Iterator[Claim]:
    """Every paragraph of the section is one short point."""
    points = [re.fullmatch(rf"(?P<no>{entry})(?P<item>[^。;\n]{{4,{_SHORT}}})[;。,]?", line) for line in passage.text.split("\n")]
    if len(points) < 2 or not all(points):
        return
    for found in re.finditer(rf"(?:^|(?<=\n))(?P<no>{entry})(?P<item>[^。;\n]{{4,{_SHORT}}})", passage.text):
        yield _point(passage, found, found.end())


def _point(passage: Passage, head: re.Match[str], end: int) -> Claim:
    draft = Draft("key_work", passage, head.start())
    draft.name("no", head.span("no"))
    draft.name("item", head.span("item"))
    draft.words("completion", (head.end(), end))
    return draft.claim()
