"""Who asks, for every operation: `Viewer`, `Reviewer`, `Admin` as parameters demand a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from service.access.roles import Role, User
from service.errors import Forbidden, NotSignedIn


def current_user(request: Request) -> User:
    """The user of a request, as the gate found. Raises NotSignedIn."""
    user: User | None = getattr(request.state, "user", None)
    if user is None:
        raise NotSignedIn()
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
SignedIn = Annotated[User, Depends(current_user)]
