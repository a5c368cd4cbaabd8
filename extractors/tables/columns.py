"""Column boundaries where no vertical rule is drawn: from the ends of ruled segments, else from the text's own columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.model import Rule
from extractors.tables.tokens import Token

_SNAP = 2.0
_SUM = re.compile(r"(人员|公用|日常公用)(经费|支出)?(合计|小计|总计)")
_ALONE = 40.0
_MEETING = 1.0
AMPLE = 99.0
_PLAIN = {"numbered": "word", "integer": "amount"}
# Words that head several columns wherever a line of header stands below them.
_SPANNING = frozenset(
    ("人员经费", "公用经费", "收入", "支出", "项目", "本年支出", "本年收入", "预算数", "决算数")
    + ("科目编码", "功能分类科目编码", "公务用车购置及运行费")
)

Span = tuple[float, float]


class Columns(NamedTuple):
    """Inner boundaries (x) of a table, and the white space, in points, around each; negative where text lies across."""

    xs: tuple[float, ...]
    margins: tuple[float, ...]


def segment_ends(horizontal: Sequence[Rule]) -> tuple[float, ...]:
    """x positions where at least two rows of horizontal segments begin or end inside the table; () if there are none."""
    if not horizontal:
        return ()
    left, right = min(r.x0 for r in horizontal), max(r.x1 for r in horizontal)
    ends = sorted((x, r.top) for r in horizontal for x in (r.x0, r.x1))
    found = []
    for group in _groups(ends):
        x = sum(p[0] for p in group) / len(group)
        levels = {round(p[1]) for p in group}
        if left + _SNAP < x < right - _SNAP and len(levels) >= 2:
            found.append(x)
    return tuple(found)


def segment_verticals(horizontal: Sequence[Rule], xs: Sequence[float]) -> list[Rule]:
    """Virtual vertical rules at `xs`, only in the bands where a segment above or below ends there: merged headers stay whole."""
    levels = _levels(horizontal)
    ends = {(i, level) for r in horizontal for i, x in enumerate(xs) for level in [_level_of(levels, r.top)] if _ends_at(r, x)}
    found = []
    for level, (top, bottom) in enumerate(pairwise(levels)):
        for i, x in enumerate(xs):
            if (i, level) in ends or (i, level + 1) in ends:
                found.append(Rule(x, top, x, bottom))
    return found


def text_columns(body: Iterable[Token], header: Sequence[Sequence[Token]]) -> Columns:
    """Columns from the tokens of all body rows, agreed with the header's lowest words (`header`: its lines, top to bottom).

    Figures, codes and words are grouped apart by horizontal overlap and aligned in order with the header's words, which
    may be centred over right-aligned figures; a header word without figures under it is a column that stays blank.
    Columns that touch leave no margin.
    """
    tokens = _without_sums(list(body))
    kinds = (("amount", "integer"), ("code",), ("word", "numbered"))
    clusters = _fused(sorted(span for kind in kinds for span in _merged_spans([t for t in tokens if t.kind in kind])))
    numbered = _numbered_leaves(header)
    if numbered:
        spans = _under_numbers(clusters, _merged_spans([t for t in tokens if t.kind == "amount"]), numbered)
        spans = max(spans, _aligned(clusters, numbered), key=_least_gap)
    else:
        leaves = _agreed_leaves(clusters, header)
        spans = _aligned(clusters, leaves)
        if len(clusters) == len(leaves):
            in_order = [_union(a, b) for a, b in zip(clusters, leaves, strict=True)]
            spans = in_order if _least_gap(in_order) >= min(0.0, _least_gap(spans)) else spans
    words = [token for line in header for token in line if token.text not in _SPANNING]
    gaps = [(right[0] - left[1], _uncut(left[1], right[0], words)) for left, right in pairwise(spans)]
    margins = [_room(gap, beside, tokens) for (gap, _), beside in zip(gaps, pairwise(spans), strict=True)]
    return Columns(tuple(x for _, x in gaps), tuple(margins))


def _room(gap: float, beside: tuple[Span, Span], body: Sequence[Token]) -> float:
    """White space around a boundary. Between columns of different kinds (a figure is no word and no code) any gap is enough."""
    left, right = ({_PLAIN.get(t.kind, t.kind) for t in body if span[0] <= (t.x0 + t.x1) / 2 <= span[1]} for span in beside)
    return AMPLE if gap > 0 and left and right and not left & right else gap


def _without_sums(tokens: list[Token]) -> list[Token]:
    """Labels of sums stand in the middle of merged cells and tell nothing of columns, as long as other words do."""
    others = [t for t in tokens if not (t.kind == "word" and _SUM.fullmatch(t.text))]
    return others if any(t.kind in ("word", "numbered") for t in others) else tokens


def _uncut(low: float, high: float, words: Sequence[Token]) -> float:
    """A boundary inside the body's white space that cuts the fewest header words, nearest to its middle."""
    middle = (low + high) / 2
    near = [word for word in words if word.x0 < high and low < word.x1]
    edges = [edge for word in near for edge in (word.x0 - 0.5, word.x1 + 0.5) if low <= edge <= high]
    gaps = [(a.x1 + b.x0) / 2 for word in near for a, b in pairwise(word.glyphs) if low <= (a.x1 + b.x0) / 2 <= high]
    return min((middle, *edges, *gaps), key=lambda x: (_cuts(x, near), abs(x - middle)))


