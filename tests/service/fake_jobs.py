"""Stand-ins for the extraction in the sandbox's child: the document's bytes say what happens to it."""

from __future__ import annotations

import os
import time

from extractors.errors import Encrypted, NotADisclosure
from extractors.model import Classified
from extractors.narrative.asking import Question
from service.messages import Ask, Done, Recognised, Request
from tests.service.made import extraction

QUESTION = Question(kind="statement", context="", source="本部门无此项支出。")
_kept: list[bytearray] = []


def obey(data: bytes, request: Request, ask: Ask) -> Done | Recognised:
    """hang, eat memory, crash, exit, refuse, stumble, ask, recognise, or make a small result that names its process."""
    if data == b"hang":
        time.sleep(3600)
    if data == b"eat":
        while True:
            _kept.append(bytearray(os.urandom(1) * 20_000_000))
    if data == b"crash":
        os.abort()
    if data == b"exit":
        os._exit(7)
    if data == b"refuse":
        raise Encrypted()
    if data == b"elsewhere":
        raise NotADisclosure(looks_like="a cookery book")
    if data == b"stumble":
        raise ZeroDivisionError("by zero")
    if data == b"recognise":
        seen = Classified(genre="budget", title="", department="某局", fiscal_year=2024, pages=1, looked_at=1)
        return Recognised(classified=seen)
    said = ask([QUESTION, QUESTION]) if data == b"ask" else ()
    made = extraction(notes=(str(os.getpid()), *(answer.text or answer.detail for answer in said)))
    return Done(extraction=made.model_dump_json(), report="<html>" if request.report else None, seconds=0.01)
