"""project_evaluation as the annex's self-evaluation forms print it: a label and its value beside or below it, ruled or not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from extractors.amounts import fold_width, parse_amount
from extractors.model import Claim, Page, Section, Unit
from extractors.narrative.cells import Cell, cells_of, pieces_of
from extractors.narrative.grounding import PrintedLine, Span, folded, joined
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.evaluations import evaluations
from extractors.narrative.rules.wording import NUMBER

_WORDS = evaluations()["form"]
_LABEL = {name: re.compile(pattern) for name, pattern in _WORDS.items()}
_FIGURE = re.compile(rf"({NUMBER})(?:万元|亿元|元|分|%)?")
_RATE = "completion_pct"
_FIGURES = ("budget", "executed", _RATE)
_OPENS = re.compile(_WORDS["name"])
_MONEY_IN = re.compile(_WORDS["money_in"])
_HEADER_REACH = 30.0
_ONE_LINE = 8.0
_ROW = 2.5
_FULL = 100
_ROUND = 5


class Form(NamedTuple):
    """What one form prints, each as lines of the page. `funds`, `weights`, `scores`: the figures of those columns.

    `units`: what its labels say of its amounts.
    """

    name: tuple[PrintedLine, ...]
    figures: dict[str, PrintedLine]
    funds: list[PrintedLine]
    weights: list[PrintedLine]
    scores: list[PrintedLine]
    units: list[str]

    @property
    def unit(self) -> Unit:
        """万元 unless the labels say otherwise with one voice."""
        return "元" if set(self.units) == {"元"} else "万元"

    @property
    def points(self) -> list[PrintedLine]:
        """All that adds up to the score; nothing unless every weight has its points and the weights make a round sum."""
        weights = [parse_amount(fold_width(weight.line.text)) for weight in self.weights]
        total = sum((weight for weight in weights if weight is not None), Decimal(0))
        whole = self.funds and len(self.scores) == len(weights) and 0 < total < _FULL and total % _ROUND == 0
        return [self.funds[0], *self.scores] if whole else []


def read_forms(pages: Sequence[Page], section: Section) -> list[Form]:
    """The forms of an annex, in order; what prints no figure of the project is none."""
    reader = _FormReader()
    for page in pages:
        if section.start[0] <= page.number <= section.end[0]:
            first = section.start[1] if page.number == section.start[0] else 0
            last = section.end[1] if page.number == section.end[0] else None
            if reader.forms or _OPENS.search(folded("".join(page.text.split()))):
                reader.read(cells_of(pieces_of(page, first, last)))
    return [form for form in reader.forms if form.figures]


class _FormReader:
    """Goes through the cells of an annex; a label decides what the cells beside or below it are."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self._ahead: PrintedLine | None = None
        self._header: dict[str, Cell] = {}
        self._points: tuple[Cell | None, Cell] | None = None
        self._indicators = False
        self._closed = True

    def read(self, cells: Sequence[Cell]) -> None:
        """One page."""
        if self._header and not self._closed and "executed" not in self.forms[-1].figures:
            self.forms[-1].figures.update(_below(self._header, cells, floor=-1.0))
        for cell in cells:
            score = _score_line(cell, cells)
            if score is not None:
                self._score(score)
            elif _LABEL["other_form"].fullmatch(cell.text):
                self._closed = True
            elif _LABEL["name"].fullmatch(cell.text):
                self._open(_beside(cell, cells))
            elif not self._closed:
                self._figure(cell, cells, self.forms[-1].figures)

    def _score(self, score: PrintedLine) -> None:
        """Above its form, or below one that has none yet."""
        if not self._closed and self._indicators and "score" not in self.forms[-1].figures:
            self.forms[-1].figures["score"] = score
        else:
            self._ahead = score

    def _open(self, name: tuple[PrintedLine, ...]) -> None:
        self._closed = not name
        if name:
            self.forms.append(Form(name, {"score": self._ahead} if self._ahead else {}, [], [], [], []))
            self._ahead, self._header, self._points, self._indicators = None, {}, None, False

    def _figure(self, cell: Cell, cells: Sequence[Cell], figures: dict[str, PrintedLine]) -> None:
        if not self._indicators and (said := _MONEY_IN.search(cell.text)):
            self.forms[-1].units.append(said["unit"])
        if _LABEL["executed"].fullmatch(cell.text) and "executed" not in figures:
            self._header = _header(cell, cells)
            figures.update(_below(self._header, cells, floor=cell.bottom - 1))
        elif _LABEL["points"].fullmatch(cell.text):
            self._points = (_weight(cell, cells), cell)
        elif _LABEL["indicators"].fullmatch(cell.text):
            self._indicators = True
        elif _LABEL["total"].fullmatch(cell.text) and "score" not in figures and self._points and self._indicators:
            total = _total(cell, cells, self._points)
            if total is not None:
                figures["score"] = total
                self._points = None
        elif self._points is not None and _FIGURE.fullmatch(cell.text):
            self._collect(cell, *self._points)

    def _collect(self, cell: Cell, weight: Cell | None, points: Cell) -> None:
        """Figures under the headers of weights and points."""
        form = self.forms[-1]
        if cell.page is points.page and cell.y < points.bottom:
            return
        if _under(cell, points):
            (form.scores if self._indicators else form.funds).append(_number(cell))
        elif self._indicators and weight is not None and _under(cell, weight):
            form.weights.append(_number(cell))


