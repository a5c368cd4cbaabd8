"""Column boundaries of tables without vertical rules, from their centred headings.

A heading printed in the middle of its column tells the column's left edge from its right one. From the right edge of the
table column by column to the left: where that ends at the table's left edge, every heading was one column and none is
missing, and the boundaries are as certain as drawn ones. Blank columns, and figures that stand far from the middle of
their column, do no harm.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from extractors.model import Rule
from extractors.tables.rows import TextRow
from extractors.tables.tokens import Token, apart, in_letters, parted

_LANDING = 1.5
_NARROWEST = 6.0
_GRACE = 1.0
_MOST_LEFT_OUT = 5
_MOST_WORDS = 14
_FEWEST = 2
_STUB_ROOM = 30.0
_MOST_ROOM = 10.0
_FEWEST_ENDS = 3
_FEW_WORDS = 6
_STEP = 0.25
_ALIKE = 0.3
_FIGURES = ("amount", "integer")


class Sides(NamedTuple):
    """The table's left and right edge."""

    left: float
    right: float


class _Chain(NamedTuple):
    """Boundaries from left to right and how far the first one is from the table's left edge."""

    xs: tuple[float, ...]
    error: float


def sides_of(horizontal: Sequence[Rule], body: Sequence[TextRow]) -> Sides | None:
    """The ends that rules as wide as the table agree on; None where no rule is."""
    tokens = [token for row in body for token in row.tokens]
    if not horizontal or not tokens:
        return None
    left, right = min(r.x0 for r in horizontal), max(r.x1 for r in horizontal)
    whole = [r for r in horizontal if r.x0 < left + _GRACE and r.x1 > right - _GRACE]
    if len(whole) < 2 or left > min(t.x0 for t in tokens) + _GRACE or right < max(t.x1 for t in tokens) - _GRACE:
        return None
    return Sides(left, right)


def centred_columns(body: Sequence[TextRow], header: Sequence[TextRow], sides: Sides | None) -> tuple[float, ...] | None:
    """The inner boundaries, or None where the headings are not centred, or two readings of them fit alike.

    Figures lie within their columns, one of a row in each; codes may reach over the columns of their levels, which are one
    column then. Without rules that show the table's sides, every column of figures must end as far from its right edge.
    """
    sure, loose = _leaves([[part for token in row.tokens for part in parted(token)] for row in header])
    if sides:
        return _searched(body, (sure, loose), sides, None)
    found = (_searched(body, (sure, loose), flush.sides, flush) for flush in _flush(body, header, len(loose)))
    return next((xs for xs in found if xs), None)


