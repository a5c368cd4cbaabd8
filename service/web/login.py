"""The page where one signs in."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse

from extractors.errors import MingzhangError
from service.web.language import language_of
from service.web.problem_words import problem_label
from service.web.rendering import render
from service.web.words import Speaker


def login_page(request: Request, go_on: str, wrong: MingzhangError | None, unsafe: bool, status: int = 200) -> HTMLResponse:
    """`go_on`: the path to go to then; `wrong`: what the last attempt met; `unsafe`: the address is not https."""
    speaker = Speaker(language_of(request))
    said = [speaker.told(problem_label(str(wrong)))] if wrong else []
    said += [speaker("login.unsafe")] if unsafe else []
    return render(request, "login.html.j2", status, said=said, go_on=go_on)
