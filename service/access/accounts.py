"""Managing users: added, changed, removed by an administrator; each write is in the history."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from service.access.passwords import hashed
from service.access.roles import LOCAL, Role
from service.errors import Conflict, Unusable
from service.store import history, keys, users
from service.store.database import Database
from service.store.users import Account

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,79}")
RESERVED = (LOCAL.name,)


class Accounts:
    """`by` is the name of who asks."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._configured = False

    def configured(self) -> bool:
        """Whether anybody can sign in. Once somebody can, somebody always can: the last administrator stays."""
        if not self._configured:
            with self._database.reading() as connection:
                self._configured = users.any_active(connection)
        return self._configured

    def listed(self) -> list[Account]:
        """Everybody, by name."""
        with self._database.reading() as connection:
            return users.listed(connection)

    def get(self, name: str) -> Account:
        """One user. Raises NotFound."""
        with self._database.reading() as connection:
            return users.get(connection, name)

    def add(self, name: str, role: Role, password: str, by: str) -> Account:
        """A new user. Raises Unusable for the name or password, Conflict where it is taken or the first is no administrator."""
        if not _NAME.fullmatch(name) or name in RESERVED:
            raise Unusable(what="user name", detail="a to z, 0 to 9 and . _ @ -, at most 80; `local` is taken")
        kept = hashed(password)
        with self._database.begin() as connection:
            if role != "admin" and not users.count_admins(connection):
                raise Conflict(reason="The first user must be an administrator, who can make the others")
            if not users.add(connection, name, role, kept):
                raise Conflict(reason=f"There is a user {name} already; choose another name")
            history.note(connection, by, "user.add", f"user:{name}", role=role)
            return users.get(connection, name)

    def change(self, name: str, by: str, **values: Any) -> Account:
        """Set role or limits. Raises NotFound, and Conflict where nobody would be left to administer."""
        with self._database.begin() as connection:
            _change(connection, name, values)
            history.note(connection, by, "user.change", f"user:{name}", **values)
            return users.get(connection, name)

    def set_password(self, name: str, password: str, by: str) -> None:
        """A new password; whoever was signed in by the old one is signed out. Raises NotFound, Unusable."""
        kept = hashed(password)
        with self._database.begin() as connection:
            users.get(connection, name)
            users.change(connection, name, password=kept)
            keys.close_sessions(connection, name)
            history.note(connection, by, "user.password", f"user:{name}")

    def remove(self, name: str, by: str) -> None:
        """A user who may no longer sign in; sessions and tokens end. Raises NotFound, Conflict for the last administrator."""
        with self._database.begin() as connection:
            _change(connection, name, {"active": False})
            keys.close_sessions(connection, name)
            keys.revoke_tokens(connection, name)
            history.note(connection, by, "user.remove", f"user:{name}")


def _change(connection: Connection, name: str, values: Mapping[str, Any]) -> None:
    account = users.get(connection, name)
    users.change(connection, name, **values)
    if account.role == "admin" and not users.count_admins(connection):
        raise Conflict(reason=f"{name} is the last administrator; make another one first")
