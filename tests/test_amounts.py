"""Printed text is read exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.amounts import decimals, fold_width, half_unit, is_dash, parse_amount, plain

FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@st.composite
def printed(draw: st.DrawFn) -> tuple[str, Decimal]:
    """A figure as a printer sets it, and its value."""
    places = draw(st.integers(0, 6))
    value = Decimal(draw(st.integers(-(10**12), 10**12))).scaleb(-places)
    return format(value, "," if draw(st.booleans()) else "f"), value


@given(printed())
def test_the_value_and_the_printed_places_are_kept(figure: tuple[str, Decimal]) -> None:
    text, value = figure
    read = parse_amount(text)
    assert read is not None
    assert (read, decimals(read)) == (value, decimals(value))


@given(printed(), st.data())
def test_stray_blanks_change_nothing(figure: tuple[str, Decimal], data: st.DataObject) -> None:
    text, value = figure
    at = data.draw(st.integers(0, len(text)))
    assert parse_amount(text[:at] + data.draw(st.sampled_from((" ", "  ", "\n", "　"))) + text[at:]) == value


@given(printed())
def test_full_width_figures_are_the_same_figures(figure: tuple[str, Decimal]) -> None:
    text, value = figure
    assert parse_amount(text.translate(FULL_WIDTH)) == value
    assert len(fold_width(text.translate(FULL_WIDTH))) == len(text)


@given(st.text(max_size=12))
def test_any_other_text_is_no_amount_and_no_crash(text: str) -> None:
    value = parse_amount(text)
    assert value is None or any(char.isdigit() for char in text)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_parentheses_and_a_minus_both_mean_negative(value: Decimal) -> None:
    assert parse_amount(f"({value})") == parse_amount(f"（{value}）") == parse_amount(f"-{value}") == -value


@pytest.mark.parametrize("text", ["0.00", "0", "0.000000", "1,507.06", "1, 507. 06", "21,118.5\n1", "－3.20"])
def test_printed_places_survive(text: str) -> None:
    value = parse_amount(text)
    squeezed = "".join(fold_width(text).split()).replace(",", "")
    assert value is not None
    assert plain(value) == squeezed


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "1,50.06",
        "15,07.06",
        ",507.06",
        "1,507,06",
        "1.2.3",
        "12.",
        ".5",
        "1-2",
        "12%",
        "合计",
        "1.2万",
        "(1.2",
        "1.2)",
    ]
    + ["1,,507.06", "1957291,.", "2024年", "一", "1e5", "NaN", "Infinity", "٣", "12345678901234567", "0.123456789"],
)
def test_no_amount(text: str) -> None:
    assert parse_amount(text) is None


@pytest.mark.parametrize("text", ["-", "--", "—", "——", "－", "– –", "/", " / "])
def test_a_dash_prints_blank(text: str) -> None:
    assert is_dash(text)
    assert parse_amount(text) is None


@pytest.mark.parametrize("text", ["", "  ", "-1", "—无", "0", "//", "1/2", "-/"])
def test_no_dash(text: str) -> None:
    assert not is_dash(text)


@pytest.mark.parametrize(("text", "half"), [("1.20", "0.005"), ("1.2", "0.05"), ("12", "0.5"), ("0.000000", "0.0000005")])
def test_a_printed_figure_stands_for_half_its_last_digit(text: str, half: str) -> None:
    value = parse_amount(text)
    assert value is not None
    assert half_unit(value) == Decimal(half)
