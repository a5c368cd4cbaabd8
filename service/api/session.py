"""/api/session and /login: signing in and out, who is signed in, one's own password."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import Field

from service.access.origins import is_loopback, local_path, name_of
from service.access.roles import Role
from service.access.secret_keys import csrf_of
from service.access.signing_in import SESSION, Opened
from service.api.access import SignedIn
from service.api.gate import COOKIE
from service.api.holder import Held
from service.api.problems import responses
from service.api.shapes import Shape
from service.errors import Forbidden, TooManyGuesses, WrongPassword
from service.web.login import login_page

router = APIRouter(tags=["session"])

Name = Annotated[str, Field(min_length=1, max_length=80, examples=["ann"])]
Password = Annotated[str, Field(min_length=1, max_length=1000, examples=["correct horse battery"])]


class Credentials(Shape):
    """What one signs in with."""

    name: Name
    password: Password


class PasswordChange(Shape):
    """A new password for oneself."""

    old: Password
    new: Password


class SessionShape(Shape):
    """Who is signed in. `csrf` goes along, as the header X-CSRF-Token, with what a session changes; tokens need none."""

    user: str = Field(examples=["ann"])
    role: Role
    local: bool = Field(description="the one local user of a service without users")
    csrf: str = Field(examples=[""])
    expires_at: datetime | None = None


@router.post("/api/session", responses=responses(401, 403, 429))
def sign_in(application: Held, request: Request, response: Response, given: Credentials) -> SessionShape:
    """Sign in: the answer sets the session's cookie."""
    opened = application.signing_in.sign_in(given.name, given.password, _place(request))
    set_cookie(request, response, opened)
    user, csrf = opened.user, csrf_of(opened.secret)
    return SessionShape(user=user.name, role=user.role, local=False, csrf=csrf, expires_at=opened.expires_at)


@router.get("/api/session", responses=responses(401, 403))
def who(request: Request, user: SignedIn) -> SessionShape:
    """Who is signed in."""
    return SessionShape(user=user.name, role=user.role, local=user.local, csrf=request.state.csrf)


@router.delete("/api/session", status_code=204, response_class=Response, responses=responses(401, 403))
def sign_out(application: Held, request: Request, response: Response) -> None:
    """Sign out."""
    _end(application, request, response)


@router.post("/api/session/password", status_code=204, response_class=Response, responses=responses(401, 403, 429))
def change_password(application: Held, request: Request, user: SignedIn, given: PasswordChange) -> None:
    """Change one's own password: all sessions end, this one too."""
    if user.local:
        raise Forbidden(what="A password", role="of a configured user")
    application.signing_in.check_password(user.name, given.old, _place(request))
    application.accounts.set_password(user.name, given.new, user.name)


@router.get("/login", response_class=HTMLResponse, include_in_schema=False)
def login_form(request: Request, next: Annotated[str, Query(max_length=1000)] = "/") -> HTMLResponse:
    """Where one signs in."""
    return login_page(request, local_path(next), None, _unsafe(request))


@router.post("/login", response_class=RedirectResponse, include_in_schema=False)
def login(
    application: Held,
    request: Request,
    name: Annotated[str, Form(max_length=80)],
    password: Annotated[str, Form(max_length=1000)],
    next: Annotated[str, Form(max_length=1000)] = "/",
) -> Response:
    """Sign in by the form, then go on."""
    try:
        opened = application.signing_in.sign_in(name, password, _place(request))
    except (WrongPassword, TooManyGuesses) as error:
        status = 429 if isinstance(error, TooManyGuesses) else 401
        return login_page(request, local_path(next), error, _unsafe(request), status)
    answer = RedirectResponse(local_path(next), 303)
    set_cookie(request, answer, opened)
    return answer


@router.post("/logout", response_class=RedirectResponse, include_in_schema=False)
def logout(application: Held, request: Request) -> Response:
    """Sign out by a form (with its field `csrf`)."""
    answer = RedirectResponse("/login", 303)
    _end(application, request, answer)
    return answer


def set_cookie(request: Request, response: Response, opened: Opened) -> None:
    """The session's cookie: out of reach of scripts and other sites; only by https, except on this machine."""
    kept: Literal["lax"] = "lax"
    seconds = int(SESSION.total_seconds())
    secure = not is_loopback(name_of(request.headers.get("host", "")))
    response.set_cookie(COOKIE, opened.secret, max_age=seconds, path="/", secure=secure, httponly=True, samesite=kept)


def _end(application: Held, request: Request, response: Response) -> None:
    if secret := request.cookies.get(COOKIE):
        application.signing_in.sign_out(secret)
    response.delete_cookie(COOKIE, path="/")


def _place(request: Request) -> str:
    return request.client.host if request.client else "here"


def _unsafe(request: Request) -> bool:
    """A browser keeps no session here: by plain http from another machine."""
    return request.url.scheme != "https" and not is_loopback(name_of(request.headers.get("host", "")))
