"""Printed line numbers."""

from __future__ import annotations

import pytest

from extractors.checks import judge
from extractors.model import FormRead, RowRead
from tests.checks.books import BOX, book, outline


def numbered(numbers: tuple[str, ...]) -> tuple[FormRead, ...]:
    classes = ("201", "202", "203", "204")
    rows = tuple(
        RowRead(key=f"expenditure.{code}", label=code, box=BOX, number=n) for code, n in zip(classes, numbers, strict=True)
    )
    return tuple(form.model_copy(update={"rows": rows}) if form.form == "FA04" else form for form in book())


@pytest.mark.parametrize(
    ("numbers", "told"),
    [(("28", "29", "30", "31"), []), (("28", "39", "30", "31"), ["expenditure.202"]), (("28", "", "30", "31"), [])],
)
def test_a_line_number_between_its_neighbours(numbers: tuple[str, ...], told: list[str]) -> None:
    findings = judge(outline(), numbered(numbers), ()).findings
    assert [f.row for f in findings if f.rule == "form.line_number"] == told
