"""Pages and outline -> one passage per section of the narrative: tables, captions and running heads left out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

from extractors.model import Page, Rule, Section
from extractors.narrative.grounding import Passage, PrintedLine, folded, joined
from extractors.outline.rows import Row, body_rows

_CAPTION = re.compile(r"[(]?[图表]\d{1,2}[-:、.\s]?.{0,40}|\(?单位:(万|百万|亿)?元\)?")
_LABEL = re.compile(r"[-\d.,%年度万元亿()\s]*")
_LIST_MARK = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、]|\(\d{1,2}\)|\d{1,2}[、)]|\d{1,2}\.(?!\d)|[①-⑳]")
_CLOSED = "。;:!?"
_FULL_STOPS = "。!?"
_INDENT = 0.8
_SHORT = 2.5
_MIN_RULING = 3
_FULL = 0.4

Margins = tuple[float, float]


def passages_of(
    pages: Sequence[Page], sections: Sequence[Section], wanted: Collection[Section]
) -> Iterator[tuple[Section, Passage]]:
    """Every wanted section with its own text: what stands before the first of its subsections, without its heading."""
    flow = _Flow(pages)
    for at, section in enumerate(sections):
        if section in wanted:
            passage = _passage(flow, section, _own_end(section, sections[at + 1 :]))
            if passage.text:
                yield section, passage


def _own_end(section: Section, later: Sequence[Section]) -> tuple[int, int]:
    inside = next((other for other in later if section.start < other.start < section.end and other.level > section.level), None)
    return inside.start if inside else section.end


def _passage(flow: _Flow, section: Section, end: tuple[int, int]) -> Passage:
    whole = joined(section.key, section.title, list(flow.paragraphs(section.start, end)))
    return whole.within(_heading_end(whole.text, folded("".join(section.title.split()))), len(whole.text))


def _heading_end(text: str, title: str) -> int:
    """Past the heading, which may share its line with the first sentence."""
    squeezed = text[: len(title) + 24].replace("\n", "")
    at = squeezed.find(title)
    if not title or at < 0:
        return text.find("\n") + 1
    left = at + len(title)
    end = next((i for i in range(len(text)) if len(text[: i + 1].replace("\n", "")) >= left), len(text) - 1) + 1
    return end + len(text[end:]) - len(text[end:].lstrip("。.:,\n"))


class _Flow:
    """The running text of the document, line by line."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = {page.number: page for page in pages}
        self._rows: dict[int, list[Row]] = defaultdict(list)
        for row in body_rows(pages):
            self._rows[row.page].append(row)

    def paragraphs(self, start: tuple[int, int], end: tuple[int, int]) -> Iterator[list[PrintedLine]]:
        """Paragraphs between two places, `end` exclusive."""
        paragraph: list[PrintedLine] = []
        for printed, opens in self._lines(start, end):
            if opens and paragraph:
                yield paragraph
                paragraph = []
            paragraph.append(printed)
        if paragraph:
            yield paragraph

    def _lines(self, start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[PrintedLine, bool]]:
        """Lines of running text, and whether each opens a paragraph."""
        before: PrintedLine | None = None
        for number in range(start[0], end[0] + 1):
            page = self._pages.get(number)
            if page is None:
                continue
            zones = table_zones(page.rules)
            rows = [row for row in self._rows[number] if start <= row.place < end and not _is_stray(page, row, zones)]
            margins = margins_of([PrintedLine(page, page.lines[row.line]) for row in rows], page)
            for row in rows:
                printed = PrintedLine(page, page.lines[row.line])
                yield printed, before is None or opens_paragraph(before, printed, margins)
                before = printed


def _is_stray(page: Page, row: Row, zones: Sequence[tuple[float, float]]) -> bool:
    """Lines inside ruled tables, captions, and labels of charts: no running text."""
    line = page.lines[row.line]
    middle = (line.top + line.bottom) / 2
    if any(top <= middle <= bottom for top, bottom in zones):
        return True
    text = folded(row.text)
    return bool(_CAPTION.fullmatch(text)) or bool(_LABEL.fullmatch(text)) and line.x0 > 0.25 * page.width


def table_zones(rules: Sequence[Rule]) -> list[tuple[float, float]]:
    """Vertical extents of ruled tables: at least three verticals and three horizontals; a frame alone is none."""
    level = [rule.top for rule in rules if rule.horizontal]
    if len(level) < _MIN_RULING:
        return []
    zones: list[tuple[float, float, set[int]]] = []
    for rule in sorted((rule for rule in rules if not rule.horizontal), key=lambda rule: rule.top):
        column = round(rule.x0 / 4)
        if zones and rule.top <= zones[-1][1] + 2:
            top, bottom, columns = zones[-1]
            zones[-1] = (top, max(bottom, rule.bottom), columns | {column})
        else:
            zones.append((rule.top, rule.bottom, {column}))
    return [(top - 1, bottom + 1) for top, bottom, columns in zones if _ruled(top, bottom, columns, level)]


def _ruled(top: float, bottom: float, columns: set[int], level: Sequence[float]) -> bool:
    lines = {round(y / 3) for y in level if top - 3 <= y <= bottom + 3}
    return len(columns) >= _MIN_RULING and len(lines) >= _MIN_RULING


def _ends(printed: PrintedLine) -> tuple[float, float]:
    """Inked ends of a line; the wide blank of an indent does not count."""
    glyphs = printed.line.glyphs
    first = next(glyph for glyph in glyphs if not glyph.char.isspace())
    last = next(glyph for glyph in reversed(glyphs) if not glyph.char.isspace())
    return first.x0, last.x1


def margins_of(lines: Sequence[PrintedLine], page: Page) -> Margins:
    """Left and right edge of the running text of a page, or of a cell on it."""
    ends = [_ends(line) for line in lines]
    if not ends:
        return 0.0, page.width
    lefts = Counter(round(x0) for x0, x1 in ends if x1 - x0 > _FULL * page.width)
    left = min((x for x, count in lefts.items() if count >= 2), default=min(x0 for x0, _ in ends))
    return left, max(x1 for _, x1 in ends)


def opens_paragraph(before: PrintedLine, line: PrintedLine, margins: Margins) -> bool:
    """Whether a line opens a paragraph: indented after a closed or short line, a list mark, or after a short last line."""
    size = max(line.line.bottom - line.line.top, 1.0)
    closing = folded(_last(before))
    short = _ends(before)[1] < margins[1] - _SHORT * size
    if _ends(line)[0] > margins[0] + _INDENT * size and (short or closing in _CLOSED):
        return True
    if closing in _CLOSED and _LIST_MARK.match(folded("".join(line.line.text.split()))):
        return True
    return short and closing in _FULL_STOPS


def _last(printed: PrintedLine) -> str:
    return next(glyph.char for glyph in reversed(printed.line.glyphs) if not glyph.char.isspace())
