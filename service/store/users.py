"""The rows of users. A user that was removed stays as an inactive row: the history names it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from extractors.model import Frozen
from service.access.roles import Role
from service.errors import NotFound
from service.store.database import insert_new
from service.store.schema import users


class Account(Frozen):
    """One user. `max_documents`, `max_bytes`: what may be sent a day; None: what the settings say."""

    name: str
    role: Role
    active: bool
    made_at: datetime
    max_documents: int | None = None
    max_bytes: int | None = None


_SHOWN = [column for column in users.c if column.name in Account.model_fields]


def any_active(connection: Connection) -> bool:
    """Whether there is anybody to sign in."""
    return connection.execute(select(users.c.name).where(users.c.active).limit(1)).first() is not None


def count_admins(connection: Connection) -> int:
    """How many may manage the users; their rows are held, so that it stays true until the transaction ends."""
    chosen = select(users.c.name).where(users.c.active, users.c.role == "admin")
    return len(connection.execute(chosen.with_for_update()).all())


def find(connection: Connection, name: str) -> Account | None:
    """A user, removed ones too."""
    row = connection.execute(select(*_SHOWN).where(users.c.name == name)).first()
    return None if row is None else Account.model_validate(dict(row._mapping))


def get(connection: Connection, name: str) -> Account:
    """A user that is there. Raises NotFound."""
    found = find(connection, name)
    if found is None or not found.active:
        raise NotFound(what="user", id=name)
    return found


def listed(connection: Connection) -> list[Account]:
    """Everybody who may sign in, by name."""
    rows = connection.execute(select(*_SHOWN).where(users.c.active).order_by(users.c.name))
    return [Account.model_validate(dict(row._mapping)) for row in rows]


def password_of(connection: Connection, name: str) -> str | None:
    """The hash of an active user's password."""
    found: str | None = connection.execute(select(users.c.password).where(users.c.name == name, users.c.active)).scalar()
    return found


def add(connection: Connection, name: str, role: Role, password: str) -> bool:
    """A new user, or one that was removed, back again. False where the name is taken. `password`: its hash."""
    now = datetime.now(UTC)
    values: dict[str, Any] = {"role": role, "password": password, "active": True, "made_at": now}
    if insert_new(connection, users, name=name, **values):
        return True
    fresh = values | {"max_documents": None, "max_bytes": None}
    return connection.execute(update(users).where(users.c.name == name, users.c.active.is_(False)).values(fresh)).rowcount == 1


def change(connection: Connection, name: str, **values: Any) -> None:
    """Set columns of a user."""
    connection.execute(update(users).where(users.c.name == name).values(values))


def lock(connection: Connection, name: str) -> None:
    """Hold a user's row until the transaction ends: what is counted for the user stays so."""
    connection.execute(select(users.c.name).where(users.c.name == name).with_for_update())
