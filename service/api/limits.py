"""Refuses requests whose body is too large: by what they announce, else as soon as too much has come.

Only uploads may be large: their bytes go to disk as they come. What else is sent is held in memory.
"""

from __future__ import annotations

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem

_UPLOADS = ("/api/documents",)
_SMALL = 2 << 20


class _TooLong(HTTPException):
    """The body has outgrown its limit: what reads it lets this kind of error through."""

    def __init__(self, limit: int) -> None:
        super().__init__(413)
        self.limit = limit


class BodyLimit:
    """`most`: bytes of an upload's body."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        most = self._most if scope["path"] in _UPLOADS else _SMALL
        announced = request.headers.get("content-length", "0")
        if announced.isdigit() and int(announced) > most:
            await _refused(request, most)(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise _TooLong(most)
            return message

        await self._app(scope, counted, send)


def too_long(request: Request, error: Exception) -> Response:
    """The answer to a body that outgrew its limit while it was read."""
    assert isinstance(error, _TooLong)
    return _refused(request, error.limit)


def install(app: FastAPI) -> None:
    """Answer where a body outgrows its limit."""
    app.add_exception_handler(_TooLong, too_long)


def _refused(request: Request, most: int) -> Response:
    answer = problem(request, 413, f"The request is larger than {most / 2**20:.0f} MB: send a smaller file.", "TooLarge")
    answer.headers["Connection"] = "close"
    return answer
