"""Where each form stands: from its title to the next, over the pages that continue it. Contents lists are no titles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.forms.codes import split_leading
from extractors.forms.folios import breaks
from extractors.forms.titles import Title, is_other_table, normal_title, recognise
from extractors.model import Genre, Line, Page
from extractors.tables import Area, TextRow, begins_row, holds_whole_numbers, text_rows

_PART = re.compile(r"^第[三四五六七八]部分|^[三四五六七八]、.{0,30}(情况说明|决算说明)$|名词解释$")
_HEADER_WORDS = re.compile(
    "栏次|行次|科目名称|科目编码|科目代码|决算数|预算数|金额|项目支出|基本支出|因公出国|收入合计|支出合计|拨款收入|"
    "功能分类|经济分类|^项目$|^合计$|^本年支出|^本年收入"
)
_NONE = re.compile(r"(无(?!形)|没有|未发生|未安排|不存在|不涉及)|(本表|此表|该表)?(为)?空表|无数据")
_CONTENTS_TITLES = 3
_TABLE_TITLE = re.compile(r"[^，。；：,;:]{5,40}[^\d\s，。；：,;:]表")
_REMARK = re.compile(r"[（(][^（）()续]{2,20}[）)]$")
_NO_TITLE = re.compile(r"公开.{0,3}表$|续表|空表|[本此该各]表|报表$|[年]度?部门(决算)?(公开)?表$|一览表$")
_BODY = re.compile("([局厅委部院所站队校处室会]|中心)$")
_NOTE = re.compile(r"(注|说明|备注)\d?[:：]|\d?[.．、]?本表反映")
_NOTE_LENGTH = 60
_FEW_NOTES = 5
_A_HEADER = 3
_A_ROW = 4
_LONG = 30
_FIRST_ROWS = 6
_SHORTEST = 4
_SENTENCE = re.compile("[。；，！？]")
_RUNS = 3
_ALIKE = 0.2
_OFF_CENTRE = 8.0


class Region(NamedTuple):
    """A form's place: areas in page order. Without an area: a heading with a `remark`, or a `picture`, under it."""

    form: str
    title: str
    weak: bool
    areas: tuple[Area, ...]
    captions: str
    remark: tuple[Page, Line] | None = None
    picture: Page | None = None


class _Mark(NamedTuple):
    title: Title | None
    top: float
    bottom: float


def find_regions(pages: Sequence[Page], genre: Genre = "final_accounts") -> list[Region]:
    """All forms of the genre with a recognised title, in print order; one entry per table, continued pages included."""
    finder = _Finder(_running_heads(pages, genre), genre)
    broken = breaks(pages)
    for page in pages:
        if page.number in broken:
            finder.close()
        if page.lines:
            finder.take(page)
        else:
            finder.close()
    return finder.finished()


