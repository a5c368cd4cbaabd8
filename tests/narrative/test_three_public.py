"""three_public in the wordings of several places; figures and names are invented."""

from __future__ import annotations

from extractors.narrative.rules.three_public import read_three_public
from tests.narrative.made import read


def test_a_section_that_only_says_there_was_none() -> None:
    assert read(read_three_public, "青山市民政局2023年度无“三公”经费财政拨款支出。") == []
