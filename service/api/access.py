"""Who asks, for every operation: `Viewer`, `Reviewer`, `Admin` as parameters demand a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from service.access.roles import LOCAL, Role, User
from service.errors import Forbidden


def current_user(request: Request) -> User:
    """The user of a request."""
    user: User = getattr(request.state, "user", LOCAL)
    return user


def _demand(role: Role) -> Callable[[User], User]:
    def demand(user: Annotated[User, Depends(current_user)]) -> User:
        if not user.may(role):
            raise Forbidden(what="This", role=role)
        return user

    return demand


Viewer = Annotated[User, Depends(_demand("viewer"))]
Reviewer = Annotated[User, Depends(_demand("reviewer"))]
Admin = Annotated[User, Depends(_demand("admin"))]
