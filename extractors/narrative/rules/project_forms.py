"""project_evaluation as the annex's self-evaluation forms print it: a label and its value beside or below it, ruled or not."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from extractors.amounts import fold_width
from extractors.model import Claim, Page, Section
from extractors.narrative.cells import Piece, cell_around, frame_of, pieces_of
from extractors.narrative.grounding import PrintedLine, joined
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.evaluations import evaluations
from extractors.narrative.rules.wording import NUMBER

_WORDS = evaluations()["form"]
_LABEL = {name: re.compile(pattern) for name, pattern in _WORDS.items()}
_FIGURE = re.compile(rf"({NUMBER})(?:万元|元|分|%)?")
_FIGURES = ("budget", "executed", "completion_pct")
_GLUED_NAME = re.compile(rf"(?:{_WORDS['name']})(?=[^:])")
_HEADER_REACH = 30.0


class Form(NamedTuple):
    """What one form prints, each as lines of the page."""

    name: tuple[PrintedLine, ...]
    figures: dict[str, PrintedLine]


def read_forms(pages: Sequence[Page], section: Section) -> list[Form]:
    """The forms of an annex, in order."""
    forms: list[Form] = []
    ahead: PrintedLine | None = None
    header: dict[str, Piece] = {}
    points: tuple[Piece | None, Piece] | None = None
    for page, pieces in _leaves(pages, section):
        for piece in pieces:
            score = _score_line(piece, pieces)
            if score is not None:
                ahead = score
            elif _LABEL["name"].fullmatch(piece.text):
                name = _beside(piece, pieces)
                if name:
                    forms.append(Form(name, {"score": ahead} if ahead else {}))
                    ahead, header, points = None, {}, None
            elif not forms:
                continue
            elif _LABEL["executed"].fullmatch(piece.text) and "executed" not in forms[-1].figures:
                header = _header(piece, pieces)
                forms[-1].figures.update(_below(header, pieces))
            elif header and header["executed"].page is not page and "executed" not in forms[-1].figures:
                forms[-1].figures.update(_below(header, pieces, next_page=True))
                header = {}
            elif _LABEL["points"].fullmatch(piece.text):
                points = (_weight(piece, pieces), piece)
            elif _LABEL["total"].fullmatch(piece.text) and "score" not in forms[-1].figures and points is not None:
                total = _total(piece, pieces, points)
                if total is not None:
                    forms[-1].figures["score"] = total
    return forms


def _leaves(pages: Sequence[Page], section: Section) -> Iterator[tuple[Page, list[Piece]]]:
    for page in pages:
        if section.start[0] <= page.number <= section.end[0]:
            first = section.start[1] if page.number == section.start[0] else 0
            last = section.end[1] if page.number == section.end[0] else None
            yield page, pieces_of(page, first, last)


def _score_line(piece: Piece, pieces: Sequence[Piece]) -> PrintedLine | None:
    """自评得分:96 above a form; the figure may stand a blank away."""
    label = re.match(_WORDS["score_line"], piece.text)
    if label is None:
        return None
    if label.end() < len(piece.text):
        found = _FIGURE.fullmatch(piece.text, label.end())
        return _part(piece, found.span(1)) if found else None
    right = [other for other in _right_of(piece, pieces) if _FIGURE.fullmatch(other.text)]
    return _number(right[0]) if right else None


def _beside(label: Piece, pieces: Sequence[Piece]) -> tuple[PrintedLine, ...]:
    """The cell right of a label: all its lines where it is ruled, else its line up to the next label."""
    right = _right_of(label, pieces)
    frame = frame_of(label)
    ruled = [other for other in pieces if other.x > frame.right and frame.top < other.y < frame.bottom]
    cell = cell_around(min(ruled, key=lambda other: other.line.x0), pieces) if ruled else right[:1]
    named = [piece for piece in cell if not _LABEL["beside"].fullmatch(piece.text)]
    return tuple(piece.printed for piece in named)


def _right_of(label: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    height = label.line.bottom - label.line.top
    beside = [other for other in pieces if other.line.x0 >= label.line.x1 - 1 and abs(other.y - label.y) < 0.7 * height]
    return sorted(beside, key=lambda other: other.line.x0)


def _header(executed: Piece, pieces: Sequence[Piece]) -> dict[str, Piece]:
    """预算数, 执行数 and 执行率 of one header; the last 预算数 before 执行数 is the year's."""
    near = [other for other in pieces if abs(other.y - executed.y) < _HEADER_REACH]
    left = [other for other in near if other.x < executed.x and _LABEL["year_budget"].fullmatch(other.text)]
    right = [other for other in near if other.x > executed.x and re.match(_WORDS["rate"], other.text)]
    header = {"executed": executed}
    if left:
        header["budget"] = max(left, key=lambda other: other.x)
    if right:
        header["completion_pct"] = min(right, key=lambda other: other.x)
    return header


