"""One desk per process: all documents share its endpoint and how many exchanges may run at once; each has its own budget."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.narrative.asking import Answer, Asking, Model, Question
from extractors.narrative.asking.asker import Asker, Cache, Call
from service.errors import ReaderUnavailable
from service.model.kept import KeptAnswers, NothingKept
from service.settings import Settings, current_settings

if TYPE_CHECKING:
    from extractors.narrative.llm import Endpoint
    from extractors.pipeline import Config


class SystemClock:
    """Real time."""

    def now(self) -> float:
        """Monotonic seconds."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Desk:
    """Answers the questions of one document after another, or of several at once."""

    def __init__(self, name: str, connect: Callable[[Asking], Call], cache: Cache, concurrency: int) -> None:
        self._name, self._connect, self._cache = name, connect, cache
        self._seats = threading.BoundedSemaphore(concurrency)

    def open(self, asking: Asking) -> Model:
        """A model for one document, with a budget of its own."""
        line = self._connect(asking)

        def seated(question: Question, timeout: float) -> Answer:
            with self._seats:
                return line(question, timeout)

        return Asker(self._name, seated, asking, self._cache, SystemClock())


def endpoint_of(settings: Settings, asking: Asking) -> Endpoint:
    """Where the settings say the model is. Raises ReaderUnavailable where they name none."""
    from extractors.narrative.llm import Endpoint

    if not settings.model_configured or settings.model is None:
        raise ReaderUnavailable(reader="llm")
    return Endpoint(
        model=settings.model,
        base_url=settings.base_url,
        api_key=settings.api_key,
        mode=asking.mode,
        max_output_tokens=asking.max_output_tokens,
    )


def desk_from(settings: Settings) -> Desk:
    """The desk that the settings describe. Raises ReaderUnavailable where they name no model."""
    endpoint_of(settings, settings.asking)
    cache: Cache = KeptAnswers(Path(settings.cache) / "answers") if settings.cache else NothingKept()

    @lru_cache(maxsize=8)
    def connect(asking: Asking) -> Call:
        from extractors.narrative.llm import Line  # heavy: only where a model is asked

        return Line(endpoint_of(settings, asking))

    return Desk(settings.model or "", connect, cache, settings.asking.concurrency)


_desks: dict[Settings, Desk] = {}
_lock = threading.Lock()


def desk_of_this_process(model: str | None = None) -> Desk:
    """The desk that this process's settings describe, for another model where one is named; each opened once."""
    settings = current_settings()
    if model is not None:
        settings = settings.model_copy(update={"model": model})
    with _lock:
        if settings not in _desks:
            _desks[settings] = desk_from(settings)
        return _desks[settings]


def model_for(config: Config) -> Model | None:
    """Whom a document's questions go to under a configuration; nobody where the rules read alone."""
    return None if config.reader == "rules" else desk_of_this_process(config.model).open(config.asking)
