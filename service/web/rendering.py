"""Templates -> pages. Everything of a document is untrusted text: it reaches a page escaped only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from service.exports.labels import label
from service.web.language import language_of
from service.web.words import Speaker

_TEMPLATES = Path(__file__).with_name("templates")
_NO_HEADERS: Mapping[str, str] = {}


def render(
    request: Request, template: str, status: int = 200, headers: Mapping[str, str] = _NO_HEADERS, **shown: Any
) -> HTMLResponse:
    """A page, or a part of one."""
    speaker = Speaker(language_of(request))
    about: dict[str, Any] = {
        "t": speaker,
        "language": speaker.language,
        "told": speaker.told,
        "name": lambda group, key: speaker.told(label(group, key)),
        "user": getattr(request.state, "user", None),
        "csrf": getattr(request.state, "csrf", ""),
        "address": address(request),
    }
    text = _environment().get_template(template).render(about | shown)
    return HTMLResponse(text, status, dict(headers))


def is_part(request: Request) -> bool:
    """Only a part of the page is asked for: by htmx, not because somebody goes back in the browser."""
    return "hx-request" in request.headers and "hx-history-restore-request" not in request.headers


def go_to(request: Request, path: str) -> Response:
    """Lead the browser to another page of this service."""
    if is_part(request):
        return Response(status_code=204, headers={"HX-Redirect": path})
    return RedirectResponse(path, 303)


def address(request: Request) -> str:
    """Path and query of the page that is shown; of a part, that of the page it stands in is unknown and the first page."""
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return path if request.method == "GET" else "/"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters |= {
        "moment": _moment,
        "clock": lambda at: _moment(at)[-5:],
        "megabytes": _megabytes,
        "exact": Decimal,
        "quoted": lambda text: quote(str(text), safe=""),
    }
    return made


def _moment(at: datetime) -> str:
    """A moment, in the time of the machine that serves."""
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return f"{aware.astimezone():%Y-%m-%d %H:%M}"


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(size / 2**10, 1):.0f} KB"
