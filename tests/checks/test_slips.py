from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.checks.slips import is_slip


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("18.61", "16.81"),
        ("12.00", "72.00"),
        ("21118.5", "21118.51"),
        ("1234.56", "123.456"),
        ("-5.00", "5.00"),
        ("0.20", "2.00"),
    ],
)
def test_one_slip(printed: str, meant: str) -> None:
    assert is_slip(Decimal(printed), Decimal(meant))


@pytest.mark.parametrize(("printed", "meant"), [("18.61", "18.61"), ("18.61", "27.52"), ("100.00", "211.00"), ("5.00", "-7.00")])
def test_no_slip(printed: str, meant: str) -> None:
    assert not is_slip(Decimal(printed), Decimal(meant))
