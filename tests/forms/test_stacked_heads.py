"""A table goes on over a page whose headings are printed one character below the other."""

from __future__ import annotations

import pytest

from extractors.forms.regions import continues
from extractors.model import Line
from tests.tables.paper import glyphs, line, page

STACKED = "国有资本经营预算财政拨款"
HEADS = ("项目", "行次", "金额")
WORDS = "根据预算管理的有关规定本部门对全部项目支出开展了绩效自评工作并将结果公开"


def heads(words: tuple[str, ...]) -> list[Line]:
    """A group of columns, one of them named downwards, the others beside the middle of that name."""
    downwards = [line(glyphs(char, 400, 80 + 12 * i)) for i, char in enumerate(STACKED)]
    beside = [line(*(glyphs(word, 60 + 80 * i, 215) for i, word in enumerate(words)))]
    return [line(glyphs("续表", 440, 40)), line(glyphs("收入", 80, 60), glyphs("支出", 300, 60)), *downwards, *beside]


@pytest.mark.parametrize(("words", "goes_on"), [(HEADS, True), ((WORDS,), False)])
def test_headings_downwards_hide_no_table(words: tuple[str, ...], goes_on: bool) -> None:
    made = page(heads(words))
    assert continues(made, 0.0, made.height) is goes_on
