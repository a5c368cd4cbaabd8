"""Cuts the text of a section into the smallest pieces that state one thing: what a model is shown, never a chapter.

Generous where the readers by rule are strict: a piece that no rule understands must still be found here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from extractors.model import Outline, Page
from extractors.narrative.grounding import Passage, Span
from extractors.narrative.passages import passages_of
from extractors.narrative.rules.key_work import goals, key_work_passages
from extractors.narrative.sections import routes

NUMBER = re.compile(r"-?(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_UNIT = re.compile(r"(?P<money>万元|亿元|元)|(?P<pct>%|个百分点)|(?P<count>余?(?:辆|台|套|批次|批|次|人次|人|个|件|项|分))")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PIECE_END = re.compile(r"[。;\n]")
_MARK = r"(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|[(]\d{1,3}[)]|\d{1,3}[、)]|\d{1,2}\.(?!\d)|[①-⑳])"
_CONTEXT = 60
_LONGEST = 600


class Printed(NamedTuple):
    """A figure as printed in a passage: `unit` is the family of the word behind it, None where there is none."""

    span: Span
    text: str
    unit: str | None


class Segment(NamedTuple):
    """One piece of a section's passage. `lead` is the span before it that says what it belongs to (a total, a class)."""

    kind: str
    passage: Passage
    span: Span
    lead: Span

    @property
    def source(self) -> str:
        """The piece as printed, without blanks; paragraphs parted by line feeds; one character per character of its span."""
        return _as_printed(self.passage, self.span)

    @property
    def context(self) -> str:
        """The heading, and what stands before."""
        return f"{''.join(self.passage.title.split())} {_as_printed(self.passage, self.lead)}".strip()

    @property
    def figures(self) -> list[Printed]:
        """Its figures with a unit."""
        return [figure for figure in figures_in(self.passage.text, self.span) if figure.unit]

    @property
    def telling(self) -> list[Printed]:
        """Those of its figures that a field of its kind may ask for."""
        words = _words(self.kind) if self.kind in _CUTTERS else None
        if words is None or not words.beside.search(self.passage.text, *self.span):
            return self.figures
        idle = [match.span() for match in words.idle.finditer(self.passage.text, *self.span)]
        return [figure for figure in self.figures if not any(a <= figure.span[0] < b for a, b in idle)]


def _as_printed(passage: Passage, span: Span) -> str:
    marks = passage.marks[span[0] : span[1]]
    return "".join("\n" if n < 0 else passage.lines[n].line.glyphs[at].char for n, at in marks)


def figures_in(text: str, span: Span) -> list[Printed]:
    """Every figure of a stretch of folded text."""
    found = []
    for match in NUMBER.finditer(text, *span):
        unit = _UNIT.match(text, match.end(), span[1])
        if unit is None and _YEAR.fullmatch(match[0]) and text[match.end() : match.end() + 1] == "年":
            continue
        found.append(Printed(match.span(), match[0], unit.lastgroup if unit else None))
    return found


def segments_of(pages: Sequence[Page], outline: Outline) -> list[Segment]:
    """All pieces of a document, in printed order."""
    kinds = {route.section: route.role.kinds for route in routes(outline)}
    work = goals(outline.sections)
    told = dict(passages_of(pages, outline.sections, {*kinds, *work}))
    found = [each for section, passage in told.items() for each in segments_in(passage, kinds.get(section, ()))]
    rows = key_work_passages(pages, {section: told.get(section) for section in work})
    return [*found, *(Segment("key_work", row, (0, len(row.text)), (0, 0)) for row in rows)]


def segments_in(passage: Passage, kinds: Sequence[str]) -> list[Segment]:
    """The pieces of one passage, by place; the same words may be a piece of two kinds."""
    found = [segment for kind in kinds if kind in _CUTTERS for segment in _CUTTERS[kind](kind, passage)]
    return sorted(found, key=lambda segment: (segment.span, kinds.index(segment.kind)))


class _Words(NamedTuple):
    """What a piece of a kind must say, what opens a new one, what it never says, and what of it no field asks for."""

    says: re.Pattern[str]
    opens: re.Pattern[str]
    never: re.Pattern[str]
    idle: re.Pattern[str]
    beside: re.Pattern[str]


@lru_cache(maxsize=16)
def _words(kind: str) -> _Words:
    raw = tomllib.loads(resources.files("extractors.narrative").joinpath("segments.toml").read_text("utf-8"))[kind]
    opens = raw["opens"].replace("{mark}", _MARK)
    never, idle = (re.compile(raw.get(name, r"(?!)")) for name in ("never", "idle"))
    return _Words(re.compile(raw["says"]), re.compile(opens), never, idle, re.compile(raw.get("idle_beside", "")))


def _cut(kind: str, passage: Passage) -> Iterator[Segment]:
    """Sentences and clauses, gathered from one opening to the next; what opens without figures leads the next pieces."""
    words, text = _words(kind), passage.text
    lead = (0, 0)
    for span in _gathered(words, text, (0, len(text))):
        piece = text[span[0] : span[1]]
        told = any(figure.unit for figure in figures_in(text, span))
        if told and words.says.search(piece) and not words.never.search(piece):
            yield Segment(kind, passage, span, lead)
        if _is_total(piece) or not told and len(piece.strip("其中:,")) > 3:
            lead = (span[0], min(span[1], span[0] + _CONTEXT))


_TOTAL = re.compile(r"合计|总计|总额|总数|(?:财政拨款|本年|基本)(?:收入|支出)")


def _is_total(piece: str) -> bool:
    """What names a total leads the pieces after it; a part with its share is none."""
    return bool(_TOTAL.search(piece[:_CONTEXT])) and "占" not in piece


def _gathered(words: _Words, text: str, span: Span) -> Iterator[Span]:
    """Clauses joined until the next one that opens something; never longer than a model should see."""
    start: int | None = None
    end = span[0]
    for piece in clauses(text, span):
        if start is not None and (words.opens.match(text, piece[0], piece[1]) or piece[1] - start > _LONGEST):
            yield start, end
            start = None
        start = piece[0] if start is None else start
        end = piece[1]
    if start is not None and end > start:
        yield start, end


def clauses(text: str, span: Span) -> Iterator[Span]:
    """Sentences, halves of sentences parted by semicolons, paragraphs, and what follows 其中: blanks between are left out."""
    at = span[0]
    for mark in re.finditer(r"[。;\n]|[:,、](?=其中)|其中[:,]", text[span[0] : span[1]]):
        end = span[0] + mark.end()
        if text[at:end].strip("\n"):
            yield at + (text[at] == "\n"), end - (text[end - 1] == "\n")
        at = end
    if text[at : span[1]].strip("\n"):
        yield at, span[1]


def _stated(kind: str, passage: Passage) -> Iterator[Segment]:
    """Single sentences without other figures than noughts."""
    words, text = _words(kind), passage.text
    at = 0
    for end in [*(mark.end() for mark in _PIECE_END.finditer(text)), len(text)]:
        piece = text[at:end]
        if words.says.search(piece) and not words.never.search(piece):
            yield Segment(kind, passage, (at, end - (piece.endswith("\n"))), (0, 0))
        at = end


_CUTTERS: dict[str, Callable[[str, Passage], Iterator[Segment]]] = {
    "total_change": _cut,
    "composition": _cut,
    "item_execution": _cut,
    "fund_use": _cut,
    "three_public": _cut,
    "operating_cost": _cut,
    "procurement": _cut,
    "assets": _cut,
    "project_evaluation": _cut,
    "statement": _stated,
}
