"""The unit that a table's caption states."""

from __future__ import annotations

import pytest

from extractors.model import FormRead
from tests.forms.made import forms_of, titled
from tests.forms.test_functional import FA05, WIDE
from tests.tables.paper import sheet


def captioned(caption: str) -> FormRead:
    return forms_of(sheet(FA05, WIDE, title=titled("FA05"), captions=[caption]))["FA05"]


@pytest.mark.parametrize(
    ("caption", "unit"),
    [("金额单位：万元", "万元"), ("单位：人民币元", "元"), ("单 位 ：亿元", "亿元"), ("单位：（万元）", "万元"), ("", "万元")],
)
def test_a_unit_of_ours_is_taken_and_doubts_nothing(caption: str, unit: str) -> None:
    form = captioned(caption)
    assert form.unit == unit
    assert all(fact.reading.sound and fact.unit == unit for fact in form.facts)


@pytest.mark.parametrize("caption", ["单位：千元", "金额单位：百万元", "单位：百元"])
def test_figures_in_another_unit_are_doubted(caption: str) -> None:
    form = captioned(caption)
    assert form.facts
    assert not any(fact.reading.sound for fact in form.facts)
