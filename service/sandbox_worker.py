"""The child of `service.sandbox`: reads requests from the pipe it was given until the pipe closes.

usage: python -m service.sandbox_worker PIPE_FD MODULE:FUNCTION MAX_MEMORY_MB
"""

from __future__ import annotations

import gc
import importlib
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

import psutil

from extractors.errors import MingzhangError, TooMuchMemory
from extractors.narrative.asking import Answer, Question
from service.messages import Answers, Ask, Asks, Failed, Request, Result

Job = Callable[[bytes, Request, Ask], Result]


def serve(pipe: Connection, job: Job, max_memory_mb: int) -> None:
    """Answer requests one by one; returns when the other side is gone."""
    pipe.send_bytes(b"ready")
    while True:
        try:
            request = Request.model_validate_json(pipe.recv_bytes())
            data = pipe.recv_bytes()
        except EOFError:
            return
        # The default action of SIGALRM kills even inside C code: no orphan outlives its document.
        signal.alarm(int(request.max_seconds) + 10)
        reply = answer(job, data, request, asking_through(pipe), max_memory_mb)
        signal.alarm(0)
        pipe.send_bytes(reply.model_dump_json().encode())


def asking_through(pipe: Connection) -> Ask:
    """Questions go to the other side; the alarm rests while it answers."""

    def ask(questions: Sequence[Question]) -> Sequence[Answer]:
        left = signal.alarm(0)
        pipe.send_bytes(Asks(questions=tuple(questions)).model_dump_json().encode())
        answers = Answers.model_validate_json(pipe.recv_bytes()).answers
        signal.alarm(left)
        return answers

    return ask


def answer(job: Job, data: bytes, request: Request, ask: Ask, max_memory_mb: int) -> Result | Failed:
    """The job's result, or its error as a message."""
    try:
        return job(data, request, ask)
    except MingzhangError as error:
        return Failed(error=type(error).__name__, which={name: _plain(value) for name, value in error.which.items()})
    except MemoryError:
        return Failed(error=TooMuchMemory.__name__, which={"limit_mb": max_memory_mb})
    except Exception as error:  # whatever a reader trips over becomes this one document's refusal, with where it tripped
        where = traceback.extract_tb(error.__traceback__)[-1]
        text = " ".join(str(error).split())[:80]
        return Failed(error=type(error).__name__, which={"detail": f"{text} at {where.name}:{where.lineno}"})


def limit_memory(max_memory_mb: int) -> None:
    """Cap the address space at what is mapped now plus the limit; the parent watches resident memory more closely."""
    ceiling = psutil.Process().memory_info().vms + max_memory_mb * 2**20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        ceiling = min(ceiling, hard)
    resource.setrlimit(resource.RLIMIT_AS, (ceiling, hard))


def find_job(name: str) -> Job:
    """`module:function` -> the function."""
    module, _, function = name.partition(":")
    job: Job = getattr(importlib.import_module(module), function)
    return job


def _plain(value: object) -> str | int | float | None:
    return value if isinstance(value, str | int | float) or value is None else str(value)


def main(arguments: list[str]) -> None:
    """Entry point."""
    descriptor, job, memory = arguments
    found = find_job(job)
    gc.freeze()  # what was imported lives as long as the child: no collection need look at it again
    limit_memory(int(memory))
    serve(Connection(int(descriptor)), found, int(memory))


if __name__ == "__main__":
    main(sys.argv[1:])