def _searched(
    body: Sequence[TextRow], words: tuple[Sequence[Token], Sequence[Token]], sides: Sides, flush: _Flush | None
) -> tuple[float, ...] | None:
    """The one way to chain the words that the body agrees with, most words first."""
    codes = [token for row in body for token in row.tokens if token.kind == "code"]
    sure, loose = words
    for left_out in range(min(len(loose), _MOST_LEFT_OUT) + 1):
        chains = _chains(sure, loose, left_out, sides, flush.stub if flush else 0.0)
        found = (_without_cuts(c.xs[1:-1], codes) for c in chains if flush is None or flush.fits(c.xs))
        fitting = [xs for xs in found if _holds(xs, body)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            return None
    return None


class _Flush(NamedTuple):
    """Figures set flush right: the right edges of their columns, and how far they stay from their columns' right edges."""

    sides: Sides
    ends: tuple[float, ...]
    room: float
    stub: float
    """How far left of its codes the table may begin, where they are not flush left."""

    def fits(self, xs: Sequence[float]) -> bool:
        """Every column of figures ends at its boundary less the room."""
        return all(min(abs(x - self.room - end) for x in xs) < _GRACE for end in self.ends)


def _flush(body: Sequence[TextRow], header: Sequence[TextRow], loose: int) -> Iterator[_Flush]:
    """The table's sides from its figures: the heading of the last column stands midway between the ends of the last two.
    Where few columns hold figures the room is tried out; then the codes must be flush left as well."""
    tokens = [token for row in body for token in row.tokens]
    ends = _ends([token for token in tokens if token.kind == "amount"])
    words = [t for row in header if not counts_columns(row.tokens) for t in row.tokens if ends and t.x0 < ends[-1] + _MOST_ROOM]
    if len(ends) < _FEWEST or not words or ends[-1] < max(t.x1 for t in tokens) - _GRACE:
        return
    left, right = min(t.x0 for t in tokens), ends[-1]
    told = _middle(max(words, key=lambda t: t.x1)) - (ends[-1] + ends[-2]) / 2
    if len(ends) >= _FEWEST_ENDS and 0 <= told <= _MOST_ROOM:
        yield _Flush(Sides(left - told, right + told), ends, told, _STUB_ROOM)
    elif loose <= _FEW_WORDS:
        for step in range(1, int(_MOST_ROOM / _STEP)):
            room = step * _STEP
            yield _Flush(Sides(left - room, right + room), ends, room, 0.0)


def _ends(figures: Sequence[Token]) -> tuple[float, ...]:
    """Where figures end, left to right: places that several agree on."""
    groups: list[list[float]] = []
    for x in sorted(token.x1 for token in figures):
        if groups and x - groups[-1][-1] < _GRACE:
            groups[-1].append(x)
        else:
            groups.append([x])
    kept = [group for group in groups if len(group) > _ALIKE * len(figures) / max(len(groups), 1)]
    return tuple(max(group) for group in kept) if len(kept) == len(groups) else ()


def _without_cuts(xs: Sequence[float], codes: Sequence[Token]) -> tuple[float, ...]:
    return tuple(x for x in xs if not any(_cuts(x, code) for code in codes))


def _holds(xs: Sequence[float], body: Sequence[TextRow]) -> bool:
    """No boundary runs through a figure, and no two figures of a row stand in one column."""
    coded = {bisect(xs, _middle(t)) for row in body for t in row.tokens if t.kind == "code"}
    for row in body:
        figures = [part for token in row.tokens if token.kind in _FIGURES for part in apart(token, xs)]
        columns = [col for t in figures if (col := bisect(xs, _middle(t))) not in coded]
        if len(set(columns)) < len(columns) or any(_cuts(x, token) for x in xs for token in figures):
            return False
    return True


def _middle(token: Token) -> float:
    return (token.x0 + token.x1) / 2


def _chains(sure: Sequence[Token], loose: Sequence[Token], left_out: int, sides: Sides, beyond: float = 0.0) -> Iterator[_Chain]:
    """Chains of all words but so many of the loose ones that end at the table's left edge, or so far beyond it."""
    for chosen in combinations(loose, len(loose) - left_out):
        chain = _chained(sorted([*sure, *chosen], key=lambda t: t.x0), sides)
        if chain is not None and (chain.error < _LANDING or 0 < sides.left - chain.xs[0] < beyond):
            yield chain


def _leaves(header: Sequence[Sequence[Token]]) -> tuple[list[Token], list[Token]]:
    """The lowest words, and words that stand over none of them: columns of their own, or headings over several."""
    sure: list[Token] = []
    loose: list[Token] = []
    for line in reversed([line for line in header if not counts_columns(line)]):
        fresh = [t for t in line if not any(_meet(t, other) for other in (*sure, *loose))]
        if sure:
            loose += fresh
        else:
            sure = fresh
    return (sure, loose) if len(loose) <= _MOST_WORDS else ([], [])


def counts_columns(line: Sequence[Token]) -> bool:
    """A line that numbers the columns, with figures or with letters."""
    if sum(t.kind == "integer" for t in line) >= 2 or any(t.text == "栏次" for t in line):
        return True
    return in_letters([t.text for t in line])


def _meet(one: Token, two: Token) -> bool:
    return one.x0 < two.x1 and two.x0 < one.x1


def _chained(leaves: Sequence[Token], sides: Sides) -> _Chain | None:
    """Boundaries from the right edge leftwards; None where a heading is wider than its column would be."""
    if len(leaves) < _FEWEST:
        return None
    xs = [sides.right]
    for leaf in reversed(leaves):
        edge = leaf.x0 + leaf.x1 - xs[-1]
        if xs[-1] - edge < max(_NARROWEST, leaf.x1 - leaf.x0 - _GRACE):
            return None
        xs.append(edge)
    return _Chain(tuple(reversed(xs)), abs(xs[-1] - sides.left))


def _cuts(x: float, token: Token) -> bool:
    """A boundary runs through a token."""
    return token.x0 + _GRACE < x < token.x1 - _GRACE