def _cuts(x: float, words: Sequence[Token]) -> int:
    return sum(word.x0 + 1 < x < word.x1 - 1 for word in words)


def _under_numbers(clusters: Sequence[Span], figures: Sequence[Span], numbers: Sequence[Span]) -> list[Span]:
    """Body columns agreed with the 栏次 row, which numbers the figure columns only."""
    if len(figures) != len(numbers):
        return _aligned(clusters, numbers)
    paired = dict(zip(figures, numbers, strict=True))
    return [_union(cluster, paired[cluster]) if cluster in paired else cluster for cluster in clusters]


def _least_gap(spans: Sequence[Span]) -> float:
    return min((right[0] - left[1] for left, right in pairwise(spans)), default=0.0)


def _union(one: Span, two: Span) -> Span:
    return min(one[0], two[0]), max(one[1], two[1])


def _numbered_leaves(header: Sequence[Sequence[Token]]) -> list[Span]:
    """The 栏次 row numbers every figure column in its middle; () where it is not printed."""
    for line in header:
        numbers = [t for t in line if t.kind == "integer"]
        values = [int(t.text) for t in numbers]
        if len(values) >= 3 and all(b - a == 1 for a, b in pairwise(values)) and values[0] == 1:
            return [(t.x0, t.x1) for t in numbers]
    return []


def _agreed_leaves(clusters: Sequence[Span], header: Sequence[Sequence[Token]]) -> list[Span]:
    """The header's lowest words over at most one body column. A word that usually heads several columns is one of them only
    where the body columns agree better with the header for it (本年收入 as a column of its own)."""

    def narrow(leaves: Sequence[Span]) -> list[Span]:
        return [leaf for leaf in leaves if sum(_overlap(leaf, cluster) > 1 for cluster in clusters) < 2]

    sure, possible = _leaves(header)
    leaves = narrow(sure)
    cost = _distance(clusters, leaves)
    for word in narrow(possible):
        more = sorted([*leaves, word])
        if (better := _distance(clusters, more)) < cost:
            leaves, cost = more, better
    return leaves


def _leaves(header: Sequence[Sequence[Token]]) -> tuple[list[Span], list[Span]]:
    """The lowest words of a header, each with what is stacked over it alone: from the bottom line up, a word over none of those
    found is one more, a word over several of them spans columns; and those words which may as well head several."""
    leaves: list[Span] = []
    lone: list[Span] = []
    possible: list[Span] = []
    for line in reversed(header):
        fresh: list[Span] = []
        for token in line:
            below = [leaf for leaf in leaves if leaf[0] < token.x1 and token.x0 < leaf[1]]
            if leaves and token.text in _SPANNING:
                possible += [] if below else [(token.x0, token.x1)]
            elif not below:
                fresh.append((token.x0, token.x1))
            elif len(below) == 1:
                leaves[leaves.index(below[0])] = _union(below[0], (token.x0, token.x1))
        lone += fresh if leaves else []
        leaves = sorted(leaves + fresh)
    between = [word for word in lone if word in leaves and _heads_two(word, leaves, lone)]
    return [leaf for leaf in leaves if leaf not in between], possible


