"""The application behind a request."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from service.application import Application


def held(request: Request) -> Application:
    """The application that this process serves."""
    application: Application = request.app.state.application
    return application


Held = Annotated[Application, Depends(held)]
