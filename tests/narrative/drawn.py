"""Pages with drawn tables of words: cells wrap, rules may be missing."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Line, Page, Rule, Section
from tests.outline.made import line

SIZE = 10.0
LEADING = 12.0
PAD = 4.0


def drawn(
    number: int,
    rows: Sequence[Sequence[str]],
    xs: Sequence[float],
    *,
    top: float = 100.0,
    walls: bool = True,
    between: bool = True,
    above: Sequence[str] = (),
    below: Sequence[str] = (),
) -> Page:
    """Texts above, a table, texts below. `|` in a text wraps it; `walls`, `between`: which rules are drawn."""
    lines: list[Line] = [line(text, top + LEADING * 1.5 * at, size=SIZE) for at, text in enumerate(above)]
    y = top + LEADING * 1.5 * len(above)
    levels = [y]
    for row in rows:
        height = max(len(text.split("|")) for text in row) * LEADING + 2 * PAD
        for text, left in zip(row, xs, strict=False):
            wrapped = text.split("|") if text else []
            first = y + (height - len(wrapped) * LEADING) / 2
            lines += [line(part, first + LEADING * at, left + PAD, SIZE) for at, part in enumerate(wrapped)]
        y += height
        levels.append(y)
    lines += [line(text, y + PAD + LEADING * 1.5 * at, size=SIZE) for at, text in enumerate(below)]
    shown = levels if between else [levels[0], levels[1], levels[-1]]
    rules = [Rule(xs[0], level, xs[-1], level) for level in shown]
    rules += [Rule(x, levels[0], x, levels[-1]) for x in xs] if walls else []
    return Page(number=number, width=595, height=842, lines=tuple(_merged(lines)), rules=tuple(rules))


def _merged(lines: Sequence[Line]) -> list[Line]:
    """Pieces at one height are one visual line, as a page has them."""
    by_top: dict[float, list[Line]] = {}
    for each in lines:
        by_top.setdefault(each.top, []).append(each)
    merged = []
    for top in sorted(by_top):
        glyphs = tuple(sorted((g for each in by_top[top] for g in each.glyphs), key=lambda g: g.x0))
        merged.append(Line(glyphs, glyphs[0].x0, top, glyphs[-1].x1, max(g.bottom for g in glyphs)))
    return merged


def told(pages: Sequence[Page], key: str, title: str) -> Section:
    """A section that is all of these pages."""
    last = pages[-1]
    return Section(key=key, title=title, level=1, start=(pages[0].number, 0), end=(last.number, len(last.lines)))
