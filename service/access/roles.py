"""Roles: each may do what those before it may."""

from __future__ import annotations

from typing import Literal

from extractors.model import Frozen

Role = Literal["viewer", "reviewer", "admin"]
_ORDER: tuple[Role, ...] = ("viewer", "reviewer", "admin")


class User(Frozen):
    """Who asks. `local`: the one user of a service bound to this machine alone, who needs no password."""

    name: str
    role: Role
    local: bool = False

    def may(self, role: Role) -> bool:
        """Whether the user has this role or a higher one."""
        return _ORDER.index(self.role) >= _ORDER.index(role)


LOCAL = User(name="local", role="admin", local=True)
