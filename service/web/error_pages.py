"""Errors as pages: what happened and what to do. Parts of pages get the same as a note."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import Response

from service.web.problem_words import problem_label
from service.web.rendering import is_part, render
from service.web.words import table


def wants_page(request: Request) -> bool:
    """A person looks at the answer: a browser opens an address, or htmx fills in a part."""
    if "hx-request" in request.headers:
        return True
    asked = not request.url.path.startswith("/api/") and request.url.path != "/metrics"
    return asked and "text/html" in request.headers.get("accept", "")


def error_page(request: Request, status: int, detail: str) -> Response:
    """The error, in the language of the browser."""
    template = "alert.html.j2" if is_part(request) else "error.html.j2"
    title = f"statuses.{status if str(status) in table()['statuses'] else 500}"
    return render(request, template, status, number=status, title=title, detail=problem_label(detail))
