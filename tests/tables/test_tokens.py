"""A line of glyphs comes apart where a reader would part it, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Glyph
from extractors.tables.tokens import Token, cut_after, in_letters, kind_of, text_lines, text_of, tokens
from tests.tables.paper import SIZE, glyphs, wide

figures = st.decimals(min_value=0, max_value=10**7, places=2)


def spread(*pieces: str, gap: float) -> list[Glyph]:
    """Pieces one after another on a line, `gap` letter heights apart."""
    x, found = 50.0, []
    for piece in pieces:
        found += glyphs(piece, x, 100)
        x += wide(piece) + gap * SIZE
    return found


def read(*pieces: str, gap: float) -> list[str]:
    return [token.text for token in tokens(spread(*pieces, gap=gap))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1,507.06", "amount"),
        ("0.00", "amount"),
        ("-3.2", "amount"),
        ("１２．５", "amount"),
        ("15,07.06", "word"),
        ("201", "code"),
        ("20103", "code"),
        ("2010301", "code"),
        ("30101", "code"),
        ("401", "integer"),
        ("201030", "integer"),
        ("12", "integer"),
        ("一、本年收入", "numbered"),
        ("（一）行政", "numbered"),
        ("1.办公费", "numbered"),
        ("合计", "word"),
        ("2024年度", "word"),
    ],
)
def test_what_a_token_is(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@given(figures, figures, st.floats(0.31, 4))
def test_two_complete_figures_are_never_joined(one: object, two: object, gap: float) -> None:
    assert read(f"{one:,}", f"{two:,}", gap=gap) == [f"{one:,}", f"{two:,}"]


@pytest.mark.parametrize("pieces", [("507.", "06"), ("1,5", "07.06"), ("1,507", ".06"), ("-", "3.20"), ("12.", "5")])
def test_stray_blanks_do_not_part_a_figure(pieces: tuple[str, ...]) -> None:
    assert read(*pieces, gap=0.5) == ["".join(pieces)]


@pytest.mark.parametrize("pieces", [("1,", "507.", "06"), ("12.", "5")])
def test_pieces_a_column_apart_are_not_one_figure(pieces: tuple[str, ...]) -> None:
    assert read(*pieces, gap=3.0) == list(pieces)


@pytest.mark.parametrize(("left", "right"), [("31", "12.50"), ("12.50", "31"), ("5", "6"), ("12.50", "3")])
def test_a_line_number_beside_a_figure_stays_apart(left: str, right: str) -> None:
    assert read(left, right, gap=0.6) == [left, right]


@pytest.mark.parametrize(
    ("run", "parts"),
    [
        ("7.3539910", ["7.35", "39910"]),
        ("1,234.56301", ["1,234.56", "301"]),
        ("7.35一、办公费", ["7.35", "一、办公费"]),
        ("行政运行942.50", ["行政运行", "942.50"]),
        ("2010301行政运行", ["2010301", "行政运行"]),
        ("30101基本工资7.35", ["30101", "基本工资", "7.35"]),
    ],
)
def test_glued_neighbours_come_apart(run: str, parts: list[str]) -> None:
    assert [t.text for t in tokens(glyphs(run, 50, 100))] == parts


@pytest.mark.parametrize("run", ["2024年度", "完成93.5%", "123.456789", "公开05表", "0.00", "2019年"])
def test_what_belongs_together_stays_together(run: str) -> None:
    assert [t.text for t in tokens(glyphs(run, 50, 100))] == [run]


@pytest.mark.parametrize("word", ["项目", "合计", "栏次", "金额"])
def test_letter_spaced_header_words_are_whole(word: str) -> None:
    assert read(*word, gap=3.0) == [word]


@pytest.mark.parametrize("pieces", [("收入", "支出"), ("基本", "支出"), ("行政", "运行")])
def test_other_words_apart_are_two(pieces: tuple[str, str]) -> None:
    assert read(*pieces, gap=1.5) == list(pieces)


@pytest.mark.parametrize(
    ("run", "places", "parts"),
    [
        ("1.202.30", 2, ["1.20", "2.30"]),
        ("1.202.303.40", 2, ["1.20", "2.30", "3.40"]),
        ("7.3539910", 2, ["7.35", "39910"]),
        ("7.3531", 2, ["7.35", "31"]),
        ("1.234567", 6, ["1.234567"]),
        ("1.2345678", 2, ["1.2345678"]),
        ("1.20", 2, ["1.20"]),
        ("1.5", 0, ["1.5"]),
    ],
)
def test_figures_without_gaps_come_apart_after_the_usual_places(run: str, places: int, parts: list[str]) -> None:
    token = Token(run, kind_of(run), 50, 100, 50 + wide(run), 109, glyphs(run, 50, 100))
    assert [t.text for t in cut_after(token, places)] == parts


def test_lines_by_their_middles() -> None:
    small, large = glyphs("款", 50, 101, size=7), glyphs("合计", 80, 100, size=9)
    below = glyphs("行政运行", 50, 112)
    assert [text_of(line) for line in text_lines([*below, *large, *small])] == ["款合计", "行政运行"]


@pytest.mark.parametrize(
    ("left", "right", "gap", "texts"),
    [
        ("130.4", "30204", 2.0, ["130.4", "30204"]),
        ("13.8", "302", 2.0, ["13.8", "302"]),
        ("13,", "170.25", 2.0, ["13,170.25"]),
        ("1,507.", "06", 2.0, ["1,507.06"]),
        ("130.4", "30204", 0.0, ["130.430204"]),
    ],
)
def test_a_seam_wider_than_between_digits_parts_an_amount_from_a_code(
    left: str, right: str, gap: float, texts: list[str]
) -> None:
    first = glyphs(left, 50, 100)
    assert [t.text for t in tokens([*first, *glyphs(right, first[-1].x1 + gap, 100)])] == texts


@pytest.mark.parametrize(
    ("texts", "counted"),
    [(list("ABCD"), True), (["", "B", "C", "D"], True), (list("AB"), False), (list("ACD"), False), (["ABC", "D"], False)],
)
def test_columns_counted_with_letters(texts: list[str], counted: bool) -> None:
    assert in_letters(texts) is counted