def _score_line(cell: Cell, cells: Sequence[Cell]) -> PrintedLine | None:
    """自评得分:96 above a form; the figure may stand a blank away."""
    label = re.match(_WORDS["score_line"], cell.text)
    if label is None:
        return None
    if label.end() < len(cell.text):
        found = _FIGURE.fullmatch(cell.text, label.end())
        return _part(cell, found.span(1)) if found else None
    return next((_number(other) for other in _right_of(cell, cells) if _FIGURE.fullmatch(other.text)), None)


def _beside(label: Cell, cells: Sequence[Cell]) -> tuple[PrintedLine, ...]:
    """The cell right of a label, unless that is a label itself."""
    named = _ruled_beside(label, cells) if label.frame.drawn else _loose_beside(label, cells)
    if not named or _LABEL["beside"].fullmatch(named[0].text):
        return ()
    return tuple(piece.printed for cell in named for piece in cell.pieces)


def _ruled_beside(label: Cell, cells: Sequence[Cell]) -> list[Cell]:
    right = [other for other in cells if other.x > label.frame.right and label.frame.top < other.y < label.frame.bottom]
    return sorted(right, key=lambda other: other.x0)[:1]


def _loose_beside(label: Cell, cells: Sequence[Cell]) -> list[Cell]:
    """Without walls: the nearest column to the right, all lines that are nearer to this label than to the one above or below."""
    labels = [other for other in cells if other.x0 < label.x1 and other.x1 > label.x0]
    right = [
        other
        for other in cells
        if other.x0 >= label.x1 - 1
        and max(label.frame.top, label.y - _ROW * label.height) < other.y < min(label.frame.bottom, label.y + _ROW * label.height)
        and min(labels, key=lambda one: abs(one.y - other.y)) is label
    ]
    first = min(right, key=lambda other: other.x0, default=None)
    column = [other for other in right if first and other.x0 < first.x1 and other.x1 > first.x0]
    return sorted(column, key=lambda other: other.y)


def _right_of(label: Cell, cells: Sequence[Cell]) -> list[Cell]:
    beside = [other for other in cells if other.x0 >= label.x1 - 1 and abs(other.y - label.y) < 0.7 * label.height]
    return sorted(beside, key=lambda other: other.x0)


def _header(executed: Cell, cells: Sequence[Cell]) -> dict[str, Cell]:
    """预算数, 执行数 and 执行率 of one header; the last 预算数 before 执行数 is the year's."""
    near = [other for other in cells if abs(other.y - executed.y) < _HEADER_REACH]
    left = [other for other in near if other.x < executed.x and _LABEL["year_budget"].fullmatch(other.text)]
    right = [other for other in near if other.x > executed.x and re.match(_WORDS["rate"], other.text)]
    header = {"executed": executed}
    if left:
        header["budget"] = max(left, key=lambda other: other.x)
    if right:
        header["completion_pct"] = min(right, key=lambda other: other.x)
    return header


