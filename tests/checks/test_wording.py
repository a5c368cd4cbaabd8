"""Amounts in findings are told in the unit of their form, whatever their size."""

from decimal import Decimal

import pytest

from extractors.checks.wording import in_unit
from extractors.model import Unit


@pytest.mark.parametrize(
    ("yuan", "unit", "said"),
    [
        ("-18000", "万元", "-1.80"),
        ("0.85", "万元", "0.000085"),
        ("0", "元", "0.00"),
        ("1234.5678", "元", "1234.5678"),
        ("9" * 26, "元", "9" * 26 + ".00"),
    ],
)
def test_an_amount_is_told_with_two_places_or_as_many_as_it_needs(yuan: str, unit: Unit, said: str) -> None:
    assert in_unit(Decimal(yuan), unit) == said


def test_more_digits_than_decimals_reckon_with_are_no_crash() -> None:
    assert in_unit(Decimal("9" * 40), "万元")
