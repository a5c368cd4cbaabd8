"""Lines of glyphs -> tokens: runs of text that stand together, told apart as amounts, codes, line labels or words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from string import ascii_uppercase
from typing import Literal, NamedTuple

from extractors.amounts import fold_width
from extractors.model import Glyph

Kind = Literal["amount", "code", "integer", "numbered", "word"]

_SPLIT_GAP = 0.3
_SEAM = 0.1
_WIDER = 1.0
_GRACE = 0.5
_PAIR = 2
_FEWEST_LETTERS = 3
_JOIN_GAP = 0.95
_COMPLETE = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2,}$")
_DECIMALS = re.compile(r"\.\d+$")
_PART = re.compile(r"[-\d.,\s]+")
_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)$")
_HEAD = re.compile(r"-?(?:\d{1,3}(?:,\d{3})*,|\d{1,3}(?:,\d{3})+\.|\d{3,}\.)$")
_CODE = re.compile(r"[2356]\d{2}(?:\d{2}){0,2}$")
_NUMBERED = re.compile(r"(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.、．])")
_FIGURE = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}"
_GLUED = (
    re.compile(rf"({_FIGURE})((?:[23]\d{{2}})(?:\d{{2}}){{0,2}})$"),
    re.compile(rf"({_FIGURE}\d*)([^\d.,%].*)$"),
    re.compile(rf"(.*[^\d.,\-])({_FIGURE}\d*)$"),
    re.compile(r"([23]\d{2}(?:\d{2}){0,2})([^\d.,%年月日号].*)$"),
)

# Header words that printers letter-space over the width of their cell.
_SPACED = frozenset(
    ("项目", "金额", "合计", "小计", "总计", "栏次", "行次", "收入", "支出", "名称", "科目", "编码", "代码", "备注")
)


class Token(NamedTuple):
    """A run of glyphs on one line; `text` has its blanks dropped."""

    text: str
    kind: Kind
    x0: float
    top: float
    x1: float
    bottom: float
    glyphs: tuple[Glyph, ...]


def text_of(glyphs: Iterable[Glyph]) -> str:
    """The characters of some glyphs without blanks."""
    return "".join("".join([g.char for g in glyphs]).split())


def kind_of(text: str) -> Kind:
    """What a token is by its characters alone."""
    folded = fold_width(text)
    if _AMOUNT.match(folded) or _HEAD.match(folded):
        return "amount"
    if _CODE.match(folded):
        return "code"
    if folded.isdigit():
        return "integer"
    return "numbered" if _NUMBERED.match(folded) else "word"


def is_head(token: Token) -> bool:
    """The beginning of a figure that goes on a line lower: it ends in a comma or a point."""
    return bool(_HEAD.match(fold_width(token.text)))


def text_lines(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs grouped into lines by vertical overlap of their middles, top to bottom, each left to right."""
    lines: list[list[Glyph]] = []
    middles: list[float] = []
    for glyph in sorted((g for g in glyphs if not g.char.isspace()), key=lambda g: g.top + g.bottom):
        reach = 0.42 * (glyph.bottom - glyph.top)
        if lines and abs(glyph.y - middles[-1]) <= reach:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
            middles.append(glyph.y)
    return [sorted(line, key=lambda g: g.x0) for line in lines]


def tokens(line: Sequence[Glyph]) -> list[Token]:
    """One line's tokens. Blanks inside a figure ("1, 507. 06") do not split it; two complete figures are never joined."""
    runs: list[list[Glyph]] = []
    for glyph in line:
        if glyph.char.isspace():
            continue
        if runs and glyph.x0 - runs[-1][-1].x1 <= _SPLIT_GAP * (glyph.bottom - glyph.top):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    joined: list[list[Glyph]] = []
    for run in runs:
        if joined and (_continues(joined[-1], run) or text_of(joined[-1] + run) in _SPACED):
            joined[-1] = joined[-1] + run
        else:
            joined.append(run)
    return [token for run in joined for token in _unglued(run)]


