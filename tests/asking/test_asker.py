"""Budget, patience and kept answers, with a clock that does not wait."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.narrative.asking import Answer, Asking, Question
from extractors.narrative.asking.asker import Asker, Trouble

FINE = Answer(status="answered", text="{}", prompt_tokens=90, completion_tokens=10, seconds=2.0)
ONE_AT_A_TIME = Asking(concurrency=1)


class Kept(dict[str, Answer]):
    def put(self, key: str, answer: Answer) -> None:
        self[key] = answer


class FakeClock:
    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def questions(count: int) -> list[Question]:
    return [Question(kind="statement", context="", source=f"第{at}项无。") for at in range(count)]


def asker(
    call: Callable[[Question, float], Answer], asking: Asking = ONE_AT_A_TIME, cache: Kept | None = None
) -> tuple[Asker, FakeClock]:
    clock = FakeClock()
    return Asker("small", call, asking, Kept() if cache is None else cache, clock), clock


def failing(*troubles: Trouble) -> Callable[[Question, float], Answer]:
    left = list(troubles)

    def call(question: Question, timeout: float) -> Answer:
        if left:
            raise left.pop(0)
        return FINE

    return call


def test_answers_come_in_the_order_of_the_questions() -> None:
    asked, _ = asker(lambda question, timeout: FINE.model_copy(update={"text": question.source}), Asking(concurrency=3))
    assert [answer.text for answer in asked.ask(questions(5))] == [question.source for question in questions(5)]


def test_nothing_changed_nothing_asked() -> None:
    cache = Kept()
    asker(lambda question, timeout: FINE, cache=cache)[0].ask(questions(3))
    again, _ = asker(failing(Trouble("must not be asked", lasting=True)), cache=cache)
    assert again.ask(questions(3)) == [FINE] * 3 and again.made == 0


@pytest.mark.parametrize("change", [{"source": "第0项有。"}, {"context": "上文"}, {"kind": "assets"}])
def test_another_question_has_another_key(change: dict[str, str]) -> None:
    one = questions(1)[0]
    assert one.key("small", ONE_AT_A_TIME) != one.model_copy(update=change).key("small", ONE_AT_A_TIME)


def test_model_and_mode_are_part_of_the_key_but_patience_is_not() -> None:
    one = questions(1)[0]
    key = one.key("small", ONE_AT_A_TIME)
    assert key != one.key("large", ONE_AT_A_TIME)
    assert key != one.key("small", Asking(mode="tools"))
    assert key == one.key("small", Asking(timeout=5, max_calls=7))


def test_the_time_a_provider_asks_for_is_waited() -> None:
    asked, clock = asker(failing(Trouble("the provider answered 429", wait=7.0)))
    assert asked.ask(questions(1)) == [FINE] and clock.slept == [7.0]


def test_trouble_is_waited_out_longer_each_time_and_then_told() -> None:
    asked, clock = asker(failing(*(Trouble("the provider did not answer in time") for _ in range(3))))
    (answer,) = asked.ask(questions(1))
    assert (answer.status, answer.detail) == ("failed", "the provider did not answer in time")
    assert clock.slept == [1.0, 2.0, 4.0]


def test_what_is_no_use_is_not_tried_again() -> None:
    asked, clock = asker(failing(Trouble("the provider answered 401", lasting=True)))
    assert [answer.detail for answer in asked.ask(questions(3))] == ["the provider answered 401"] * 3
    assert asked.made == 1 and clock.slept == []


def test_a_provider_that_never_answers_is_given_up() -> None:
    def call(question: Question, timeout: float) -> Answer:
        raise Trouble("the provider cannot be reached")

    asked, _ = asker(call)
    answers = asked.ask(questions(20))
    assert asked.made == 9 and all(answer.status in ("failed", "not_asked") for answer in answers)


@pytest.mark.parametrize(
    ("bound", "made", "says"),
    [({"max_calls": 2}, 2, "2 calls"), ({"max_tokens": 150}, 2, "150 tokens"), ({"max_seconds": 0}, 0, "0 seconds")],
)
def test_no_budget_is_overdrawn(bound: dict[str, float], made: int, says: str) -> None:
    asked, _ = asker(lambda question, timeout: FINE, Asking.model_validate({"concurrency": 1, **bound}))
    answers = asked.ask(questions(4))
    assert asked.made == made
    assert answers[-1].status == "not_asked" and says in answers[-1].detail


def test_an_exchange_never_waits_beyond_the_budget_of_seconds() -> None:
    heard: list[float] = []

    def call(question: Question, timeout: float) -> Answer:
        heard.append(timeout)
        return FINE

    asker(call, Asking(concurrency=1, max_seconds=5, timeout=60))[0].ask(questions(1))
    assert heard == [5]
