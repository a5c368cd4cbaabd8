"""A figure with fewer decimals than its document prints is suspicious; a printer that drops zeros is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.checks.decimals import styles_of
from extractors.model import Box, Fact, FormRead

PLACE = Box(1, 0, 0, 1, 1)


def form(name: str, figures: list[str]) -> FormRead:
    facts = tuple(
        Fact(form=name, row=f"201{n:02}", column="total", value=Decimal(text), unit="元", box=PLACE, text=text)
        for n, text in enumerate(figures)
    )
    return FormRead(form=name, title=name, unit="元", status="read", pages=(1,), facts=facts)


FULL = [f"{n}1.{n}0" for n in range(1, 10)] + [f"{n}7.2{n}" for n in range(1, 10)]
CUT = [f"{n}3.5" for n in range(1, 8)]


@pytest.mark.parametrize(("others", "suspicious"), [(FULL * 3, True), ([text.rstrip("0") for text in FULL * 3], False)])
def test_digits_lost_in_much_of_a_form_show_against_the_other_forms(others: list[str], suspicious: bool) -> None:
    mixed = form("FA04", [text.replace("0", "6") for text in FULL] + CUT)
    style = styles_of([mixed, form("FA03", others)])["FA04"]
    assert bool(style.doubts(mixed.facts[-1])) is suspicious
    assert not style.doubts(mixed.facts[0])