class _Finder:
    """Walks the pages once; `_open` is the form that the next page may continue."""

    def __init__(self, running: frozenset[str], genre: Genre) -> None:
        self._running = running
        self._genre = genre
        self._regions: list[Region] = []
        self._open: int | None = None
        self._pending: Title | None = None

    def finished(self) -> list[Region]:
        return self._regions

    def close(self) -> None:
        self._open, self._pending = None, None

    def take(self, page: Page) -> None:
        marks = _marks(page, self._genre, self._running)
        bounds = [0.0, *[m.top for m in marks], page.height]
        if _is_contents(page, marks, bounds[2:]):
            self.close()
            return
        self._before(page, marks[0].top if marks else page.height)
        for mark, end in zip(marks, bounds[2:], strict=True):
            self._at(page, mark, end, last=mark is marks[-1])

    def _before(self, page: Page, end: float) -> None:
        """What stands above the page's first mark continues the open form, or begins a form whose title ended the last page."""
        if not continues(page, 0.0, end) and not (self._genre == "budget" and _last_row(page, end)):
            if end > 0.2 * page.height and not _only_notes(page, end):
                self.close()
            return
        area = Area(page, 0.0, end)
        if self._pending is not None:
            self._start(self._pending, [area], page, 0.0)
        elif self._open is not None:
            region = self._regions[self._open]
            self._regions[self._open] = region._replace(areas=(*region.areas, area))

    def _at(self, page: Page, mark: _Mark, end: float, *, last: bool) -> None:
        if mark.title is None:
            self.close()
            return
        if evidence(page, mark.bottom, end):
            self._begin(mark.title, Area(page, mark.bottom, end))
            return
        remark = _remark(page, mark.bottom, end)
        if remark is None and _picture(page, mark.bottom, page.height):
            self._regions.append(Region(mark.title.form, mark.title.text, mark.title.weak, (), "", picture=page))
            self.close()
            return
        if remark is not None:
            self._regions.append(Region(mark.title.form, mark.title.text, mark.title.weak, (), "", (page, remark)))
        self._pending = mark.title if last and remark is None else None
        self._open = None

    def _begin(self, title: Title, area: Area) -> None:
        """A table under a title: the same title on the next page continues the form."""
        if self._open is not None:
            region = self._regions[self._open]
            near = region.areas and area.page.number - region.areas[-1].page.number <= 1
            if region.form == title.form and near and _same_title(region.title, title.text):
                self._regions[self._open] = region._replace(areas=(*region.areas, area))
                return
        self._start(title, [area], area.page, area.top)

    def _start(self, title: Title, areas: list[Area], page: Page, top: float) -> None:
        captions = "".join(line.text for line in page.lines if top - 60 <= line.top <= top + 120)
        self._regions.append(Region(title.form, title.text, title.weak, tuple(areas), captions))
        self._open, self._pending = len(self._regions) - 1, None


def _only_notes(page: Page, end: float) -> bool:
    """Nothing but the notes of a table and the page's number: the table may go on overleaf."""
    texts = [text for line in page.lines if line.top < end and (text := _squeezed(line))]
    return bool(texts) and bool(_NOTE.match(texts[0])) and all(len(t) <= _NOTE_LENGTH for t in texts) and len(texts) <= _FEW_NOTES


def _same_title(one: str, other: str) -> bool:
    """The title of a form again; not that of a detailed or wider table of the same family."""
    first, second = normal_title(one).rstrip("表续"), normal_title(other).rstrip("表续")
    return first == second or "明细" not in first + second and (first.endswith(second) or second.endswith(first))


def _is_contents(page: Page, marks: Sequence[_Mark], ends: Sequence[float]) -> bool:
    """Several titles and nothing but rules under any of them: a list of contents, perhaps a ruled one."""
    if sum(mark.title is not None for mark in marks) < _CONTENTS_TITLES or _picture(page, 0.0, page.height):
        return False
    return not any(_printed_evidence(page, mark.bottom, end) for mark, end in zip(marks, ends, strict=True))


def _running_heads(pages: Sequence[Page], genre: Genre) -> frozenset[str]:
    """Lines that look like titles of other tables and stand on three pages or more, over the title of a form on one of them."""
    held: dict[str, list[Page]] = {}
    for page in pages:
        for text in {_squeezed(line) for line in page.lines if line.glyphs[-1].char in "表 "}:
            held.setdefault(text, []).append(page)
    often = {text: on for text, on in held.items() if len(on) >= _RUNS and _TABLE_TITLE.fullmatch(text)}
    return frozenset(text for text, on in often.items() if any(_bears_title(page, genre) for page in on))


def _bears_title(page: Page, genre: Genre) -> bool:
    return any(recognise(line.text.strip(), genre) is not None for line in page.lines)


def _squeezed(line: Line) -> str:
    return re.sub(r"\s", "", line.text)


def _is_foreign(line: Line, running: frozenset[str]) -> bool:
    """The title of a table that is none of the forms: it ends the one above."""
    text = _REMARK.sub("", _squeezed(line))
    return bool(_TABLE_TITLE.fullmatch(text)) and not _NO_TITLE.search(text) and text not in running


