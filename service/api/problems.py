"""Errors as problem details (RFC 9457): what, which, what to do, as `application/problem+json`."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from extractors.errors import EmptyFile, InputRefused, MingzhangError, NotAPdf, TooLarge
from service.errors import (
    Conflict,
    DatabaseAway,
    FileGone,
    Forbidden,
    GoldenRefused,
    Impossible,
    NotFound,
    NotSignedIn,
    ReaderUnavailable,
    TooManyGuesses,
    TooMuch,
    Unusable,
)
from service.web.error_pages import error_page, wants_page
from service.web.rendering import go_to

MEDIA = "application/problem+json"
_STATUS: dict[type[MingzhangError], int] = {
    NotFound: 404,
    Conflict: 409,
    TooLarge: 413,
    NotAPdf: 415,
    EmptyFile: 422,
    InputRefused: 422,
    GoldenRefused: 409,
    Impossible: 422,
    ReaderUnavailable: 422,
    FileGone: 503,
    DatabaseAway: 503,
    NotSignedIn: 401,
    Forbidden: 403,
    TooMuch: 429,
    TooManyGuesses: 429,
    Unusable: 422,
}
_HEADERS: dict[type[MingzhangError], dict[str, str]] = {
    NotSignedIn: {"WWW-Authenticate": "Bearer"},
    DatabaseAway: {"Retry-After": "5"},
    TooMuch: {"Retry-After": "86400"},
    TooManyGuesses: {"Retry-After": "900"},
}


class Problem(BaseModel):
    """What went wrong with a request (RFC 9457)."""

    type: str = Field("about:blank", description="a stable name of the kind of problem", examples=["urn:mingzhang:NotFound"])
    title: str = Field(description="the kind of problem in words", examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field("", description="what, which, and what to do", examples=["There is no document 0f…: check the address."])
    instance: str = Field("", description="the path that was asked for")
    errors: list[dict[str, Any]] = Field(default_factory=list, description="for malformed requests: each place and what is wrong")


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems that an operation may answer with, for its description."""
    return {
        status: {"model": Problem, "content": {MEDIA: {}}, "description": HTTPStatus(status).phrase}
        for status in (*statuses, 422)
    }


def install(app: FastAPI) -> None:
    """Answer every error as a problem; faults of ours become one in `observing`."""
    app.add_exception_handler(MingzhangError, _ours)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _plain)


def status_of(error: MingzhangError) -> int:
    """HTTP status of one of our errors."""
    return next((_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS), 500)


def problem(request: Request, status: int, detail: str, kind: str = "", **more: Any) -> Response:
    """A problem as an answer: a page for who looks at pages."""
    if wants_page(request):
        return error_page(request, status, detail)
    body = {
        "type": f"urn:mingzhang:{kind}" if kind else "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
    }
    return JSONResponse({**body, **more}, status, media_type=MEDIA)


def told(request: Request, error: MingzhangError) -> Response:
    """One of our errors as an answer. Who opens a page without being signed in is led to where one signs in."""
    if isinstance(error, NotSignedIn) and request.method == "GET" and wants_page(request):
        return go_to(request, f"/login?next={quote(request.url.path)}")
    answer = problem(request, status_of(error), str(error), type(error).__name__)
    answer.headers.update(next((_HEADERS[kind] for kind in type(error).__mro__ if kind in _HEADERS), {}))
    return answer


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, MingzhangError)
    return told(request, error)


def _malformed(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    places = [{"place": [str(part) for part in one["loc"]], "message": str(one["msg"])} for one in error.errors()]
    first = f"{'.'.join(places[0]['place'])}: {places[0]['message']}" if places else "the request is malformed"
    return problem(request, 422, f"The request cannot be understood ({first}): correct it.", "Malformed", errors=places)


def _plain(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = problem(request, error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer
