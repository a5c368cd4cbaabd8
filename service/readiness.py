"""Whether the service can do its work now: the database answers, files can be kept and read, somebody works the runs."""

from __future__ import annotations

from collections.abc import Callable

from service.application import Application
from service.store.tallies import answers


def readiness(application: Application) -> dict[str, str]:
    """Each part and what is wrong with it; `ok` where nothing is. No details of addresses: anybody may ask."""
    parts: dict[str, Callable[[], str]] = {
        "database": lambda: _database(application),
        "files": lambda: _files(application),
        "workers": application.runner.idle_because,
    }
    return {name: _tried(look) or "ok" for name, look in parts.items()}


def _tried(look: Callable[[], str]) -> str:
    try:
        return look()
    except Exception as error:  # storage and databases fail in ways of their own
        return f"does not answer ({type(error).__name__})"


def _database(application: Application) -> str:
    with application.database.reading() as connection:
        answers(connection)
    return ""


def _files(application: Application) -> str:
    application.files.check()
    return ""