def _marks(page: Page, genre: Genre, running: frozenset[str]) -> list[_Mark]:
    """Titles and the headings that end part two, top to bottom; a heading directly over the same title counts once."""
    found: list[_Mark] = []
    lines = page.lines
    skip = -1
    for i, line in enumerate(lines):
        if i == skip:
            continue
        text = line.text.strip()
        title = recognise(text, genre) or _part_of_line(line, genre)
        bottom = line.bottom
        if title is None and i + 1 < len(lines) and len(text) >= _SHORTEST and "表" not in text[-1:]:
            whole = _wrapped(line, lines[i + 1])
            title = recognise(whole, genre)
            if title is not None or (is_other_table(whole, genre) and not _BODY.search(text)):
                bottom, skip = lines[i + 1].bottom, i + 1
                if title is None:
                    found.append(_Mark(None, line.top, bottom))
                    continue
        if title is not None:
            found.append(_Mark(title, line.top, bottom))
        elif (_PART.search(re.sub(r"\s", "", text)) and len(text) < _LONG + 15) or _is_foreign(line, running):
            found.append(_Mark(None, line.top, line.bottom))
    return _without_doubles(page, found)


def _wrapped(line: Line, following: Line) -> str:
    """A long title broken over two lines of the same size, one below the other's middle; else nothing. No sentence is one."""
    rest = following.text.strip()
    if _SENTENCE.search(line.text):
        return ""
    high = line.bottom - line.top
    alike = abs(following.bottom - following.top - high) < _ALIKE * high and following.top - line.bottom <= high
    if len(rest) > 12 or not rest.endswith("表") or not alike or abs(_middle(line) - _middle(following)) > _OFF_CENTRE * high:
        return ""
    return line.text.strip() + rest


def _middle(line: Line) -> float:
    return (line.x0 + line.x1) / 2


def _part_of_line(line: Line, genre: Genre) -> Title | None:
    """A title that shares its line with a caption ("收入决算表   公开02表")."""
    parts = re.split(r"\s{2,}", line.text.strip())
    pieces = parts if len(parts) > 1 else _gapped(line)
    if len(pieces) < 2:
        return None
    return next((title for piece in pieces if (title := recognise(piece, genre)) is not None), None)


def _gapped(line: Line) -> list[str]:
    pieces = [""]
    inked = [g for g in line.glyphs if not g.char.isspace()]
    for one, two in pairwise(inked):
        pieces[-1] += one.char
        if two.x0 - one.x1 > 1.2 * (two.bottom - two.top):
            pieces.append("")
    if inked:
        pieces[-1] += inked[-1].char
    return pieces


def _without_doubles(page: Page, marks: list[_Mark]) -> list[_Mark]:
    kept = []
    for mark, following in pairwise([*marks, None]):
        if mark is None:
            continue
        double = (
            following is not None
            and mark.title is not None
            and following.title is not None
            and mark.title.form == following.title.form
            and not evidence(page, mark.bottom, following.top)
        )
        if not double:
            kept.append(mark)
    return kept


def _rows(page: Page, top: float, bottom: float) -> list[TextRow]:
    return text_rows([g for line in page.lines if top <= (line.top + line.bottom) / 2 <= bottom for g in line.glyphs])


def _wide_rules(page: Page, top: float, bottom: float) -> int:
    levels = {round(r.top) for r in page.rules if r.horizontal and top - 3 <= r.top <= bottom and r.x1 - r.x0 > 25}
    return len(levels)


def evidence(page: Page, top: float, bottom: float) -> bool:
    """Something like a table stands in this stretch: ruled lines, header words, or rows of figures."""
    return _wide_rules(page, top, bottom) >= 3 or _printed_evidence(page, top, bottom)


