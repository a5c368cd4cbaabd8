"""The server process: listens, and ends in good order when it is told to."""

from __future__ import annotations

import signal
import socket
from types import FrameType

import uvicorn

from service.api.app import create_app
from service.application import Application
from service.errors import CannotListen

_LAST_SECONDS = 20
_WAITING = 2048


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0: any that is free. Raises CannotListen."""
    try:
        families = [found[0] for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        family = socket.AF_INET if socket.AF_INET in families else families[0]
        return _bound(socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP), host, port)
    except OSError as error:
        raise CannotListen(host=host, port=port, detail=error.strerror) from error


def _bound(listener: socket.socket, host: str, port: int) -> socket.socket:
    """Bound and listening. Its protocol is named: only then does asyncio send small answers at once (40 ms sooner)."""
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_WAITING)
    except OSError:
        listener.close()
        raise
    return listener


def run(application: Application, host: str, listener: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT: requests under way are answered, documents in hand are put back, then it returns."""
    config = uvicorn.Config(
        create_app(application, host),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_LAST_SECONDS,
    )
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _ended)  # before uvicorn has begun, and when it raises the signal again after its end
    _Server(config, application).run(sockets=[listener])


class _Server(uvicorn.Server):
    """Tells the application at once that it is told to end: streams without end would keep it waiting."""

    def __init__(self, config: uvicorn.Config, application: Application) -> None:
        super().__init__(config)
        self._application = application

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal to end."""
        self._application.ending.set()
        super().handle_exit(sig, frame)


def _ended(number: int, _: object) -> None:  # noqa: ARG001
    raise SystemExit(0)
