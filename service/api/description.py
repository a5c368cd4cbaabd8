"""The OpenAPI description: every error as the problem that it is, with an example; how to say who asks; names for clients."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

from service.api.gate import COOKIE
from service.api.problems import MEDIA

_EXAMPLES: dict[int, tuple[str, str]] = {
    400: ("about:blank", "There was an error parsing the body"),
    401: ("urn:mingzhang:NotSignedIn", "This needs a user: sign in, or send an API token as `Authorization: Bearer …`."),
    403: ("urn:mingzhang:Forbidden", "This needs the role admin: ask an administrator."),
    404: ("urn:mingzhang:NotFound", "There is no document 9f86…: check the address, or look in the list."),
    409: ("urn:mingzhang:Conflict", "The item has changed since you saw it (version 3, now 4); look at it again."),
    413: ("urn:mingzhang:TooLarge", "The request is larger than 201 MB: send a smaller file."),
    415: ("urn:mingzhang:NotAPdf", "This is not a PDF file (it looks like HTML): give the PDF as the department published it."),
    422: (
        "urn:mingzhang:Malformed",
        "The request cannot be understood (query.limit: Input should be at most 1000): correct it.",
    ),
    429: ("urn:mingzhang:TooMuch", "ann has sent 2000 documents within a day, the limit is 2000: go on tomorrow."),
    503: ("urn:mingzhang:FileGone", "The stored file 9f86… cannot be read (FileNotFoundError): restore it from a backup."),
}
_EVERYWHERE, _WITH_BODY = (401, 403, 422, 503), (400, 413)
_SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "an API token, made under /api/users/{name}/tokens"},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "set by POST /api/session; what changes something also sends X-CSRF-Token",
    },
}
_ANY_OF_THESE: list[dict[str, list[str]]] = [
    {"token": []},
    {"session": []},
    {},
]  # the last: a service without users, on its machine
_OPEN = ("/healthz", "/readyz", "/api/session")
_VERBS = ("get", "put", "post", "patch", "delete")


def operation_name(route: APIRoute) -> str:
    """What clients call an operation: `documents_upload`."""
    return f"{route.tags[0] if route.tags else 'pages'}_{route.name}"


def describe(app: FastAPI) -> None:
    """Complete what FastAPI says of the application."""
    plain = app.openapi

    def completed() -> dict[str, Any]:
        if not app.openapi_schema:
            _complete(plain())
        return plain()

    app.openapi = completed  # type: ignore[method-assign]


def _complete(description: dict[str, Any]) -> None:
    description.setdefault("components", {})["securitySchemes"] = _SCHEMES
    for path, operations in description["paths"].items():
        for verb in _VERBS:
            if operation := operations.get(verb):
                _complete_operation(path, operation)


def _complete_operation(path: str, operation: dict[str, Any]) -> None:
    if path not in _OPEN:
        operation["security"] = _ANY_OF_THESE
    responses = operation["responses"]
    if path.startswith("/api/"):
        more = (*_EVERYWHERE, *(_WITH_BODY if "requestBody" in operation else ()))
        for status in more:
            responses.setdefault(str(status), {"content": {MEDIA: {}}})
    for status, response in responses.items():
        if int(status) >= HTTPStatus.BAD_REQUEST and MEDIA in response.get("content", {}):
            responses[status] = _problem(int(status))
    operation["responses"] = dict(sorted(responses.items()))


def _problem(status: int) -> dict[str, Any]:
    kind, detail = _EXAMPLES.get(status, ("about:blank", ""))
    title = HTTPStatus(status).phrase
    example = {"type": kind, "title": title, "status": status, "detail": detail, "instance": "/api/…"}
    return {"description": title, "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}}}
