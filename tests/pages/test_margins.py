"""Words down the margin are no part of the lines beside them; the headings of a table are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.pages.made import Draw, pdf, read, text, words_of

ROWS = [text(f"2080{n} 行政运行 {n}42.50", 60, 80 + 16 * n, size=9) for n in range(1, 8)]
SAID = [f"2080{n}行政运行{n}42.50" for n in range(1, 8)]


def down(words: str, x: float, pitch: float) -> Sequence[Draw]:
    return [text(char, x, 96 + pitch * i, size=9) for i, char in enumerate(words)]


@pytest.mark.parametrize(
    ("x", "pitch", "beside", "kept"),
    [
        pytest.param(12, 16, False, False, id="in the left margin"),
        pytest.param(12, 11, False, False, id="set close in the left margin"),
        pytest.param(385, 32, False, False, id="set apart in the right margin"),
        pytest.param(385, 11, False, True, id="a heading of the last column"),
        pytest.param(40, 16, False, True, id="beside the table, not in the margin"),
        pytest.param(12, 16, True, True, id="over other words"),
    ],
)
def test_words_down_the_margin(x: float, pitch: float, beside: bool, kept: bool) -> None:
    more = [text("注：本表反映部门本年度各项支出情况", 12, 280, size=9)] if beside else []
    (page,) = read(pdf(*ROWS, *more, *down("信息公开", x, pitch)))
    assert set(SAID) <= set(words_of(page)) or kept
    assert all(char in "".join(words_of(page)) for char in "信息公") is kept
