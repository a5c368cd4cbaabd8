"""Attempts at passwords of the last minutes, by whom and at whom; counted before a password is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from service.store.schema import guesses

WINDOW = timedelta(minutes=15)


def attempt(connection: Connection, limits: Mapping[str, int]) -> bool:
    """Note one attempt under each key, unless a key has had its limit: then False."""
    since = datetime.now(UTC) - WINDOW
    connection.execute(delete(guesses).where(guesses.c.at < since))
    if any(_count(connection, key) >= limit for key, limit in limits.items()):
        return False
    connection.execute(guesses.insert(), [{"key": key, "at": datetime.now(UTC)} for key in limits])
    return True


def forget(connection: Connection, key: str) -> None:
    """The password was right: what was tried under this key counts no longer."""
    connection.execute(delete(guesses).where(guesses.c.key == key))


def _count(connection: Connection, key: str) -> int:
    return int(connection.execute(select(func.count()).select_from(guesses).where(guesses.c.key == key)).scalar_one())
