"""Which language a browser reads: as it was switched, else as it asks, else Chinese. `/language/…` switches."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from service.access.origins import local_path
from service.web.words import LANGUAGES, Language

router = APIRouter(include_in_schema=False)
COOKIE = "mingzhang_language"
_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> Language:
    """The language of a request."""
    kept = request.cookies.get(COOKIE, "")
    asked = [part.strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    return next((language for wished in (kept, *asked) for language in LANGUAGES if wished == language), "zh")


@router.get("/language/{language}", response_class=RedirectResponse)
def switch(language: Language, next: Annotated[str, Query(max_length=2000)] = "/") -> RedirectResponse:
    """Keep the language in a cookie and go back."""
    answer = RedirectResponse(local_path(next), 303)
    answer.set_cookie(COOKIE, language, max_age=_YEAR, path="/", httponly=True, samesite="lax")
    return answer
