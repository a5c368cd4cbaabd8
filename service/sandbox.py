"""Runs extractions in a child process that can be killed: a document that hangs, swells or crashes costs only itself.

The child stays warm between documents and is replaced after a kill, a crash, `DOCUMENTS_PER_WORKER` documents or
when it has grown. What comes back is JSON, never pickle: the child reads hostile files.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

import psutil

from extractors import errors
from extractors.errors import InputRefused, MingzhangError, ReaderDied, TooMuchMemory, TooSlow
from extractors.model import Classified, Extraction
from extractors.narrative.asking import Answer, Model
from extractors.pages import Limits
from service.errors import WorkerWouldNotStart
from service.messages import Answers, Asks, Done, Drawn, Failed, Recognised, Request, Result, parse_reply
from service.model.desk import model_for
from service.settings import child_environment

if TYPE_CHECKING:
    from extractors.pipeline import Config

DOCUMENTS_PER_WORKER = 40
GROWN_MB = 450
EXTRACT = "service.sandbox_jobs:extract"
DRAW = "service.drawing_job:draw"
CLASSIFY = "service.classify_job:classify"
_START_SECONDS = 120.0
_POLL_SECONDS = 0.1


class Produced(NamedTuple):
    """What the child made of one document. `seconds` is the extraction alone, without transport and report."""

    extraction: Extraction
    report: str | None
    seconds: float
    report_seconds: float
    report_error: str


class Sandbox:
    """One child process at a time. Not for several threads at once: give each its own.

    Questions that the child has to a model are answered on this side, by `model_for` the document's configuration.
    """

    def __init__(self, job: str = EXTRACT, model_for: Callable[[Config], Model | None] = model_for) -> None:
        self._job = job
        self._model_for = model_for
        self._process: subprocess.Popen[bytes] | None = None
        self._pipe: Connection | None = None
        self._served = 0

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """Process id of the living child."""
        return self._process.pid if self._process else None

    def run(self, data: bytes, config: Config, report: bool = False) -> Produced:
        """Extract one document.

        Raises the InputRefused or NotADisclosure that the extraction raised, or TooSlow, TooMuchMemory, ReaderDied
        when the child had to be killed or died.
        """
        done = self._result(data, config, Request(config="", report=report, max_seconds=0))
        assert isinstance(done, Done)
        return Produced(
            Extraction.model_validate_json(done.extraction), done.report, done.seconds, done.report_seconds, done.report_error
        )

    def draw(self, data: bytes, config: Config, page: int, dpi: int) -> Drawn:
        """Draw one page, by a sandbox for the job DRAW. Raises as `run` does."""
        drawn = self._result(data, config, Request(config="", max_seconds=0, page=page, dpi=dpi))
        assert isinstance(drawn, Drawn)
        return drawn

    def classify(self, data: bytes, config: Config) -> Classified:
        """What a document is, by a sandbox for the job CLASSIFY. Raises as `run` does."""
        recognised = self._result(data, config, Request(config="", max_seconds=0))
        assert isinstance(recognised, Recognised)
        return recognised.classified

    def _result(self, data: bytes, config: Config, wish: Request) -> Result:
        if self._process is None or self._process.poll() is not None:
            self._start(config.limits.max_memory_mb)
        try:
            result = self._ask(data, config, wish)
        except MingzhangError as error:
            if isinstance(error, TooSlow | TooMuchMemory | ReaderDied):
                self.close()
            raise
        except BaseException:
            self.close()
            raise
        self._retire_if_used_up()
        return result

    def close(self) -> None:
        """Kill the child, if any, and reap it."""
        process, self._process = self._process, None
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None
        if process is not None:
            _kill(process)
            process.wait()

    def interrupt(self) -> None:
        """Kill the child from another thread: the run that waits for it ends as ReaderDied."""
        if self._process is not None:
            _kill(self._process)

    def _start(self, max_memory_mb: int) -> None:
        self.close()
        self._pipe, far_end = Pipe()
        command = [sys.executable, "-m", "service.sandbox_worker", str(far_end.fileno()), self._job, str(max_memory_mb)]
        environment = child_environment()
        root = str(Path(__file__).resolve().parents[1])
        environment["PYTHONPATH"] = os.pathsep.join(part for part in (root, environment.get("PYTHONPATH")) if part)
        try:
            self._process = subprocess.Popen(
                command,
                pass_fds=[far_end.fileno()],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise WorkerWouldNotStart(detail=error.strerror) from error
        finally:
            far_end.close()
        self._served = 0
        self._await_ready()

    def _await_ready(self) -> None:
        assert self._pipe is not None
        try:
            ready = self._pipe.poll(_START_SECONDS) and self._pipe.recv_bytes()
        except (EOFError, OSError):
            ready = b""
        if ready != b"ready":
            code = self._process.wait(5) if self._process and ready == b"" else None
            self.close()
            raise WorkerWouldNotStart(detail=f"exit code {code}" if code is not None else "it took too long")

    def _ask(self, data: bytes, config: Config, wish: Request) -> Result:
        assert self._pipe is not None
        limits = config.limits
        request = wish.model_copy(update={"config": config.model_dump_json(), "max_seconds": limits.max_seconds})
        model = self._model_for(config)
        try:
            self._pipe.send_bytes(request.model_dump_json().encode())
            self._pipe.send_bytes(data)
            reply = self._heard(self._pipe, limits, model)
        except (EOFError, OSError) as error:
            raise ReaderDied(detail=self._how_it_died()) from error
        if isinstance(reply, Failed):
            raise as_error(reply)
        return reply

    def _heard(self, pipe: Connection, limits: Limits, model: Model | None) -> Result | Failed:
        """The child's last word; its questions on the way go to the model. Their time is the model's budget, not the child's."""
        left = limits.max_seconds
        while True:
            started = time.monotonic()
            self._wait(pipe, started + left, limits)
            left -= time.monotonic() - started
            reply = parse_reply(pipe.recv_bytes())
            if not isinstance(reply, Asks):
                return reply
            pipe.send_bytes(Answers(answers=_answered(model, reply)).model_dump_json().encode())

    def _wait(self, pipe: Connection, deadline: float, limits: Limits) -> None:
        while not pipe.poll(_POLL_SECONDS):
            if self._resident_mb() > limits.max_memory_mb:
                raise TooMuchMemory(limit_mb=limits.max_memory_mb)
            if time.monotonic() > deadline:
                raise TooSlow(seconds=limits.max_seconds)

    def _resident_mb(self) -> float:
        try:
            return float(psutil.Process(self.pid).memory_info().rss) / 2**20
        except psutil.Error:
            return 0.0

    def _how_it_died(self) -> str:
        try:
            code = self._process.wait(5) if self._process else None
        except subprocess.TimeoutExpired:
            return "it stopped answering"
        if code is not None and code < 0:
            return signal.Signals(-code).name
        return f"exit code {code}"

    def _retire_if_used_up(self) -> None:
        self._served += 1
        if self._served >= DOCUMENTS_PER_WORKER or self._resident_mb() > GROWN_MB:
            self.close()


def _answered(model: Model | None, asked: Asks) -> tuple[Answer, ...]:
    if model is None:
        return tuple(Answer(status="not_asked", detail="no model is configured") for _ in asked.questions)
    return tuple(model.ask(asked.questions))


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and whatever it started; a dead one is left in peace."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def as_error(failed: Failed) -> MingzhangError:
    """The exception that the child reported; an unknown one comes out as ReaderDied."""
    kind = getattr(errors, failed.error, None)
    if isinstance(kind, type) and issubclass(kind, MingzhangError) and kind not in (MingzhangError, InputRefused):
        try:
            return kind(**failed.which)
        except (KeyError, ValueError):
            return ReaderDied(detail=failed.error)
    return ReaderDied(detail=f"{failed.error}: {failed.which.get('detail', '')}"[:160])
