"""Many small documents: the first pages of typeset final accounts, each with bytes of its own."""

from __future__ import annotations

from functools import cache

import pymupdf

from tests.typeset import PRESETS, make

_PAGES = 5
_SEEDS = 4


@cache
def _paper(seed: int) -> bytes:
    """The title, the contents and the first forms of a document."""
    whole = pymupdf.open(stream=make(seed, PRESETS["plain"]).pdf)
    whole.select(range(_PAGES))
    content: bytes = whole.tobytes(garbage=4, deflate=True)
    whole.close()
    return content


def papers(count: int) -> list[bytes]:
    """Distinct documents of a few kinds; a remark behind the end is no part of what they say."""
    return [_paper(1 + number % _SEEDS) + b"\n%% copy %d\n" % number for number in range(count)]