def _printed_evidence(page: Page, top: float, bottom: float) -> bool:
    rows = _rows(page, top, bottom)
    words = _header_words(rows[:14])
    figures = sum(t.kind == "amount" for row in rows for t in row.tokens)
    return (words >= 2 and len(rows) >= 2) or words >= _A_HEADER or (figures >= 1 and any(_tabular(row) for row in rows[:12]))


def _header_words(rows: Sequence[TextRow]) -> int:
    return sum(bool(_HEADER_WORDS.search(t.text)) and len(t.text) < 16 for row in rows for t in row.tokens)


def continues(page: Page, top: float, bottom: float) -> bool:
    """The stretch begins with rows of a table, before any running text."""
    rows = [row for row in _rows(page, top, bottom) if not _stacked(row)]
    for at, row in enumerate(rows):
        if at >= _FIRST_ROWS and not all(begins_row(earlier) or _coded(earlier) for earlier in rows[:at]):
            break
        if _tabular(row):
            return True
        if len(row.tokens) == 1 and len(row.tokens[0].text) > _LONG:
            return False
    if _sparse(rows[:8]) or (_header_words(rows[:10]) >= 3 and not _prose(rows)):
        return True
    return _wide_rules(page, top, min(bottom, top + 0.4 * page.height)) >= 3 and not _prose(rows)


def _last_row(page: Page, bottom: float) -> bool:
    """Nothing but one ruled row with a figure, and the page's number: the end of a table."""
    rows = _rows(page, 0.0, min(bottom, 0.85 * page.height))
    tokens = [token for row in rows for token in row.tokens]
    short = 0 < len(rows) <= _A_ROW and all(len(token.text) <= _LONG for token in tokens)
    return short and any(token.kind == "amount" for token in tokens) and _wide_rules(page, 0.0, bottom) >= 2


def _stacked(row: TextRow) -> bool:
    """A level of headings that are printed one character below the other."""
    return all(len(token.text) == 1 and not token.text.isdigit() for token in row.tokens)


def _tabular(row: TextRow) -> bool:
    """A row with a beginning and at least one more short token."""
    return (
        (begins_row(row) or holds_whole_numbers(row)) and len(row.tokens) >= 2 and all(len(t.text) <= _LONG for t in row.tokens)
    )


def _coded(row: TextRow) -> bool:
    """A code and its name in one cell, and no figure beside it."""
    return (
        split_leading(row.tokens[0].text, "economic") is not None or split_leading(row.tokens[0].text, "functional") is not None
    )


def _sparse(rows: Sequence[TextRow]) -> bool:
    """Only short pieces of text, some of them numbers side by side: labels and line numbers of a table without figures yet."""
    short = all(len(t.text) <= 16 for row in rows for t in row.tokens)
    return short and any(sum(t.kind in ("integer", "amount") for t in row.tokens) >= 2 for row in rows)


def _prose(rows: Sequence[TextRow]) -> bool:
    return sum(len(row.tokens) == 1 and len(row.tokens[0].text) > _LONG for row in rows[:8]) >= 2


def _picture(page: Page, top: float, bottom: float) -> bool:
    """A picture as large as a table stands in this stretch."""
    for x0, y0, x1, y1 in page.pictures:
        high = min(y1, bottom) - max(y0, top - 5)
        if high > 40 and x1 - x0 > 0.4 * page.width:
            return True
    return False


def _remark(page: Page, top: float, bottom: float) -> Line | None:
    """The sentence under a bare title that says there is nothing."""
    for line in page.lines:
        if top <= line.top <= min(bottom, top + 160) and _NONE.search(line.text) and len(line.text.strip()) >= 4:
            return line
    return None


def statement_in(area: Area) -> Line | None:
    """The sentence in an area that says the table is empty or there is no such spending."""
    for line in area.page.lines:
        text = re.sub(r"\s", "", line.text)
        inside = area.top <= line.top <= area.bottom and len(text) >= 5
        if inside and _NONE.search(text) and not text.startswith(("合计", "项目")):
            return line
    return None
