"""Tables that a page break leaves open below or above: closed where their walls end."""

from __future__ import annotations

from extractors.model import Page, Rule
from extractors.narrative.cells import Ruling

_NEAR = 4.0
_LEAST_WALLS = 3


def closed(page: Page) -> Page:
    """The page with a rule at either end of its walls where none is drawn."""
    ruling = Ruling(page)
    if len(ruling.walls) < _LEAST_WALLS:
        return page
    added = []
    for at, ends in (
        (min(w.start for w in ruling.walls), [w.start for w in ruling.walls]),
        (max(w.end for w in ruling.walls), [w.end for w in ruling.walls]),
    ):
        reach = [wall.at for wall, end in zip(ruling.walls, ends, strict=True) if abs(end - at) < _NEAR]
        shelves = [shelf for shelf in ruling.shelves if abs(shelf.at - at) < _NEAR]
        covered = sum(shelf.end - shelf.start for shelf in shelves)
        if len(reach) >= _LEAST_WALLS and covered < max(reach) - min(reach) - _NEAR:
            added.append(Rule(min(reach), at, max(reach), at))
    return page.model_copy(update={"rules": (*page.rules, *added)}) if added else page
