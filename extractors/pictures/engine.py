"""The one door to RapidOCR: where text stands in an image, and what a strip of text says. Loaded when first asked for.

Its networks ship in the package; nothing is downloaded. Strips are grouped by width, so that short figures are not
padded to the length of a sentence.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.pictures.raster import Gray

Answer = NDArray[np.float32]

_THREADS = 2
_HEIGHT = 48
_LEAST_SIDE = 32
_STRIDE = 8
_BATCH_COLUMNS = 2048
_SLACK = 1.12
_DROPPED = 0.3
_DIGITS = "0123456789"


class Char(NamedTuple):
    """One character as read: its middle as a share of the strip's width, the reader's confidence, its second choice."""

    char: str
    middle: float
    confidence: float
    second: str
    second_confidence: float


class Said(NamedTuple):
    """A strip as read. `dropped`: the greatest confidence of a digit that was seen but not kept."""

    chars: tuple[Char, ...]
    dropped: float

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(char.char for char in self.chars)


class Engine:
    """Two networks: one finds text, one reads it. The finder would blow low pictures up to 736 pixels, and a band of a page take
    as much memory as the page: letters come in a size that it likes, so it is told to leave them.
    """

    def __init__(self) -> None:
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        threads = {"EngineConfig.onnxruntime.intra_op_num_threads": _THREADS, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
        sizes = {"Det.limit_side_len": _LEAST_SIDE}
        whole: Any = RapidOCR(params={"Global.log_level": "error", "Global.use_cls": False, **threads, **sizes})
        self._finder: Any = whole._load_det_model()
        self._reader: Any = whole._load_rec_model()
        self._alphabet: list[str] = self._reader.postprocess_op.character
        self._digits = np.array([self._alphabet.index(digit) for digit in _DIGITS])

    def boxes(self, gray: Gray) -> list[tuple[float, float, float, float]]:
        """Upright rectangles around pieces of text, in pixels."""
        found = self._finder(cv2.cvtColor(gray, cv2.COLOR_GRAY2BGR)).boxes
        corners = [] if found is None else [np.asarray(box, np.float64) for box in found]
        return [(float(c[:, 0].min()), float(c[:, 1].min()), float(c[:, 0].max()), float(c[:, 1].max())) for c in corners]

    def read(self, strips: Sequence[Gray]) -> list[Said]:
        """What each strip says, in the given order."""
        said: list[Said] = [Said((), 0.0)] * len(strips)
        for batch in _batches([_columns(strip) for strip in strips]):
            answers = self._reader.session(_stacked([strips[at] for at in batch]))
            for at, answer in zip(batch, answers, strict=True):
                said[at] = self._said(answer, _columns(strips[at]))
        return said

    def _said(self, answer: Answer, columns: int) -> Said:
        """Steps of 8 columns, each with a probability per character -> the characters, repeats and blanks dropped."""
        best = answer.argmax(axis=1)
        digits = answer[:, self._digits]
        chars, lost, at = [], 0.0, 0
        while at < len(best):
            end = at
            while end + 1 < len(best) and best[end + 1] == best[at]:
                end += 1
            if best[at]:
                chars.append(self._char(answer, (at, end), columns))
            else:
                lost = max(lost, float(digits[at : end + 1].max()))
            at = end + 1
        return Said(tuple(chars), lost)

    def _char(self, answer: Answer, span: tuple[int, int], columns: int) -> Char:
        first, last = span
        known = int(answer[first].argmax())
        peak = first + int(answer[first : last + 1, known].argmax())
        char = self._alphabet[known]
        others = answer[peak, self._digits]
        if char in _DIGITS:
            others[_DIGITS.index(char)] = 0.0
        second = int(others.argmax())
        middle = ((first + last) / 2 + 0.5) * _STRIDE / columns
        return Char(char, min(middle, 1.0), float(answer[peak, known]), _DIGITS[second], float(others[second]))


@cache
def engine() -> Engine:
    """The engine of this process."""
    return Engine()


def _columns(strip: Gray) -> int:
    """Width of a strip brought to the reader's height."""
    height, width = strip.shape
    return max(int(np.ceil(_HEIGHT * width / height)), _STRIDE)


def _batches(widths: Sequence[int]) -> list[list[int]]:
    """Strips of like width together, bounded in size: what the reader answers is large."""
    batches: list[list[int]] = []
    for at in sorted(range(len(widths)), key=lambda at: widths[at]):
        batch = batches[-1] if batches else None
        if batch and widths[at] <= _SLACK * widths[batch[0]] + _STRIDE and (len(batch) + 1) * widths[at] <= _BATCH_COLUMNS:
            batch.append(at)
        else:
            batches.append([at])
    return batches


def _stacked(strips: Sequence[Gray]) -> Answer:
    """Strips as the reader wants them: three equal channels, -1 black to 1 white, padded on the right."""
    widths = [_columns(strip) for strip in strips]
    width = -(-max(widths) // _STRIDE) * _STRIDE
    stacked = np.zeros((len(strips), 3, _HEIGHT, width), np.float32)
    for at, strip in enumerate(strips):
        sized = cv2.resize(strip, (widths[at], _HEIGHT), interpolation=cv2.INTER_LINEAR)
        stacked[at, :, :, : widths[at]] = sized.astype(np.float32) / 127.5 - 1.0
    return stacked
