"""Options that several commands share, and what they mean for the extraction."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from extractors.narrative.asking.questions import AskWhen
from extractors.narrative.readers import ReaderChoice
from extractors.pages import Limits
from extractors.pipeline import Config
from service.errors import ReaderUnavailable
from service.settings import current_settings

MaxMb = Annotated[int, typer.Option("--max-mb", min=1, help="Refuse larger files.")]
MaxPages = Annotated[int, typer.Option("--max-pages", min=1, help="Refuse documents of more pages.")]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", min=0.1, max=86_400, help="Stop reading a document after so long.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Documents read at the same time.")]
Reader = Annotated[
    ReaderChoice | None,
    typer.Option("--reader", help="Who reads the narrative; without it: both with a model, else rules.", show_default=False),
]
Ask = Annotated[
    AskWhen | None,
    typer.Option("--ask", help="With both: ask the model always, never, or where the rules are unsure.", show_default=False),
]

_DEFAULT = Limits()
DEFAULT_MB = _DEFAULT.max_bytes // 2**20
DEFAULT_PAGES = _DEFAULT.max_pages
DEFAULT_SECONDS = _DEFAULT.max_seconds
DEFAULT_JOBS = max(1, min(4, os.cpu_count() or 1))


def limits_of(max_mb: int, max_pages: int, max_seconds: float) -> Limits:
    """Limits as the command line states them."""
    return Limits(max_bytes=max_mb * 2**20, max_pages=max_pages, max_seconds=max_seconds)


def config_of(reader: ReaderChoice | None, limits: Limits = _DEFAULT, ask: AskWhen | None = None) -> Config:
    """Configuration of a run. Raises ReaderUnavailable for a reader that needs a model where none is configured."""
    settings = current_settings()
    chosen = reader or settings.reader
    if chosen == "rules":
        return Config(limits=limits)
    if not settings.model_configured:
        raise ReaderUnavailable(reader=chosen)
    asking = settings.asking if ask is None else settings.asking.model_copy(update={"ask": ask})
    return Config(limits=limits, reader=chosen, model=settings.model, asking=asking)