def _below(header: dict[str, Cell], cells: Sequence[Cell], *, floor: float) -> dict[str, PrintedLine]:
    """The first line of figures below the header."""
    figures = [cell for cell in cells if cell.y > floor and _FIGURE.fullmatch(cell.text)]
    found: dict[str, PrintedLine] = {}
    first: float | None = None
    for name in ("executed", "budget", "completion_pct"):
        under = [cell for cell in figures if name in header and _under(cell, header[name])]
        under = [cell for cell in under if first is None or abs(cell.y - first) < _ONE_LINE]
        if under:
            found[name] = _number(under[0])
            first = under[0].y if first is None else first
    return found


def _under(cell: Cell, head: Cell) -> bool:
    """In the same drawn column, or overlapping."""
    if head.frame.drawn and cell.frame.drawn:
        return head.frame.left < cell.x < head.frame.right
    return cell.x0 < head.x1 and cell.x1 > head.x0


def _weight(points: Cell, cells: Sequence[Cell]) -> Cell | None:
    near = [other for other in cells if abs(other.y - points.y) < _HEADER_REACH and other.x < points.x]
    return next((other for other in near if _LABEL["weight"].fullmatch(other.text)), None)


def _total(label: Cell, cells: Sequence[Cell], points: tuple[Cell | None, Cell]) -> PrintedLine | None:
    """The last figure of the line, unless it stands under the weights."""
    right = [other for other in _right_of(label, cells) if _FIGURE.fullmatch(other.text)]
    if not right:
        return None
    weight, score = points
    last = right[-1]
    if weight is not None and abs(last.x - weight.x) < abs(last.x - score.x):
        return None
    return _number(last)


def _number(cell: Cell) -> PrintedLine:
    found = _FIGURE.fullmatch(cell.text)
    return _part(cell, found.span(1)) if found else cell.pieces[0].printed


def _part(cell: Cell, span: tuple[int, int]) -> PrintedLine:
    """Some characters of a cell of one line."""
    line = cell.pieces[0].line
    glyphs = line.glyphs[span[0] : span[1]]
    return PrintedLine(cell.page, line._replace(glyphs=glyphs, x0=glyphs[0].x0, x1=glyphs[-1].x1))


def name_of(form: Form) -> str:
    """The project's name as printed."""
    return "".join("".join(printed.line.text.split()) for printed in form.name)


def form_claims(forms: Sequence[Form], section: str, told: Collection[tuple[str, ...]]) -> Iterator[Claim]:
    """One claim per form. One with a score does not repeat the amounts that the narrative states of the project alike."""
    for form in forms:
        said = (name_of(form), *(_value(form, name) for name in _FIGURES[:2]))
        repeats = "score" in form.figures and said in told
        names = (_RATE, "score") if repeats else (*_FIGURES, "score")
        yield _claim(form, section, [name for name in names if name in form.figures])


def _value(form: Form, name: str) -> str:
    return fold_width(form.figures[name].line.text).replace(",", "") if name in form.figures else ""


def _claim(form: Form, section: str, names: Sequence[str]) -> Claim:
    points = form.points if "score" in names else []
    printed = [list(form.name), *([form.figures[name]] for name in names), *([line] for line in points)]
    passage = joined(section, "", printed)
    spans = _spans(printed)
    draft = Draft("project_evaluation", passage, 0)
    draft.name("project", spans[0])
    for name, span in zip(names, spans[1:], strict=False):
        draft.amount(name, re.compile(r"(?P<amount>.+)").fullmatch(passage.text, *span), "amount", None)
    draft.names("points", spans[1 + len(names) :])
    return draft.row(form.unit)


def _spans(printed: Sequence[Sequence[PrintedLine]]) -> list[Span]:
    """Where each cell lies in the passage that they make."""
    spans: list[Span] = []
    for lines in printed:
        start = spans[-1][1] + 1 if spans else 0
        spans.append((start, start + sum(not glyph.char.isspace() for line in lines for glyph in line.line.glyphs)))
    return spans
