"""One picture -> its words and rules, in points of the straightened picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import fmean
from typing import NamedTuple

import cv2
import numpy as np

from extractors.model import Glyph, Rule, Scanned
from extractors.pictures.doubts import doubted
from extractors.pictures.engine import Engine
from extractors.pictures.orientation import Turn, better_turn, lies_sideways, turned
from extractors.pictures.pieces import Box, Piece, pieces_of
from extractors.pictures.placing import Placed, placed
from extractors.pictures.raster import Gray, Place
from extractors.pictures.ruling import Ruling, Stroke, ruling_of
from extractors.pictures.straight import Mask, evened, ink_mask, letter_height, lone_specks, straightened, tilt_of
from extractors.pictures.widths import out_of_step, stretched

_FINDING_HEIGHT = 16.0
_LARGEST = 25.0
_ENOUGH = 20.0
_BAND_AREA = 950_000
_MARGIN = 64
_NOTHING = 0.25
_READABLE = 0.7
_SPECK = 0.3
_AROUND = np.ones((3, 3), np.uint8)


_Word = list[tuple[Placed, Scanned]]


class Read(NamedTuple):
    """Words as runs of glyphs, rules, how each glyph was read: in points of the upright picture. `turn`, `tilt` as in `Page`."""

    runs: tuple[tuple[Glyph, ...], ...]
    rules: tuple[Rule, ...]
    scanned: dict[tuple[float, float], Scanned]
    turn: Turn
    tilt: float


class _Sheet(NamedTuple):
    """A straight, even page: with its rules wiped out in `clean` and `ink`."""

    clean: Gray
    ink: Mask
    ruling: Ruling
    em: float
    tilt: float


def read_picture(gray: Gray, engine: Engine, place: Place) -> Read:
    """Everything printed in a picture."""
    even, place = _sized(evened(gray), place)
    sheet = _sheet(even)
    boxes = _found(sheet, engine)
    turn: Turn = 0
    if lies_sideways(boxes):
        turn = better_turn(sheet.clean, boxes, engine, (90, 270))
        sheet = _sheet(turned(even, turn))
        boxes = _found(sheet, engine)
    words = _words(sheet, boxes, engine)
    if turn == 0 and _unreadable(words) and better_turn(sheet.clean, boxes, engine, (0, 180)):
        turn, sheet = 180, _sheet(turned(even, 180))
        words = _words(sheet, _found(sheet, engine), engine)
    return _in_points(words, sheet, turn, place)


def _sized(even: Gray, place: Place) -> tuple[Gray, Place]:
    """A page in letters that are no larger than reading needs: a fine scan costs many times as much and reads no better."""
    letters = letter_height(ink_mask(even))
    if letters <= _LARGEST:
        return even, place
    share = _ENOUGH / letters
    smaller = cv2.resize(even, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, dtype=np.uint8), place._replace(scale=place.scale * share)


def _words(sheet: _Sheet, boxes: Sequence[Box], engine: Engine) -> list[_Word]:
    pieces = pieces_of(boxes, sheet.ink, sheet.ruling, sheet.em)
    said = engine.read([piece.cut(sheet.clean) for piece in pieces])
    again = sorted(out_of_step(pieces, said))
    for at, second in zip(again, stretched([pieces[at] for at in again], sheet.clean, engine), strict=True):
        said[at] = second
    unfit = out_of_step(pieces, said)
    return [
        doubted(placed(one, piece, sheet.ink, sheet.em), one, unfit=at in unfit)
        for at, (one, piece) in enumerate(zip(said, pieces, strict=True))
        if one.chars and not _is_speck(piece, sheet.em)
    ]


def _unreadable(words: Sequence[_Word]) -> bool:
    """The letters are hardly known: the page may lie upside down."""
    sure = [how.confidence for word in words for _, how in word]
    return bool(sure) and fmean(sure) < _READABLE


def _sheet(leaning: Gray) -> _Sheet:
    tilt = tilt_of(ink_mask(leaning))
    even = straightened(leaning, tilt)
    ink = ink_mask(even)
    em = letter_height(ink)
    ruling = ruling_of(ink, em)
    ink = np.where(cv2.dilate(ruling.pixels, _AROUND) > 0, 0, ink).astype(np.uint8)
    dirt = lone_specks(ink, em)
    wiped = cv2.dilate(ruling.pixels | dirt, _AROUND)
    clean = np.where(wiped > 0, 255, even).astype(np.uint8)
    return _Sheet(clean, np.asarray(ink & (1 - dirt), dtype=np.uint8), ruling, em, tilt)


def _found(sheet: _Sheet, engine: Engine) -> list[Box]:
    """Where the finder sees text: letters are brought to a size that it likes; the page comes in bands, which bounds memory."""
    share = min(_FINDING_HEIGHT / sheet.em, 1.0)
    height, width = sheet.clean.shape
    small = (max(round(width * share), 32), max(round(height * share), 32))
    across, down = width / small[0], height / small[1]
    shown = np.asarray(cv2.resize(sheet.clean, small, interpolation=cv2.INTER_AREA), np.uint8)
    boxes = [box for top, bottom in _bands(small[1], small[0]) for box in _in_band(shown, (top, bottom), engine)]
    return [(x0 * across, y0 * down, x1 * across, y1 * down) for x0, y0, x1, y1 in boxes]


def _bands(height: int, width: int) -> list[tuple[int, int]]:
    """Rows of a page in bands of the same height and bounded area."""
    count = -(-height * width // _BAND_AREA)
    edges = [round(height * at / count) for at in range(count + 1)]
    return list(pairwise(edges))


def _in_band(gray: Gray, band: tuple[int, int], engine: Engine) -> Iterator[Box]:
    """The text whose middle lies in a band; the finder sees a little more on both sides, so that no line is cut."""
    first, last = max(band[0] - _MARGIN, 0), min(band[1] + _MARGIN, len(gray))
    for x0, y0, x1, y1 in engine.boxes(np.ascontiguousarray(gray[first:last])):
        if band[0] <= first + (y0 + y1) / 2 < band[1]:
            yield x0, y0 + first, x1, y1 + first


def _is_speck(piece: Piece, em: float) -> bool:
    """Dirt by itself, no letter: a point or dash belongs to a word."""
    return piece.ink_bottom - piece.ink_top < _SPECK * em and piece.x1 - piece.x0 < 1.2 * em


def _in_points(words: Sequence[_Word], sheet: _Sheet, turn: Turn, place: Place) -> Read:
    left, top, scale = place
    scanned: dict[tuple[float, float], Scanned] = {}
    runs = []
    for number, word in enumerate(words):
        run = []
        for at, how in word:
            if at.char.char.isspace() or how.confidence < _NOTHING:
                continue
            x0, y0, x1, y1 = (round(v, 3) for v in (at.x0 / scale, at.top / scale, at.x1 / scale, at.bottom / scale))
            glyph = Glyph(at.char.char, left + x0, top + y0, left + x1, top + y1)
            scanned[glyph.x0, glyph.top] = how._replace(word=number)
            run.append(glyph)
        if run:
            runs.append(tuple(run))
    return Read(tuple(runs), tuple(_rules(sheet.ruling, place)), scanned, turn, sheet.tilt)


def _rules(ruling: Ruling, place: Place) -> list[Rule]:
    left, top, scale = place

    def level(stroke: Stroke) -> Rule:
        y = top + stroke.level / scale
        return Rule(left + stroke.start / scale, y, left + stroke.end / scale, y)

    def upright(stroke: Stroke) -> Rule:
        x = left + stroke.level / scale
        return Rule(x, top + stroke.start / scale, x, top + stroke.end / scale)

    return [level(stroke) for stroke in ruling.level] + [upright(stroke) for stroke in ruling.upright]
