"""/healthz, /readyz, /metrics: for those who run the service."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import Field

from service.api.access import Viewer
from service.api.holder import Held
from service.api.problems import responses
from service.api.shapes import Shape
from service.metrics import MEDIA
from service.readiness import readiness

router = APIRouter(tags=["operations"])


class Health(Shape):
    """The process is alive."""

    status: Literal["ok"] = "ok"


class Readiness(Shape):
    """Whether each part can do its work; `ok`, or what is wrong with it."""

    ready: bool
    parts: dict[str, str] = Field(examples=[{"database": "ok", "files": "ok", "workers": "ok"}])


@router.get("/healthz")
def alive() -> Health:
    """Alive: the process answers. Restart it where it does not."""
    return Health()


@router.get("/readyz", responses={503: {"model": Readiness, "description": "a part cannot do its work"}})
def ready(application: Held, response: Response) -> Readiness:
    """Ready: database, files and workers do their work. Send no requests where they do not."""
    parts = readiness(application)
    good = all(said == "ok" for said in parts.values())
    response.status_code = 200 if good else 503
    return Readiness(ready=good, parts=parts)


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {MEDIA: {"schema": {"type": "string"}}}}, **responses(401, 403)},
)
def figures(request: Request, _: Viewer) -> Response:
    """Requests, runs by state, queue length and seconds, as Prometheus reads them."""
    return Response(request.app.state.metrics.text(), headers={"Content-Type": MEDIA})