def _continues(left: list[Glyph], right: list[Glyph]) -> bool:
    gap = right[0].x0 - left[-1].x1
    if gap > _JOIN_GAP * (right[0].bottom - right[0].top):
        return False
    one, two = fold_width(text_of(left)), fold_width(text_of(right))
    if not (_PART.fullmatch(one) and _PART.fullmatch(two)):
        return False
    if _COMPLETE.match(one) or (_DECIMALS.search(one) and _CODE.match(two)):
        return False
    if one.isdigit() and "." in two and not two.startswith("."):
        return False
    return bool(_AMOUNT.match(one + two) or _HEAD.match(one + two))


def _unglued(run: list[Glyph]) -> list[Token]:
    """An amount drawn right up to a code or a label ("7.35" + "39910"), a code up to its name, come apart."""
    text = fold_width(text_of(run))
    cut = _seam(run, text)
    if cut:
        return [*_unglued(run[:cut]), *_unglued(run[cut:])]
    for pattern in _GLUED:
        match = pattern.match(text)
        if match:
            cut = len(match.group(1))
            return [*_unglued(run[:cut]), *_unglued(run[cut:])]
    return [token_of(run)]


def _seam(run: Sequence[Glyph], text: str) -> int | None:
    """Where a gap wider than those between the other characters parts an amount from the code or amount after it."""
    if not _PART.fullmatch(text) or len(run) < 6:
        return None
    gaps = [b.x0 - a.x1 for a, b in pairwise(run)]
    usual = sorted(gaps)[len(gaps) // 2]
    for i, gap in enumerate(gaps, 1):
        wide = gap > usual + _SEAM * (run[i].bottom - run[i].top)
        if wide and _DECIMALS.search(text[:i]) and _AMOUNT.match(text[:i]) and (_AMOUNT.match(text[i:]) or _CODE.match(text[i:])):
            return i
    return None


def token_of(run: Sequence[Glyph]) -> Token:
    """Glyphs that stand together as a token."""
    text = text_of(run)
    return Token(
        text,
        kind_of(text),
        min(g.x0 for g in run),
        min(g.top for g in run),
        max(g.x1 for g in run),
        max(g.bottom for g in run),
        tuple(run),
    )


def apart(token: Token, xs: Sequence[float]) -> list[Token]:
    """A run apart where a boundary runs through a gap wider than those between its characters: text of two columns."""
    if not any(token.x0 < x < token.x1 for x in xs):
        return [token]
    for cut in _wide_gaps(token):
        left, right = token.glyphs[:cut], token.glyphs[cut:]
        if any(left[-1].x1 - _GRACE <= x <= right[0].x0 + _GRACE for x in xs):
            return [token_of(left), *apart(token_of(right), xs)]
    return [token]


def parted(token: Token) -> list[Token]:
    """A run of words apart at every gap wider than those between its characters; two characters may be set wide apart."""
    cuts = [0, *(_wide_gaps(token) if len(token.glyphs) > _PAIR else ()), len(token.glyphs)]
    return [token_of(token.glyphs[a:b]) for a, b in pairwise(cuts)]


def _wide_gaps(token: Token) -> list[int]:
    """Indices of the glyphs before which there is more room than usual in this run."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(token.glyphs)]
    if not gaps:
        return []
    usual = sorted(gaps)[len(gaps) // 2] if len(gaps) > 1 else 0.0
    return [i for i, gap in enumerate(gaps, 1) if gap > usual + _WIDER]


def cut_after(token: Token, places: int) -> list[Token]:
    """A run of figures without gaps, or a figure up to a code or line number, comes apart after `places` decimals each."""
    match = re.match(rf"-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)\.\d{{{places}}}", token.text)
    rest = token.text[match.end() :] if match else ""
    if places < 2 or not match or not rest:
        return [token]
    figures = re.fullmatch(rf"(?:-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)\.\d{{{places}}})+", rest)
    if not figures and not (rest.isdigit() and (_CODE.match(rest) or len(rest) <= 2)):
        return [token]
    cut = match.end()
    return [token_of(list(token.glyphs[:cut])), *cut_after(token_of(list(token.glyphs[cut:])), places)]


def in_letters(texts: Sequence[str]) -> bool:
    """A B C …: columns counted with letters, three or more one after the other."""
    letters = "".join(texts).upper()
    return len(letters) >= _FEWEST_LETTERS and letters in ascii_uppercase and all(len(text) <= 1 for text in texts)
