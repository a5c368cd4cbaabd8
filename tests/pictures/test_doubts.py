"""What speaks against a character, and what follows for figures and claims."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.model import Box, Claim, ClaimField
from extractors.pictures.doubts import doubted
from extractors.pictures.engine import Said
from extractors.pictures.pieces import Piece
from extractors.pictures.placing import placed
from extractors.pictures.standing import claims_from_pictures
from tests.pictures.made import said, scanned_page

PIECE = Piece(0, 0, 200, 30, 6, 24, 190)


def doubts(one: Said, unfit: bool = False) -> list[tuple[str, str]]:
    word = placed(one, PIECE, np.zeros((40, 220), np.uint8), 18.0)
    return [(at.char.char, how.doubt) for at, how in doubted(word, one, unfit=unfit)]


def test_a_figure_read_surely_is_not_doubted() -> None:
    assert all(not doubt for _, doubt in doubts(said("1,789.50")))


@pytest.mark.parametrize(
    ("one", "doubt"),
    [
        (said("1,789.50", confidence=0.6), "read with little confidence"),
        (said("1,789.50", seconds={3: "3"}), "it may be 3"),
        (said("1,789.50", dropped=0.7), "a digit beside it may have been passed over"),
    ],
)
def test_a_weak_reading_is_doubted(one: Said, doubt: str) -> None:
    assert doubt in [found for _, found in doubts(one)]


def test_a_figure_out_of_step_is_doubted_whole() -> None:
    assert {found for _, found in doubts(said("208999"), unfit=True)} == {"its width does not fit its characters"}


@pytest.mark.parametrize(("read", "kept"), [("25.82.", "25.82"), (".30209", "30209"), ("为.847.03万", "为847.03万")])
def test_a_speck_beside_a_figure_is_left_out_and_the_figure_doubted(read: str, kept: str) -> None:
    found = doubts(said(read))
    assert "".join(char for char, _ in found) == kept
    assert any(doubt.startswith("dirt") for char, doubt in found if char.isdigit())


@pytest.mark.parametrize(("read", "kept"), [("·年末结转", "年末结转"), (".（一）工资", "（一）工资"), ("小计·", "小计")])
def test_a_speck_beside_words_is_left_out(read: str, kept: str) -> None:
    assert "".join(char for char, _ in doubts(said(read))) == kept


@pytest.mark.parametrize(
    ("read", "kept"), [("O", "0"), ("1O.5O", "10.50"), ("l02.88", "102.88"), ("Office", "Office"), ("l", "l")]
)
def test_a_letter_among_digits_is_the_digit_in_doubt(read: str, kept: str) -> None:
    found = doubts(said(read))
    assert "".join(char for char, _ in found) == kept
    assert any(doubt for _, doubt in found) is (read != kept)


@pytest.mark.parametrize("read", ["1.", "9.5", "1,234.50", ".77", "完成87.8%。"])
def test_marks_that_belong_to_the_text_stay(read: str) -> None:
    assert "".join(char for char, _ in doubts(said(read))) == read


def claim(text: str, proofs: tuple[str, ...]) -> Claim:
    box = Box(1, 100, 100, 100 + 10 * len(text), 112)
    field = ClaimField(value=text, text=text, boxes=(box,), verdict="accepted", proofs=proofs, reasons=())
    return Claim(kind="total_change", section="1", fields={"amount": field}, verdict="accepted")


def test_a_proven_amount_read_surely_stands() -> None:
    given = claim("942.50", ("narrative.table:1.amount",))
    assert claims_from_pictures((given,), (scanned_page("942.50"),)) == (given,)


@pytest.mark.parametrize(
    ("proofs", "doubt"), [((), {}), (("narrative.place:1.amount",), {}), (("narrative.table:1.amount",), {2: "it may be 3"})]
)
def test_an_amount_without_arithmetic_or_in_doubt_is_flagged(proofs: tuple[str, ...], doubt: dict[int, str]) -> None:
    (given,) = claims_from_pictures((claim("942.50", proofs),), (scanned_page("942.50", doubt),))
    assert given.verdict == given.fields["amount"].verdict == "flagged"
    assert given.reasons


def test_words_of_a_text_layer_are_left_as_they_are() -> None:
    given = claim("942.50", ())
    page = scanned_page("942.50").model_copy(update={"scanned": {}})
    assert claims_from_pictures((given,), (page,)) == (given,)