def _heads_two(word: Span, leaves: Sequence[Span], lone: Sequence[Span]) -> bool:
    """A word in the middle between two lower ones that stand no farther apart than neighbours do: it heads both."""
    lower = [(leaf[0] + leaf[1]) / 2 for leaf in leaves if leaf not in lone]
    middle = (word[0] + word[1]) / 2
    left = max((x for x in lower if x < middle), default=None)
    right = min((x for x in lower if x > middle), default=None)
    if left is None or right is None or len(lower) < 4:
        return False
    pitch = sorted(b - a for a, b in pairwise(lower))[(len(lower) - 1) // 2]
    return right - left < 1.5 * pitch and abs(middle - (left + right) / 2) < 0.2 * (right - left)


def _aligned(clusters: Sequence[Span], leaves: Sequence[Span]) -> list[Span]:
    """Order-preserving pairing of body columns and header words at the least distance; what stays alone is its own column."""
    rows, cols = len(clusters), len(leaves)
    cost, apart = _costs(clusters, leaves)
    spans: list[Span] = []
    i, j = rows, cols
    while i or j:
        pair, cluster, leaf = _steps(cost, clusters, leaves, (i, j), apart)
        if pair <= min(cluster, leaf):
            spans.append(_union(clusters[i - 1], leaves[j - 1]))
            i, j = i - 1, j - 1
        elif cluster <= leaf:
            spans.append(clusters[i - 1])
            i -= 1
        else:
            if not any(_overlap(leaves[j - 1], cluster) > 0 for cluster in clusters):
                spans.append(leaves[j - 1])
            j -= 1
    return spans[::-1]


def _distance(clusters: Sequence[Span], leaves: Sequence[Span]) -> float:
    """How badly body columns and header words agree in the best pairing."""
    return _costs(clusters, leaves)[0][-1][-1]


def _costs(clusters: Sequence[Span], leaves: Sequence[Span]) -> tuple[list[list[float]], _Apart]:
    """Cost of every beginning of the pairing, and of what stays alone: half a column, at least."""
    rows, cols = len(clusters), len(leaves)
    width = max((c[1] for c in clusters), default=0.0) - min((c[0] for c in clusters), default=0.0)
    alone = max(_ALONE, 0.5 * width / max(rows, cols, 1))
    met = frozenset(spot for a in clusters for b in leaves if _overlap(a, b) > _MEETING for spot in (a, b))
    apart = _Apart(alone, met)
    cost = [[0.0] * (cols + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(cols + 1):
            if i or j:
                cost[i][j] = min(_steps(cost, clusters, leaves, (i, j), apart))
    return cost, apart


def _overlap(one: Span, two: Span) -> float:
    return min(one[1], two[1]) - max(one[0], two[0])


class _Apart(NamedTuple):
    """The cost of staying alone, and the spans that meet one of the other kind: pairing those elsewhere costs as much again."""

    cost: float
    met: frozenset[Span]


def _steps(
    cost: Sequence[Sequence[float]], clusters: Sequence[Span], leaves: Sequence[Span], at: tuple[int, int], apart: _Apart
) -> tuple[float, float, float]:
    """Cost of pairing the last two, of a body column without header word, of a header word without body column."""
    i, j = at
    far = float("inf")
    pair = far
    if i and j:
        one, two = clusters[i - 1], leaves[j - 1]
        gap = max(0.0, one[0] - two[1], two[0] - one[1])
        strayed = gap > 0 and (one in apart.met or two in apart.met)
        pair = cost[i - 1][j - 1] + gap + (apart.cost if strayed else 0.0)
    return pair, (cost[i - 1][j] + apart.cost if i else far), (cost[i][j - 1] + apart.cost if j else far)


def _groups(points: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    groups: list[list[tuple[float, float]]] = []
    for point in points:
        if groups and point[0] - groups[-1][-1][0] <= _SNAP:
            groups[-1].append(point)
        else:
            groups.append([point])
    return groups


def _levels(horizontal: Sequence[Rule]) -> list[float]:
    levels: list[float] = []
    for y in sorted(r.top for r in horizontal):
        if not levels or y - levels[-1] > _SNAP:
            levels.append(y)
    return levels


def _level_of(levels: Sequence[float], y: float) -> int:
    return min(range(len(levels)), key=lambda i: abs(levels[i] - y))


def _ends_at(rule: Rule, x: float) -> bool:
    return abs(rule.x0 - x) <= _SNAP or abs(rule.x1 - x) <= _SNAP


def _merged_spans(items: Sequence[Token]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for token in sorted(items, key=lambda t: t.x0):
        if spans and token.x0 < spans[-1][1] - 0.5:
            spans[-1] = (spans[-1][0], max(spans[-1][1], token.x1))
        else:
            spans.append((token.x0, token.x1))
    return spans


def _fused(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans of different kinds that lie on one another are one column (a word among figures, a label over codes)."""
    fused: list[tuple[float, float]] = []
    for span in spans:
        if fused:
            overlap = min(fused[-1][1], span[1]) - max(fused[-1][0], span[0])
            if overlap > 0.5 * min(fused[-1][1] - fused[-1][0], span[1] - span[0]):
                fused[-1] = (min(fused[-1][0], span[0]), max(fused[-1][1], span[1]))
                continue
        fused.append(span)
    return fused
