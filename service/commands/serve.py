"""`mingzhang serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from service.console import say
from service.settings import current_settings

Host = Annotated[str, typer.Option("--host", help="Address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the web pages and the API, and work what is uploaded."""
    import uvicorn  # heavy: only where something is served

    from service.api.app import create_app
    from service.application import Application

    application = Application(current_settings())
    say(f"Mingzhang serves http://{host}:{port} (API: http://{host}:{port}/docs); data in {application.settings.serving.data}")
    uvicorn.run(create_app(application), host=host, port=port, log_level="warning", timeout_graceful_shutdown=20)
