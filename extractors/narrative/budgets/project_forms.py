"""project_evaluation of a budget: the project and its year's money, as the form prints it by which the money is applied for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.model import Claim, Page
from extractors.narrative.budgets.words import words
from extractors.narrative.cells import Cell, cells_of, pieces_of
from extractors.narrative.grounding import PrintedLine, folded, joined
from extractors.narrative.rules.draft import Draft
from extractors.narrative.rules.wording import NUMBER

_WORDS = words()["form"]
_NAME = re.compile(_WORDS["name"])
_BUDGET = re.compile(_WORDS["budget"])
_LABEL = re.compile(_WORDS["label"])
_FIGURE = re.compile(rf"(?P<amount>{NUMBER})(?:万元|元)?")
_SECTION = "annex"


class _Form(NamedTuple):
    """A project's name, as lines of the page, and where its year's budget is printed."""

    name: tuple[PrintedLine, ...]
    budget: Cell | None


def read_project_forms(pages: Sequence[Page], last: int | None = None) -> Iterator[Claim]:
    """One claim per form that prints both; a form may go on overleaf."""
    opened: tuple[PrintedLine, ...] = ()
    for page in pages:
        if not opened and not _mentions(page):
            continue
        cells = cells_of(pieces_of(page, 0, last))
        for cell in cells:
            if _NAME.fullmatch(cell.text):
                opened = _lines(_beside(cell, cells))
            elif opened and _BUDGET.fullmatch(cell.text):
                figure = _beside(cell, cells)
                if figure is not None and _FIGURE.fullmatch(figure.text):
                    yield _claim(opened, figure)
                    opened = ()


def _mentions(page: Page) -> bool:
    squeezed = folded("".join(page.text.split()))
    return _NAME.search(squeezed) is not None


def _beside(label: Cell, cells: Sequence[Cell]) -> Cell | None:
    """The ruled cell right of a label, unless that is a label itself."""
    if not label.frame.drawn:
        return None
    right = [other for other in cells if other.x > label.frame.right and label.frame.top < other.y < label.frame.bottom]
    nearest = min(right, key=lambda other: other.x0, default=None)
    return None if nearest is None or _LABEL.fullmatch(nearest.text) else nearest


def _lines(cell: Cell | None) -> tuple[PrintedLine, ...]:
    return tuple(piece.printed for piece in cell.pieces) if cell is not None else ()


def _claim(name: tuple[PrintedLine, ...], figure: Cell) -> Claim:
    passage = joined(_SECTION, "", [list(name), [piece.printed for piece in figure.pieces]])
    start = passage.text.index("\n") + 1
    draft = Draft("project_evaluation", passage, 0)
    draft.name("project", (0, start - 1))
    draft.amount("budget", _FIGURE.match(passage.text, start), "amount", None)
    return draft.row()
