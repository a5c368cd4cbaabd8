"""Each request gets an id, a line in the log and its place in the metrics; a fault of ours becomes a problem and is told once."""

from __future__ import annotations

import logging
import re
import time
import uuid

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import problem
from service.metrics import Metrics

_log = logging.getLogger("mingzhang.requests")
_GIVEN = re.compile(r"[A-Za-z0-9._-]{1,64}")
_QUIET = ("/healthz", "/readyz", "/metrics")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})  # any other word is one more time series
_LONGEST_PATH = 300
_GONE = 499  # who asked has hung up


class Observing:
    """The outermost layer. `X-Request-ID` is taken over from who asks, or made."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, then tell."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Request(scope).headers.get("x-request-id", "")
        identity = given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
        began, status = time.perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = identity
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except ClientDisconnect:
            status = status or _GONE
        except Exception:
            _log.exception("a request met a fault of ours", extra={"request": identity, "path": scope["path"]})
            if not status:
                text = f"This request met a fault of Mingzhang: try again, and report it with the id {identity} if it stays."
                await problem(Request(scope), 500, text, "Unforeseen")(scope, receive, noted)
        finally:
            self._tell(scope, identity, status or _GONE, time.perf_counter() - began)

    def _tell(self, scope: Scope, identity: str, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self._metrics.answered(method, _route(scope), status, seconds)
        user = scope.get("state", {}).get("user")
        told = {
            "request": identity,
            "user": user.name if user else None,
            "method": method,
            "path": scope["path"][:_LONGEST_PATH],
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        _log.log(logging.DEBUG if scope["path"] in _QUIET else logging.INFO, "request", extra=told)


def _route(scope: Scope) -> str:
    """The pattern that a path matched, so that there are few."""
    return str(getattr(scope.get("route"), "path", "unmatched"))
