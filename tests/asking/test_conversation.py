"""What does not stand goes back with what was wrong; what goes wrong on the way costs a passage, never the document."""

from __future__ import annotations

import pytest

from extractors.narrative.asking import Answer
from extractors.narrative.asking.conversation import Reading, converse
from extractors.narrative.asking.purse import Purse
from tests.asking.made import ITEM, ITEM_SAID, Scripted, piece, said

SEGMENT = piece("item_execution", ITEM)
RIGHT = said("item_execution", **ITEM_SAID)
WRONG = said("item_execution", **{**ITEM_SAID, "actual": "71.02"})


def read(model: Scripted, retries: int = 2, limit: float | None = None) -> Reading:
    return converse(model, [SEGMENT], retries, Purse(limit))[0]


def test_a_right_answer_needs_one_exchange() -> None:
    model = Scripted(RIGHT)
    reading = read(model)
    assert len(model.asked) == 1 and reading.grounded is not None and reading.grounded.problems == {}


def test_a_wrong_one_is_told_what_is_wrong_and_mended() -> None:
    model = Scripted(WRONG, RIGHT)
    reading = read(model)
    (earlier,) = model.asked[1].earlier
    assert earlier.answer == WRONG.text and "actual: 原文中没有数字 71.02" in earlier.objection
    assert reading.grounded is not None and reading.grounded.fields["actual"].value == "17.02"


def test_a_stubborn_one_ends_null_after_its_retries() -> None:
    model = Scripted(WRONG)
    reading = read(model, retries=1)
    assert len(model.asked) == 2
    assert reading.grounded is not None and "actual" not in reading.grounded.fields and "actual" in reading.grounded.problems
    assert reading.grounded.fields["budget"].value == "18.50"


def test_what_stood_is_not_lost_by_a_poorer_second_answer() -> None:
    reading = read(Scripted(WRONG, said("item_execution", actual="17.02")), retries=1)
    assert reading.grounded is not None and reading.grounded.fields.keys() == ITEM_SAID.keys()


def test_a_rate_against_its_own_amounts_is_asked_once_more_and_then_left_to_the_checks() -> None:
    odd = piece("item_execution", ITEM.replace("92%", "29%"))
    model = Scripted(said("item_execution", **{**ITEM_SAID, "completion_pct": "29"}))
    reading = converse(model, [odd], 2, Purse(None))[0]
    assert len(model.asked) == 2 and "请核对" in model.asked[1].earlier[0].objection
    assert reading.grounded is not None and reading.grounded.fields["completion_pct"].value == "29"


@pytest.mark.parametrize("status", ["malformed", "truncated"])
def test_spoilt_answers_are_asked_again(status: str) -> None:
    spoilt = Answer.model_validate({"status": status, "text": '{"budget": "18.', "detail": "cut"})
    assert read(Scripted(spoilt, RIGHT)).unread == ""
    assert read(Scripted(spoilt)).unread == "cut"


def test_an_answer_that_is_no_json_after_all_is_asked_again() -> None:
    assert read(Scripted(Answer(status="answered", text="[]"), RIGHT)).grounded is not None


@pytest.mark.parametrize("status", ["refused", "failed", "not_asked"])
def test_no_answer_is_taken_as_such(status: str) -> None:
    model = Scripted(Answer.model_validate({"status": status, "detail": "the provider cannot be reached"}))
    reading = read(model)
    assert (len(model.asked), reading.grounded, reading.unread) == (1, None, "the provider cannot be reached")


def test_further_exchanges_stop_when_the_purse_is_empty() -> None:
    model = Scripted(WRONG)
    read(model, retries=2, limit=200)
    assert len(model.asked) == 1