def _below(header: dict[str, Piece], pieces: Sequence[Piece], *, next_page: bool = False) -> dict[str, PrintedLine]:
    """The first line of figures below the header."""
    floor = -1.0 if next_page else header["executed"].line.bottom - 1
    figures = [piece for piece in pieces if piece.y > floor and _FIGURE.fullmatch(piece.text)]
    found: dict[str, PrintedLine] = {}
    first: float | None = None
    for name in ("executed", "budget", "completion_pct"):
        under = [piece for piece in figures if name in header and _under(piece, header[name])]
        under = [piece for piece in under if first is None or abs(piece.y - first) < 8]
        if under:
            found[name] = _number(under[0])
            first = under[0].y if first is None else first
    return found


def _under(piece: Piece, head: Piece) -> bool:
    """Centred below, or overlapping."""
    return piece.line.x0 < head.line.x1 and piece.line.x1 > head.line.x0


def _weight(points: Piece, pieces: Sequence[Piece]) -> Piece | None:
    near = [other for other in pieces if abs(other.y - points.y) < _HEADER_REACH and other.x < points.x]
    return next((other for other in near if re.fullmatch("分值|权重|标准分", other.text)), None)


def _total(label: Piece, pieces: Sequence[Piece], points: tuple[Piece | None, Piece]) -> PrintedLine | None:
    """The last figure of the line, unless it stands under the weights."""
    right = [other for other in _right_of(label, pieces) if _FIGURE.fullmatch(other.text)]
    if not right:
        return None
    weight, score = points
    last = right[-1]
    if weight is not None and abs(last.x - weight.x) < abs(last.x - score.x):
        return None
    return _number(last)


def _number(piece: Piece) -> PrintedLine:
    found = _FIGURE.fullmatch(piece.text)
    return _part(piece, found.span(1)) if found else piece.printed


def _part(piece: Piece, span: tuple[int, int]) -> PrintedLine:
    glyphs = piece.line.glyphs[span[0] : span[1]]
    line = piece.line._replace(glyphs=glyphs, x0=glyphs[0].x0, x1=glyphs[-1].x1)
    return PrintedLine(piece.page, line)


def name_of(form: Form) -> str:
    """The project's name as printed."""
    return "".join("".join(printed.line.text.split()) for printed in form.name)


def form_claims(forms: Sequence[Form], section: str, told: Collection[tuple[str, ...]]) -> Iterator[Claim]:
    """One claim per form. A form that adds a score does not repeat figures that the narrative states of the project alike."""
    for form in forms:
        said = (name_of(form), *(_value(form, name) for name in _FIGURES[:2]))
        repeats = "score" in form.figures and said in told
        names = _added(form) if repeats else (*_FIGURES, "score")
        yield _claim(form, section, [name for name in names if name in form.figures])


def _added(form: Form) -> tuple[str, ...]:
    """A score, with the rate where both are one figure."""
    same = _value(form, "score") == _value(form, "completion_pct")
    return ("completion_pct", "score") if same else ("score",)


def _value(form: Form, name: str) -> str:
    return fold_width(form.figures[name].line.text).replace(",", "") if name in form.figures else ""


def _claim(form: Form, section: str, names: Sequence[str]) -> Claim:
    passage = joined(section, "", [list(form.name), *([form.figures[name]] for name in names)])
    draft = Draft("project_evaluation", passage, 0)
    end = len(name_of(form))
    draft.name("project", (0, end))
    for name in names:
        start, end = end + 1, end + 1 + len(form.figures[name].line.glyphs)
        draft.amount(name, re.compile(r"(?P<amount>.+)").fullmatch(passage.text, start, end), "amount", None)
    return draft.claim()
