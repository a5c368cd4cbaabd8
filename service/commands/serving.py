"""Commands that speak to a running service: where it is, and who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from service.settings import current_settings

if TYPE_CHECKING:
    from service.client import Client

Server = Annotated[
    str | None,
    typer.Option("--server", metavar="URL", help="The service; default MINGZHANG_SERVER, else http://127.0.0.1:8000."),
]


def client_of(server: str | None) -> Client:
    """A client of the service that was named. The token is MINGZHANG_TOKEN: command lines are seen by others."""
    from service.client import Client  # heavy: only where a service is spoken to

    asked = current_settings().asked
    return Client(server or asked.server, asked.token)
