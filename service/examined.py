"""One thing that `mingzhang doctor` looked at."""

from __future__ import annotations

from typing import Literal

from extractors.model import Frozen

State = Literal["ok", "missing", "optional"]


class Examined(Frozen):
    """`remedy` says what to do when it is not ok."""

    what: str
    state: State
    detail: str
    remedy: str = ""
