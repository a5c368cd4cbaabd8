import json
import os
import time
from collections.abc import Iterator, Sequence

import pytest

from extractors import errors
from extractors.narrative.asking import Answer, Question
from extractors.pages import Limits
from service import sandbox
from service.errors import WorkerWouldNotStart
from service.messages import Failed
from service.sandbox import Sandbox, as_error
from tests.asking.made import Scripted, said
from tests.service.fake_jobs import QUESTION
from tests.service.made import LimitsOnly

QUICK = LimitsOnly(limits=Limits(max_seconds=1.0, max_memory_mb=400))


@pytest.fixture(scope="module")
def box() -> Iterator[Sandbox]:
    with Sandbox("tests.service.fake_jobs:obey") as made:
        yield made


def child_of(box: Sandbox) -> str:
    return box.run(b"fine", QUICK).extraction.notes[0]


def test_the_child_stays_warm_and_is_another_process(box: Sandbox) -> None:
    assert child_of(box) == child_of(box) == str(box.pid) != str(os.getpid())


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"hang", errors.TooSlow, "longer than 1 seconds"),
        (b"eat", errors.TooMuchMemory, "400 MB"),
        (b"crash", errors.ReaderDied, "SIGABRT"),
        (b"exit", errors.ReaderDied, "exit code 7"),
        (b"stumble", errors.ReaderDied, "ZeroDivisionError: by zero"),
    ],
)
def test_what_kills_the_child_costs_only_its_document(box: Sandbox, data: bytes, error: type[Exception], says: str) -> None:
    before = child_of(box)
    with pytest.raises(error, match=says):
        box.run(data, QUICK)
    assert child_of(box) != before


@pytest.mark.parametrize(("data", "error"), [(b"refuse", errors.Encrypted), (b"elsewhere", errors.NotADisclosure)])
def test_an_ordinary_refusal_keeps_the_child(box: Sandbox, data: bytes, error: type[Exception]) -> None:
    before = child_of(box)
    with pytest.raises(error):
        box.run(data, QUICK)
    assert child_of(box) == before


def test_the_childs_questions_are_answered_on_this_side() -> None:
    model = Scripted(said("statement", text="本部门无此项支出"))
    with Sandbox("tests.service.fake_jobs:obey", lambda config: model) as box:
        notes = box.run(b"ask", QUICK).extraction.notes
    assert [question.source for question in model.asked] == [QUESTION.source] * 2
    assert [json.loads(note)["text"] for note in notes[1:]] == ["本部门无此项支出"] * 2


def test_without_a_model_the_child_hears_so(box: Sandbox) -> None:
    assert box.run(b"ask", QUICK).extraction.notes[1:] == ("no model is configured",) * 2


def test_the_models_time_is_not_the_documents() -> None:
    class Slow(Scripted):
        def ask(self, questions: Sequence[Question]) -> list[Answer]:
            time.sleep(1.5)
            return super().ask(questions)

    with Sandbox("tests.service.fake_jobs:obey", lambda config: Slow(said("statement"))) as box:
        assert len(box.run(b"ask", QUICK).extraction.notes) == 3


def test_the_report_comes_only_when_asked_for(box: Sandbox) -> None:
    assert box.run(b"fine", QUICK).report is None
    assert box.run(b"fine", QUICK, report=True).report == "<html>"


def test_the_child_is_replaced_before_it_can_grow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "DOCUMENTS_PER_WORKER", 2)
    with Sandbox("tests.service.fake_jobs:obey") as box:
        pids = [child_of(box) for _ in range(3)]
    assert pids[0] == pids[1] != pids[2]


def test_closing_leaves_no_process_behind() -> None:
    with Sandbox("tests.service.fake_jobs:obey") as box:
        pid = int(child_of(box))
    time.sleep(0.05)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_child_that_cannot_start_says_so() -> None:
    with Sandbox("tests.service.no_such_module:job") as box, pytest.raises(WorkerWouldNotStart, match="exit code 1"):
        box.run(b"fine", QUICK)


def test_errors_cross_the_pipe_whole() -> None:
    error = as_error(Failed(error="TooManyPages", which={"pages": 900, "limit": 600}))
    assert isinstance(error, errors.TooManyPages)
    assert (error.exit_code, str(error)[:22]) == (2, "This PDF has 900 pages")


@pytest.mark.parametrize("name", ["SystemExit", "annotations", "MingzhangError", "TooManyPages"])
def test_an_unknown_or_incomplete_error_is_a_refusal_still(name: str) -> None:
    assert isinstance(as_error(Failed(error=name, which={})), errors.ReaderDied)
