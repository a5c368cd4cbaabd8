"""The gate before everything: right host, no page of another site, and who asks (`request.state.user`, None: nobody).

Who asks is told by an API token, else by the session cookie, else it is the one local user, where no user is configured, the
service listens to this machine alone, and the request comes from it.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractors.errors import MingzhangError
from service.access.origins import SAFE, check_host, check_origin, is_loopback
from service.access.roles import LOCAL, User
from service.access.secret_keys import csrf_of, same
from service.api.problems import told
from service.application import Application
from service.errors import BadCsrf, NotSignedIn

COOKIE = "mingzhang_session"
_OPEN = ("/healthz", "/readyz")
_SIGNING_IN = ("/api/session", "/login")
_FORM = "application/x-www-form-urlencoded"
_LONGEST_FORM = 1 << 16


class Guest(NamedTuple):
    """Who asks, and the secret of the session it was told by."""

    user: User | None
    session: str | None = None


class Gate:
    """`here`: the service listens to this machine alone."""

    def __init__(self, app: ASGIApp, application: Application, here: bool) -> None:
        self._app, self._application, self._here = app, application, here

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the user in the request's state, or answer 401 or 403."""
        if scope["type"] != "http" or scope["path"] in _OPEN:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            self._check_place(request)
            guest = await run_in_threadpool(self._guest, request)
            checked = await _checked_csrf(request, guest)
        except MingzhangError as error:
            await told(request, error)(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        state["user"] = guest.user
        state["csrf"] = csrf_of(guest.session) if guest.session else ""
        await self._app(scope, checked, send)

    def _check_place(self, request: Request) -> None:
        named = self._application.settings.serving.hosts
        check_host(request.headers.get("host", ""), named, addresses=not self._here)
        check_origin(request.method, request.headers)

    def _guest(self, request: Request) -> Guest:
        guest = self._known(request)
        if request.method == "POST" and request.url.path in _SIGNING_IN:
            return Guest(guest.user)  # who signs in anew need not know the old session's token
        if guest.user is None and request.method not in SAFE:
            raise NotSignedIn()  # before a large body is read
        return guest

    def _known(self, request: Request) -> Guest:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return Guest(self._application.signing_in.of_token(secret.strip()))
        session = request.cookies.get(COOKIE)
        if session and (user := self._application.signing_in.of_session(session)):
            return Guest(user, session)
        return Guest(self._local(request))

    def _local(self, request: Request) -> User | None:
        from_here = request.client is None or not _is_elsewhere(request.client.host)
        return LOCAL if self._here and from_here and not self._application.accounts.configured() else None


def _is_elsewhere(client: str) -> bool:
    """An address of another machine; a proxy on this one passes on whom it serves. Sockets and tests have no address."""
    return "." in client.replace(":", ".") and not is_loopback(client)


async def _checked_csrf(request: Request, guest: Guest) -> Receive:
    """What is left to receive of the request. Raises BadCsrf where a session changes something without its token."""
    if guest.session is None or request.method in SAFE:
        return request.receive
    sent, receive = request.headers.get("x-csrf-token", ""), request.receive
    if not sent and request.headers.get("content-type", "").partition(";")[0].strip().lower() == _FORM:
        body = await _short_body(request)
        sent, receive = _field(body, "csrf"), _again(body, request.receive)
    if not same(sent, csrf_of(guest.session)):
        raise BadCsrf()
    return receive


async def _short_body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_FORM:
            raise BadCsrf()
    return body


def _field(body: bytes, name: str) -> str:
    return parse_qs(body.decode("utf-8", "replace"), max_num_fields=1000).get(name, [""])[0]


def _again(body: bytes, rest: Receive) -> Receive:
    """The body once more for those behind the gate."""
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else await rest()

    return receive
