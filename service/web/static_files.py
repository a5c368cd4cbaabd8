"""/static: styles, scripts, the vendored htmx. The report's style is the house style and is served from where it is kept."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

import service.exports

router = APIRouter(include_in_schema=False)
_REPORT_STYLE = Path(service.exports.__file__).with_name("templates") / "report.css"


@router.get("/static/report.css", response_class=FileResponse)
def report_style() -> FileResponse:
    """The style of reports."""
    return FileResponse(_REPORT_STYLE, media_type="text/css")


def install(app: FastAPI) -> None:
    """Serve what lies in `static`."""
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
