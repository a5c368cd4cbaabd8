"""`mingzhang serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from service.access.origins import is_loopback
from service.application import Application
from service.console import say
from service.errors import ServeRefused
from service.logs import set_up
from service.settings import current_settings

Host = Annotated[str, typer.Option("--host", help="Address to listen on. Other than this machine's own only with users.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the web pages and the API, and work what is uploaded. Exit status 2 where others could come in without users."""
    application = Application(current_settings())
    _check(application, host)
    from service.api.running import listening, run  # heavy: only where something is served

    with listening(host, port) as listener:
        at = f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"
        say(f"Mingzhang serves {at} (API: {at}/docs); data in {application.settings.serving.data}")
        set_up(application.settings.serving.log)
        run(application, host, listener)


def _check(application: Application, host: str) -> None:
    """Whatever stands against serving is said before it begins. Raises DataInUse, NoDatabase, ServeRefused."""
    if application.database.embedded:
        with application.held_alone():
            application.database.migrate()
    if not is_loopback(host):
        application.database.migrate()
        if not application.accounts.configured():
            raise ServeRefused(host=host)
