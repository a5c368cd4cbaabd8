"""The server process: listens, logs, and ends in good order when it is told to."""

from __future__ import annotations

import signal

import uvicorn

from service.api.app import create_app
from service.application import Application

_LAST_SECONDS = 20


def run(application: Application, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT: requests under way are answered, documents in hand are put back, then it returns."""
    config = uvicorn.Config(
        create_app(application, host),
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST_SECONDS,
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _ended)  # before uvicorn has begun, and when it raises the signal again after its end
    uvicorn.Server(config).run()


def _ended(number: int, _: object) -> None:  # noqa: ARG001
    raise SystemExit(0)
