"""A bare 小计: whose sum it is."""

from __future__ import annotations

import pytest

from extractors.forms.headers import match_column
from tests.forms.budgets import budget_form
from tests.forms.made import figures

FIVE = (90, 110, 90, 90, 90, 90)
SUMS = [
    ("合计", "因公出国（境）费", "公务接待费", "小计", "公务用车购置费", "公务用车运行费"),
    ("9.00", "2.00", "1.00", "6.00", "4.00", "2.00"),
]


@pytest.mark.parametrize(
    ("path", "column"),
    [
        pytest.param("公务用车购置及运行费/小计//小计", "vehicle_total", id="a reading by words lost the group"),
        pytest.param("公务用车购置及运行费合计//合计", "total", id="letters of the neighbour's heading ran into it"),
        pytest.param("合计//合计", "total", id="no group at all"),
    ],
)
def test_a_bare_sum_belongs_to_the_group_over_it(path: str, column: str) -> None:
    assert match_column("three_public", path, words_first=True) == column


def test_without_anything_beside_it_the_first_of_two_sums_is_that_of_three_public() -> None:
    read = figures(budget_form("BG07", SUMS, FIVE, heads=1))
    assert read["budget", "total"] == "9.00"
    assert "grand_total" not in {column for _, column in read}


def test_beside_meetings_the_wider_sum_is_that_of_all() -> None:
    heads = ("合计", "小计", "因公出国（境）费", "公务接待费", "公务用车运行费", "会议费")
    read = figures(budget_form("BG07", [heads, ("9.00", "6.00", "2.00", "1.00", "3.00", "3.00")], FIVE, heads=1))
    assert (read["budget", "grand_total"], read["budget", "total"]) == ("9.00", "6.00")
