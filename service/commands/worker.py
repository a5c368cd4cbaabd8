"""`mingzhang worker`."""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer

from service.console import say
from service.errors import NoWorkersHere
from service.logs import set_up
from service.settings import current_settings

Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, max=64, help="Documents read at the same time; default 2.")]


def worker(jobs: Jobs = None) -> None:
    """Read what is uploaded to a service on PostgreSQL: on any machine that reaches its database and its files."""
    from service.application import Application  # heavy: only where there is work

    settings = current_settings()
    serving = settings.serving.model_copy(update={"workers": jobs or settings.serving.workers or 2})
    application = Application(settings.model_copy(update={"serving": serving}))
    if application.database.embedded:
        raise NoWorkersHere()
    set_up(serving.log)
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    application.open()
    say(f"Mingzhang works {serving.workers} documents at a time; files in {serving.files_url}. Ctrl+C or SIGTERM ends it.")
    ending.wait()
    application.close()
